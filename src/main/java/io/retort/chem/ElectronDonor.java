package io.retort.chem;

/**
 * How many electrons a ring atom gives to an aromatic system. Counted from the default valence, the lone pairs that the
 * charge leaves, and unpaired electrons; a double bond out of the rings to a more electronegative atom takes one away.
 *
 * <p><b>Source</b>: "The RDKit Aromaticity Model" in the RDKit Book, 2022.09.
 */
final class ElectronDonor {
    static final byte UNKNOWN = 0;
    /** The atom cannot be aromatic. */
    static final byte NONE = 1;
    /** An empty orbital. */
    static final byte VACANT = 2;

    static final byte ONE = 3;
    static final byte TWO = 4;
    /** One or two, of an atom of unknown element without a double bond in its rings. */
    static final byte ANY = 5;

    private static final int LAST_OF_SECOND_PERIOD_BUT_ONE = 18;
    private static final int[] DEFAULT_VALENCE = new int[ElementTable.LAST + 1];
    private static final int[] OUTER = new int[ElementTable.LAST + 1];

    static {
        for (String[] row : ElementTable.readTable("valences.tsv")) {
            OUTER[Integer.parseInt(row[0])] = Integer.parseInt(row[3]);
        }
        for (String[] row : ElementTable.readTable("elements.tsv")) {
            String lowest = row[5].split(" ", -1)[0];
            DEFAULT_VALENCE[Integer.parseInt(row[0])] = lowest.isEmpty() ? -1 : Integer.parseInt(lowest);
        }
    }

    private ElectronDonor() {}

    /** The least number of electrons that an atom gives. */
    static int least(byte donor) {
        return switch (donor) {
            case ONE, ANY -> 1;
            case TWO -> 2;
            default -> 0;
        };
    }

    /** What a ring atom gives. */
    static byte of(MolGraph graph, int atom) {
        int element = graph.element[atom];
        boolean big = element > LAST_OF_SECOND_PERIOD_BUT_ONE
                && element != MolGraph.SELENIUM
                && element != MolGraph.TELLURIUM;
        int connections = graph.first[atom + 1] - graph.first[atom] + graph.hydrogens[atom];
        if (big || (connections > 3 && element != 0)) {
            return NONE;
        }
        int orders = 0;
        int multiple = 0;
        int outside = -1;
        boolean multipleInRing = false;
        for (int k = graph.first[atom]; k < graph.first[atom + 1]; k++) {
            int bond = graph.via[k];
            int order = graph.order[bond];
            orders += order;
            if (order > 1) {
                multiple++;
                if (graph.bondInRing[bond]) {
                    multipleInRing = true;
                } else if (outside < 0) {
                    outside = graph.neighbor[k];
                }
            }
        }
        int unsaturation = orders - graph.degree(atom);
        if (unsaturation > 1 && multiple > 1) {
            return NONE;
        }
        if (element == 0) {
            return multipleInRing ? ONE : ANY;
        }
        int electrons = electrons(graph, atom, orders);
        return given(graph, atom, electrons, outside, multipleInRing);
    }

    private static byte given(MolGraph graph, int atom, int electrons, int outside, boolean multipleInRing) {
        if (electrons < 0) {
            return NONE;
        }
        if (electrons == 0) {
            return outside >= 0 ? VACANT : multipleInRing ? ONE : NONE;
        }
        boolean stolen = outside >= 0 && attracts(graph.element[outside], graph.element[atom]);
        if (electrons == 1) {
            if (outside >= 0) {
                return stolen ? VACANT : ONE;
            }
            return multipleInRing ? ONE : graph.charge[atom] == 1 ? VACANT : NONE;
        }
        return (electrons - (stolen ? 1 : 0)) % 2 == 1 ? ONE : TWO;
    }

    /** Electrons that an atom has for the system, -1 if it cannot take part. */
    private static int electrons(MolGraph graph, int atom, int orders) {
        int element = graph.element[atom];
        int charge = graph.charge[atom];
        int valence = orders + graph.hydrogens[atom];
        int normal = DEFAULT_VALENCE[element];
        int degree = graph.degree(atom) + graph.hydrogens[atom];
        if (normal <= 1 || degree > 3 || valence > allowed(element - charge)) {
            return -1;
        }
        int unpaired = unpaired(element, charge, valence);
        if (unpaired > 0 && (element != MolGraph.CARBON || charge != 0)) {
            return -1;
        }
        int lone = Math.max(OUTER[element] - normal - charge, 0);
        int electrons = normal - degree + lone - unpaired;
        boolean triple = orders - graph.degree(atom) > 1;
        return electrons > 1 && triple ? 1 : electrons;
    }

    /** Default valence of the element that a charged atom has the electrons of. */
    private static int allowed(int element) {
        if (element < 0 || element >= DEFAULT_VALENCE.length) {
            return -1;
        }
        return DEFAULT_VALENCE[element];
    }

    /** Electrons left without a partner once each bond and charge has its own. */
    private static int unpaired(int element, int charge, int valence) {
        int missing = 8 - OUTER[element] - valence + charge;
        int left = OUTER[element] - valence - charge;
        return left >= 0 ? Math.max(0, Math.min(missing, left)) : Math.max(0, missing);
    }

    /** Tells whether an element takes electrons from another: more outer electrons, or as many and lighter. */
    private static boolean attracts(int element, int from) {
        return OUTER[element] > OUTER[from] || (OUTER[element] == OUTER[from] && element < from);
    }
}
