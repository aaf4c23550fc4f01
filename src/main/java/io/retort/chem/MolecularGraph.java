package io.retort.chem;

import org.jspecify.annotations.Nullable;
import org.openscience.cdk.interfaces.IAtom;
import org.openscience.cdk.interfaces.IAtomContainer;
import org.openscience.cdk.interfaces.IBond;
import org.openscience.cdk.interfaces.IElement;

/**
 * A molecule in plain arrays: what properties, scaffolds and fingerprints read, copied once from the container, so that
 * each of them is a loop over integers. Neighbours of atom {@code i} are the entries {@code first[i]} up to
 * {@code first[i + 1]} of {@code neighbor}; {@code via} holds their bonds. The arrays are shared and must not be
 * written.
 */
final class MolecularGraph {
    static final int HYDROGEN = IElement.H;
    static final int CARBON = IElement.C;
    static final int NITROGEN = IElement.N;
    static final int OXYGEN = IElement.O;
    static final int FLUORINE = IElement.F;
    static final int PHOSPHORUS = IElement.P;
    static final int SULFUR = IElement.S;
    static final int CHLORINE = IElement.Cl;
    static final int BROMINE = IElement.Br;

    final int atomCount;
    final int bondCount;
    final int[] atomicNumber;
    final int[] charge;
    /** Implicit hydrogens only. */
    final int[] implicitHydrogens;
    /** 0 where no isotope is given. */
    final int[] massNumber;

    final boolean[] aromatic;
    final boolean[] inRing;
    final int[] begin;
    final int[] end;
    /** Kekule bond order, 1 to 4; 1 where the container has none. */
    final int[] order;

    final boolean[] bondAromatic;
    final boolean[] bondInRing;
    final int[] first;
    final int[] neighbor;
    final int[] via;

    private MolecularGraph(int atomCount, int bondCount) {
        this.atomCount = atomCount;
        this.bondCount = bondCount;
        atomicNumber = new int[atomCount];
        charge = new int[atomCount];
        implicitHydrogens = new int[atomCount];
        massNumber = new int[atomCount];
        aromatic = new boolean[atomCount];
        inRing = new boolean[atomCount];
        begin = new int[bondCount];
        end = new int[bondCount];
        order = new int[bondCount];
        bondAromatic = new boolean[bondCount];
        bondInRing = new boolean[bondCount];
        first = new int[atomCount + 1];
        neighbor = new int[2 * bondCount];
        via = new int[2 * bondCount];
    }

    /**
     * Copies a container whose hydrogen counts, ring and aromaticity flags are set.
     *
     * @param container the molecule; it is not changed
     * @return its arrays, atoms and bonds in the container's order
     */
    static MolecularGraph of(IAtomContainer container) {
        MolecularGraph graph = new MolecularGraph(container.getAtomCount(), container.getBondCount());
        graph.readAtoms(container);
        graph.readBonds(container);
        graph.linkNeighbors();
        return graph;
    }

    private void readAtoms(IAtomContainer container) {
        for (int i = 0; i < atomCount; i++) {
            IAtom atom = container.getAtom(i);
            atomicNumber[i] = orZero(atom.getAtomicNumber());
            charge[i] = orZero(atom.getFormalCharge());
            implicitHydrogens[i] = orZero(atom.getImplicitHydrogenCount());
            massNumber[i] = orZero(atom.getMassNumber());
            aromatic[i] = atom.isAromatic();
            inRing[i] = atom.isInRing();
        }
    }

    private void readBonds(IAtomContainer container) {
        for (int b = 0; b < bondCount; b++) {
            IBond bond = container.getBond(b);
            begin[b] = bond.getBegin().getIndex();
            end[b] = bond.getEnd().getIndex();
            IBond.Order kekule = bond.getOrder();
            order[b] = kekule == null || kekule == IBond.Order.UNSET ? 1 : kekule.numeric();
            bondAromatic[b] = bond.isAromatic();
            bondInRing[b] = bond.isInRing();
            first[begin[b]]++;
            first[end[b]]++;
        }
    }

    private void linkNeighbors() {
        int sum = 0;
        for (int i = 0; i < atomCount; i++) {
            sum += first[i];
            first[i] = sum;
        }
        first[atomCount] = sum;
        for (int b = bondCount - 1; b >= 0; b--) {
            link(begin[b], end[b], b);
            link(end[b], begin[b], b);
        }
    }

    private void link(int from, int to, int bond) {
        int slot = --first[from];
        neighbor[slot] = to;
        via[slot] = bond;
    }

    private static int orZero(@Nullable Integer value) {
        return value == null ? 0 : value;
    }

    /** Number of explicit neighbours, of which ordinary hydrogens are none. */
    int degree(int atom) {
        return first[atom + 1] - first[atom];
    }

    /** All hydrogens on an atom: implicit ones and neighbours such as deuterium. */
    int hydrogens(int atom) {
        int count = implicitHydrogens[atom];
        for (int k = first[atom]; k < first[atom + 1]; k++) {
            if (atomicNumber[neighbor[k]] == HYDROGEN) {
                count++;
            }
        }
        return count;
    }

    /** Sum of Kekule bond orders and hydrogens. */
    int valence(int atom) {
        int sum = implicitHydrogens[atom];
        for (int k = first[atom]; k < first[atom + 1]; k++) {
            sum += order[via[k]];
        }
        return sum;
    }

    /** Tells whether a bond is a single bond and no aromatic one. */
    boolean isSingle(int bond) {
        return order[bond] == 1 && !bondAromatic[bond];
    }

    /** Tells whether a bond is a double bond and no aromatic one. */
    boolean isDouble(int bond) {
        return order[bond] == 2 && !bondAromatic[bond];
    }

    /** Tells whether an atom is of an element and not aromatic. */
    boolean isAliphatic(int atom, int element) {
        return atomicNumber[atom] == element && !aromatic[atom];
    }
}
