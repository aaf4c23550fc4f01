package io.retort.chem;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * What a molecule must hold for a pattern to have a chance: elements of the rarest atom, atoms of each class, and some
 * bonds by the classes of their atoms. A molecule's bonds are a set of 220 numbers in four words; each bond of the
 * pattern asks for one of some of them. Most patterns fail here on most molecules.
 */
final class SmartsScreen {
    /** Bits for the count of a class, of which the highest stays free for the comparison of all at once. */
    static final int WIDTH = 6;
    /** Counts go up to here. */
    static final int MOST_COUNTED = 31;
    /** The free bits. */
    static final long GUARD = guard();

    /** Bonds that nearly every molecule has, so that asking for them is no use. */
    private static final long[] COMMON = common();

    private static final int PER_COMMON = 500;
    /** Bonds that are asked for at most. */
    static final int MOST_ASKED = 4;

    final long low;
    final long high;
    /** Counts that are needed of the classes. */
    final long counts;
    /** Counts that are needed of what {@link SmartsClasses#rings} tells apart. */
    final long ringCounts;
    /** Masks of four words each. */
    final long[] bonds;

    final boolean needsIsotope;
    final SmartsAsk[] asks;
    /** What only {@link SmartsScreens} asks for. */
    final SmartsShape shape;

    private SmartsScreen(SmartsDraft draft, SmartsAtom anchor, long[] bonds) {
        long elements = 0;
        long heavy = 0;
        boolean isotope = anchor.terms.length > 0;
        for (SmartsTerm term : anchor.terms) {
            elements |= term.low();
            heavy |= term.high();
            isotope &= term.isotope() > 0;
        }
        low = elements;
        high = heavy;
        counts = counts(draft);
        needsIsotope = isotope;
        ringCounts = ringCounts(draft);
        asks = SmartsAsk.of(draft);
        shape = SmartsShape.of(draft);
        this.bonds = bonds;
    }

    private static long guard() {
        long bits = 0;
        for (int i = 0; i < SmartsClasses.COUNT; i++) {
            bits |= 1L << (i * WIDTH + WIDTH - 1);
        }
        return bits;
    }

    private static long counts(SmartsDraft draft) {
        int[] needed = new int[SmartsClasses.COUNT];
        for (SmartsAtom atom : draft.atoms()) {
            int classes = SmartsClasses.of(atom);
            if (Integer.bitCount(classes) == 1) {
                needed[Integer.numberOfTrailingZeros(classes)]++;
            }
        }
        return pack(needed);
    }

    private static long ringCounts(SmartsDraft draft) {
        int[] needed = new int[SmartsClasses.COUNT];
        for (SmartsAtom atom : draft.atoms()) {
            int sure = SmartsClasses.surelyRings(atom);
            for (int i = 0; i < SmartsClasses.COUNT; i++) {
                needed[i] += sure >> i & 1;
            }
        }
        return pack(needed);
    }

    /** Tells whether no count is smaller than needed. */
    static boolean holds(long counts, long needed) {
        return ((counts | GUARD) - needed & GUARD) == GUARD;
    }

    /** Counts of classes in one word. */
    static long pack(int[] counts) {
        long packed = 0;
        for (int i = 0; i < counts.length; i++) {
            packed |= (long) Math.min(MOST_COUNTED, counts[i]) << (i * WIDTH);
        }
        return packed;
    }

    /** One of the counts in a word. */
    static int count(long counts, int number) {
        return (int) (counts >>> (number * WIDTH)) & MOST_COUNTED;
    }

    private static long[] common() {
        long[] words = new long[4];
        int c = SmartsClasses.CARBON;
        int aromatic = SmartsClasses.AROMATIC_CARBON;
        add(words, c, c, 0);
        add(words, c, aromatic, 0);
        add(words, c, SmartsClasses.NITROGEN, 0);
        add(words, c, SmartsClasses.OXYGEN, 0);
        add(words, c, SmartsClasses.OXYGEN, 1);
        add(words, aromatic, SmartsClasses.NITROGEN, 0);
        add(words, aromatic, SmartsClasses.OXYGEN, 0);
        add(words, aromatic, aromatic, 3);
        add(words, aromatic, SmartsClasses.AROMATIC_NITROGEN, 3);
        return words;
    }

    private static void add(long[] words, int one, int two, int kind) {
        int number = SmartsClasses.bond(one, two, kind);
        words[number >> 6] |= 1L << number;
    }

    static SmartsScreen of(SmartsDraft draft, SmartsAtom anchor) {
        List<long[]> asked = new ArrayList<>();
        for (int[] bond : draft.bonds()) {
            SmartsAtom begin = draft.atoms().get(bond[0]);
            SmartsAtom end = draft.atoms().get(bond[1]);
            long[] words = numbers(SmartsClasses.of(begin), SmartsClasses.of(end), SmartsClasses.kinds(bond[2]));
            if (asked.stream().noneMatch(other -> Arrays.equals(other, words))) {
                asked.add(words);
            }
        }
        asked.sort(Comparator.comparingInt(SmartsScreen::ease));
        long[] bonds = asked.stream()
                .limit(MOST_ASKED)
                .filter(words -> ease(words) < PER_COMMON)
                .flatMapToLong(Arrays::stream)
                .toArray();
        return new SmartsScreen(draft, anchor, bonds);
    }

    /** How likely a molecule has one of the bonds: common ones count most. */
    private static int ease(long[] words) {
        int ease = 0;
        for (int i = 0; i < 4; i++) {
            ease += Long.bitCount(words[i]) + PER_COMMON * Long.bitCount(words[i] & COMMON[i]);
        }
        return ease;
    }

    private static long[] numbers(int one, int two, int kinds) {
        long[] words = new long[4];
        for (int a = 0; a < SmartsClasses.COUNT; a++) {
            for (int b = 0; b < SmartsClasses.COUNT; b++) {
                for (int kind = 0; kind < SmartsClasses.KINDS; kind++) {
                    if ((one >> a & two >> b & kinds >> kind & 1) != 0) {
                        add(words, a, b, kind);
                    }
                }
            }
        }
        return words;
    }
}
