package io.retort.chem;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Writes one connected graph as aromatic isomeric SMILES along the tree that its ranks give (OpenSMILES 1.0). One
 * object serves many graphs in turn.
 */
final class SmilesWriter {
    private MolGraph graph = new MolGraph(0, 0);
    private final SmilesTree tree = new SmilesTree();
    private final SmilesText out = new SmilesText();
    private final RingDigits digits = new RingDigits();
    private @Nullable BondDirections directions;
    /** Number of the stereo element whose center an atom is, from 1; 0 for none. */
    private int[] center = {};
    /** Branches open when the atom was written. */
    private int[] depth = {};

    private final LigandOrder ligands = new LigandOrder(tree);

    /** Writes a connected graph in the order of the given distinct ranks. */
    static String write(MolGraph graph, int[] rank) {
        return new SmilesWriter().text(graph, rank);
    }

    /** Writes a connected graph in the order of the given distinct ranks. */
    String text(MolGraph of, int[] rank) {
        graph = of;
        tree.build(of, rank);
        if (center.length < of.atomCount) {
            center = new int[of.atomCount];
            depth = new int[of.atomCount];
        }
        ligands.begin(of);
        out.clear();
        digits.clear();
        prepareStereo();
        writeAll();
        return out.toString();
    }

    private void prepareStereo() {
        Arrays.fill(center, 0, graph.atomCount, 0);
        boolean directed = false;
        for (int u = 0; u < graph.stereo.size(); u++) {
            StereoUnit unit = graph.stereo.get(u);
            if (unit.kind() == StereoUnit.Kind.DOUBLE_BOND) {
                directed = true;
            } else {
                center[unit.a()] = u + 1;
            }
        }
        directions = directed ? new BondDirections(graph, tree) : null;
    }

    private void writeAll() {
        int openBranches = 0;
        for (int i = 0; i < graph.atomCount; i++) {
            int atom = tree.sequence[i];
            int up = tree.parent[atom];
            if (up >= 0) {
                while (openBranches > depth[up]) {
                    out.add(')');
                    openBranches--;
                }
                if (!tree.isLastChild(atom)) {
                    out.add('(');
                    openBranches++;
                }
                writeBond(tree.parentSlot[atom], up, atom);
            }
            depth[atom] = openBranches;
            AtomText.append(
                    graph, atom, center[atom] == 0 ? "" : ligands.sign(graph.stereo.get(center[atom] - 1)), out);
            if ((tree.closeCount[atom] | tree.openCount[atom]) != 0) {
                writeClosures(atom);
            }
        }
        while (openBranches-- > 0) {
            out.add(')');
        }
    }

    private void writeBond(int slot, int from, int to) {
        int color = graph.color(slot);
        switch (color) {
            case 2 -> out.add('=');
            case 3 -> out.add('#');
            case 4 -> out.add('$');
            default -> {
                int mark = directions == null ? 0 : directions.mark(slot);
                if (mark != 0) {
                    out.add(mark > 0 ? '/' : '\\');
                } else if (color == 1) {
                    if (graph.aromatic[from] && graph.aromatic[to]) {
                        out.add('-');
                    }
                } else if (!AtomText.isLowerCase(graph, from) || !AtomText.isLowerCase(graph, to)) {
                    out.add(':');
                }
            }
        }
    }

    private void writeClosures(int atom) {
        int closing = ligands.findClosing(atom);
        for (int i = 0; i < closing; i++) {
            writeDigit(ligands.closingDigit(i));
        }
        int from = graph.first[atom];
        for (int i = from; i < from + tree.openCount[atom]; i++) {
            int slot = tree.opens[i];
            int digit = digits.take();
            ligands.setDigit(graph.via[slot], digit);
            writeBond(slot, atom, graph.neighbor[slot]);
            writeDigit(digit);
        }
        // Only now, so that a ring closed here and one opened here differ.
        for (int i = 0; i < closing; i++) {
            digits.free(ligands.closingDigit(i));
        }
    }

    private void writeDigit(int digit) {
        if (digit > 99) {
            out.add("%("); // an extension that RDKit reads; no ordinary molecule needs it
            out.add(digit);
            out.add(')');
            return;
        }
        if (digit > 9) {
            out.add('%');
        }
        out.add(digit);
    }

    static String symbol(int element) {
        return ElementTable.get().symbol(element);
    }
}
