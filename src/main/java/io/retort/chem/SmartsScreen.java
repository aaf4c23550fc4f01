package io.retort.chem;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * What a molecule must hold for a pattern to have a chance: its anchor's elements and some of its bonds by the classes
 * of their atoms. A molecule's bonds are a set of 220 classes in four words; each bond of the pattern asks for one of
 * some of them. Most patterns fail here on most molecules.
 */
final class SmartsScreen {
    private static final int CLASSES = 10;
    private static final int KINDS = 4;
    private static final int CARBON = 0;
    private static final int AROMATIC_CARBON = 1;
    private static final int NITROGEN = 2;
    private static final int AROMATIC_NITROGEN = 3;
    private static final int OXYGEN = 4;
    private static final int AROMATIC_CHALCOGEN = 5;
    private static final int SULFUR = 6;
    private static final int HALOGEN = 7;
    private static final int PHOSPHORUS = 8;
    private static final int OTHER = 9;

    /** About how common the classes are among the atoms of drugs. */
    private static final double[] FREQUENCY = {0.3, 0.38, 0.08, 0.06, 0.11, 0.01, 0.015, 0.03, 0.001, 0.001};

    /** Bonds that nearly every molecule has, so that asking for them is no use: C-C, C-c, C-N, C-O, C=O, c:c, c:n, c-N. */
    private static final long[] COMMON = common();

    private static final int MOST_ASKED = 4;

    final long low;
    final long high;
    /** Masks of four words each. */
    final long[] bonds;

    private SmartsScreen(long low, long high, long[] bonds) {
        this.low = low;
        this.high = high;
        this.bonds = bonds;
    }

    private static long[] common() {
        long[] words = new long[4];
        add(words, CARBON, CARBON, 0);
        add(words, CARBON, AROMATIC_CARBON, 0);
        add(words, CARBON, NITROGEN, 0);
        add(words, CARBON, OXYGEN, 0);
        add(words, CARBON, OXYGEN, 1);
        add(words, AROMATIC_CARBON, NITROGEN, 0);
        add(words, AROMATIC_CARBON, OXYGEN, 0);
        add(words, AROMATIC_CARBON, AROMATIC_CARBON, 3);
        add(words, AROMATIC_CARBON, AROMATIC_NITROGEN, 3);
        return words;
    }

    /** Class of an atom. */
    static int atomClass(int element, boolean aromatic) {
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

    /** Number of a bond class, below 256. */
    static int bondClass(int oneClass, int otherClass, int kind) {
        int more = Math.max(oneClass, otherClass);
        return (more * (more + 1) / 2 + Math.min(oneClass, otherClass)) * KINDS + kind;
    }

    private static void add(long[] words, int one, int two, int kind) {
        int number = bondClass(one, two, kind);
        words[number >> 6] |= 1L << number;
    }

    static SmartsScreen of(SmartsDraft draft, SmartsAtom anchor) {
        long low = 0;
        long high = 0;
        for (SmartsTerm term : anchor.terms) {
            low |= term.low();
            high |= term.high();
        }
        List<long[]> asked = new ArrayList<>();
        for (int[] bond : draft.bonds()) {
            long[] words = bondClasses(
                    classes(draft.atoms().get(bond[0])), classes(draft.atoms().get(bond[1])), bond[2]);
            if (asked.stream().noneMatch(other -> Arrays.equals(other, words))) {
                asked.add(words);
            }
        }
        asked.sort(Comparator.comparingInt(SmartsScreen::ease));
        long[] bonds = asked.stream()
                .limit(MOST_ASKED)
                .filter(words -> ease(words) < 500)
                .flatMapToLong(Arrays::stream)
                .toArray();
        return new SmartsScreen(low, high, bonds);
    }

    /** How likely a molecule has one of the bonds: common ones count most. */
    private static int ease(long[] words) {
        int ease = 0;
        for (int i = 0; i < 4; i++) {
            ease += Long.bitCount(words[i]) + 500 * Long.bitCount(words[i] & COMMON[i]);
        }
        return ease;
    }

    private static long[] bondClasses(int one, int two, int mask) {
        int either = (mask | mask >> SmartsBond.KINDS) & ((1 << SmartsBond.KINDS) - 1);
        int kinds = either & 3 | ((either & 12) == 0 ? 0 : 4) | ((either & 16) == 0 ? 0 : 8);
        long[] words = new long[4];
        for (int a = 0; a < CLASSES; a++) {
            for (int b = 0; b < CLASSES; b++) {
                for (int kind = 0; kind < KINDS; kind++) {
                    if ((one >> a & two >> b & kinds >> kind & 1) != 0) {
                        add(words, a, b, kind);
                    }
                }
            }
        }
        return words;
    }

    /** Kind of a bond for {@link #bondClass}: single, double, higher, aromatic. */
    static int bondKind(MolGraph graph, int bond) {
        return graph.bondAromatic[bond] ? 3 : Math.min(graph.order[bond], 3) - 1;
    }

    /** Classes that an atom of the pattern may match, a bit each. */
    private static int classes(SmartsAtom atom) {
        int classes = 0;
        for (SmartsTerm term : atom.terms) {
            for (int element = 0; element <= ElementTable.LAST; element++) {
                if (term.takesElement(element)) {
                    classes |= term.takes(SmartsField.AROMATIC, 0) ? 1 << atomClass(element, false) : 0;
                    classes |= term.takes(SmartsField.AROMATIC, 1) ? 1 << atomClass(element, true) : 0;
                }
            }
        }
        return classes;
    }

    /** About the share of a molecule's atoms that an atom of the pattern matches; only its order matters. */
    static double frequency(SmartsAtom atom) {
        double sum = 0;
        for (SmartsTerm term : atom.terms) {
            double share = 0;
            int classes = classes(SmartsAtom.of(term));
            for (int i = 0; i < CLASSES; i++) {
                share += (classes >> i & 1) * FREQUENCY[i];
            }
            for (SmartsField field : SmartsField.values()) {
                double kept = field == SmartsField.AROMATIC ? 1 : term.share(field);
                share *= kept < 1 ? Math.max(0.3, kept) : 1;
            }
            share *= term.takes(SmartsField.CHARGE, 0) ? 1 : 0.1;
            share *= term.isotope() > 0 ? 0.01 : 1;
            sum += share * Math.pow(0.5, term.environments().length);
        }
        return sum;
    }
}
