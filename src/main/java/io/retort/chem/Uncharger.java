package io.retort.chem;

import java.util.BitSet;

/**
 * Neutralizes charges by adding and removing hydrogens. Charges that cannot go, such as quaternary nitrogen, keep as
 * many anions as balance them; other bases are protonated before acids. Follows RDKit's Uncharger with canonical order.
 */
final class Uncharger {
    private static final BitSet EARLY =
            early(3, 5, 11, 13, 19, 22, 30, 32, 37, 41, 48, 51, 55, 61, 72, 73, 80, 83, 87, 93, 104, 118);

    private final Draft draft;
    private final MolGraph graph;
    private final int[] removable;
    private int removables;
    private final int[] anions;
    private int bases;
    private int acids;
    /** Anions that a neighbor balances and that are no acids. */
    private int inner;
    /** Acid anions that their own group balances. */
    private int balanced;
    /** Charge of cations that cannot lose a hydrogen. */
    private int fixed;

    private boolean changed;

    private Uncharger(Draft draft, int charged) {
        this.draft = draft;
        this.graph = draft.graph();
        removable = new int[charged];
        anions = new int[charged];
    }

    static boolean uncharge(Draft draft) {
        MolGraph graph = draft.graph();
        int charged = 0;
        for (int charge : graph.charge) {
            charged += charge == 0 ? 0 : 1;
        }
        if (charged == 0) {
            return false;
        }
        Uncharger uncharger = new Uncharger(draft, charged);
        uncharger.sort();
        uncharger.protonate();
        uncharger.deprotonate();
        return uncharger.changed;
    }

    /** Sorts charged atoms: other bases first among the anions, then acids but for those that their group balances. */
    private void sort() {
        int[] acid = new int[anions.length];
        for (int i = 0; i < graph.atomCount; i++) {
            int charge = graph.charge[i];
            if (charge > 0) {
                sortCation(i, charge);
            } else if (charge == -1) {
                if (isAcidAnion(i)) {
                    acid[acids++] = i;
                } else if (hasCation(i)) {
                    inner++;
                } else {
                    anions[bases++] = i;
                }
            }
        }
        int[] centers = new int[acids];
        int kept = 0;
        for (int i = 0; i < acids; i++) {
            if (!isBalanced(acid, i, centers)) {
                anions[bases + kept++] = acid[i];
            }
        }
        balanced = acids - kept;
        acids = kept;
    }

    private void sortCation(int atom, int charge) {
        int negative = 0;
        for (int k = graph.first[atom]; k < graph.first[atom + 1]; k++) {
            negative += graph.charge[graph.neighbor[k]] == -1 ? 1 : 0;
        }
        // Drawn hydrogens, such as deuterium, do not count: they cannot be taken away.
        boolean hydrogens = graph.hydrogens[atom] > 0;
        if (hydrogens && negative != 1) {
            removable[removables++] = atom;
        } else if (!hydrogens && negative != 1) {
            fixed += charge;
        }
    }

    private boolean hasCation(int atom) {
        for (int k = graph.first[atom]; k < graph.first[atom + 1]; k++) {
            if (graph.charge[graph.neighbor[k]] > 0) {
                return true;
            }
        }
        return false;
    }

    /** Whether the charge of an acid anion is balanced by its own group, such as that of one oxygen of nitrate. */
    private boolean isBalanced(int[] acid, int i, int[] centers) {
        centers[i] = -1;
        for (int k = graph.first[acid[i]]; k < graph.first[acid[i] + 1]; k++) {
            int center = graph.neighbor[k];
            if (graph.charge[center] > 0) {
                int before = 0;
                for (int j = 0; j < i; j++) {
                    before += centers[j] == center ? 1 : 0;
                }
                if (before < graph.charge[center]) {
                    centers[i] = center;
                    if (graph.charge[center] < acidsAround(center)) {
                        draft.choose();
                    }
                    return true;
                }
                return false;
            }
        }
        return false;
    }

    /** Anions around a center, 0 if all are plain oxygen and so alike. */
    private int acidsAround(int center) {
        int count = 0;
        boolean alike = graph.stereo.isEmpty();
        for (int k = graph.first[center]; k < graph.first[center + 1]; k++) {
            int other = graph.neighbor[k];
            if (graph.charge[other] < 0) {
                count++;
                alike &= graph.element[other] == MolGraph.OXYGEN
                        && graph.degree(other) == 1
                        && graph.isotope[other] == 0
                        && graph.atomMap[other] == 0;
            }
        }
        return alike ? 0 : count;
    }

