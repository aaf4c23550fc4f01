package io.retort.chem;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

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

    private MolGraph graph = new MolGraph(0, 0);
    /** First word of {@link SmartsField} bits of each atom. */
    long[] bits = {};
    /** {@link SmartsBond} bit of the bond at each neighbor slot. */
    int[] slotBond = {};

    /** Classes of each atom's neighbors, see {@link SmartsClasses#around}. */
    long[] around = {};

    private long @Nullable [] ringBits;
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
    private boolean hasIsotope;

    /** Takes a molecule, which must not change as long as it is matched; returns this. */
    SmartsTarget reset(MolGraph molecule) {
        graph = molecule;
        ringBits = null;
        if (bits.length < graph.atomCount || slotBond.length < 2 * graph.bondCount) {
            bits = new long[graph.atomCount + 32];
            around = new long[graph.atomCount + 32];
            atomClass = new int[graph.atomCount + 32];
            listed = new int[graph.atomCount + 32];
            slotBond = new int[2 * graph.bondCount + 64];
        }
        Arrays.fill(bondClasses, 0);
        Arrays.fill(classBits, 0);
        classify();
        Arrays.fill(classCounts, 0);
        for (int i = 0; i < graph.atomCount; i++) {
            bits[i] = describe(i);
            classBits[atomClass[i]] |= bits[i];
        }
        ringCounts = SmartsScreen.pack(classCounts);
        return this;
    }

    private void classify() {
        low = 0;
        high = 0;
        hasIsotope = false;
        Arrays.fill(classCounts, 0);
        for (int i = 0; i < graph.atomCount; i++) {
            int element = graph.element[i];
            if (element < 64) {
                low |= 1L << element;
            } else {
                high |= 1L << element;
            }
            hasIsotope |= graph.isotope[i] != 0;
            int number = SmartsClasses.of(element, graph.aromatic[i]);
            atomClass[i] = number;
            classCounts[number]++;
        }
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

    private long describe(int atom) {
        int valence = graph.hydrogens[atom];
        int hydrogens = valence;
        int ringBonds = 0;
        long near = 0;
        int from = graph.first[atom];
        int to = graph.first[atom + 1];
        for (int k = from; k < to; k++) {
            int bond = graph.via[k];
            int next = graph.neighbor[k];
            valence += graph.order[bond];
            ringBonds += graph.bondInRing[bond] ? 1 : 0;
            hydrogens += graph.element[next] == MolGraph.HYDROGEN ? 1 : 0;
            slotBond[k] = SmartsBond.of(graph, bond);
            int kind = graph.bondAromatic[bond] ? 3 : Math.min(graph.order[bond], 3) - 1;
            near |= SmartsClasses.around(atomClass[next], kind);
            if (atom < next) {
                int number = SmartsClasses.bond(atomClass[atom], atomClass[next], kind);
                bondClasses[number >> 6] |= 1L << number;
            }
        }
        around[atom] = near;
        if (ringBonds > 0) {
            SmartsClasses.addRings(classCounts, graph.element[atom], graph.aromatic[atom], ringBonds);
        } else if (to - from == 2) {
            classCounts[SmartsClasses.CHAIN]++;
        }
        return 1L << (AROMATIC + (graph.aromatic[atom] ? 1 : 0))
                | 1L << (IN_RING + (graph.inRing[atom] ? 1 : 0))
                | 1L << (CHARGE + Math.min(7, Math.max(-5, graph.charge[atom])) + 5)
                | 1L << (DEGREE + Math.min(7, to - from))
                | 1L << (HYDROGENS + Math.min(6, hydrogens))
                | 1L << (CONNECTIONS + Math.min(7, to - from + graph.hydrogens[atom]))
                | 1L << (VALENCE + Math.min(8, valence))
                | 1L << (IMPLICIT + Math.min(5, graph.hydrogens[atom]))
                | 1L << (RING_BONDS + Math.min(6, ringBonds));
    }

    MolGraph graph() {
        return graph;
    }

    /** Second word of {@link SmartsField} bits of an atom. */
    long ringBits(int atom) {
        long[] known = ringBits;
        if (known == null) {
            known = SmartsRings.bits(graph);
            ringBits = known;
        }
        return known[atom];
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

    private boolean holds(SmartsAsk ask) {
        long found = 0;
        for (int rest = ask.classes(); rest != 0; rest &= rest - 1) {
            found |= classBits[Integer.numberOfTrailingZeros(rest)];
        }
        return (found & ask.bits()) != 0;
    }
}
