package io.retort.chem;

import java.util.Arrays;

/**
 * Atoms and bonds of one SMILES text as they are written: hydrogens of bare atoms, Kekulé orders and stereo are not
 * worked out yet. The arrays are used again for the next text, which overwrites all that it reads.
 */
final class WrittenMolecule {
    /** Hydrogen count of an atom without brackets. */
    static final int BARE = -1;

    static final byte NONE = 0;
    static final byte SINGLE = 1;
    static final byte DOUBLE = 2;
    static final byte TRIPLE = 3;
    static final byte QUADRUPLE = 4;
    static final byte AROMATIC = 5;
    /** {@code /}: the end lies above the beginning. */
    static final byte UP = 6;
    /** {@code \}: the end lies below the beginning. */
    static final byte DOWN = 7;

    /** Marks of centers, by kind and number: {@code kind << 8 | number}; 0 for no mark. */
    static final int PLAIN = 0;

    static final int TH = 1;
    static final int AL = 2;
    static final int SP = 3;
    static final int TB = 4;
    static final int OH = 5;

    int atomCount;
    int bondCount;
    int[] element = new int[0];
    int[] hydrogens = new int[0];
    /** Bond to the atom before in the same branch; -1 for the first of a part. */
    int[] entry = new int[0];

    /** Written as aromatic: in lower case or next to a {@code :}. */
    boolean[] aromatic = new boolean[0];

    /** Atoms in brackets, and what only those have. */
    int bracketCount;

    int[] bracketAtom = new int[0];
    int[] charge = new int[0];
    int[] isotope = new int[0];
    int[] atomMap = new int[0];
    int[] center = new int[0];

    int[] begin = new int[0];
    int[] end = new int[0];
    byte[] symbol = new byte[0];
    /** Where in the text the bond stands as seen from its ends; -1 for the bond to the atom before. */
    int[] beginAt = new int[0];

    int[] endAt = new int[0];
    int ringBonds;
    boolean hasAromatic;
    boolean hasCenters;
    boolean hasDirections;
    /** Pairs of {@code /} or {@code \} at both ends of a ring bond that contradict each other. */
    int conflicts;

    /** Forgets the last text and makes room for one of a length; no atom or bond takes less than a character. */
    void start(int length) {
        atomCount = 0;
        bondCount = 0;
        bracketCount = 0;
        ringBonds = 0;
        conflicts = 0;
        hasAromatic = false;
        hasCenters = false;
        hasDirections = false;
        if (element.length >= length) {
            return;
        }
        int size = Math.max(256, 2 * length);
        element = new int[size];
        hydrogens = new int[size];
        bracketAtom = new int[size];
        charge = new int[size];
        isotope = new int[size];
        atomMap = new int[size];
        center = new int[size];
        entry = new int[size];
        aromatic = new boolean[size];
        begin = new int[size];
        end = new int[size];
        symbol = new byte[size];
        beginAt = new int[size];
        endAt = new int[size];
    }

    /** Adds an atom without brackets; returns its number. */
    int addAtom(int number, boolean isAromatic) {
        int i = atomCount++;
        element[i] = number;
        hydrogens[i] = BARE;
        entry[i] = -1;
        aromatic[i] = isAromatic;
        hasAromatic |= isAromatic;
        return i;
    }

    void addBond(int from, int to, byte written) {
        int b = bondCount++;
        begin[b] = from;
        end[b] = to;
        symbol[b] = written;
        endAt[b] = -1;
        if (written >= AROMATIC) {
            note(b);
        }
    }

    private void note(int b) {
        if (symbol[b] == AROMATIC) {
            aromatic[begin[b]] = true;
            aromatic[end[b]] = true;
            hasAromatic = true;
        } else {
            hasDirections = true;
        }
    }

