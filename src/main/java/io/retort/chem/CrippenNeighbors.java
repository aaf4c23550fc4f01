package io.retort.chem;

/** What surrounds a carbon or nitrogen, counted once for all questions of its type. Neighbors are heavy atoms. */
final class CrippenNeighbors {
    private final MolGraph graph;
    /** The atom itself. */
    int charge;

    boolean aromatic;
    int hydrogens;
    int connections;
    /** By single (or aromatic) bonds: aliphatic neighbors, and some kinds of them. */
    int aliphatic;

    int carbons;
    int nitrogens;
    int oxygens;
    int sulfurs;
    /** Aliphatic N, O, P, S and halogens. */
    int hetero;
    /** Aliphatic neighbors that are none of C, N, O, P, S and halogens. */
    int rare;

    int phosphorus;
    int fluorine;
    int chlorine;
    int bromine;
    int iodine;
    /** By single (or aromatic) bonds: aromatic neighbors, and carbons of them. */
    int aromatics;

    int aromaticCarbons;
    /** Aromatic neighbors by aromatic bonds, which {@link #aromatics} counts too. */
    int inAromaticBonds;
    /** By double bonds: carbon, other aliphatic elements, all. */
    int doubleCarbons;

    int doubleHetero;
    int doubleAll;
    int doubleAnyCarbons;
    int doubleAnyNitrogens;
    /** Aliphatic carbon, nitrogen and oxygen by double bonds. */
    int doubleCno;

    int doubleOxygens;
    int doubleNitrogens;
    int doubleNitrides;
    /** Aliphatic neighbors by triple bonds. */
    int tripleAliphatic;

    /** Tells whether an aliphatic atom is double-bonded. */
    boolean doubleHeavy() {
        return doubleCarbons + doubleHetero > 0;
    }

    CrippenNeighbors(MolGraph graph) {
        this.graph = graph;
    }

    /** Tells whether a bond is what stands unwritten in SMARTS: single or aromatic. */
    static boolean isDefault(MolGraph graph, int bond) {
        return graph.order[bond] == 1 || graph.bondAromatic[bond];
    }

    /** Counts anew for an atom; returns this. */
    CrippenNeighbors of(int atom) {
        clear();
        charge = graph.charge[atom];
        aromatic = graph.aromatic[atom];
        hydrogens = graph.hydrogens[atom];
        connections = graph.degree(atom) + hydrogens;
        for (int k = graph.first[atom]; k < graph.first[atom + 1]; k++) {
            int next = graph.neighbor[k];
            int bond = graph.via[k];
            if (graph.element[next] == MolGraph.HYDROGEN) {
                hydrogens++;
            } else if (graph.bondAromatic[bond]) {
                inAromaticBonds += graph.aromatic[next] ? 1 : 0;
                single(next);
            } else if (graph.order[bond] == 1) {
                single(next);
            } else if (graph.order[bond] == 2) {
                twofold(next);
            } else if (graph.order[bond] == 3 && !graph.aromatic[next]) {
                tripleAliphatic++;
            }
        }
        return this;
    }

    private void clear() {
        aliphatic = carbons = nitrogens = oxygens = sulfurs = hetero = rare = 0;
        phosphorus = fluorine = chlorine = bromine = iodine = 0;
        aromatics = aromaticCarbons = inAromaticBonds = 0;
        doubleCarbons = doubleHetero = doubleAll = doubleAnyCarbons = doubleAnyNitrogens = 0;
        doubleCno = doubleOxygens = doubleNitrogens = doubleNitrides = tripleAliphatic = 0;
    }

    private void single(int next) {
        int element = graph.element[next];
        if (graph.aromatic[next]) {
            aromatics++;
            aromaticCarbons += element == MolGraph.CARBON ? 1 : 0;
            return;
        }
        aliphatic++;
        hetero++;
        switch (element) {
            case MolGraph.CARBON -> {
                carbons++;
                hetero--;
            }
            case MolGraph.NITROGEN -> nitrogens++;
            case MolGraph.OXYGEN -> oxygens++;
            case MolGraph.SULFUR -> sulfurs++;
            case MolGraph.PHOSPHORUS -> phosphorus++;
            case MolGraph.FLUORINE -> fluorine++;
            case MolGraph.CHLORINE -> chlorine++;
            case MolGraph.BROMINE -> bromine++;
            case MolGraph.IODINE -> iodine++;
            default -> {
                rare++;
                hetero--;
            }
        }
    }

    private void twofold(int next) {
        int element = graph.element[next];
        doubleAll++;
        doubleAnyCarbons += element == MolGraph.CARBON ? 1 : 0;
        doubleAnyNitrogens += element == MolGraph.NITROGEN ? 1 : 0;
        if (graph.aromatic[next]) {
            return;
        }
        if (element == MolGraph.CARBON) {
            doubleCarbons++;
        } else {
            doubleHetero++;
        }
        if (element == MolGraph.NITROGEN) {
            doubleNitrogens++;
            doubleNitrides += graph.charge[next] < 0 && graph.charge[next] >= -3 ? 1 : 0;
        }
        doubleOxygens += element == MolGraph.OXYGEN ? 1 : 0;
        doubleCno += element >= MolGraph.CARBON && element <= MolGraph.OXYGEN ? 1 : 0;
    }
}
