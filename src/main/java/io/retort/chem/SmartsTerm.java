package io.retort.chem;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * One alternative of an atom expression: conditions that hold together.
 *
 * @param low elements 0 to 63 that are accepted, a bit each
 * @param high elements 64 to 118
 * @param forbidden bits of {@link SmartsField} that the atom must not have
 * @param forbiddenRing the same of the second word
 * @param isotope mass number, or -1 for any
 * @param environments recursive patterns that the atom must start, {@code ~number} where it must not
 */
record SmartsTerm(long low, long high, long forbidden, long forbiddenRing, int isotope, int[] environments) {
    /** Any isotope. */
    static final int ANY = -1;

    private static final long ALL_HIGH = (1L << (ElementTable.LAST - 63)) - 1;
    private static final int[] NONE = {};

    /** Accepts every atom. */
    static final SmartsTerm TRUE = new SmartsTerm(-1, ALL_HIGH, 0, 0, ANY, NONE);

    static SmartsTerm element(int element) {
        long bit = 1L << (element & 63);
        return new SmartsTerm(element < 64 ? bit : 0, element < 64 ? 0 : bit, 0, 0, ANY, NONE);
    }

    static SmartsTerm field(SmartsField field, int value) {
        return accepting(field, field.bit(value));
    }

    /** A value or more, which may be the highest of the range. */
    static SmartsTerm atLeast(SmartsField field, int value) {
        return accepting(field, field.mask() & -field.bit(value));
    }

    static SmartsTerm isotope(int massNumber) {
        return new SmartsTerm(-1, ALL_HIGH, 0, 0, massNumber, NONE);
    }

    static SmartsTerm environment(int number) {
        return new SmartsTerm(-1, ALL_HIGH, 0, 0, ANY, new int[] {number});
    }

    private static SmartsTerm accepting(SmartsField field, long bits) {
        long forbidden = field.mask() & ~bits;
        return field.needsRings()
                ? new SmartsTerm(-1, ALL_HIGH, 0, forbidden, ANY, NONE)
                : new SmartsTerm(-1, ALL_HIGH, forbidden, 0, ANY, NONE);
    }

    /** Both conditions, or null if no atom can meet them. */
    @Nullable
    SmartsTerm and(SmartsTerm other) {
        boolean clash = isotope != ANY && other.isotope != ANY && isotope != other.isotope;
        SmartsTerm both = new SmartsTerm(
                low & other.low,
                high & other.high,
                forbidden | other.forbidden,
                forbiddenRing | other.forbiddenRing,
                Math.max(isotope, other.isotope),
                union(environments, other.environments));
        return clash || both.isEmpty() ? null : both;
    }

    private static int[] union(int[] one, int[] two) {
        return one.length == 0
                ? two
                : two.length == 0
                        ? one
                        : IntStream.concat(Arrays.stream(one), Arrays.stream(two))
                                .distinct()
                                .sorted()
                                .toArray();
    }

    private boolean isEmpty() {
        if ((low | high) == 0) {
            return true;
        }
        for (SmartsField field : SmartsField.values()) {
            if ((~forbiddenIn(field) & field.mask()) == 0) {
                return true;
            }
        }
        return false;
    }

    private long forbiddenIn(SmartsField field) {
        return (field.needsRings() ? forbiddenRing : forbidden) & field.mask();
    }

    /** One term for both alternatives if there is one: they differ in no more than one field, or one contains the other. */
    @Nullable
    SmartsTerm or(SmartsTerm other) {
        if (isotope != other.isotope || !Arrays.equals(environments, other.environments)) {
            return null;
        }
        int differing = low == other.low && high == other.high ? 0 : 1;
        for (SmartsField field : SmartsField.values()) {
            differing += forbiddenIn(field) == other.forbiddenIn(field) ? 0 : 1;
        }
        if (differing <= 1) {
            return new SmartsTerm(
                    low | other.low,
                    high | other.high,
                    forbidden & other.forbidden,
                    forbiddenRing & other.forbiddenRing,
                    isotope,
                    environments);
        }
        return contains(other) ? this : other.contains(this) ? other : null;
    }

    private boolean contains(SmartsTerm other) {
        return (other.low & ~low) == 0
                && (other.high & ~high) == 0
                && (forbidden & ~other.forbidden) == 0
                && (forbiddenRing & ~other.forbiddenRing) == 0;
    }

    /** The opposite of a term with a single condition, or null where that cannot be said. */
    @Nullable
    SmartsTerm not() {
        if (environments.length == 1) {
            return environment(~environments[0]);
        }
        if (isotope != ANY) {
            return null;
        }
        for (SmartsField field : SmartsField.values()) {
            long bits = forbiddenIn(field);
            if (bits != 0) {
                return accepting(field, bits);
            }
        }
        return new SmartsTerm(~low, ALL_HIGH & ~high, 0, 0, ANY, NONE);
    }

    boolean takesElement(int element) {
        return (((element < 64 ? low : high) >>> (element & 63)) & 1) != 0;
    }

    /** Tells whether the field may have a value, as far as this term says. */
    boolean takes(SmartsField field, int value) {
        return (forbiddenIn(field) & field.bit(value)) == 0;
    }

    /** Bits of a field that are accepted, as a fraction of all. */
    double share(SmartsField field) {
        return 1 - (double) Long.bitCount(forbiddenIn(field)) / Long.bitCount(field.mask());
    }
}