    /**
     * Adds a bond that closes a ring.
     *
     * @param opened symbol where the number stands first, as seen from there
     * @param closed symbol where it stands last, as seen from there
     * @return false if the symbols name different bonds
     */
    boolean addRingBond(int from, int to, byte opened, byte closed) {
        byte turned = closed == UP ? DOWN : closed == DOWN ? UP : closed;
        byte written = opened;
        if (opened == NONE || opened == SINGLE && turned >= UP) {
            written = turned;
        } else if (opened >= UP && turned >= UP && opened != turned) {
            written = SINGLE;
            conflicts++;
        } else if (turned != NONE && opened != turned && !(opened >= UP && turned == SINGLE)) {
            return false;
        }
        addBond(from, to, written);
        ringBonds++;
        return true;
    }

    /** The graph of atoms and bonds with rings marked; bonds that may become double ones are marked as aromatic. */
    MolGraph graph() {
        MolGraph graph = new MolGraph(atomCount, bondCount);
        System.arraycopy(element, 0, graph.element, 0, atomCount);
        System.arraycopy(hydrogens, 0, graph.hydrogens, 0, atomCount);
        for (int k = 0; k < bracketCount; k++) {
            graph.charge[bracketAtom[k]] = charge[k];
            graph.isotope[bracketAtom[k]] = isotope[k];
            graph.atomMap[bracketAtom[k]] = atomMap[k];
        }
        System.arraycopy(aromatic, 0, graph.aromatic, 0, atomCount);
        System.arraycopy(begin, 0, graph.begin, 0, bondCount);
        System.arraycopy(end, 0, graph.end, 0, bondCount);
        for (int b = 0; b < bondCount; b++) {
            byte written = symbol[b];
            graph.order[b] = written == NONE || written > QUADRUPLE ? 1 : written;
        }
        graph.link();
        if (ringBonds > 0) {
            RingFlags.mark(graph, entry, ringBonds);
        }
        if (hasAromatic) {
            markAromaticBonds(graph);
        }
        return graph;
    }

    private void markAromaticBonds(MolGraph graph) {
        for (int b = 0; b < bondCount; b++) {
            if (!graph.bondInRing[b] || symbol[b] != NONE && symbol[b] < AROMATIC) {
                continue;
            }
            int one = begin[b];
            int two = end[b];
            boolean both = aromatic[one] && aromatic[two];
            boolean wildcard = aromatic[one] && element[two] == 0 || aromatic[two] && element[one] == 0;
            if (both || wildcard) {
                graph.bondAromatic[b] = true;
                graph.aromatic[one] = true;
                graph.aromatic[two] = true;
            }
        }
    }

    /** A ring bond between atoms that are bonded twice, or -1. */
    int doubledBond(MolGraph graph) {
        for (int b = 0; ringBonds > 0 && b < bondCount; b++) {
            if (endAt[b] < 0) {
                continue;
            }
            int shorter = graph.degree(begin[b]) < graph.degree(end[b]) ? begin[b] : end[b];
            int other = graph.other(b, shorter);
            int seen = 0;
            for (int k = graph.first[shorter]; k < graph.first[shorter + 1]; k++) {
                seen += graph.neighbor[k] == other ? 1 : 0;
            }
            if (seen > 1) {
                return b;
            }
        }
        return -1;
    }

    /** Ligands of an atom in the order of the text, with -1 for one that is no atom where that is asked for. */
    int[] ligands(MolGraph graph, int atom, boolean implicit) {
        int degree = graph.degree(atom);
        long[] keys = new long[implicit ? degree + 1 : degree];
        for (int k = 0; k < degree; k++) {
            int bond = graph.via[graph.first[atom] + k];
            long place = begin[bond] == atom ? beginAt[bond] : endAt[bond];
            keys[k] = place << 32 | graph.neighbor[graph.first[atom] + k];
        }
        if (implicit) {
            keys[degree] = Integer.MAX_VALUE;
        }
        Arrays.sort(keys);
        int[] ligands = new int[keys.length];
        for (int k = 0; k < ligands.length; k++) {
            ligands[k] = keys[k] == Integer.MAX_VALUE ? StereoUnit.IMPLICIT : (int) keys[k];
        }
        return ligands;
    }
}
