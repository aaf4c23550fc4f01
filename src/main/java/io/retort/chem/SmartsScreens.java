package io.retort.chem;

import java.util.ArrayList;
import java.util.List;

/**
 * The screens of up to {@value #MOST} patterns, asked all at once: what a molecule has is looked up in tables that hold
 * a bit for each pattern that is content with it. A pattern is left over if its {@link SmartsScreen} and its
 * {@link SmartsShape} let it pass. Not safe for use by several threads.
 */
final class SmartsScreens {
    /** Patterns that fit. */
    static final int MOST = 128;

    /** Words that hold a bit for each pattern. */
    static final int WORDS = MOST / Long.SIZE;

    private static final int COUNTS = SmartsScreen.MOST_COUNTED + 1;
    private static final int BONDS = 256;
    private static final int ASKED = SmartsScreen.MOST_ASKED;

    private final int size;
    private final long[] all = new long[WORDS];
    /** Patterns whose rarest atom may be of an element. */
    private final long[] elements = new long[WORDS * (ElementTable.LAST + 1)];
    /** Patterns that need no more than a count, by class and count; the same of rings. */
    private final long[] counts = new long[WORDS * COUNTS * SmartsClasses.COUNT];

    private final long[] ringCounts = new long[WORDS * COUNTS * SmartsClasses.COUNT];
    private final long[] carbonyls = new long[WORDS * COUNTS];
    private final long[] fused = new long[WORDS * COUNTS];
    /** Patterns that need no fused atoms. */
    private final long[] unfused = new long[WORDS];
    /** Patterns content with a bond, by number of the bond and then of the pattern's question. */
    private final long[] bonds = new long[BONDS * ASKED * WORDS];
    /** Patterns that do not ask so many questions. */
    private final long[] unasked = new long[ASKED * WORDS];

    /** Patterns that have an answer to each of their questions, as far as bonds were looked at. */
    private final long[] content = new long[ASKED * WORDS];

    private final long[] isotopes = new long[WORDS];
    private final List<SmartsAsk> asks = new ArrayList<>();
    private final List<long[]> asking = new ArrayList<>();
    private final List<Long> sizes = new ArrayList<>();
    private final List<long[]> sizing = new ArrayList<>();
    private final SmartsAsk[] askList;
    private final long[][] askedBy;
    private final long[] sizeList;
    private final long[][] sizedBy;

    SmartsScreens(SmartsScreen[] screens) {
        if (screens.length > MOST) {
            throw new IllegalArgumentException("Up to " + MOST + " patterns fit, got " + screens.length);
        }
        size = screens.length;
        for (int i = 0; i < size; i++) {
            add(screens[i], i);
        }
        askList = asks.toArray(SmartsAsk[]::new);
        askedBy = asking.toArray(long[][]::new);
        sizeList = sizes.stream().mapToLong(Long::longValue).toArray();
        sizedBy = sizing.toArray(long[][]::new);
    }

    private static void set(long[] words, int row, int pattern) {
        words[row * WORDS + (pattern >> 6)] |= 1L << pattern;
    }

    private void add(SmartsScreen screen, int i) {
        set(all, 0, i);
        for (int element = 0; element <= ElementTable.LAST; element++) {
            if (((element < 64 ? screen.low : screen.high) >>> element & 1) != 0) {
                set(elements, element, i);
            }
        }
        addCounts(counts, screen.counts, i);
        addCounts(ringCounts, screen.ringCounts, i);
        SmartsShape shape = screen.shape;
        for (int count = 0; count < COUNTS; count++) {
            if (count >= SmartsShape.capped(shape.carbonyls())) {
                set(carbonyls, count, i);
            }
            if (count >= SmartsShape.capped(shape.fused())) {
                set(fused, count, i);
            }
        }
        if (shape.fused() == 0) {
            set(unfused, 0, i);
        }
        if (!screen.needsIsotope) {
            set(isotopes, 0, i);
        }
        addBonds(screen.bonds, i);
        for (SmartsAsk ask : screen.asks) {
            set(row(asks, asking, ask), 0, i);
        }
        if (shape.ringSizes() != SmartsShape.ANY_SIZE) {
            set(row(sizes, sizing, shape.ringSizes()), 0, i);
        }
    }

