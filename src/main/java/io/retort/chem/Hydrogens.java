package io.retort.chem;

/**
 * Folds ordinary hydrogen atoms into the counts of their neighbors. Isotopes, ions, atoms with map numbers, H2, bridging
 * hydrogens, those on wildcards, those that alone define a double bond's arrangement and those of which a square or
 * higher center has several stay atoms.
 */
final class Hydrogens {
    private static final int MOST_COUNTED = 9;

    private Hydrogens() {}

    /** The graph itself if there is nothing to fold, a smaller one otherwise; ring flags stay right. */
    static MolGraph fold(MolGraph graph) {
        int count = 0;
        for (int i = 0; i < graph.atomCount; i++) {
            count += graph.element[i] == MolGraph.HYDROGEN && isPlain(graph, i) ? 1 : 0;
        }
        if (count == 0) {
            return graph;
        }
        boolean[] folds = new boolean[graph.atomCount];
        for (int i = 0; i < graph.atomCount; i++) {
            folds[i] = graph.element[i] == MolGraph.HYDROGEN && isPlain(graph, i);
        }
        for (StereoUnit unit : graph.stereo) {
            count -= keep(graph, unit, folds);
        }
        count -= keepBeyondDigit(graph, folds);
        return count == 0 ? graph : fold(graph, folds, graph.atomCount - count);
    }

    private static MolGraph fold(MolGraph graph, boolean[] folds, int left) {
        for (int u = 0; u < graph.stereo.size(); u++) {
            graph.stereo.set(u, withoutAtoms(graph, graph.stereo.get(u), folds));
        }
        int[] kept = new int[left];
        int size = 0;
        for (int i = 0; i < graph.atomCount; i++) {
            if (folds[i]) {
                graph.hydrogens[graph.neighbor[graph.first[i]]]++;
            } else {
                kept[size++] = i;
            }
        }
        return graph.part(kept);
    }

    /** Unmarks hydrogens beyond the nine that a bracket can count; returns how many. */
    private static int keepBeyondDigit(MolGraph graph, boolean[] folds) {
        int kept = 0;
        for (int heavy = 0; heavy < graph.atomCount; heavy++) {
            int count = graph.hydrogens[heavy];
            for (int k = graph.first[heavy]; k < graph.first[heavy + 1]; k++) {
                if (folds[graph.neighbor[k]] && ++count > MOST_COUNTED) {
                    folds[graph.neighbor[k]] = false;
                    kept++;
                }
            }
        }
        return kept;
    }

    /** A hydrogen atom that differs in nothing from a counted one. */
    private static boolean isPlain(MolGraph graph, int atom) {
        if (graph.degree(atom) != 1 || graph.isotope[atom] != 0 || graph.charge[atom] != 0) {
            return false;
        }
        int slot = graph.first[atom];
        int heavy = graph.element[graph.neighbor[slot]];
        return graph.hydrogens[atom] == 0
                && graph.atomMap[atom] == 0
                && heavy != MolGraph.HYDROGEN
                && heavy != 0
                && graph.order[graph.via[slot]] == 1;
    }

    /** Unmarks hydrogens that a unit cannot do without; returns how many. */
    private static int keep(MolGraph graph, StereoUnit unit, boolean[] folds) {
        int[] carriers = unit.carriers();
        int kept = 0;
        if (unit.kind() == StereoUnit.Kind.DOUBLE_BOND) {
            for (int i = 0; i < 2; i++) {
                if (folds[carriers[i]] && graph.degree(i == 0 ? unit.a() : unit.b()) == 2) {
                    folds[carriers[i]] = false;
                    kept++;
                }
            }
        } else if (unit.kind().isHigher()) {
            int hydrogens = 0;
            for (int carrier : carriers) {
                hydrogens += carrier == StereoUnit.IMPLICIT || folds[carrier] ? 1 : 0;
            }
            for (int carrier : carriers) {
                if (hydrogens > 1 && carrier != StereoUnit.IMPLICIT && folds[carrier]) {
                    folds[carrier] = false;
                    kept++;
                }
            }
        }
        return kept;
    }

    private static StereoUnit withoutAtoms(MolGraph graph, StereoUnit unit, boolean[] folds) {
        int[] carriers = unit.carriers().clone();
        int order = unit.order();
        for (int i = 0; i < carriers.length; i++) {
            int carrier = carriers[i];
            if (carrier == StereoUnit.IMPLICIT || !folds[carrier]) {
                continue;
            }
            if (unit.kind() == StereoUnit.Kind.DOUBLE_BOND) {
                carriers[i] = unit.otherLigand(graph, i == 0 ? unit.a() : unit.b());
                order = 3 - order;
            } else if (unit.kind() == StereoUnit.Kind.ALLENE) {
                carriers[i] = graph.neighbor[graph.first[carrier]];
            } else {
                carriers[i] = StereoUnit.IMPLICIT;
            }
        }
        return new StereoUnit(unit.kind(), unit.a(), unit.b(), carriers, order);
    }
}
