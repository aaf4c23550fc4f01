package io.retort.chem;

/**
 * Draws functional groups alike: sulfoxides charged and sulfones not, phosphates with one double bond, cations on the
 * nitrogen that has the double bond, and charges next to each other recombined. The first rule that matches is applied,
 * then all are tried again, up to a cap. Nitro, azide and diazo groups are settled when read.
 */
final class Normalizer {
    private static final int MAX_EDITS = 200;

    /** A rule without charges: two oxo groups or a sulfoxide. */
    private interface Rule {
        boolean apply(Draft draft, int atom);
    }

    private static final Rule[] PLAIN = {Normalizer::nitroLike, Normalizer::sulfone, Normalizer::sulfoxide};

    private static final Rule[] CHARGED = {
        Normalizer::phosphate, Normalizer::amidineCation, Normalizer::phosphonium, Normalizer::diazonium
    };
    private static final Rule[] LAST = {Normalizer::halogenAnion, Normalizer::nitrile};

    private Normalizer() {}

    static boolean normalize(Draft draft) {
        int edits = 0;
        while (edits < MAX_EDITS && applyFirst(draft)) {
            edits++;
            draft.settle();
        }
        return edits > 0;
    }

    private static boolean applyFirst(Draft draft) {
        if (any(draft, PLAIN)) {
            return true;
        }
        MolGraph graph = draft.graph();
        boolean cation = false;
        boolean anion = false;
        for (int charge : graph.charge) {
            cation |= charge > 0;
            anion |= charge < 0;
        }
        if (cation && any(draft, CHARGED)) {
            return true;
        }
        if (cation && anion && (ConjugatedCharges.recombine(draft, 3) || ConjugatedCharges.recombine(draft, 5))) {
            return true;
        }
        if (cation && (ConjugatedCharges.moveCation(draft, 3) || ConjugatedCharges.moveCation(draft, 5))) {
            return true;
        }
        return anion && any(draft, LAST);
    }

