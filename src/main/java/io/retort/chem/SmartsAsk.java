package io.retort.chem;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A question to a molecule: whether an atom of some classes has one of some bits of {@link SmartsField}.
 *
 * @param classes classes of the atom, a bit each
 * @param bits what one of these atoms must have one of
 */
record SmartsAsk(int classes, long bits) {
    private static final int MOST = 3;
    private static final List<SmartsField> FIELDS =
            List.of(SmartsField.CHARGE, SmartsField.HYDROGENS, SmartsField.CONNECTIONS);

    /** The questions that rule out most. */
    static SmartsAsk[] of(SmartsDraft draft) {
        List<SmartsAsk> asks = new ArrayList<>();
        for (SmartsAtom atom : draft.atoms()) {
            for (SmartsField field : FIELDS) {
                SmartsAsk ask = new SmartsAsk(SmartsClasses.of(atom), accepted(atom, field));
                if (ask.isOfUse(field) && !asks.contains(ask)) {
                    asks.add(ask);
                }
            }
        }
        asks.sort(Comparator.comparingInt(
                (SmartsAsk ask) -> Long.bitCount(ask.bits) + 4 * Integer.bitCount(ask.classes)));
        return asks.stream().limit(MOST).toArray(SmartsAsk[]::new);
    }

    private static long accepted(SmartsAtom atom, SmartsField field) {
        long bits = 0;
        for (SmartsTerm term : atom.terms) {
            bits |= field.mask() & ~term.forbidden();
        }
        return bits;
    }

    /** Questions are worth asking if they are rarely answered by yes. */
    private boolean isOfUse(SmartsField field) {
        boolean carbon = (classes & (1 << SmartsClasses.CARBON | 1 << SmartsClasses.AROMATIC_CARBON)) != 0;
        return switch (field) {
            case CHARGE -> (bits & field.bit(0)) == 0;
            case HYDROGENS -> bits != field.mask() && (!carbon || (bits & (field.bit(3) - field.bit(0))) == 0);
            default -> bits != field.mask() && Long.bitCount(bits) <= 2 && (!carbon || (bits & field.bit(3)) == 0);
        };
    }
}
