package io.retort.chem;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An atom expression of SMARTS as alternatives of {@link SmartsTerm}s; with none, no atom matches. */
final class SmartsAtom {
    /** Alternatives that an expression may come to: enough for every sensible pattern. */
    private static final int MOST = 2000;

    static final SmartsAtom ANY = of(SmartsTerm.TRUE);

    final SmartsTerm[] terms;

    private SmartsAtom(List<SmartsTerm> terms) {
        this.terms = terms.toArray(SmartsTerm[]::new);
    }

    static SmartsAtom of(SmartsTerm term) {
        return new SmartsAtom(List.of(term));
    }

    /** An element, aliphatic or aromatic. */
    static SmartsAtom of(int element, boolean aromatic) {
        return of(SmartsTerm.element(element)).and(of(SmartsTerm.field(SmartsField.AROMATIC, aromatic ? 1 : 0)));
    }

    SmartsAtom and(SmartsAtom other) {
        List<SmartsTerm> all = new ArrayList<>();
        for (SmartsTerm one : terms) {
            for (SmartsTerm two : other.terms) {
                SmartsTerm both = one.and(two);
                if (both != null) {
                    add(all, both);
                }
            }
        }
        return new SmartsAtom(all);
    }

    SmartsAtom or(SmartsAtom other) {
        List<SmartsTerm> all = new ArrayList<>();
        for (SmartsTerm term : terms) {
            add(all, term);
        }
        for (SmartsTerm term : other.terms) {
            add(all, term);
        }
        return new SmartsAtom(all);
    }

    /** Adds an alternative, joined with others as long as that works. */
    private static void add(List<SmartsTerm> all, SmartsTerm term) {
        SmartsTerm joined = term;
        for (int i = 0; i < all.size(); ) {
            SmartsTerm both = all.get(i).or(joined);
            if (both == null) {
                i++;
            } else {
                all.remove(i);
                joined = both;
                i = 0;
            }
        }
        all.add(joined);
    }

    /** The opposite of a primitive; null where that cannot be said. */
    @Nullable
    SmartsAtom not() {
        SmartsAtom result = ANY;
        for (SmartsTerm term : terms) {
            SmartsAtom opposite = opposite(term);
            if (opposite == null) {
                return null;
            }
            result = result.and(opposite);
        }
        return result;
    }

    /** An aliphatic or aromatic element has two conditions: one of them fails. Other primitives have one. */
    private static @Nullable SmartsAtom opposite(SmartsTerm term) {
        long all = SmartsTerm.TRUE.low();
        boolean anyElement = term.low() == all && term.high() == SmartsTerm.TRUE.high();
        if (anyElement || (term.forbidden() | term.forbiddenRing()) == 0) {
            SmartsTerm not = term.not();
            return not == null ? null : not.low() == 0 && not.high() == 0 ? new SmartsAtom(List.of()) : of(not);
        }
        SmartsTerm element = new SmartsTerm(term.low(), term.high(), 0, 0, SmartsTerm.ANY, term.environments());
        SmartsTerm field = new SmartsTerm(
                all, SmartsTerm.TRUE.high(), term.forbidden(), term.forbiddenRing(), SmartsTerm.ANY, new int[0]);
        SmartsTerm notElement = element.not();
        SmartsTerm notField = field.not();
        return notElement == null || notField == null ? null : of(notElement).or(of(notField));
    }

    boolean isTooLarge() {
        return terms.length > MOST;
    }
}
