package io.retort.chem;

import java.util.Arrays;

/**
 * A molecule prepared for matching: what patterns ask of its atoms and bonds as bits. Made for one molecule after the
 * other by one worker; its arrays grow and are used again.
 */
final class SmartsTarget {
    private static final int AROMATIC = Long.numberOfTrailingZeros(SmartsField.AROMATIC.mask());
    private static final int IN_RING = Long.numberOfTrailingZeros(SmartsField.IN_RING.mask());
    private static final int CHARGE = Long.numberOfTrailingZeros(SmartsField.CHARGE.mask());
    private static final int DEGREE = Long.numberOfTrailingZeros(SmartsField.DEGREE.mask());
    private static final int HYDROGENS = Long.numberOfTrailingZeros(SmartsField.HYDROGENS.mask());
    private static final int CONNECTIONS = Long.numberOfTrailingZeros(SmartsField.CONNECTIONS.mask());
    private static final int VALENCE = Long.numberOfTrailingZeros(SmartsField.VALENCE.mask());
    private static final int IMPLICIT = Long.numberOfTrailingZeros(SmartsField.IMPLICIT_HYDROGENS.mask());
    private static final int RING_BONDS = Long.numberOfTrailingZeros(SmartsField.RING_BONDS.mask());

    /** Where the sums over an atom's bonds stand in a word: ring bonds, hydrogens and no carbons, behind the orders. */
    private static final int RING_SUM = 16;

    private static final int HYDROGEN_SUM = 32;
    private static final int HETERO_SUM = 48;
    private static final int SUM = (1 << 16) - 1;

    private MolGraph graph = new MolGraph(0, 0);
    /** First word of {@link SmartsField} bits of each atom. */
    long[] bits = {};
    /** {@link SmartsBond} bit of the bond at each neighbor slot. */
    int[] slotBond = {};

    private int[] bondBit = {};
    /** Sums over the bonds of each atom. */
    private long[] sums = {};

    /** Classes of each atom's neighbors, see {@link SmartsClasses#around}. */
    long[] around = {};

    /** Second words, filled when first asked for. */
    private long[] ringBits = {};

    private boolean ringBitsKnown;
    private final long[] bondClasses = new long[4];
    /** All bits that the atoms of a class have. */
    private final long[] classBits = new long[SmartsClasses.COUNT];

    private long low;
    private long high;
    /** Atoms by class, and where each class starts and the last ends. */
    int[] listed = {};

    final int[] classStart = new int[SmartsClasses.COUNT + 1];
    private int[] atomClass = {};
    private final int[] classCounts = new int[SmartsClasses.COUNT];
    private long counts;
    private long ringCounts;
    private int carbonyls;

    private boolean hasIsotope;

    /** Takes a molecule, which must not change as long as it is matched; returns this. */
    SmartsTarget reset(MolGraph molecule) {
        graph = molecule;
        ringBitsKnown = false;
        if (bits.length < graph.atomCount || slotBond.length < 2 * graph.bondCount) {
            bits = new long[graph.atomCount + 32];
            around = new long[graph.atomCount + 32];
            atomClass = new int[graph.atomCount + 32];
            listed = new int[graph.atomCount + 32];
            sums = new long[graph.atomCount + 32];
            slotBond = new int[2 * graph.bondCount + 64];
            bondBit = new int[graph.bondCount + 32];
        }
        Arrays.fill(bondClasses, 0);
        Arrays.fill(classBits, 0);
        classify();
        ringCounts = 0;
        carbonyls = 0;
        describeBonds();
        for (int i = 0; i < graph.atomCount; i++) {
            bits[i] = describe(i);
            classBits[atomClass[i]] |= bits[i];
        }
        return this;
    }

    private void classify() {
        low = 0;
        high = 0;
        int isotopes = 0;
        Arrays.fill(classCounts, 0);
        for (int i = 0; i < graph.atomCount; i++) {
            int element = graph.element[i];
            if (element < 64) {
                low |= 1L << element;
            } else {
                high |= 1L << element;
            }
            isotopes |= graph.isotope[i];
            int number = SmartsClasses.of(element, graph.aromatic[i]);
            atomClass[i] = number;
            classCounts[number]++;
        }
        hasIsotope = isotopes != 0;
        counts = SmartsScreen.pack(classCounts);
        list();
    }

    private void list() {
        int sum = 0;
        for (int i = 0; i < SmartsClasses.COUNT; i++) {
            sum += classCounts[i];
            classStart[i + 1] = sum;
        }
        for (int i = graph.atomCount - 1; i >= 0; i--) {
            int number = atomClass[i];
            listed[classStart[number] + --classCounts[number]] = i;
        }
    }

    /** Class of an atom. */
    int classOf(int atom) {
        return atomClass[atom];
    }

    /** Bond by bond, as neighbor lists of all lengths are slower to walk. */
    private void describeBonds() {
        Arrays.fill(around, 0, graph.atomCount, 0);
        Arrays.fill(sums, 0, graph.atomCount, 0);
        for (int b = 0; b < graph.bondCount; b++) {
            int one = graph.begin[b];
            int two = graph.end[b];
            int order = graph.order[b];
            int ring = graph.bondInRing[b] ? 1 : 0;
            int kind = graph.bondAromatic[b] ? SmartsClasses.KINDS - 1 : Math.min(order, 3) - 1;
            int oneClass = atomClass[one];
            int twoClass = atomClass[two];
            bondBit[b] = SmartsBond.of(graph.bondAromatic[b], order, ring);
            around[one] |= SmartsClasses.around(twoClass, kind);
            around[two] |= SmartsClasses.around(oneClass, kind);
            int number = SmartsClasses.bondOf(SmartsClasses.COUNT * oneClass + twoClass, kind);
            bondClasses[number >> 6] |= 1L << number;
            carbonyls += SmartsClasses.isCarbonyl(number) ? 1 : 0;
            long both = order | (long) ring << RING_SUM;
            sums[one] += both | neighborSum(graph.element[two]);
            sums[two] += both | neighborSum(graph.element[one]);
        }
        for (int k = 0; k < 2 * graph.bondCount; k++) {
            slotBond[k] = bondBit[graph.via[k]];
        }
    }

