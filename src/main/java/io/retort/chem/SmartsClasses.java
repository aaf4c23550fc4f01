package io.retort.chem;

/**
 * Ten classes of atoms, coarse enough to count and to keep sets of in a few words, by which patterns without a chance
 * are recognized: aliphatic and aromatic carbon and nitrogen, oxygen, aromatic oxygen or sulfur, sulfur, halogen,
 * phosphorus and the rest.
 */
final class SmartsClasses {
    static final int COUNT = 10;
    /** Kinds of bonds: single, double, higher, aromatic. */
    static final int KINDS = 4;

    static final int CARBON = 0;
    static final int AROMATIC_CARBON = 1;
    static final int NITROGEN = 2;
    static final int AROMATIC_NITROGEN = 3;
    static final int OXYGEN = 4;
    private static final int AROMATIC_CHALCOGEN = 5;
    private static final int SULFUR = 6;
    private static final int HALOGEN = 7;
    private static final int PHOSPHORUS = 8;
    private static final int OTHER = 9;

    /** About how common the classes are among the atoms of drugs. */
    private static final double[] FREQUENCY = {0.3, 0.38, 0.08, 0.06, 0.11, 0.01, 0.015, 0.03, 0.001, 0.001};

    /** Where {@link #rings} counts acyclic atoms with two neighbors. */
    static final int CHAIN = 8;
    /** Where {@link #rings} counts atoms with more than two ring bonds. */
    static final int FUSED = 6;

    /** The bit of {@link #around} for at least two neighbors other than carbon. */
    static final long TWO_HETERO = 1L << 60;

    private static final int DEFAULT_GROUP = 4;
    private static final int ANY_GROUP = 5;

    private static final byte[] CLASS = new byte[2 * (ElementTable.LAST + 1)];
    private static final long[] RINGS = new long[8];
    /** First number of the bonds between two classes. */
    private static final int[] PAIR = new int[COUNT * COUNT];

    private static final int CARBONYL = bond(CARBON, OXYGEN, 1);
    private static final int AROMATIC_CARBONYL = bond(AROMATIC_CARBON, OXYGEN, 1);

    static {
        for (int element = 0; element <= ElementTable.LAST; element++) {
            CLASS[2 * element] = (byte) find(element, false);
            CLASS[2 * element + 1] = (byte) find(element, true);
        }
        for (int i = 0; i < RINGS.length; i++) {
            RINGS[i] = rings((i & 4) != 0, (i & 2) != 0, (i & 1) != 0);
        }
        for (int i = 0; i < PAIR.length; i++) {
            PAIR[i] = bond(i / COUNT, i % COUNT, 0);
        }
    }

    private SmartsClasses() {}

    /** Class of an atom. */
    static int of(int element, boolean aromatic) {
        return CLASS[2 * element + (aromatic ? 1 : 0)];
    }

    private static int find(int element, boolean aromatic) {
        return switch (element) {
            case MolGraph.CARBON -> aromatic ? AROMATIC_CARBON : CARBON;
            case MolGraph.NITROGEN -> aromatic ? AROMATIC_NITROGEN : NITROGEN;
            case MolGraph.OXYGEN -> aromatic ? AROMATIC_CHALCOGEN : OXYGEN;
            case MolGraph.SULFUR -> aromatic ? AROMATIC_CHALCOGEN : SULFUR;
            case MolGraph.FLUORINE, MolGraph.CHLORINE, MolGraph.BROMINE, MolGraph.IODINE -> HALOGEN;
            case MolGraph.PHOSPHORUS -> PHOSPHORUS;
            default -> OTHER;
        };
    }

    /** Classes that an atom of a pattern may match, a bit each. */
    static int of(SmartsAtom atom) {
        int classes = 0;
        for (SmartsTerm term : atom.terms) {
            for (int element = 0; element <= ElementTable.LAST; element++) {
                if (term.takesElement(element)) {
                    classes |= term.takes(SmartsField.AROMATIC, 0) ? 1 << of(element, false) : 0;
                    classes |= term.takes(SmartsField.AROMATIC, 1) ? 1 << of(element, true) : 0;
                }
            }
        }
        return classes;
    }

    /**
     * What an atom adds to the counts of ring atoms, packed as in {@link SmartsScreen}: all, aromatic, aliphatic carbon,
     * aliphatic others, aromatic carbon, aromatic others, fused, aromatic fused; then acyclic atoms with two neighbors.
     */
    static long rings(int element, boolean aromatic, int ringBonds, int degree) {
        if (ringBonds == 0) {
            return degree == 2 ? 1L << (CHAIN * SmartsScreen.WIDTH) : 0;
        }
        return RINGS[(aromatic ? 4 : 0) + (element == MolGraph.CARBON ? 2 : 0) + (ringBonds > 2 ? 1 : 0)];
    }

    private static long rings(boolean aromatic, boolean carbon, boolean fused) {
        int[] counts = new int[COUNT];
        counts[0] = 1;
        counts[1] = aromatic ? 1 : 0;
        counts[2 + (aromatic ? 2 : 0) + (carbon ? 0 : 1)] = 1;
        counts[FUSED] = fused ? 1 : 0;
        counts[FUSED + 1] = fused && aromatic ? 1 : 0;
        return SmartsScreen.pack(counts);
    }

