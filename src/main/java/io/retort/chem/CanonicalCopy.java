package io.retort.chem;

import java.util.Arrays;
import java.util.Comparator;
import org.openscience.cdk.interfaces.IAtom;
import org.openscience.cdk.interfaces.IAtomContainer;
import org.openscience.cdk.interfaces.IBond;

/** A copy of a molecule's container with atoms and bonds in canonical order, to be edited. */
final class CanonicalCopy {
    private CanonicalCopy() {}

    static IAtomContainer of(Molecule molecule) {
        IAtomContainer source = molecule.container();
        int[] rank = CanonicalSmiles.write(CdkGraph.of(source)).rank();
        IAtomContainer copy;
        try {
            copy = source.clone();
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("a container of CDK can always be copied", e);
        }
        IAtom[] atoms = new IAtom[rank.length];
        for (int i = 0; i < rank.length; i++) {
            atoms[rank[i]] = copy.getAtom(i);
        }
        int bondCount = copy.getBondCount();
        IBond[] bonds = new IBond[bondCount];
        long[] keys = new long[bondCount];
        Integer[] order = new Integer[bondCount];
        for (int b = 0; b < bondCount; b++) {
            bonds[b] = copy.getBond(b);
            int one = rank[copy.indexOf(bonds[b].getBegin())];
            int two = rank[copy.indexOf(bonds[b].getEnd())];
            keys[b] = ((long) Math.min(one, two) << 32) | Math.max(one, two);
            order[b] = b;
        }
        Arrays.sort(order, Comparator.comparingLong(b -> keys[b]));
        IBond[] sorted = new IBond[bondCount];
        for (int b = 0; b < bondCount; b++) {
            sorted[b] = bonds[order[b]];
        }
        copy.setAtoms(atoms);
        copy.setBonds(sorted);
        return copy;
    }
}