    private static long neighborSum(int element) {
        return (element == MolGraph.HYDROGEN ? 1L << HYDROGEN_SUM : 0)
                | (element == MolGraph.CARBON ? 0 : 1L << HETERO_SUM);
    }

    private long describe(int atom) {
        long sum = sums[atom];
        int implicit = graph.hydrogens[atom];
        int degree = graph.degree(atom);
        int ringBonds = (int) (sum >>> RING_SUM) & SUM;
        addRings(atom, ringBonds, degree);
        around[atom] |= sum >>> HETERO_SUM > 1 ? SmartsClasses.TWO_HETERO : 0;
        return 1L << (AROMATIC + (graph.aromatic[atom] ? 1 : 0))
                | 1L << (IN_RING + (graph.inRing[atom] ? 1 : 0))
                | 1L << (CHARGE + Math.min(7, Math.max(-5, graph.charge[atom])) + 5)
                | 1L << (DEGREE + Math.min(7, degree))
                | 1L << (HYDROGENS + Math.min(6, implicit + ((int) (sum >>> HYDROGEN_SUM) & SUM)))
                | 1L << (CONNECTIONS + Math.min(7, degree + implicit))
                | 1L << (VALENCE + Math.min(8, implicit + ((int) sum & SUM)))
                | 1L << (IMPLICIT + Math.min(5, implicit))
                | 1L << (RING_BONDS + Math.min(6, ringBonds));
    }

    /** Counts an atom in what {@link SmartsClasses#rings} tells apart; counts stay at the highest one. */
    private void addRings(int atom, int ringBonds, int degree) {
        long sum = ringCounts + SmartsClasses.rings(graph.element[atom], graph.aromatic[atom], ringBonds, degree);
        ringCounts = sum - ((sum & SmartsScreen.GUARD) >>> (SmartsScreen.WIDTH - 1));
    }

    MolGraph graph() {
        return graph;
    }

    boolean hasIsotope() {
        return hasIsotope;
    }

    /** Elements that occur, below 64 in word 0. */
    long elements(int word) {
        return word == 0 ? low : high;
    }

    /** Counts of the classes. */
    long counts() {
        return counts;
    }

    /** Counts of {@link SmartsClasses#rings}. */
    long ringCounts() {
        return ringCounts;
    }

    /** A word of the set of bonds by {@link SmartsClasses#bond}. */
    long bondClasses(int word) {
        return bondClasses[word];
    }

    /** Double bonds between carbon and aliphatic oxygen. */
    int carbonyls() {
        return carbonyls;
    }

    /** Atoms in two rings or more. */
    int fusedAtoms() {
        if (SmartsScreen.count(ringCounts, SmartsClasses.FUSED) == 0) {
            return 0;
        }
        long few = SmartsField.RINGS.bit(0) | SmartsField.RINGS.bit(1);
        int count = 0;
        for (int i = 0; i < graph.atomCount; i++) {
            count += (ringBits(i) & few) == 0 ? 1 : 0;
        }
        return count;
    }

    /** Sizes of the molecule's rings as {@link SmartsShape} has them. */
    long ringSizes() {
        RingSet rings = graph.rings();
        if (!rings.isComplete()) {
            return SmartsShape.ANY_SIZE;
        }
        long sizes = 0;
        for (int ring = 0; ring < rings.size(); ring++) {
            sizes |= SmartsShape.size(rings.size(ring));
        }
        return sizes;
    }

    /** Second word of {@link SmartsField} bits of an atom. */
    long ringBits(int atom) {
        if (!ringBitsKnown) {
            if (ringBits.length < graph.atomCount) {
                ringBits = new long[graph.atomCount + 32];
            }
            SmartsRings.fill(graph, ringBits);
            ringBitsKnown = true;
        }
        return ringBits[atom];
    }

    /** Tells whether a pattern has a chance. */
    boolean passes(SmartsScreen screen) {
        if ((screen.low & low | screen.high & high) == 0
                || !SmartsScreen.holds(counts, screen.counts)
                || !SmartsScreen.holds(ringCounts, screen.ringCounts)
                || screen.needsIsotope && !hasIsotope) {
            return false;
        }
        long[] bonds = screen.bonds;
        for (int i = 0; i < bonds.length; i += 4) {
            if ((bonds[i] & bondClasses[0]
                            | bonds[i + 1] & bondClasses[1]
                            | bonds[i + 2] & bondClasses[2]
                            | bonds[i + 3] & bondClasses[3])
                    == 0) {
                return false;
            }
        }
        for (SmartsAsk ask : screen.asks) {
            if (!holds(ask)) {
                return false;
            }
        }
        return true;
    }

    /** Tells whether a question is answered by yes. */
    boolean holds(SmartsAsk ask) {
        long found = 0;
        for (int rest = ask.classes(); rest != 0; rest &= rest - 1) {
            found |= classBits[Integer.numberOfTrailingZeros(rest)];
        }
        return (found & ask.bits()) != 0;
    }
}