    /** Which counts of {@link #rings} an atom of a pattern adds to whatever it matches, a bit each. */
    static int surelyRings(SmartsAtom atom) {
        int sure = (1 << COUNT) - 1;
        for (SmartsTerm term : atom.terms) {
            sure &= surelyRings(term);
        }
        return sure;
    }

    private static int surelyRings(SmartsTerm term) {
        if (term.takes(SmartsField.IN_RING, 0)) {
            long two = SmartsField.DEGREE.mask() & ~SmartsField.DEGREE.bit(2);
            boolean chain = !term.takes(SmartsField.IN_RING, 1) && (two & ~term.forbidden()) == 0;
            return chain ? 1 << CHAIN : 0;
        }
        boolean aromatic = !term.takes(SmartsField.AROMATIC, 0);
        boolean aliphatic = !term.takes(SmartsField.AROMATIC, 1);
        long carbon = 1L << MolGraph.CARBON;
        boolean carbons = term.low() == carbon && term.high() == 0;
        boolean others = (term.low() & carbon) == 0;
        boolean fused = !term.takes(SmartsField.RING_BONDS, 2)
                && !term.takes(SmartsField.RING_BONDS, 1)
                && !term.takes(SmartsField.RING_BONDS, 0);
        int sure = 1 | (aromatic ? 2 : 0) | (fused ? 64 : 0) | (fused && aromatic ? 128 : 0);
        int offset = aromatic ? 4 : 2;
        return aromatic || aliphatic ? sure | (carbons ? 1 << offset : others ? 2 << offset : 0) : sure;
    }

    /** Number of a bond by its atoms' classes, below 256. */
    static int bond(int oneClass, int otherClass, int kind) {
        int more = Math.max(oneClass, otherClass);
        return (more * (more + 1) / 2 + Math.min(oneClass, otherClass)) * KINDS + kind;
    }

    /** The same with both classes in one: {@code COUNT * one + other}. */
    static int bondOf(int classes, int kind) {
        return PAIR[classes] + kind;
    }

    /** Tells whether a bond is a double bond of carbon with aliphatic oxygen. */
    static boolean isCarbonyl(int bond) {
        return bond == CARBONYL || bond == AROMATIC_CARBONYL;
    }

    /** Kinds that a {@link SmartsBond} mask takes, a bit each. */
    static int kinds(int mask) {
        int either = mask | mask >> SmartsBond.KINDS;
        return either & 3 | ((either & 12) == 0 ? 0 : 4) | ((either & 16) == 0 ? 0 : 8);
    }

    /** Bits that a neighbor gives to an atom: its class under the kind of bond, and under wider groups of kinds. */
    static long around(int neighborClass, int kind) {
        long bits = 1L << (kind * COUNT + neighborClass) | 1L << (ANY_GROUP * COUNT + neighborClass);
        return kind == 0 || kind == KINDS - 1 ? bits | 1L << (DEFAULT_GROUP * COUNT + neighborClass) : bits;
    }

    /** The bit of {@link #around} that a neighbor in a pattern asks for, 0 if its class is open. */
    static long asked(SmartsAtom neighbor, int mask) {
        int classes = of(neighbor);
        if (Integer.bitCount(classes) != 1) {
            return 0;
        }
        int kinds = kinds(mask);
        int group = Integer.bitCount(kinds) == 1
                ? Integer.numberOfTrailingZeros(kinds)
                : kinds == (1 | 1 << (KINDS - 1)) ? DEFAULT_GROUP : ANY_GROUP;
        return 1L << (group * COUNT + Integer.numberOfTrailingZeros(classes));
    }

    /** Tells whether an atom of a pattern matches no carbon. */
    static boolean isHetero(SmartsAtom atom) {
        return (of(atom) & (1 << CARBON | 1 << AROMATIC_CARBON)) == 0;
    }

    /** About the share of a molecule's atoms that an atom of a pattern matches; only its order matters. */
    static double frequency(SmartsAtom atom) {
        double sum = 0;
        for (SmartsTerm term : atom.terms) {
            double share = 0;
            int classes = of(SmartsAtom.of(term));
            for (int i = 0; i < COUNT; i++) {
                share += (classes >> i & 1) * FREQUENCY[i];
            }
            for (SmartsField field : SmartsField.values()) {
                double kept = field == SmartsField.AROMATIC ? 1 : term.share(field);
                share *= kept < 1 ? Math.max(0.3, kept) : 1;
            }
            share *= term.takes(SmartsField.CHARGE, 0) ? 1 : 0.1;
            share *= term.takes(SmartsField.DEGREE, 3) && !term.takes(SmartsField.DEGREE, 2) ? 0.5 : 1;
            share *= term.isotope() > 0 ? 0.01 : 1;
            sum += share * Math.pow(0.5, term.environments().length);
        }
        return sum;
    }
}