    private static <T> long[] row(List<T> questions, List<long[]> patterns, T question) {
        int place = questions.indexOf(question);
        if (place < 0) {
            place = questions.size();
            questions.add(question);
            patterns.add(new long[WORDS]);
        }
        return patterns.get(place);
    }

    private static void addCounts(long[] table, long needed, int pattern) {
        for (int c = 0; c < SmartsClasses.COUNT; c++) {
            for (int count = SmartsScreen.count(needed, c); count < COUNTS; count++) {
                set(table, c * COUNTS + count, pattern);
            }
        }
    }

    private void addBonds(long[] masks, int pattern) {
        for (int ask = 0; ask < ASKED; ask++) {
            if (4 * ask >= masks.length) {
                set(unasked, ask, pattern);
                continue;
            }
            for (int bond = 0; bond < BONDS; bond++) {
                if ((masks[4 * ask + (bond >> 6)] >>> bond & 1) != 0) {
                    set(bonds, bond * ASKED + ask, pattern);
                }
            }
        }
    }

    /**
     * Finds the patterns that have a chance.
     *
     * @param target the molecule
     * @param left gets a bit for each of them
     */
    void find(SmartsTarget target, long[] left) {
        long one = target.hasIsotope() ? all[0] : isotopes[0];
        long two = target.hasIsotope() ? all[1] : isotopes[1];
        for (int c = 0; c < SmartsClasses.COUNT; c++) {
            int count = WORDS * (c * COUNTS + SmartsScreen.count(target.counts(), c));
            int rings = WORDS * (c * COUNTS + SmartsScreen.count(target.ringCounts(), c));
            one &= counts[count] & ringCounts[rings];
            two &= counts[count + 1] & ringCounts[rings + 1];
        }
        int carbonyl = WORDS * SmartsShape.capped(target.carbonyls());
        left[0] = one & carbonyls[carbonyl];
        left[1] = two & carbonyls[carbonyl + 1];
        keepByElements(target, left);
        keepByBonds(target, left);
        keepByRings(target, left);
        for (int i = 0; i < askList.length; i++) {
            long[] by = askedBy[i];
            if ((by[0] & left[0] | by[1] & left[1]) != 0 && !target.holds(askList[i])) {
                left[0] &= ~by[0];
                left[1] &= ~by[1];
            }
        }
    }

    private void keepByElements(SmartsTarget target, long[] left) {
        long one = 0;
        long two = 0;
        for (int word = 0; word < 2; word++) {
            for (long rest = target.elements(word); rest != 0; rest &= rest - 1) {
                int at = WORDS * (64 * word + Long.numberOfTrailingZeros(rest));
                one |= elements[at];
                two |= elements[at + 1];
            }
        }
        left[0] &= one;
        left[1] &= two;
    }

    private void keepByBonds(SmartsTarget target, long[] left) {
        System.arraycopy(unasked, 0, content, 0, content.length);
        for (int word = 0; word < 4; word++) {
            for (long rest = target.bondClasses(word); rest != 0; rest &= rest - 1) {
                int at = (64 * word + Long.numberOfTrailingZeros(rest)) * content.length;
                for (int i = 0; i < content.length; i++) {
                    content[i] |= bonds[at + i];
                }
            }
        }
        for (int i = 0; i < content.length; i++) {
            left[i % WORDS] &= content[i];
        }
    }

    private void keepByRings(SmartsTarget target, long[] left) {
        if ((left[0] & ~unfused[0] | left[1] & ~unfused[1]) != 0) {
            int at = WORDS * SmartsShape.capped(target.fusedAtoms());
            left[0] &= fused[at];
            left[1] &= fused[at + 1];
        }
        long found = target.ringSizes();
        for (int i = 0; i < sizeList.length; i++) {
            if ((sizeList[i] & found) == 0) {
                left[0] &= ~sizedBy[i][0];
                left[1] &= ~sizedBy[i][1];
            }
        }
    }
}
