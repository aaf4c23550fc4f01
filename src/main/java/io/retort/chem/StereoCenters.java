package io.retort.chem;

/**
 * How many atoms of a molecule are tetrahedral stereocenters, marked or not: those with room for a mark whose ligands
 * all differ, by what surrounds them and by the marks of other centers and double bonds. That is RDKit's definition in
 * its first perception of stereo. So the middle carbon of {@code FC(Cl)C(F)C(F)Cl} counts once the outer two are marked
 * and differ, and two atoms that only make cis and trans of a ring with like halves (1,4-dimethylcyclohexane) never do,
 * marked or not.
 *
 * @param all stereocenters
 * @param unassigned those without a mark
 */
record StereoCenters(int all, int unassigned) {
    private static final StereoCenters NONE = new StereoCenters(0, 0);

    /** Counts those of a graph with rings and aromaticity marked. */
    static StereoCenters of(MolGraph graph) {
        int[] candidates = new int[graph.atomCount];
        int count = 0;
        for (int i = 0; i < graph.atomCount; i++) {
            if (hasRoom(graph, i) && !hasLikeEnds(graph, i)) {
                candidates[count++] = i;
            }
        }
        if (count == 0) {
            return NONE;
        }
        int[] rank = new Partition(graph, AtomColors.of(graph)).rank;
        boolean[] marked = marked(graph);
        int all = 0;
        int unassigned = 0;
        for (int c = 0; c < count; c++) {
            if (ligandsDiffer(graph, candidates[c], rank)) {
                all++;
                unassigned += marked[candidates[c]] ? 0 : 1;
            }
        }
        return new StereoCenters(all, unassigned);
    }

    private static boolean[] marked(MolGraph graph) {
        boolean[] marked = new boolean[graph.atomCount];
        for (StereoUnit unit : graph.stereo) {
            marked[unit.a()] |= unit.kind() == StereoUnit.Kind.TETRAHEDRAL;
        }
        return marked;
    }

    /** Whether an atom's bonds and hydrogens leave room for two arrangements that do not turn into each other. */
    private static boolean hasRoom(MolGraph graph, int atom) {
        int degree = graph.degree(atom);
        int hydrogens = graph.hydrogens[atom];
        if (degree + hydrogens < 3 || degree + hydrogens > 4 || hydrogens > 1) {
            return false;
        }
        boolean pnictogen = graph.element[atom] == MolGraph.PHOSPHORUS || graph.element[atom] == MolGraph.ARSENIC;
        if (degree == 4 || pnictogen) {
            return true;
        }
        if (degree == 2) {
            return false;
        }
        return hydrogens == 1 || isPyramid(graph, atom);
    }

    /** Three ligands and a lone pair that holds its place: in sulfoxides, sulfonium, aziridines and cage amines. */
    private static boolean isPyramid(MolGraph graph, int atom) {
        return switch (graph.element[atom]) {
            case MolGraph.SULFUR, MolGraph.SELENIUM -> {
                int valence = graph.valence(atom);
                yield valence == 4 || valence == 3 && graph.charge[atom] == 1;
            }
            case MolGraph.NITROGEN -> isInThreeRing(graph, atom) || isBridgehead(graph, atom);
            default -> false;
        };
    }

    private static boolean isInThreeRing(MolGraph graph, int atom) {
        for (int k = graph.first[atom]; k < graph.first[atom + 1]; k++) {
            if (graph.bondInRing[graph.via[k]] && RingSize.smallest(graph, atom, graph.neighbor[k], 4) == 3) {
                return true;
            }
        }
        return false;
    }

    /** Whether two rings through the atom share two bonds or more, as in quinuclidine but not where rings are fused. */
    private static boolean isBridgehead(MolGraph graph, int atom) {
        for (int k = graph.first[atom]; k < graph.first[atom + 1]; k++) {
            if (!graph.bondInRing[graph.via[k]]) {
                return false;
            }
        }
        RingSet rings = graph.rings();
        for (int one = 0; one < rings.size(); one++) {
            for (int two = 0; two < one; two++) {
                if (isIn(rings, one, atom) && isIn(rings, two, atom) && sharesBonds(rings, one, two)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean isIn(RingSet rings, int ring, int atom) {
        for (int i = rings.first[ring]; i < rings.first[ring + 1]; i++) {
            if (rings.atoms[i] == atom) {
                return true;
            }
        }
        return false;
    }

    private static boolean sharesBonds(RingSet rings, int one, int two) {
        int shared = 0;
        for (int i = rings.first[one]; i < rings.first[one + 1]; i++) {
            for (int j = rings.first[two]; j < rings.first[two + 1]; j++) {
                shared += rings.bonds[i] == rings.bonds[j] ? 1 : 0;
            }
        }
        return shared > 1;
    }

    /** Two chain ends of the same kind, such as the fluorine atoms of CF3: no need to look further. */
    private static boolean hasLikeEnds(MolGraph graph, int atom) {
        for (int k = graph.first[atom] + 1; k < graph.first[atom + 1]; k++) {
            for (int j = graph.first[atom]; j < k; j++) {
                if (graph.color(j) == graph.color(k) && areLikeEnds(graph, graph.neighbor[j], graph.neighbor[k])) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean areLikeEnds(MolGraph graph, int one, int two) {
        return graph.degree(one) == 1
                && graph.degree(two) == 1
                && graph.element[one] == graph.element[two]
                && graph.hydrogens[one] == graph.hydrogens[two]
                && graph.charge[one] == graph.charge[two]
                && graph.isotope[one] == graph.isotope[two]
                && graph.atomMap[one] == graph.atomMap[two];
    }

    private static boolean ligandsDiffer(MolGraph graph, int atom, int[] rank) {
        for (int k = graph.first[atom] + 1; k < graph.first[atom + 1]; k++) {
            for (int j = graph.first[atom]; j < k; j++) {
                if (rank[graph.neighbor[j]] == rank[graph.neighbor[k]]) {
                    return false;
                }
            }
        }
        return true;
    }
}
