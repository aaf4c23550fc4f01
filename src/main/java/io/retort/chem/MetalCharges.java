package io.retort.chem;

/**
 * Charges of metals and ligands after their bonds were cut. A ligand atom takes the charge that its lowest fitting
 * valence asks for, so that a neutral donor such as a phosphine leaves neutral whatever charge it was drawn with; the
 * metal pays for the electrons that ligands take. Cyanide and acetylide leave as anions without charging the metal, and
 * flat atoms such as vinyl or imine leave with a hydrogen, as in RDKit 2022.09.
 */
final class MetalCharges {
    private final Draft draft;
    private final MolGraph bonded;
    private final MolGraph open;
    private final boolean[] cut;
    private final int[] excess;

    private MetalCharges(Draft draft, MolGraph open, boolean[] cut) {
        this.draft = draft;
        this.bonded = draft.graph();
        this.open = open;
        this.cut = cut;
        excess = new int[open.atomCount];
    }

    /**
     * Sets charges and hydrogens of atoms that lost bonds.
     *
     * @param draft holds the graph with the bonds
     * @param open the graph without them, with the same atom numbers
     * @param cut which bonds went
     */
    static void set(Draft draft, MolGraph open, boolean[] cut) {
        MetalCharges charges = new MetalCharges(draft, open, cut);
        boolean[] metal = new boolean[open.atomCount];
        int[] lost = new int[open.atomCount];
        MolGraph graph = charges.bonded;
        for (int b = 0; b < cut.length; b++) {
            if (cut[b]) {
                int end = Metals.metalEnd(graph, b);
                metal[end] = true;
                lost[graph.other(b, end)] += graph.order[b];
            }
        }
        for (int i = 0; i < lost.length; i++) {
            if (lost[i] > 0) {
                charges.setLigand(i, lost[i]);
            }
        }
        for (int i = 0; i < lost.length; i++) {
            if (metal[i]) {
                charges.setMetal(i);
            }
        }
    }

    private void setLigand(int atom, int lost) {
        int radicals = radicals(atom);
        int before = bonded.valence(atom) + radicals;
        int after = before - lost;
        int charge = -lost;
        for (int valence : ElementTable.get().valences(bonded.element[atom])) {
            if (after <= valence) {
                charge = after - valence;
                break;
            }
        }
        boolean carbene = radicals % 2 == 1 && charge < 0;
        if (carbene) {
            charge++;
        }
        int neighbors = Edit.connections(open, atom);
        if (charge == -1 && after == neighbors + 1) {
            charge = 0;
            open.hydrogens[atom]++;
        }
        open.charge[atom] = charge;
        boolean linear = charge == -1 && bonded.element[atom] == MolGraph.CARBON && after == neighbors + 2;
        if (!linear) {
            pay(atom, -charge - (carbene ? 1 : 0));
        }
    }

    /** Lets the metals that an atom was bonded to pay in turn, those that paid least first. */
    private void pay(int atom, int electrons) {
        int due = electrons;
        while (due > 0) {
            int payer = -1;
            int payers = 0;
            for (int k = bonded.first[atom]; k < bonded.first[atom + 1]; k++) {
                int other = bonded.neighbor[k];
                if (cut[bonded.via[k]]) {
                    payers++;
                    boolean better = payer < 0
                            || excess[other] < excess[payer]
                            || excess[other] == excess[payer] && other < payer;
                    payer = better ? other : payer;
                }
            }
            if (payers > 1) {
                draft.choose();
            }
            excess[payer]++;
            due--;
        }
    }

    private void setMetal(int atom) {
        int element = open.element[atom];
        int charge = open.charge[atom];
        int wanted = excess[atom] + Math.max(0, charge);
        int[] valences = ElementTable.get().valences(element);
        int last = valences.length == 0 ? Integer.MAX_VALUE : valences[valences.length - 1];
        open.hydrogens[atom] = 0;
        if (charge < last) {
            open.charge[atom] = Math.max(charge, Math.min(wanted, last));
        }
        int bonds = Edit.bondOrders(open, atom);
        for (int valence : valences) {
            int room = valence - open.charge[atom] - bonds;
            if (room >= 0) {
                open.hydrogens[atom] = room;
                break;
            }
        }
    }

    /** Unpaired electrons, from what an atom lacks of its octet. */
    private int radicals(int atom) {
        int outer = ValenceModel.outerElectrons(bonded.element[atom]);
        int valence = bonded.valence(atom);
        int charge = bonded.charge[atom];
        return Math.max(0, Math.min(8 - outer - valence + charge, outer - valence - charge));
    }
}
