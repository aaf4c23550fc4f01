package io.retort.chem;

/** Five-membered rings that acids of the list belong to. */
final class RingPatterns {
    private interface Test {
        boolean accepts(MolGraph graph, int[] ring);
    }

    private static final int MEMBERS = 5;

    private RingPatterns() {}

    /** Whether an atom is in a five-membered ring whose atoms, in order from it, pass the test. */
    private static boolean inRing(MolGraph graph, int first, Test test) {
        int[] ring = new int[MEMBERS];
        ring[0] = first;
        return graph.inRing[first] && extend(graph, ring, 1, test);
    }

    private static boolean extend(MolGraph graph, int[] ring, int size, Test test) {
        int last = ring[size - 1];
        if (size == MEMBERS) {
            return graph.slot(last, ring[0]) >= 0 && test.accepts(graph, ring);
        }
        for (int k = graph.first[last]; k < graph.first[last + 1]; k++) {
            int next = graph.neighbor[k];
            boolean isNew = graph.bondInRing[graph.via[k]];
            for (int i = 0; i < size; i++) {
                isNew &= ring[i] != next;
            }
            ring[size] = next;
            if (isNew && extend(graph, ring, size + 1, test)) {
                return true;
            }
        }
        return false;
    }

    static boolean isImidazole(MolGraph graph, int nitrogen) {
        return inRing(
                graph,
                nitrogen,
                (g, r) -> allAromatic(g, r)
                        && g.element[r[1]] == MolGraph.CARBON
                        && g.element[r[2]] == MolGraph.NITROGEN
                        && g.element[r[3]] == MolGraph.CARBON
                        && g.element[r[4]] == MolGraph.CARBON);
    }

    /** Whether an aromatic nitrogen is in a ring of a carbon and four nitrogens. */
    static boolean isTetrazole(MolGraph graph, int nitrogen) {
        return graph.aromatic[nitrogen]
                && inRing(graph, nitrogen, (g, r) -> {
                    int nitrogens = 0;
                    for (int atom : r) {
                        nitrogens += g.element[atom] == MolGraph.NITROGEN ? 1 : 0;
                    }
                    return nitrogens == 4 && allAromatic(g, r);
                });
    }

    static boolean isPhthalimide(MolGraph graph, int nitrogen) {
        return inRing(
                graph,
                nitrogen,
                (g, r) -> isCarbonyl(g, r[1]) && isCarbonyl(g, r[4]) && isArene(g, r[2]) && isArene(g, r[3]));
    }

    static boolean isCyclopentadienyl(MolGraph graph, int carbon) {
        return inRing(graph, carbon, (g, r) -> allAromatic(g, r) && allCarbon(g, r));
    }

    static boolean isCyclopentadiene(MolGraph graph, int carbon) {
        return inRing(graph, carbon, (g, r) -> allCarbon(g, r) && isDouble(g, r[1], r[2]) && isDouble(g, r[3], r[4]));
    }

    private static boolean isCarbonyl(MolGraph graph, int atom) {
        return graph.element[atom] == MolGraph.CARBON && Edit.count(graph, atom, MolGraph.OXYGEN, 2) == 1;
    }

    private static boolean isArene(MolGraph graph, int atom) {
        return graph.element[atom] == MolGraph.CARBON && graph.aromatic[atom];
    }

    private static boolean isDouble(MolGraph graph, int one, int two) {
        int slot = graph.slot(one, two);
        return slot >= 0 && graph.isDouble(graph.via[slot]);
    }

    private static boolean allAromatic(MolGraph graph, int[] ring) {
        for (int atom : ring) {
            if (!graph.aromatic[atom]) {
                return false;
            }
        }
        return true;
    }

    private static boolean allCarbon(MolGraph graph, int[] ring) {
        for (int atom : ring) {
            if (graph.element[atom] != MolGraph.CARBON) {
                return false;
            }
        }
        return true;
    }
}
