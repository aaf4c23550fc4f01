package io.retort.chem;

import org.openscience.cdk.interfaces.IAtom;
import org.openscience.cdk.interfaces.IStereoElement;
import org.openscience.cdk.silent.Atom;
import org.openscience.cdk.stereo.Octahedral;
import org.openscience.cdk.stereo.SquarePlanar;
import org.openscience.cdk.stereo.TrigonalBipyramidal;

/** Finds the SMILES number (SP1-3, TB1-20, OH1-30) of a higher stereo center for ligands in writing order. */
final class HigherStereo {
    private HigherStereo() {}

    static String symbol(StereoUnit unit, int[] written) {
        int[] places = new int[written.length];
        boolean[] used = new boolean[written.length];
        for (int i = 0; i < written.length; i++) {
            for (int j = 0; j < written.length; j++) {
                if (!used[j] && written[j] == unit.carriers()[i]) {
                    used[j] = true;
                    places[i] = j;
                    break;
                }
            }
        }
        long wanted = StereoUnit.arrangement(unit.kind(), places);
        int last = unit.kind() == StereoUnit.Kind.SQUARE_PLANAR ? 3 : written.length == 5 ? 20 : 30;
        String name = last == 3 ? "@SP" : last == 20 ? "@TB" : "@OH";
        for (int number = 1; number <= last; number++) {
            if (StereoUnit.arrangement(unit.kind(), numbered(written.length, number)) == wanted) {
                return name + number;
            }
        }
        return "";
    }

    /** Ligand numbers in the first order of the geometry, if they are written 0, 1, 2... under the given number. */
    private static int[] numbered(int ligands, int number) {
        IAtom[] atoms = new IAtom[ligands];
        for (int i = 0; i < ligands; i++) {
            atoms[i] = new Atom("C");
        }
        IAtom focus = new Atom("Pt");
        IStereoElement<IAtom, IAtom> normal = switch (ligands) {
            case 4 -> new SquarePlanar(focus, atoms, number).normalize();
            case 5 -> new TrigonalBipyramidal(focus, atoms, number).normalize();
            default -> new Octahedral(focus, atoms, number).normalize();
        };
        int[] places = new int[ligands];
        for (int i = 0; i < ligands; i++) {
            for (int j = 0; j < ligands; j++) {
                if (normal.getCarriers().get(i) == atoms[j]) {
                    places[i] = j;
                }
            }
        }
        return places;
    }
}
