package io.retort.chem;

import io.github.dan2097.jnainchi.InchiAtom;
import io.github.dan2097.jnainchi.InchiBond;
import io.github.dan2097.jnainchi.InchiBondType;
import io.github.dan2097.jnainchi.InchiInput;
import io.github.dan2097.jnainchi.InchiStereo;
import io.github.dan2097.jnainchi.InchiStereoParity;

/**
 * A graph as the InChI library takes it: atoms with charges, isotopes and hydrogen counts, Kekulé bonds, and stereo
 * elements without coordinates. Higher stereo centers are left out, since InChI knows none.
 */
final class InchiAtoms {
    private static final InchiBondType[] TYPES = {
        InchiBondType.NONE, InchiBondType.SINGLE, InchiBondType.DOUBLE, InchiBondType.TRIPLE
    };

    private final MolGraph graph;
    private final InchiInput input = new InchiInput();

    private InchiAtoms(MolGraph graph) {
        this.graph = graph;
    }

    static InchiInput of(MolGraph graph) {
        InchiAtoms atoms = new InchiAtoms(graph);
        atoms.addAtoms();
        for (int b = 0; b < graph.bondCount; b++) {
            // InChI knows no quadruple bond; the hydrogen counts are given, so that the order tells nothing more.
            InchiBondType type = TYPES[Math.min(graph.order[b], 3)];
            atoms.input.addBond(new InchiBond(atoms.atom(graph.begin[b]), atoms.atom(graph.end[b]), type));
        }
        for (StereoUnit unit : graph.stereo) {
            switch (unit.kind()) {
                case TETRAHEDRAL -> atoms.addCenter(unit);
                case DOUBLE_BOND -> atoms.addDoubleBond(unit);
                case ALLENE -> atoms.addAllene(unit);
                default -> {}
            }
        }
        return atoms.input;
    }

    private void addAtoms() {
        for (int i = 0; i < graph.atomCount; i++) {
            InchiAtom atom = new InchiAtom(SmilesWriter.symbol(graph.element[i]));
            atom.setCharge(graph.charge[i]);
            atom.setImplicitHydrogen(graph.hydrogens[i]);
            atom.setIsotopicMass(graph.isotope[i]);
            input.addAtom(atom);
        }
    }

    private InchiAtom atom(int index) {
        return index == StereoUnit.IMPLICIT ? InchiStereo.STEREO_IMPLICIT_H : input.getAtom(index);
    }

    /** Even is clockwise as seen from the first ligand. */
    private void addCenter(StereoUnit unit) {
        int[] ligands = unit.carriers();
        input.addStereo(InchiStereo.createTetrahedralStereo(
                atom(unit.a()),
                atom(ligands[0]),
                atom(ligands[1]),
                atom(ligands[2]),
                atom(ligands[3]),
                parity(unit.order() == 2)));
    }

    /** Even is opposite. Of a cumulene InChI names the bond in the middle. */
    private void addDoubleBond(StereoUnit unit) {
        int one = unit.a();
        int two = unit.b();
        int beforeOne = -1;
        int beforeTwo = -1;
        while (graph.slot(one, two) < 0) {
            int nextOne = inward(one, beforeOne);
            int nextTwo = inward(two, beforeTwo);
            beforeOne = one;
            beforeTwo = two;
            one = nextOne;
            two = nextTwo;
        }
        input.addStereo(InchiStereo.createDoubleBondStereo(
                atom(unit.carriers()[0]), atom(one), atom(two), atom(unit.carriers()[1]), parity(unit.order() == 1)));
    }

    /** The neighbor by a double bond that one did not come from. */
    private int inward(int atom, int from) {
        for (int k = graph.first[atom]; k < graph.first[atom + 1]; k++) {
            if (graph.color(k) == 2 && graph.neighbor[k] != from) {
                return graph.neighbor[k];
            }
        }
        throw new IllegalStateException("a stereo element of double bonds has none at atom " + atom);
    }

    /** Even is clockwise as seen from the ligand named first past the other ligands to the one named last. */
    private void addAllene(StereoUnit unit) {
        int[] ligands = unit.carriers();
        int one = end(unit.a(), ligands[0], ligands[1]);
        int two = end(unit.a(), ligands[2], ligands[3]);
        // An end that stands among the ligands stands for its hydrogen; the other ligand speaks for both.
        boolean firstIsHydrogen = ligands[0] == one;
        boolean lastIsHydrogen = ligands[3] == two;
        boolean even = (unit.order() == 2) ^ firstIsHydrogen ^ lastIsHydrogen;
        input.addStereo(InchiStereo.createAllenalStereo(
                atom(unit.a()),
                atom(firstIsHydrogen ? ligands[1] : ligands[0]),
                atom(one),
                atom(two),
                atom(lastIsHydrogen ? ligands[2] : ligands[3]),
                parity(even)));
    }

    private int end(int center, int ligand, int other) {
        int end = graph.neighbor[graph.first[center]];
        boolean here = ligand == end || other == end || graph.slot(end, ligand) >= 0 && graph.slot(end, other) >= 0;
        return here ? end : graph.neighbor[graph.first[center] + 1];
    }

    private static InchiStereoParity parity(boolean even) {
        return even ? InchiStereoParity.EVEN : InchiStereoParity.ODD;
    }
}
