package io.retort.chem;

/**
 * Keeps the largest part: more atoms with hydrogens, then larger exact mass, then the canonical SMILES that sorts
 * first. With a preference for organic parts, those with carbon come before all others.
 */
final class LargestFragment {
    private LargestFragment() {}

    /** Keeps the largest part of a draft; tells whether there was another. */
    static boolean keep(Draft draft, boolean preferOrganic) {
        MolGraph graph = draft.graph();
        int[] part = graph.components();
        int parts = count(part);
        if (parts < 2) {
            return false;
        }
        draft.replace(graph.part(members(part, best(graph, part, preferOrganic))), true);
        return true;
    }

    static int count(int[] part) {
        int parts = 0;
        for (int p : part) {
            parts = Math.max(parts, p + 1);
        }
        return parts;
    }

    /** Atoms of one part, in their order. */
    static int[] members(int[] part, int wanted) {
        int size = 0;
        for (int p : part) {
            size += p == wanted ? 1 : 0;
        }
        int[] atoms = new int[size];
        int next = 0;
        for (int i = 0; i < part.length; i++) {
            if (part[i] == wanted) {
                atoms[next++] = i;
            }
        }
        return atoms;
    }

    /** Number of the largest part. */
    static int best(MolGraph graph, int[] part, boolean preferOrganic) {
        int parts = count(part);
        long[] size = new long[parts];
        for (int i = 0; i < part.length; i++) {
            size[part[i]] += 1L + graph.hydrogens[i];
            if (preferOrganic && graph.element[i] == MolGraph.CARBON) {
                size[part[i]] |= 1L << 40;
            }
        }
        int best = 0;
        int equals = 0;
        for (int p = 1; p < parts; p++) {
            equals = size[p] > size[best] ? 0 : equals + (size[p] == size[best] ? 1 : 0);
            best = size[p] > size[best] ? p : best;
        }
        return equals == 0 ? best : heaviest(graph, part, size, best);
    }

    private static int heaviest(MolGraph graph, int[] part, long[] size, int first) {
        int best = first;
        long bestMass = mass(graph, part, first);
        String bestText = null;
        for (int p = first + 1; p < size.length; p++) {
            if (size[p] != size[first]) {
                continue;
            }
            long mass = mass(graph, part, p);
            if (mass == bestMass) {
                String text = CanonicalSmiles.of(graph.part(members(part, p)));
                bestText = bestText == null ? CanonicalSmiles.of(graph.part(members(part, best))) : bestText;
                if (text.compareTo(bestText) < 0) {
                    best = p;
                    bestText = text;
                }
            } else if (mass > bestMass) {
                best = p;
                bestMass = mass;
                bestText = null;
            }
        }
        return best;
    }

    /** Exact mass of a part in nanodaltons; electrons do not count. */
    private static long mass(MolGraph graph, int[] part, int wanted) {
        ElementTable table = ElementTable.get();
        long mass = 0;
        for (int i = 0; i < part.length; i++) {
            if (part[i] == wanted) {
                int element = graph.element[i];
                mass += graph.isotope[i] == 0
                        ? table.commonMassNanodalton(element)
                        : table.isotopeMassNanodalton(element, graph.isotope[i]);
                mass += graph.hydrogens[i] * table.commonMassNanodalton(MolGraph.HYDROGEN);
            }
        }
        return mass;
    }
}