    /**
     * Adds hydrogen to anions while there are more than fixed cations. Anions that a neighbor balances, such as those of
     * N-oxides, let one more of the other bases go, but not of the acids, as in RDKit 2022.09.
     */
    private void protonate() {
        int surplus = bases + acids + inner + balanced - fixed;
        if (surplus > 0 && surplus < bases) {
            draft.choose();
            new Spheres(graph).sort(anions, 0, bases);
        }
        for (int i = 0; i < bases && surplus > 0; i++) {
            protonate(anions[i]);
            surplus--;
        }
        surplus -= inner;
        if (surplus > 0 && surplus < acids) {
            draft.choose();
            new Spheres(graph).sort(anions, bases, bases + acids);
        }
        for (int i = bases; i < bases + acids && surplus > 0; i++) {
            surplus -= protonate(anions[i]) ? 1 : 0;
        }
    }

    private boolean protonate(int atom) {
        int element = graph.element[atom];
        int delta = isEarly(element) ? -1 : 1;
        int limit = ValenceModel.limit(element, 0);
        boolean fits = limit < 0 || graph.valence(atom) + delta <= limit;
        if (!fits || delta < 0 && graph.hydrogens[atom] == 0) {
            return false;
        }
        draft.addHydrogens(atom, delta);
        draft.setCharge(atom, 0);
        changed = true;
        return true;
    }

    private void deprotonate() {
        int net = 0;
        int surplus = 0;
        for (int charge : draft.graph().charge) {
            net += charge;
        }
        for (int i = 0; i < removables; i++) {
            surplus += graph.charge[removable[i]];
        }
        if (net > 0 && net < surplus && removables > 1) {
            draft.choose();
        }
        for (int i = 0; i < removables; i++) {
            int atom = removable[i];
            int element = graph.element[atom];
            boolean takes = element == MolGraph.CARBON || isEarly(element);
            while (net > 0 && draft.graph().charge[atom] > 0 && (takes || draft.graph().hydrogens[atom] > 0)) {
                draft.addHydrogens(atom, takes ? 1 : -1);
                draft.setCharge(atom, draft.graph().charge[atom] - 1);
                net--;
                changed = true;
            }
        }
    }

    private boolean isAcidAnion(int atom) {
        int element = graph.element[atom];
        if (element == MolGraph.NITROGEN) {
            return RingPatterns.isTetrazole(graph, atom);
        }
        if (element != MolGraph.OXYGEN && element != MolGraph.SULFUR) {
            return false;
        }
        for (int k = graph.first[atom]; k < graph.first[atom + 1]; k++) {
            if (graph.order[graph.via[k]] == 1 && isAcidCenter(element, graph.neighbor[k])) {
                return true;
            }
        }
        return false;
    }

    private boolean isAcidCenter(int anion, int center) {
        if (graph.aromatic[center]) {
            return false;
        }
        int charge = graph.charge[center];
        int anions = 0;
        for (int k = graph.first[center]; k < graph.first[center + 1]; k++) {
            int other = graph.neighbor[k];
            boolean chalcogen = graph.element[other] == MolGraph.OXYGEN || graph.element[other] == MolGraph.SULFUR;
            anions += chalcogen && graph.charge[other] == -1 ? 1 : 0;
        }
        boolean oxo = Edit.count(graph, center, MolGraph.OXYGEN, 2) + Edit.count(graph, center, MolGraph.SULFUR, 2) > 0;
        return switch (graph.element[center]) {
            case MolGraph.CARBON, MolGraph.SULFUR -> charge == 0 && oxo;
            case MolGraph.NITROGEN, MolGraph.PHOSPHORUS -> charge == 1 && oxo && anions > 1;
            case MolGraph.CHLORINE, MolGraph.BROMINE, MolGraph.IODINE ->
                charge > 0 && anion == MolGraph.OXYGEN && anions > 1;
            default -> false;
        };
    }

    /** Whether an element is more electropositive than carbon, so that its anions are hydrides. */
    private static boolean isEarly(int element) {
        return EARLY.get(element);
    }

    private static BitSet early(int... ranges) {
        BitSet set = new BitSet();
        for (int i = 0; i < ranges.length; i += 2) {
            set.set(ranges[i], ranges[i + 1] + 1);
        }
        return set;
    }
}
