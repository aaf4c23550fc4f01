package io.retort.chem;

/**
 * Finds the Wildman-Crippen type of each atom of a molecule by questions in the order of the table, instead of trying
 * its 110 patterns. Elements that have many types are asked about in {@link CrippenCarbon}, {@link CrippenNitrogen} and
 * {@link CrippenOxygen}.
 */
final class CrippenAtoms {
    private static final int NONE = CrippenTable.number("none");
    private static final int H1 = CrippenTable.number("H1");
    private static final int H2 = CrippenTable.number("H2");
    private static final int H3 = CrippenTable.number("H3");
    private static final int H4 = CrippenTable.number("H4");
    private static final int HS = CrippenTable.number("HS");
    private static final int F = CrippenTable.number("F");
    private static final int CL = CrippenTable.number("Cl");
    private static final int BR = CrippenTable.number("Br");
    private static final int I = CrippenTable.number("I");
    private static final int HAL = CrippenTable.number("Hal");
    private static final int P = CrippenTable.number("P");
    private static final int S1 = CrippenTable.number("S1");
    private static final int S2 = CrippenTable.number("S2");
    private static final int S3 = CrippenTable.number("S3");
    private static final int ME1 = CrippenTable.number("Me1");
    private static final int ME2 = CrippenTable.number("Me2");

    private final MolGraph graph;
    private final CrippenNeighbors neighbors;

    CrippenAtoms(MolGraph graph) {
        this.graph = graph;
        neighbors = new CrippenNeighbors(graph);
    }

    /** Type of an atom. */
    int type(int atom) {
        int element = graph.element[atom];
        return switch (element) {
            case MolGraph.HYDROGEN -> hydrogen(atom);
            case MolGraph.CARBON -> CrippenCarbon.type(neighbors.of(atom));
            case MolGraph.NITROGEN -> CrippenNitrogen.type(neighbors.of(atom));
            case MolGraph.OXYGEN -> CrippenOxygen.type(graph, atom);
            case MolGraph.FLUORINE -> halogen(atom, F);
            case MolGraph.CHLORINE -> halogen(atom, CL);
            case MolGraph.BROMINE -> halogen(atom, BR);
            case MolGraph.IODINE -> halogen(atom, I);
            case MolGraph.PHOSPHORUS -> P;
            case MolGraph.SULFUR -> sulfur(atom);
            default -> metal(element, graph.charge[atom]);
        };
    }

    private int halogen(int atom, int neutral) {
        int charge = graph.charge[atom];
        if (charge == 0) {
            return neutral;
        }
        return charge == -1 || neutral == I && charge >= 1 && charge <= 3 ? HAL : NONE;
    }

    private int sulfur(int atom) {
        if (graph.aromatic[atom]) {
            return S3;
        }
        int charge = graph.charge[atom];
        if (charge >= -4 && charge <= 6 && charge != 0 && charge != 4) {
            return S2;
        }
        if (charge == 0) {
            for (int k = graph.first[atom]; k < graph.first[atom + 1]; k++) {
                if (graph.isDouble(graph.via[k]) && isAliphaticNops(graph.neighbor[k])) {
                    return S2;
                }
            }
        }
        return S1;
    }

    private boolean isAliphaticNops(int atom) {
        return !graph.aromatic[atom]
                && switch (graph.element[atom]) {
                    case MolGraph.NITROGEN, MolGraph.OXYGEN, MolGraph.PHOSPHORUS, MolGraph.SULFUR -> true;
                    default -> false;
                };
    }

    private static int metal(int element, int charge) {
        return switch (element) {
            case 3, 11, 19, 37, 55 -> charge == 1 ? HAL : ME1;
            case 4, 12, 20, 38, 56, 5, 13, 31, 49, 81, 14, 32, 50, 82, 33, 51, 83, 34, 52, 84 -> ME1;
            default -> {
                boolean transition = element >= 21 && element <= 30
                        || element >= 39 && element <= 48
                        || element >= 72 && element <= 80;
                yield transition ? ME2 : NONE;
            }
        };
    }

    /** Type of a hydrogen that is an atom: the first in the table by any of its neighbors. */
    private int hydrogen(int atom) {
        int type = HS;
        for (int k = graph.first[atom]; k < graph.first[atom + 1]; k++) {
            if (graph.isSingle(graph.via[k])) {
                type = Math.min(type, on(graph.neighbor[k], atom));
            }
        }
        return type;
    }

    /** Type of the hydrogens that an atom counts. */
    int typeOfHydrogensOn(int atom) {
        return on(atom, -1);
    }

    private int on(int parent, int self) {
        int element = graph.element[parent];
        if (element == MolGraph.CARBON || element == MolGraph.HYDROGEN) {
            return H1;
        }
        return switch (element) {
            case MolGraph.NITROGEN -> H3;
            case MolGraph.OXYGEN -> graph.aromatic[parent] ? HS : onOxygen(parent, self);
            default -> H2;
        };
    }

    private int onOxygen(int oxygen, int self) {
        // A second hydrogen that is no atom counts as a neighbor like any other.
        int type = graph.hydrogens[oxygen] > (self < 0 ? 1 : 0) ? H2 : HS;
        for (int k = graph.first[oxygen]; k < graph.first[oxygen + 1]; k++) {
            int next = graph.neighbor[k];
            if (next != self && CrippenNeighbors.isDefault(graph, graph.via[k])) {
                type = Math.min(type, beyondOxygen(oxygen, next));
            }
        }
        return type;
    }

    private int beyondOxygen(int oxygen, int next) {
        boolean aromatic = graph.aromatic[next];
        return switch (graph.element[next]) {
            case MolGraph.CARBON -> {
                boolean saturated = graph.degree(next) + graph.hydrogens[next] == 4;
                yield aromatic || saturated ? H2 : isAcid(next, oxygen) ? H4 : HS;
            }
            case MolGraph.NITROGEN -> H3;
            case MolGraph.OXYGEN, MolGraph.SULFUR -> aromatic ? HS : H4;
            default -> H2;
        };
    }

    private boolean isAcid(int carbon, int oxygen) {
        for (int k = graph.first[carbon]; k < graph.first[carbon + 1]; k++) {
            int next = graph.neighbor[k];
            int element = graph.element[next];
            boolean heavy = element == MolGraph.CARBON || element == MolGraph.NITROGEN;
            boolean chalcogen = element == MolGraph.OXYGEN || element == MolGraph.SULFUR;
            if (next != oxygen && graph.isDouble(graph.via[k]) && (heavy || chalcogen && !graph.aromatic[next])) {
                return true;
            }
        }
        return false;
    }
}
