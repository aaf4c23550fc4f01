package io.retort.chem;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.PriorityQueue;
import org.openscience.cdk.config.Elements;

/**
 * Writes one connected graph as aromatic isomeric SMILES along the tree that its ranks give (OpenSMILES 1.0).
 */
final class SmilesWriter {
    private final MolGraph graph;
    private final SmilesTree tree;
    private final BondDirections directions;
    private final StereoUnit[] centers;
    private final int[][] closes;
    private final StringBuilder out;
    private final PriorityQueue<Integer> freeDigits = new PriorityQueue<>();
    private int digitsUsed;
    private final int[] digitOfBond;

    private SmilesWriter(MolGraph graph, int[] rank, StringBuilder out) {
        this.graph = graph;
        this.out = out;
        tree = new SmilesTree(graph, rank);
        directions = new BondDirections(graph, tree);
        centers = new StereoUnit[graph.atomCount];
        for (StereoUnit unit : graph.stereo) {
            if (unit.kind() != StereoUnit.Kind.DOUBLE_BOND) {
                centers[unit.a()] = unit;
            }
        }
        digitOfBond = new int[graph.bondCount];
        closes = new int[graph.atomCount][];
    }

    /** Writes a connected graph in the order of the given distinct ranks. */
    static String write(MolGraph graph, int[] rank) {
        StringBuilder out = new StringBuilder(graph.atomCount * 2 + 8);
        new SmilesWriter(graph, rank, out).writeAll();
        return out.toString();
    }

    private void writeAll() {
        int[] depth = new int[graph.atomCount];
        int openBranches = 0;
        for (int atom : tree.sequence) {
            int up = tree.parent[atom];
            if (up >= 0) {
                while (openBranches > depth[up]) {
                    out.append(')');
                    openBranches--;
                }
                int[] siblings = tree.children[up];
                if (siblings[siblings.length - 1] != atom) {
                    out.append('(');
                    openBranches++;
                }
                writeBond(tree.parentSlot[atom], up, atom);
            }
            depth[atom] = openBranches;
            writeAtom(atom);
            writeClosures(atom);
        }
        while (openBranches-- > 0) {
            out.append(')');
        }
    }

    private void writeBond(int slot, int from, int to) {
        int mark = directions.mark(slot);
        switch (graph.color(slot)) {
            case 1 -> {
                if (mark != 0) {
                    out.append(mark > 0 ? '/' : '\\');
                } else if (graph.aromatic[from] && graph.aromatic[to]) {
                    out.append('-');
                }
            }
            case 2 -> out.append('=');
            case 3 -> out.append('#');
            case 4 -> out.append('$');
            default -> {
                if (mark != 0) {
                    out.append(mark > 0 ? '/' : '\\');
                } else if (!AtomText.isLowerCase(graph, from) || !AtomText.isLowerCase(graph, to)) {
                    out.append(':');
                }
            }
        }
    }

    private void writeClosures(int atom) {
        int[] closing = closing(atom);
        int[] digits = new int[closing.length];
        for (int i = 0; i < closing.length; i++) {
            digits[i] = digitOfBond[graph.via[graph.slot(atom, closing[i])]];
            writeDigit(digits[i]);
        }
        for (int other : tree.opens[atom]) {
            int slot = graph.slot(atom, other);
            Integer free = freeDigits.poll();
            int digit = free == null ? ++digitsUsed : free;
            digitOfBond[graph.via[slot]] = digit;
            writeBond(slot, atom, other);
            writeDigit(digit);
        }
        for (int digit : digits) {
            freeDigits.add(digit);
        }
    }

    /** Earlier atoms to which this one closes a ring, by ring number; known once they have been written. */
    private int[] closing(int atom) {
        int[] known = closes[atom];
        if (known != null) {
            return known;
        }
        int[] list = new int[graph.degree(atom)];
        int count = 0;
        for (int k = graph.first[atom]; k < graph.first[atom + 1]; k++) {
            int other = graph.neighbor[k];
            if (tree.place[other] < tree.place[atom] && tree.isClosure(atom, other)) {
                int j = count++;
                while (j > 0 && digitOfBond[graph.via[graph.slot(atom, list[j - 1])]] > digitOfBond[graph.via[k]]) {
                    list[j] = list[j - 1];
                    j--;
                }
                list[j] = other;
            }
        }
        closes[atom] = Arrays.copyOf(list, count);
        return closes[atom];
    }

    private void writeDigit(int digit) {
        if (digit > 99) {
            out.append("%(").append(digit).append(')'); // an extension that RDKit reads; no ordinary molecule needs it
            return;
        }
        if (digit > 9) {
            out.append('%');
        }
        out.append(digit);
    }

    private void writeAtom(int atom) {
        StereoUnit unit = centers[atom];
        String sign = unit == null ? "" : sign(unit);
        AtomText.append(graph, atom, sign, out);
    }

    private String sign(StereoUnit unit) {
        int[] written =
                unit.kind() == StereoUnit.Kind.ALLENE ? alleneLigands(unit) : ligands(unit.a(), hasImplicit(unit));
        if (written.length != unit.carriers().length) {
            return "";
        }
        if (unit.kind().isHigher()) {
            return HigherStereo.symbol(unit, written);
        }
        int[] places = new int[written.length];
        for (int i = 0; i < written.length; i++) {
            places[i] = indexOf(written, unit.carriers()[i]);
        }
        int parity = StereoUnit.parity(places);
        return parity < 0 ? "" : ((unit.order() + parity) & 1) == 1 ? "@" : "@@";
    }

    private static boolean hasImplicit(StereoUnit unit) {
        return indexOf(unit.carriers(), StereoUnit.IMPLICIT) >= 0;
    }

    private static int indexOf(int[] list, int value) {
        for (int i = 0; i < list.length; i++) {
            if (list[i] == value) {
                return i;
            }
        }
        return -1;
    }

    /** Ligands in writing order: parent, implicit hydrogen or lone pair, ring closures, branches. */
    private int[] ligands(int atom, boolean implicit) {
        List<Integer> list = new ArrayList<>(6);
        if (tree.parent[atom] >= 0) {
            list.add(tree.parent[atom]);
        }
        if (implicit) {
            list.add(StereoUnit.IMPLICIT);
        }
        for (int other : closing(atom)) {
            list.add(other);
        }
        for (int other : tree.opens[atom]) {
            list.add(other);
        }
        for (int other : tree.children[atom]) {
            list.add(other);
        }
        return list.stream().mapToInt(Integer::intValue).toArray();
    }

    /** The ligands of both ends of an allene in writing order; an end stands for its own implicit hydrogen. */
    private int[] alleneLigands(StereoUnit unit) {
        int center = unit.a();
        int[] ends = {graph.neighbor[graph.first[center]], graph.neighbor[graph.first[center] + 1]};
        if (tree.place[ends[0]] > tree.place[ends[1]]) {
            ends = new int[] {ends[1], ends[0]};
        }
        int[] all = new int[4];
        int count = 0;
        for (int end : ends) {
            for (int ligand : ligands(end, graph.degree(end) == 2)) {
                if (ligand != center && count < 4) {
                    all[count++] = ligand == StereoUnit.IMPLICIT ? end : ligand;
                }
            }
        }
        return all;
    }

    static String symbol(int element) {
        return element == 0 ? "*" : Elements.ofNumber(element).symbol();
    }
}
