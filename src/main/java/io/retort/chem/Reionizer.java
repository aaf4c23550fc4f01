package io.retort.chem;

import java.util.Arrays;

/**
 * Puts negative charges on the strongest acids. Free neutral alkali and alkaline earth metals and chlorine become ions
 * first, at the cost of the strongest acids; then hydrogens move from the strongest acid to the weakest base while that
 * improves matters.
 */
final class Reionizer {
    private final Draft draft;
    private int strength;

    private Reionizer(Draft draft) {
        this.draft = draft;
    }

    static boolean reionize(Draft draft) {
        MolGraph graph = draft.graph();
        int gained = 0;
        int total = 0;
        boolean changed = false;
        boolean anion = false;
        for (int i = 0; i < graph.atomCount; i++) {
            int charge = ionCharge(draft.graph(), i);
            if (charge != 0) {
                draft.setCharge(i, charge);
                gained += charge;
                changed = true;
            }
            total += draft.graph().charge[i];
            anion |= draft.graph().charge[i] == -1;
        }
        Reionizer reionizer = new Reionizer(draft);
        for (int i = 0; i < gained && total != 0; i++) {
            int acid = reionizer.strongestAcid(AcidStrength.COUNT);
            if (acid < 0) {
                break;
            }
            reionizer.move(acid, -1);
            anion = true;
        }
        return anion && reionizer.moveHydrogens() || changed;
    }

    private void move(int atom, int hydrogens) {
        draft.setCharge(atom, draft.graph().charge[atom] + hydrogens);
        draft.addHydrogens(atom, hydrogens);
    }

    /** Charge of a lone neutral atom that is really an ion; 0 for all others. */
    private static int ionCharge(MolGraph graph, int atom) {
        if (graph.degree(atom) > 0 || graph.hydrogens[atom] > 0 || graph.charge[atom] != 0) {
            return 0;
        }
        return switch (graph.element[atom]) {
            case 3, 11, 19 -> 1;
            case 12, 20 -> 2;
            case 17 -> -1;
            default -> 0;
        };
    }

    private boolean moveHydrogens() {
        long[] moved = new long[4];
        int moves = 0;
        while (true) {
            int base = weakestBase();
            int limit = strength;
            int acid = base < 0 ? -1 : strongestAcid(limit);
            if (acid < 0 || acid == base) {
                return moves > 0;
            }
            long pair = (long) Math.min(acid, base) << 32 | Math.max(acid, base);
            for (int i = 0; i < moves; i++) {
                if (moved[i] == pair) {
                    return true;
                }
            }
            moved = moves == moved.length ? Arrays.copyOf(moved, 2 * moves) : moved;
            if (!isBetter(acid, base)) {
                return moves > 0;
            }
            moved[moves++] = pair;
        }
    }

    /**
     * Moves a hydrogen, and back if the base turns out to be an acid as strong as the one it took it from: atoms that
     * the list has as an acid of one kind and a base of another would pass it to and fro.
     */
    private boolean isBetter(int acid, int base) {
        int before = AcidStrength.ofAcid(draft.graph(), acid);
        move(acid, -1);
        move(base, 1);
        int after = AcidStrength.ofAcid(draft.graph(), base);
        if (after < 0 || after > before) {
            return true;
        }
        move(base, -1);
        move(acid, 1);
        return false;
    }

    /** The anion of the weakest acid, the first in order among equals. */
    private int weakestBase() {
        MolGraph graph = draft.graph();
        int base = -1;
        int equals = 0;
        strength = -1;
        for (int i = 0; i < graph.atomCount; i++) {
            int rank = graph.charge[i] == -1 ? AcidStrength.ofBase(graph, i) : -1;
            if (rank > strength) {
                strength = rank;
                base = i;
                equals = 0;
            } else if (rank >= 0 && rank == strength) {
                equals++;
            }
        }
        if (equals > 0 && isAcidBelow(strength)) {
            draft.choose();
        }
        return base;
    }

    private boolean isAcidBelow(int limit) {
        MolGraph graph = draft.graph();
        for (int i = 0; i < graph.atomCount; i++) {
            int rank = graph.hydrogens[i] > 0 ? AcidStrength.ofAcid(graph, i) : -1;
            if (rank >= 0 && rank < limit) {
                return true;
            }
        }
        return false;
    }

    /** The strongest acid below a limit, the first in order among equals. */
    private int strongestAcid(int limit) {
        MolGraph graph = draft.graph();
        int acid = -1;
        int equals = 0;
        int strongest = limit;
        for (int i = 0; i < graph.atomCount; i++) {
            int rank = graph.hydrogens[i] > 0 ? AcidStrength.ofAcid(graph, i) : -1;
            if (rank >= 0 && rank < strongest) {
                strongest = rank;
                acid = i;
                equals = 0;
            } else if (rank >= 0 && rank == strongest && acid >= 0) {
                equals++;
            }
        }
        if (equals > 0) {
            draft.choose();
        }
        return acid;
    }
}
