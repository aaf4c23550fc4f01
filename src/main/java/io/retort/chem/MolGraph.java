package io.retort.chem;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A molecule in plain arrays, the one form that every algorithm of this room reads: atoms and bonds by index, neighbors
 * in compressed rows. Neighbors of atom {@code i} are the slots {@code first[i]} up to {@code first[i + 1]} of
 * {@code neighbor}, in the order of their bonds; {@code via} holds those bonds. Hydrogens are counts wherever they can
 * be. Ring and aromaticity flags are set by perception and hold for the graph as it was then. Atoms' charges and
 * hydrogens, bonds' orders, flags and stereo may be edited by whoever made or copied the graph; atoms and bonds
 * themselves come and go with a new graph only.
 */
final class MolGraph {
    static final int HYDROGEN = 1;
    static final int BORON = 5;
    static final int CARBON = 6;
    static final int NITROGEN = 7;
    static final int OXYGEN = 8;
    static final int FLUORINE = 9;
    static final int SILICON = 14;
    static final int PHOSPHORUS = 15;
    static final int SULFUR = 16;
    static final int CHLORINE = 17;
    static final int ARSENIC = 33;
    static final int SELENIUM = 34;
    static final int BROMINE = 35;
    static final int TELLURIUM = 52;
    static final int IODINE = 53;

    /** Color of an aromatic bond; the others are colored by their order. */
    static final int AROMATIC = 5;

    final int atomCount;
    final int bondCount;
    /** Atomic number, 0 for {@code *}. */
    final int[] element;

    final int[] charge;
    /** Hydrogens that are no atoms of the graph. */
    final int[] hydrogens;
    /** Mass number, 0 where none is given. */
    final int[] isotope;
    /** Map number, 0 for none. */
    final int[] atomMap;

    final boolean[] aromatic;
    final boolean[] inRing;
    final int[] begin;
    final int[] end;
    /** Kekulé bond order, 1 to 4. */
    final int[] order;

    final boolean[] bondAromatic;
    final boolean[] bondInRing;
    final int[] first;
    final int[] neighbor;
    final int[] via;
    /** Stereo elements in no meaningful order. */
    final List<StereoUnit> stereo = new ArrayList<>(0);

    private @Nullable RingSet rings;

    /** Makes room for atoms and bonds; fill the arrays, then {@link #link}. */
    MolGraph(int atomCount, int bondCount) {
        this.atomCount = atomCount;
        this.bondCount = bondCount;
        element = new int[atomCount];
        charge = new int[atomCount];
        hydrogens = new int[atomCount];
        isotope = new int[atomCount];
        atomMap = new int[atomCount];
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

    /** Builds the neighbor lists from {@code begin} and {@code end}; returns this graph. */
    MolGraph link() {
        Arrays.fill(first, 0);
        for (int b = 0; b < bondCount; b++) {
            first[begin[b]]++;
            first[end[b]]++;
        }
        int sum = 0;
        for (int i = 0; i < atomCount; i++) {
            sum += first[i];
            first[i] = sum;
        }
        first[atomCount] = sum;
        for (int b = bondCount - 1; b >= 0; b--) {
            put(begin[b], end[b], b);
            put(end[b], begin[b], b);
        }
        return this;
    }

    private void put(int from, int to, int bond) {
        int slot = --first[from];
        neighbor[slot] = to;
        via[slot] = bond;
    }

    /** A copy that shares nothing that may change. */
    MolGraph copy() {
        MolGraph copy = new MolGraph(atomCount, bondCount);
        for (int i = 0; i < atomCount; i++) {
            copy.takeAtom(i, this, i);
        }
        for (int b = 0; b < bondCount; b++) {
            copy.takeBond(b, this, b, begin[b], end[b]);
        }
        System.arraycopy(first, 0, copy.first, 0, first.length);
        System.arraycopy(neighbor, 0, copy.neighbor, 0, neighbor.length);
        System.arraycopy(via, 0, copy.via, 0, via.length);
        copy.stereo.addAll(stereo);
        return copy;
    }

    /**
     * The graph of some of the atoms, with the bonds between them. Stereo elements come along if all of their atoms do.
     *
     * @param atoms indexes in this graph, in the order that they shall have
     */
    MolGraph part(int[] atoms) {
        return part(atoms, new boolean[bondCount]);
    }

    /** The same without some bonds; stereo elements that need one of those are left out. */
    MolGraph part(int[] atoms, boolean[] cut) {
        int[] local = new int[atomCount];
        Arrays.fill(local, -1);
        for (int i = 0; i < atoms.length; i++) {
            local[atoms[i]] = i;
        }
        int kept = 0;
        int[] bonds = new int[bondCount];
        for (int b = 0; b < bondCount; b++) {
            if (!cut[b] && local[begin[b]] >= 0 && local[end[b]] >= 0) {
                bonds[kept++] = b;
            }
        }
        MolGraph part = new MolGraph(atoms.length, kept);
        for (int i = 0; i < atoms.length; i++) {
            part.takeAtom(i, this, atoms[i]);
        }
        for (int b = 0; b < kept; b++) {
            part.takeBond(b, this, bonds[b], local[begin[bonds[b]]], local[end[bonds[b]]]);
        }
        part.link();
        for (StereoUnit unit : stereo) {
            StereoUnit moved = unit.moved(local);
            if (moved != null && moved.isHeldBy(part)) {
                part.stereo.add(moved);
            }
        }
        return part;
    }

    private void takeAtom(int i, MolGraph from, int j) {
        element[i] = from.element[j];
        charge[i] = from.charge[j];
        hydrogens[i] = from.hydrogens[j];
        isotope[i] = from.isotope[j];
        atomMap[i] = from.atomMap[j];
        aromatic[i] = from.aromatic[j];
        inRing[i] = from.inRing[j];
    }

    private void takeBond(int b, MolGraph from, int c, int one, int two) {
        begin[b] = one;
        end[b] = two;
        order[b] = from.order[c];
        bondAromatic[b] = from.bondAromatic[c];
        bondInRing[b] = from.bondInRing[c];
    }

    /** Rings, found once from the bonds marked as ring bonds. */
    RingSet rings() {
        RingSet known = rings;
        if (known == null) {
            known = RingSet.of(this);
            rings = known;
        }
        return known;
    }

    int degree(int atom) {
        return first[atom + 1] - first[atom];
    }

    /** Order of the bond at a slot, or {@link #AROMATIC}: the choice of a Kekulé form does not show. */
    int color(int slot) {
        int bond = via[slot];
        return bondAromatic[bond] ? AROMATIC : order[bond];
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

    /** The end of a bond that is not {@code atom}. */
    int other(int bond, int atom) {
        return begin[bond] == atom ? end[bond] : begin[bond];
    }

    /** Hydrogens of an atom, as counts and as atoms. */
    int totalHydrogens(int atom) {
        int count = hydrogens[atom];
        for (int k = first[atom]; k < first[atom + 1]; k++) {
            if (element[neighbor[k]] == HYDROGEN) {
                count++;
            }
        }
        return count;
    }

    /** Sum of Kekulé bond orders and hydrogens. */
    int valence(int atom) {
        int sum = hydrogens[atom];
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
    boolean isAliphatic(int atom, int ofElement) {
        return element[atom] == ofElement && !aromatic[atom];
    }

    boolean isDisconnected() {
        return Arrays.stream(components()).anyMatch(part -> part > 0);
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
