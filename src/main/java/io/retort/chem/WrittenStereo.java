package io.retort.chem;

import org.jspecify.annotations.Nullable;

/**
 * Makes stereo elements of the marks in a SMILES text (OpenSMILES 1.0, section 3.9): of {@code @} and its long forms at
 * centers, of {@code /} and {@code \} around double bonds. The graph has its hydrogens and orders already, and no
 * hydrogen is folded yet.
 */
final class WrittenStereo {
    private static final int[] NONE = {};

    /** By number, which ligand in the order of the text stands at each place of the geometry's first order. */
    private static final String[] SQUARE = "0123 0213 0132".split(" ");

    private static final String[] BIPYRAMID = ("01234 03214 01243 04213 01342 04312 02341 04321 10234 10243"
                    + " 13204 14203 10342 14302 20134 20143 30124 32104 24103 23104")
            .split(" ");
    private static final String[] OCTAHEDRON = ("012345 014325 012354 012435 012534 012453 012543 013245 013254 014235"
                    + " 015234 014253 015243 013425 013524 015324 014523 015423 013452 013542"
                    + " 014352 015342 014532 015432 023451 023541 024351 025341 024531 025431")
            .split(" ");

    private final WrittenMolecule written;
    private final MolGraph graph;
    private int dropped;
    private boolean above;
    private boolean contradictory;

    private WrittenStereo(WrittenMolecule written, MolGraph graph) {
        this.written = written;
        this.graph = graph;
    }

    /** Adds the elements to the graph; returns how many marks make none. */
    static int add(WrittenMolecule written, MolGraph graph) {
        WrittenStereo reader = new WrittenStereo(written, graph);
        reader.dropped = written.conflicts;
        if (written.hasCenters) {
            reader.addCenters();
        }
        if (written.hasDirections) {
            reader.addDoubleBonds();
        }
        return reader.dropped;
    }

    private void addCenters() {
        for (int k = 0; k < written.bracketCount; k++) {
            int mark = written.center[k];
            if (mark == 0) {
                continue;
            }
            StereoUnit unit = center(written.bracketAtom[k], mark >> 8, mark & 255);
            if (unit == null) {
                dropped++;
            } else {
                graph.stereo.add(unit);
            }
        }
    }

    private @Nullable StereoUnit center(int atom, int kind, int number) {
        int known = graph.degree(atom) + graph.hydrogens[atom];
        if (graph.hydrogens[atom] > 1 || known > 6) {
            return null;
        }
        return switch (kind) {
            case WrittenMolecule.TH -> tetrahedral(atom, number);
            case WrittenMolecule.AL -> allene(atom, number);
            case WrittenMolecule.SP -> higher(atom, StereoUnit.Kind.SQUARE_PLANAR, SQUARE[number - 1]);
            case WrittenMolecule.TB -> higher(atom, StereoUnit.Kind.BIPYRAMIDAL, BIPYRAMID[number - 1]);
            case WrittenMolecule.OH -> higher(atom, StereoUnit.Kind.OCTAHEDRAL, OCTAHEDRON[number - 1]);
            default ->
                switch (known) {
                    case 2 -> allene(atom, number);
                    case 5 -> higher(atom, StereoUnit.Kind.BIPYRAMIDAL, BIPYRAMID[number - 1]);
                    case 6 -> higher(atom, StereoUnit.Kind.OCTAHEDRAL, OCTAHEDRON[number - 1]);
                    default -> tetrahedral(atom, number);
                };
        };
    }

    private @Nullable StereoUnit tetrahedral(int atom, int number) {
        int degree = graph.degree(atom);
        boolean lonePair = degree == 3 && graph.hydrogens[atom] == 0;
        if (lonePair ? !holdsLonePair(graph.element[atom]) : degree + graph.hydrogens[atom] != 4) {
            return null;
        }
        int[] ligands = written.ligands(graph, atom, degree == 3);
        return new StereoUnit(StereoUnit.Kind.TETRAHEDRAL, atom, atom, ligands, number);
    }

    /** Elements whose three bonds form a pyramid. */
    private static boolean holdsLonePair(int element) {
        return switch (element) {
            case 7, 15, 33, 51, 16, 34, 52 -> true;
            default -> false;
        };
    }

    private @Nullable StereoUnit higher(int atom, StereoUnit.Kind kind, String order) {
        int missing = order.length() - graph.degree(atom);
        if (missing < graph.hydrogens[atom] || missing > 1) {
            return null;
        }
        int[] ligands = written.ligands(graph, atom, missing == 1);
        int[] carriers = new int[ligands.length];
        for (int k = 0; k < carriers.length; k++) {
            carriers[k] = ligands[order.charAt(k) - '0'];
        }
        return new StereoUnit(kind, atom, atom, carriers, 1);
    }

