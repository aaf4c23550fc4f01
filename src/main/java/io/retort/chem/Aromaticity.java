package io.retort.chem;

import java.util.Arrays;

/**
 * Marks aromatic atoms and bonds by RDKit's model. A ring whose atoms can all give electrons to a common system is a
 * candidate; candidates, and up to six that are fused, are aromatic if the electrons of their atoms can be 2 or
 * {@code 4n + 2} with {@code n >= 1}. Of a fused group, bonds of one ring only become aromatic; a triple bond
 * between aromatic atoms stays what it is. Groups of more rings are
 * looked at only while bonds of the fused system are not aromatic, and rings of more than {@value #LARGEST_FUSED} atoms
 * stand alone. The outcome depends neither on the order of atoms nor on the Kekulé form: forms differ in bonds of rings
 * only, and an atom's electrons do not change with the ring bond that is double.
 *
 * <p><b>Source</b>: "The RDKit Aromaticity Model" in the RDKit Book, 2022.09.
 */
final class Aromaticity implements FusedRings.Taker {
    private static final ThreadLocal<Aromaticity> LOCAL = ThreadLocal.withInitial(Aromaticity::new);
    private static final int LARGEST_FUSED = 24;
    private static final int MOST_RINGS_TOGETHER = 6;
    /** Systems of more rings than this are searched in pairs at most. */
    private static final int MANY_RINGS = 300;
    /** Systems of this many rings have fewer groups than are looked at. */
    private static final int FEW_RINGS = 20;

    private static final int OUT = 0;
    private static final int CANDIDATE = 1;
    private static final int AROMATIC = 2;

    private MolGraph graph = new MolGraph(0, 0);
    private RingSet rings = RingSet.of(graph);
    private byte[] donors = new byte[64];
    private final FusedRings fused = new FusedRings();
    private int[] candidates = new int[16];
    private int candidateCount;
    /** How many rings of the group at hand an atom or a bond is in; zero between groups. */
    private int[] atomHits = new int[64];

    private int[] bondHits = new int[64];

    private Aromaticity() {}

    /** Sets the aromaticity flags of atoms and bonds anew; ring flags are marked and orders are of a Kekulé form. */
    static void perceive(MolGraph graph) {
        Arrays.fill(graph.aromatic, false);
        Arrays.fill(graph.bondAromatic, false);
        if (graph.rings().size() > 0) {
            LOCAL.get().mark(graph);
        }
    }

    private void mark(MolGraph molecule) {
        graph = molecule;
        rings = molecule.rings();
        if (donors.length < molecule.atomCount) {
            donors = new byte[2 * molecule.atomCount];
            atomHits = new int[2 * molecule.atomCount];
        }
        if (bondHits.length < molecule.bondCount) {
            bondHits = new int[2 * molecule.bondCount];
        }
        if (candidates.length < rings.size()) {
            candidates = new int[2 * rings.size()];
        }
        Arrays.fill(donors, 0, molecule.atomCount, ElectronDonor.UNKNOWN);
        candidateCount = 0;
        boolean open = false;
        for (int ring = 0; ring < rings.size(); ring++) {
            int verdict = judge(ring);
            if (verdict != OUT) {
                candidates[candidateCount++] = ring;
                open |= verdict == CANDIDATE;
            }
            if (verdict == AROMATIC) {
                markRing(ring);
            }
        }
        if (open && candidateCount > 1) {
            groups();
        }
    }

    /** Tells whether a ring is aromatic, may be so with others, or neither. */
    private int judge(int ring) {
        boolean known = false;
        int least = 0;
        int anys = 0;
        for (int i = rings.first[ring]; i < rings.first[ring + 1]; i++) {
            int atom = rings.atoms[i];
            byte donor = donors[atom];
            if (donor == ElectronDonor.UNKNOWN) {
                donor = ElectronDonor.of(graph, atom);
                donors[atom] = donor;
            }
            if (donor == ElectronDonor.NONE) {
                return OUT;
            }
            least += ElectronDonor.least(donor);
            anys += donor == ElectronDonor.ANY ? 1 : 0;
            known |= graph.element[atom] != 0;
        }
        return !known ? OUT : satisfies(least, anys) ? AROMATIC : CANDIDATE;
    }

