package io.retort.chem;

/**
 * Rewrites hypervalent forms that are drawn by habit into charged ones: five-valent nitro, N-oxide, azide and diazo
 * groups, oxo acids of the halogens, and phosphorus with both an oxo and a ylidic double bond. The same cases as
 * RDKit's sanitization (RDKit Book, "Molecular Sanitization", step cleanUp).
 */
final class ChargeSeparation {
    private ChargeSeparation() {}

    /** Changes charges and orders of a graph. */
    static void apply(MolGraph graph) {
        for (int i = 0; i < graph.atomCount; i++) {
            int element = graph.element[i];
            if (element == MolGraph.CARBON || graph.charge[i] != 0) {
                continue;
            }
            switch (element) {
                case MolGraph.NITROGEN -> nitrogen(graph, i);
                case MolGraph.PHOSPHORUS -> phosphorus(graph, i);
                case MolGraph.CHLORINE, MolGraph.BROMINE, MolGraph.IODINE -> halogen(graph, i);
                default -> {}
            }
        }
    }

    /** An oxo group goes before an azide or diazo one, so that the order of the atoms does not matter. */
    private static void nitrogen(MolGraph graph, int atom) {
        if (graph.valence(atom) != 5) {
            return;
        }
        int chosen = -1;
        for (int k = graph.first[atom]; k < graph.first[atom + 1]; k++) {
            int other = graph.neighbor[k];
            int order = graph.order[graph.via[k]];
            if (graph.charge[other] == 0) {
                if (order == 2 && graph.element[other] == MolGraph.OXYGEN) {
                    separate(graph, atom, k);
                    return;
                }
                chosen = order == 3 && graph.element[other] == MolGraph.NITROGEN ? k : chosen;
            }
        }
        if (chosen >= 0) {
            separate(graph, atom, chosen);
        }
    }

    private static void phosphorus(MolGraph graph, int atom) {
        if (graph.degree(atom) != 3 || graph.valence(atom) != 5) {
            return;
        }
        int oxo = -1;
        boolean ylide = false;
        for (int k = graph.first[atom]; k < graph.first[atom + 1]; k++) {
            if (graph.order[graph.via[k]] == 2) {
                int element = graph.element[graph.neighbor[k]];
                oxo = element == MolGraph.OXYGEN ? k : oxo;
                ylide |= element == MolGraph.CARBON || element == MolGraph.NITROGEN;
            }
        }
        if (oxo >= 0 && ylide) {
            separate(graph, atom, oxo);
        }
    }

    private static void halogen(MolGraph graph, int atom) {
        int valence = graph.valence(atom);
        if (valence != 3 && valence != 5 && valence != 7) {
            return;
        }
        for (int k = graph.first[atom]; k < graph.first[atom + 1]; k++) {
            if (graph.element[graph.neighbor[k]] != MolGraph.OXYGEN) {
                return;
            }
        }
        for (int k = graph.first[atom]; k < graph.first[atom + 1]; k++) {
            if (graph.order[graph.via[k]] == 2 && graph.charge[graph.neighbor[k]] == 0) {
                separate(graph, atom, k);
            }
        }
    }

    private static void separate(MolGraph graph, int plus, int slot) {
        graph.order[graph.via[slot]]--;
        graph.charge[plus]++;
        graph.charge[graph.neighbor[slot]]--;
    }
}