    /** The center of two double bonds; its carriers are the ligands of its ends, the earlier end first. */
    private @Nullable StereoUnit allene(int atom, int number) {
        int slot = graph.first[atom];
        if (graph.degree(atom) != 2 || graph.hydrogens[atom] != 0) {
            return null;
        }
        int one = Math.min(graph.neighbor[slot], graph.neighbor[slot + 1]);
        int two = Math.max(graph.neighbor[slot], graph.neighbor[slot + 1]);
        int[] left = endLigands(one, atom);
        int[] right = endLigands(two, atom);
        if (left.length != 2 || right.length != 2) {
            return null;
        }
        int[] carriers = {left[0], left[1], right[0], right[1]};
        return new StereoUnit(StereoUnit.Kind.ALLENE, atom, atom, carriers, number);
    }

    /** Two ligands by single bonds, of which one may be the end itself, for its hydrogen; otherwise none. */
    private int[] endLigands(int end, int center) {
        int degree = graph.degree(end);
        boolean plane = degree == 2 && graph.hydrogens[end] <= 1 || degree == 3 && graph.hydrogens[end] == 0;
        if (!plane) {
            return NONE;
        }
        for (int k = graph.first[end]; k < graph.first[end + 1]; k++) {
            boolean isDouble = graph.order[graph.via[k]] == 2;
            if (isDouble != (graph.neighbor[k] == center)) {
                return NONE;
            }
        }
        int[] pair = new int[2];
        int size = 0;
        for (int ligand : written.ligands(graph, end, degree == 2)) {
            if (ligand != center) {
                pair[size++] = ligand == StereoUnit.IMPLICIT ? end : ligand;
            }
        }
        return pair;
    }

    private void addDoubleBonds() {
        for (int b = 0; b < graph.bondCount; b++) {
            if (written.symbol[b] != WrittenMolecule.DOUBLE) {
                continue;
            }
            boolean innerBegin = isInner(graph.begin[b]);
            if (!innerBegin && !isInner(graph.end[b])) {
                addDoubleBond(b, b, graph.begin[b], graph.end[b]);
            } else if (innerBegin != isInner(graph.end[b])) {
                addCumulene(b, innerBegin ? graph.end[b] : graph.begin[b]);
            }
        }
    }

    /** An atom in the middle of a cumulene. */
    private boolean isInner(int atom) {
        int slot = graph.first[atom];
        return graph.degree(atom) == 2 && graph.order[graph.via[slot]] == 2 && graph.order[graph.via[slot + 1]] == 2;
    }

    /** Follows double bonds from one end to the other; only an odd number of them holds all ligands in a plane. */
    private void addCumulene(int firstBond, int end) {
        int bond = firstBond;
        int atom = graph.other(bond, end);
        int length = 1;
        while (isInner(atom)) {
            int slot = graph.first[atom];
            bond = graph.via[slot] == bond ? graph.via[slot + 1] : graph.via[slot];
            atom = graph.other(bond, atom);
            length++;
        }
        if (length % 2 == 1 && end < atom) {
            addDoubleBond(firstBond, bond, end, atom);
        }
    }

    private void addDoubleBond(int bondOfLeft, int bondOfRight, int left, int right) {
        contradictory = false;
        int one = markedLigand(left, bondOfLeft);
        boolean leftAbove = above;
        int two = markedLigand(right, bondOfRight);
        if (one < 0 || two < 0) {
            return;
        }
        if (contradictory) {
            dropped++;
            return;
        }
        int order = leftAbove == above ? 2 : 1;
        graph.stereo.add(new StereoUnit(StereoUnit.Kind.DOUBLE_BOND, left, right, new int[] {one, two}, order));
    }

    /** A ligand of a double bond's end to which a marked bond leads, or -1; sets on which side it is. */
    private int markedLigand(int end, int doubleBond) {
        int found = -1;
        if (graph.degree(end) + graph.hydrogens[end] > 3) {
            return found;
        }
        for (int k = graph.first[end]; k < graph.first[end + 1]; k++) {
            int bond = graph.via[k];
            if (bond == doubleBond || written.symbol[bond] < WrittenMolecule.UP) {
                continue;
            }
            boolean isAbove = (written.symbol[bond] == WrittenMolecule.UP) == (graph.begin[bond] == end);
            if (found >= 0) {
                contradictory |= isAbove == above;
            } else {
                found = graph.neighbor[k];
                above = isAbove;
            }
        }
        return found;
    }
}