    /** Hückel's rule, with up to one atom that gives one or two electrons. */
    private static boolean satisfies(int least, int anys) {
        if (anys > 1) {
            return false;
        }
        int most = least + anys;
        if (most < 6) {
            return most == 2;
        }
        return least % 4 == 2 || most % 4 == 2;
    }

    private void markRing(int ring) {
        for (int i = rings.first[ring]; i < rings.first[ring + 1]; i++) {
            graph.aromatic[rings.atoms[i]] = true;
            graph.bondAromatic[rings.bonds[i]] = graph.order[rings.bonds[i]] < 3;
        }
    }

    private void groups() {
        fused.load(graph, rings, candidates, candidateCount, LARGEST_FUSED);
        for (int system = 0; system < fused.systems(); system++) {
            int size = fused.select(system);
            int most = size > MANY_RINGS ? 2 : Math.min(size, MOST_RINGS_TOGETHER);
            boolean going = true;
            for (int together = 2; together <= most && going && isOpen(size); together++) {
                going = level(together, size);
            }
        }
    }

    /** Marks aromatic groups of so many rings; none if there are too many groups, so that their order cannot matter. */
    private boolean level(int together, int size) {
        if (size <= FEW_RINGS) {
            return fused.groups(together, this);
        }
        boolean[] atoms = graph.aromatic.clone();
        boolean[] bonds = graph.bondAromatic.clone();
        boolean all = fused.groups(together, this);
        if (!all) {
            System.arraycopy(atoms, 0, graph.aromatic, 0, atoms.length);
            System.arraycopy(bonds, 0, graph.bondAromatic, 0, bonds.length);
        }
        return all;
    }

    /** Marks a group of fused rings if it is aromatic. Electrons of atoms in more than two of the rings do not count. */
    @Override
    public void take(int[] group, int size) {
        for (int r = 0; r < size; r++) {
            count(group[r], 1);
        }
        int least = 0;
        int anys = 0;
        for (int r = 0; r < size; r++) {
            for (int i = rings.first[group[r]]; i < rings.first[group[r] + 1]; i++) {
                int atom = rings.atoms[i];
                int hits = atomHits[atom];
                if (hits == 1 || hits == 2) {
                    least += ElectronDonor.least(donors[atom]);
                    anys += donors[atom] == ElectronDonor.ANY ? 1 : 0;
                }
                // Counted: not again for the group's other rings.
                atomHits[atom] = hits > 0 ? -hits : hits;
            }
        }
        boolean aromatic = satisfies(least, anys);
        for (int r = 0; r < size && aromatic; r++) {
            for (int i = rings.first[group[r]]; i < rings.first[group[r] + 1]; i++) {
                graph.aromatic[rings.atoms[i]] = true;
                int bond = rings.bonds[i];
                graph.bondAromatic[bond] |= bondHits[bond] == 1 && graph.order[bond] < 3;
            }
        }
        for (int r = 0; r < size; r++) {
            count(group[r], 0);
        }
    }

    /** Counts the members of a ring one up, or down to nothing. */
    private void count(int ring, int by) {
        for (int i = rings.first[ring]; i < rings.first[ring + 1]; i++) {
            int atom = rings.atoms[i];
            int bond = rings.bonds[i];
            atomHits[atom] = by == 0 ? 0 : atomHits[atom] + 1;
            bondHits[bond] = by == 0 ? 0 : bondHits[bond] + 1;
        }
    }

    /** Tells whether bonds of the selected system are not aromatic. */
    private boolean isOpen(int size) {
        for (int r = 0; r < size; r++) {
            int ring = fused.ring(r);
            for (int i = rings.first[ring]; i < rings.first[ring + 1]; i++) {
                if (!graph.bondAromatic[rings.bonds[i]] && graph.order[rings.bonds[i]] < 3) {
                    return true;
                }
            }
        }
        return false;
    }
}
