package io.retort.chem;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.openscience.cdk.interfaces.IAtom;
import org.openscience.cdk.interfaces.IAtomContainer;
import org.openscience.cdk.interfaces.IBond;
import org.openscience.cdk.interfaces.IStereoElement;

/**
 * A molecule as flat arrays, for labelling and writing. Bonds are colored by order, or {@link #AROMATIC}, so that the
 * choice of a Kekulé form does not show. The arrays are shared, not copied; only {@link #stereo} changes later.
 */
final class MoleculeGraph {
    /** Color of an aromatic bond; the others are colored by their order. */
    static final int AROMATIC = 5;

    final int atomCount;
    /** Neighbors of atom i are {@code neighbor[first[i]] .. neighbor[first[i + 1] - 1]}. */
    final int[] first;

    final int[] neighbor;
    final int[] color;
    final int[] bond;
    final int[] element;
    final int[] isotope;
    final int[] charge;
    final int[] hydrogens;
    final int[] atomMap;
    final boolean[] aromatic;
    final boolean[] ring;
    final boolean[] ringBond;
    final int bondCount;
    final List<StereoUnit> stereo = new ArrayList<>();

    MoleculeGraph(IAtomContainer container) {
        atomCount = container.getAtomCount();
        bondCount = container.getBondCount();
        first = new int[atomCount + 1];
        neighbor = new int[2 * bondCount];
        color = new int[2 * bondCount];
        bond = new int[2 * bondCount];
        element = new int[atomCount];
        isotope = new int[atomCount];
        charge = new int[atomCount];
        hydrogens = new int[atomCount];
        atomMap = new int[atomCount];
        aromatic = new boolean[atomCount];
        ring = new boolean[atomCount];
        ringBond = new boolean[bondCount];
        for (int i = 0; i < atomCount; i++) {
            readAtom(i, container.getAtom(i));
        }
        readBonds(container);
        for (IStereoElement<?, ?> e : container.stereoElements()) {
            StereoUnit unit = StereoUnit.of(e, container);
            if (unit != null) {
                stereo.add(unit);
            }
        }
    }

    /** The part of a graph that consists of some of its atoms, without stereo. {@code local} maps to new indexes. */
    MoleculeGraph(MoleculeGraph whole, int[] atoms, int[] local) {
        atomCount = atoms.length;
        first = new int[atomCount + 1];
        for (int i = 0; i < atomCount; i++) {
            first[i + 1] = first[i] + whole.degree(atoms[i]);
        }
        int slots = first[atomCount];
        bondCount = slots / 2;
        neighbor = new int[slots];
        color = new int[slots];
        bond = new int[slots];
        ringBond = new boolean[bondCount];
        element = pick(whole.element, atoms);
        isotope = pick(whole.isotope, atoms);
        charge = pick(whole.charge, atoms);
        hydrogens = pick(whole.hydrogens, atoms);
        atomMap = pick(whole.atomMap, atoms);
        aromatic = pick(whole.aromatic, atoms);
        ring = pick(whole.ring, atoms);
        int bonds = 0;
        for (int i = 0; i < atomCount; i++) {
            for (int d = 0; d < whole.degree(atoms[i]); d++) {
                int from = whole.first[atoms[i]] + d;
                int to = local[whole.neighbor[from]];
                int index = bonds;
                if (to < i) {
                    index = bond[slot(to, i)];
                } else {
                    ringBond[bonds++] = whole.ringBond[whole.bond[from]];
                }
                put(first[i] + d, to, whole.color[from], index);
            }
        }
    }

    private static int[] pick(int[] values, int[] atoms) {
        int[] picked = new int[atoms.length];
        for (int i = 0; i < atoms.length; i++) {
            picked[i] = values[atoms[i]];
        }
        return picked;
    }

    private static boolean[] pick(boolean[] values, int[] atoms) {
        boolean[] picked = new boolean[atoms.length];
        for (int i = 0; i < atoms.length; i++) {
            picked[i] = values[atoms[i]];
        }
        return picked;
    }

    private void readAtom(int i, IAtom atom) {
        element[i] = Objects.requireNonNullElse(atom.getAtomicNumber(), 0);
        isotope[i] = Objects.requireNonNullElse(atom.getMassNumber(), 0);
        charge[i] = Objects.requireNonNullElse(atom.getFormalCharge(), 0);
        hydrogens[i] = Objects.requireNonNullElse(atom.getImplicitHydrogenCount(), 0);
        atomMap[i] = atom.getMapIdx();
        aromatic[i] = atom.isAromatic();
        ring[i] = atom.isInRing();
    }

    private void readBonds(IAtomContainer container) {
        int[] from = new int[bondCount];
        int[] to = new int[bondCount];
        for (int b = 0; b < bondCount; b++) {
            IBond each = container.getBond(b);
            from[b] = container.indexOf(each.getBegin());
            to[b] = container.indexOf(each.getEnd());
            ringBond[b] = each.isInRing();
            first[from[b] + 1]++;
            first[to[b] + 1]++;
        }
        for (int i = 0; i < atomCount; i++) {
            first[i + 1] += first[i];
        }
        int[] next = Arrays.copyOf(first, atomCount);
        for (int b = 0; b < bondCount; b++) {
            IBond each = container.getBond(b);
            int c = each.isAromatic() ? AROMATIC : orderOf(each);
            put(next[from[b]]++, to[b], c, b);
            put(next[to[b]]++, from[b], c, b);
        }
    }

    private void put(int slot, int to, int bondColor, int index) {
        neighbor[slot] = to;
        color[slot] = bondColor;
        bond[slot] = index;
    }

    private static int orderOf(IBond bond) {
        IBond.Order order = bond.getOrder();
        return order == null || order == IBond.Order.UNSET ? 1 : order.numeric();
    }

    int degree(int atom) {
        return first[atom + 1] - first[atom];
    }

    /** Where atom {@code b} stands in the neighbor list of {@code a}, or -1. */
    int slot(int a, int b) {
        for (int k = first[a]; k < first[a + 1]; k++) {
            if (neighbor[k] == b) {
                return k;
            }
        }
        return -1;
    }

    boolean isDisconnected() {
        int[] part = components();
        for (int p : part) {
            if (p > 0) {
                return true;
            }
        }
        return false;
    }

    /** Number of the connected part that each atom belongs to, counted from 0 in atom order. */
    int[] components() {
        int[] part = new int[atomCount];
        Arrays.fill(part, -1);
        int[] stack = new int[atomCount];
        int parts = 0;
        for (int seed = 0; seed < atomCount; seed++) {
            if (part[seed] >= 0) {
                continue;
            }
            int top = 0;
            stack[top++] = seed;
            part[seed] = parts;
            while (top > 0) {
                int atom = stack[--top];
                for (int k = first[atom]; k < first[atom + 1]; k++) {
                    if (part[neighbor[k]] < 0) {
                        part[neighbor[k]] = parts;
                        stack[top++] = neighbor[k];
                    }
                }
            }
            parts++;
        }
        return part;
    }
}
