package io.retort.chem;

/**
 * A property of an atom in a SMARTS pattern, as a range of bits of which an atom sets exactly one. A conjunction of
 * conditions is then a mask of bits that the atom must not have, however many conditions there are. The last bit of a
 * range stands for its value and everything above, so patterns cannot ask for it.
 */
enum SmartsField {
    /** Bit 0: aliphatic, bit 1: aromatic. */
    AROMATIC(0, 0, 1),
    /** Bit 0: acyclic, bit 1: in a ring. */
    IN_RING(2, 0, 1),
    CHARGE(4, -5, 7),
    /** Neighbors that are atoms: {@code D}. */
    DEGREE(17, 0, 7),
    /** Hydrogens, as counts and as atoms: {@code H}. */
    HYDROGENS(25, 0, 6),
    /** Neighbors with hydrogens: {@code X}. */
    CONNECTIONS(32, 0, 7),
    /** Sum of bond orders with hydrogens: {@code v}. */
    VALENCE(40, 0, 8),
    /** Hydrogens that are no atoms: {@code h}. */
    IMPLICIT_HYDROGENS(49, 0, 5),
    /** Ring bonds: {@code x}. */
    RING_BONDS(55, 0, 6),
    /** Rings through the atom: {@code R}; in the second word. */
    RINGS(0, 0, 9),
    /** Size of the smallest ring less 2, 0 for none: {@code r}; in the second word. */
    RING_SIZE(10, 0, 40);

    private final int shift;
    private final int least;
    private final int most;

    SmartsField(int shift, int least, int most) {
        this.shift = shift;
        this.least = least;
        this.most = most;
    }

    /** Tells whether the field is in the second word, which is filled when first asked for. */
    boolean needsRings() {
        return this == RINGS || this == RING_SIZE;
    }

    /** The bit of a value. */
    long bit(int value) {
        return 1L << (shift + Math.min(most, Math.max(least, value)) - least);
    }

    /** All bits. */
    long mask() {
        return ((1L << (most - least + 1)) - 1) << shift;
    }

    /** Tells whether patterns may ask for a value: the ends of an open range stand for others too. */
    boolean isExact(int value) {
        return this == AROMATIC || this == IN_RING || value < most && (value > least || least == 0 && value == 0);
    }
}
