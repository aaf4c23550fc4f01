package io.retort.chem;

import java.util.Arrays;

/** The order in which the text names the neighbors of an atom, and what stereo centers read in it. */
final class LigandOrder {
    private final SmilesTree tree;
    private MolGraph graph = new MolGraph(0, 0);
    private int[] digitOfBond = {};
    /** Bonds to earlier atoms to which an atom closes a ring, by ring number. */
    private int[] closing = new int[8];

    private int closingCount;
    private int[] written = new int[8];
    private int writtenCount;
    private int[] places = new int[8];

    /** For the tree that is written; see {@link #begin}. */
    LigandOrder(SmilesTree tree) {
        this.tree = tree;
    }

    /** Takes the graph of which the tree has just been made. */
    void begin(MolGraph of) {
        graph = of;
        if (digitOfBond.length < of.bondCount) {
            digitOfBond = new int[of.bondCount];
        }
    }

    void setDigit(int bond, int digit) {
        digitOfBond[bond] = digit;
    }

    /** Finds the rings that an atom closes, which must all have been opened; returns how many. */
    int findClosing(int atom) {
        closingCount = 0;
        if (tree.closeCount[atom] == 0) {
            return 0;
        }
        if (closing.length < graph.degree(atom)) {
            closing = new int[graph.degree(atom)];
        }
        for (int k = graph.first[atom]; k < graph.first[atom + 1]; k++) {
            int other = graph.neighbor[k];
            if (tree.place[other] < tree.place[atom] && tree.isClosure(atom, other)) {
                int bond = graph.via[k];
                int j = closingCount++;
                while (j > 0 && digitOfBond[closing[j - 1]] > digitOfBond[bond]) {
                    closing[j] = closing[j - 1];
                    j--;
                }
                closing[j] = bond;
            }
        }
        return closingCount;
    }

    /** Ring number of one of those found last. */
    int closingDigit(int index) {
        return digitOfBond[closing[index]];
    }

    /** What stands behind the symbol of a center: {@code @} and the like, nothing if it cannot be said. */
    String sign(StereoUnit unit) {
        writtenCount = 0;
        if (unit.kind() == StereoUnit.Kind.ALLENE) {
            addAlleneLigands(unit.a());
        } else {
            addLigands(unit.a(), indexOf(unit.carriers(), unit.carriers().length, StereoUnit.IMPLICIT) >= 0);
        }
        int[] carriers = unit.carriers();
        if (writtenCount != carriers.length) {
            return "";
        }
        if (unit.kind().isHigher()) {
            return HigherStereo.symbol(unit, Arrays.copyOf(written, writtenCount));
        }
        for (int i = 0; i < carriers.length; i++) {
            places[i] = indexOf(written, writtenCount, carriers[i]);
        }
        int parity = StereoUnit.parity(places, carriers.length);
        return parity < 0 ? "" : ((unit.order() + parity) & 1) == 1 ? "@" : "@@";
    }

    private static int indexOf(int[] list, int length, int value) {
        for (int i = 0; i < length; i++) {
            if (list[i] == value) {
                return i;
            }
        }
        return -1;
    }

    /** Ligands in writing order: parent, implicit hydrogen or lone pair, ring closures, branches. */
    private void addLigands(int atom, boolean implicit) {
        reserve(writtenCount + graph.degree(atom) + 1);
        if (tree.parent[atom] >= 0) {
            written[writtenCount++] = tree.parent[atom];
        }
        if (implicit) {
            written[writtenCount++] = StereoUnit.IMPLICIT;
        }
        int rings = findClosing(atom);
        for (int i = 0; i < rings; i++) {
            written[writtenCount++] = graph.other(closing[i], atom);
        }
        int from = graph.first[atom];
        for (int i = from; i < from + tree.openCount[atom]; i++) {
            written[writtenCount++] = graph.neighbor[tree.opens[i]];
        }
        for (int i = from; i < from + tree.childCount[atom]; i++) {
            written[writtenCount++] = tree.children[i];
        }
    }

    private void reserve(int ligands) {
        if (written.length < ligands) {
            written = Arrays.copyOf(written, 2 * ligands);
            places = new int[2 * ligands];
        }
    }

    /** The ligands of both ends of an allene in writing order; an end stands for its own implicit hydrogen. */
    private void addAlleneLigands(int center) {
        int one = graph.neighbor[graph.first[center]];
        int two = graph.neighbor[graph.first[center] + 1];
        boolean swapped = tree.place[one] > tree.place[two];
        addEnd(swapped ? two : one, center);
        addEnd(swapped ? one : two, center);
    }

    private void addEnd(int end, int center) {
        int from = writtenCount;
        addLigands(end, graph.degree(end) == 2);
        int kept = from;
        for (int i = from; i < writtenCount; i++) {
            if (written[i] != center) {
                written[kept++] = written[i] == StereoUnit.IMPLICIT ? end : written[i];
            }
        }
        writtenCount = kept;
    }
}