    private static boolean any(Draft draft, Rule[] rules) {
        for (Rule rule : rules) {
            int atoms = draft.graph().atomCount;
            for (int i = 0; i < atoms; i++) {
                if (rule.apply(draft, i)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean nitroLike(Draft draft, int atom) {
        MolGraph graph = draft.graph();
        if (!Edit.isPnictogen(graph.element[atom]) || graph.aromatic[atom] || Edit.connections(graph, atom) != 3) {
            return false;
        }
        int oxo = -1;
        int count = 0;
        for (int k = graph.first[atom]; k < graph.first[atom + 1]; k++) {
            if (graph.order[graph.via[k]] == 2 && Edit.isChalcogen(graph.element[graph.neighbor[k]])) {
                oxo = oxo < 0 ? k : oxo;
                count++;
            }
        }
        if (count < 2) {
            return false;
        }
        noteChoice(draft, atom);
        int other = graph.neighbor[oxo];
        draft.setOrder(graph.via[oxo], 1);
        draft.setCharge(other, -1);
        draft.setCharge(atom, 1);
        return true;
    }

    /** Terminal groups of one kind around a center are alike; others need an order. */
    private static void noteChoice(Draft draft, int atom) {
        MolGraph graph = draft.graph();
        int element = 0;
        for (int k = graph.first[atom]; k < graph.first[atom + 1]; k++) {
            int other = graph.neighbor[k];
            if (Edit.isChalcogen(graph.element[other])) {
                boolean same = element == 0 || element == graph.element[other];
                boolean plain = graph.isotope[other] == 0 && graph.atomMap[other] == 0;
                if (!same || !plain || !graph.stereo.isEmpty()) {
                    draft.choose();
                }
                element = graph.element[other];
            }
        }
    }

    private static boolean sulfone(Draft draft, int atom) {
        MolGraph graph = draft.graph();
        if (!Edit.is(graph, atom, MolGraph.SULFUR, 2) || oxides(graph, atom) < 2) {
            return false;
        }
        if (oxides(graph, atom) > 2) {
            noteChoice(draft, atom);
        }
        int left = 2;
        for (int k = graph.first[atom]; k < graph.first[atom + 1] && left > 0; k++) {
            if (isOxide(graph, k)) {
                draft.setOrder(graph.via[k], 2);
                draft.setCharge(graph.neighbor[k], 0);
                left--;
            }
        }
        draft.setCharge(atom, 0);
        return true;
    }

    private static boolean isOxide(MolGraph graph, int slot) {
        return graph.order[graph.via[slot]] == 1 && Edit.is(graph, graph.neighbor[slot], MolGraph.OXYGEN, -1);
    }

    private static int oxides(MolGraph graph, int atom) {
        int count = 0;
        for (int k = graph.first[atom]; k < graph.first[atom + 1]; k++) {
            count += isOxide(graph, k) ? 1 : 0;
        }
        return count;
    }

    private static boolean sulfoxide(Draft draft, int atom) {
        MolGraph graph = draft.graph();
        if (!Edit.is(graph, atom, MolGraph.SULFUR, 0) || graph.degree(atom) != 3 || graph.hydrogens[atom] > 0) {
            return false;
        }
        int oxo = -1;
        for (int k = graph.first[atom]; k < graph.first[atom + 1]; k++) {
            boolean oxygen = graph.element[graph.neighbor[k]] == MolGraph.OXYGEN;
            if (oxygen && (graph.order[graph.via[k]] != 2 || oxo >= 0)) {
                return false;
            }
            oxo = oxygen ? k : oxo;
        }
        if (oxo < 0 || Edit.bondOrders(graph, atom) != 4) {
            return false;
        }
        int other = graph.neighbor[oxo];
        draft.setOrder(graph.via[oxo], 1);
        draft.setCharge(other, -1);
        draft.setCharge(atom, 1);
        return true;
    }

    private static boolean phosphate(Draft draft, int atom) {
        MolGraph graph = draft.graph();
        if (!Edit.is(graph, atom, MolGraph.PHOSPHORUS, 1) || graph.degree(atom) != 4) {
            return false;
        }
        int anion = -1;
        int count = 0;
        for (int k = graph.first[atom]; k < graph.first[atom + 1]; k++) {
            int other = graph.neighbor[k];
            if (graph.order[graph.via[k]] == 1 && Edit.isChalcogen(graph.element[other]) && graph.charge[other] == -1) {
                anion = anion < 0 ? k : anion;
                count++;
            }
        }
        if (count < 2) {
            return false;
        }
        noteChoice(draft, atom);
        int other = graph.neighbor[anion];
        draft.setOrder(graph.via[anion], 2);
        draft.setCharge(other, 0);
        draft.setCharge(atom, 0);
        return true;
    }

    private static boolean amidineCation(Draft draft, int atom) {
        MolGraph graph = draft.graph();
        int element = graph.element[atom];
        boolean known = element == MolGraph.CARBON || element == MolGraph.SULFUR && oxides(graph, atom) == 0;
        return known && Edit.connections(graph, atom) == 3 && moveToNitrogen(draft, atom);
    }

    private static boolean phosphonium(Draft draft, int atom) {
        MolGraph graph = draft.graph();
        return graph.element[atom] == MolGraph.PHOSPHORUS
                && Edit.connections(graph, atom) == 4
                && moveToNitrogen(draft, atom);
    }

    /** Moves the charge of a center between two amines to one that has hydrogen. */
    private static boolean moveToNitrogen(Draft draft, int atom) {
        MolGraph graph = draft.graph();
        if (graph.charge[atom] != 1 || graph.aromatic[atom]) {
            return false;
        }
        int amines = 0;
        int donors = 0;
        int donor = -1;
        for (int k = graph.first[atom]; k < graph.first[atom + 1]; k++) {
            int other = graph.neighbor[k];
            if (graph.order[graph.via[k]] == 1
                    && graph.isAliphatic(other, MolGraph.NITROGEN)
                    && Edit.connections(graph, other) == 3) {
                amines++;
                if (graph.totalHydrogens(other) > 0) {
                    donors++;
                    donor = donor < 0 ? k : donor;
                }
            }
        }
        if (amines < 2 || donor < 0) {
            return false;
        }
        if (donors > 1) {
            draft.choose();
        }
        int nitrogen = graph.neighbor[donor];
        draft.setOrder(graph.via[donor], 2);
        draft.setCharge(nitrogen, 1);
        draft.setCharge(atom, 0);
        return true;
    }

    /** The diazonium of a hydrazine on the same carbon: its charge goes to the hydrazine. */
    private static boolean diazonium(Draft draft, int atom) {
        return Hydrazine.normalize(draft, atom);
    }

    private static boolean halogenAnion(Draft draft, int atom) {
        MolGraph graph = draft.graph();
        int oxygen = Edit.onlyNeighbor(graph, atom);
        boolean halogen = switch (graph.element[atom]) {
            case 9, 17, 35, 53, 85 -> true;
            default -> false;
        };
        if (!halogen || graph.charge[atom] != -1 || oxygen < 0 || graph.element[oxygen] != MolGraph.OXYGEN) {
            return false;
        }
        int bond = graph.via[graph.first[atom]];
        if (graph.order[bond] != 2) {
            return false;
        }
        draft.setOrder(bond, 1);
        draft.setCharge(atom, 0);
        draft.setCharge(oxygen, -1);
        return true;
    }

    private static boolean nitrile(Draft draft, int atom) {
        MolGraph graph = draft.graph();
        if (!Edit.isPnictogen(graph.element[atom]) || graph.charge[atom] != -1) {
            return false;
        }
        for (int k = graph.first[atom]; k < graph.first[atom + 1]; k++) {
            int carbon = graph.neighbor[k];
            int bond = graph.via[k];
            if (graph.order[bond] == 2 && Edit.is(graph, carbon, MolGraph.CARBON, 1) && graph.valence(carbon) == 3) {
                draft.setOrder(bond, 3);
                draft.setCharge(atom, 0);
                draft.setCharge(carbon, 0);
                return true;
            }
        }
        return false;
    }
}
