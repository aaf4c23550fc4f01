package io.retort.chem;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.openscience.cdk.interfaces.IAtom;
import org.openscience.cdk.interfaces.IAtomContainer;
import org.openscience.cdk.interfaces.IBond;
import org.openscience.cdk.interfaces.IStereoElement;
import org.openscience.cdk.stereo.DoubleBondStereochemistry;
import org.openscience.cdk.stereo.ExtendedCisTrans;
import org.openscience.cdk.stereo.ExtendedTetrahedral;
import org.openscience.cdk.stereo.Octahedral;
import org.openscience.cdk.stereo.SquarePlanar;
import org.openscience.cdk.stereo.TetrahedralChirality;
import org.openscience.cdk.stereo.TrigonalBipyramidal;

/** Stereo elements of CDK as {@link StereoUnit}s, and back. */
final class CdkStereo {
    private CdkStereo() {}

    /** Reads an element of a container; null for a kind that is not understood. */
    static @Nullable StereoUnit of(IStereoElement<?, ?> element, IAtomContainer container) {
        return switch (element.getConfigClass()) {
            case IStereoElement.TH -> center(StereoUnit.Kind.TETRAHEDRAL, element, container);
            case IStereoElement.AL -> center(StereoUnit.Kind.ALLENE, element, container);
            case IStereoElement.CT, IStereoElement.CU -> doubleBond(element, container);
            case IStereoElement.SP ->
                center(StereoUnit.Kind.SQUARE_PLANAR, ((SquarePlanar) element).normalize(), container);
            case IStereoElement.TBPY ->
                center(StereoUnit.Kind.BIPYRAMIDAL, ((TrigonalBipyramidal) element).normalize(), container);
            case IStereoElement.OC -> center(StereoUnit.Kind.OCTAHEDRAL, ((Octahedral) element).normalize(), container);
            default -> null;
        };
    }

    private static StereoUnit center(StereoUnit.Kind kind, IStereoElement<?, ?> normal, IAtomContainer container) {
        int focus = container.indexOf((IAtom) normal.getFocus());
        List<?> atoms = normal.getCarriers();
        int[] carriers = new int[atoms.size()];
        for (int i = 0; i < carriers.length; i++) {
            int index = container.indexOf((IAtom) atoms.get(i));
            carriers[i] = index == focus ? StereoUnit.IMPLICIT : index;
        }
        return new StereoUnit(kind, focus, focus, carriers, normal.getConfigOrder());
    }

    private static @Nullable StereoUnit doubleBond(IStereoElement<?, ?> element, IAtomContainer container) {
        IBond focus = (IBond) element.getFocus();
        IAtom left = focus.getBegin();
        IAtom right = focus.getEnd();
        if (element.getConfigClass() == IStereoElement.CU) {
            IAtom[] ends = ExtendedCisTrans.findTerminalAtoms(container, focus);
            left = ends[0];
            right = ends[1];
        }
        IBond one = (IBond) element.getCarriers().get(0);
        IBond two = (IBond) element.getCarriers().get(1);
        if (one.contains(right) && two.contains(left)) {
            IBond swap = one;
            one = two;
            two = swap;
        }
        if (!one.contains(left) || !two.contains(right)) {
            return null;
        }
        int[] carriers = {container.indexOf(one.getOther(left)), container.indexOf(two.getOther(right))};
        return new StereoUnit(
                StereoUnit.Kind.DOUBLE_BOND,
                container.indexOf(left),
                container.indexOf(right),
                carriers,
                element.getConfigOrder());
    }

    /** Adds a unit of a graph to the container made of that graph. */
    static void add(StereoUnit unit, MolGraph graph, IAtomContainer container) {
        if (unit.kind() == StereoUnit.Kind.DOUBLE_BOND) {
            addDoubleBond(unit, graph, container);
            return;
        }
        IAtom focus = container.getAtom(unit.a());
        IAtom[] carriers = new IAtom[unit.carriers().length];
        for (int i = 0; i < carriers.length; i++) {
            int carrier = unit.carriers()[i];
            carriers[i] = carrier == StereoUnit.IMPLICIT ? focus : container.getAtom(carrier);
        }
        container.addStereoElement(
                switch (unit.kind()) {
                    case TETRAHEDRAL -> new TetrahedralChirality(focus, carriers, unit.order());
                    case ALLENE -> new ExtendedTetrahedral(focus, carriers, unit.order());
                    case SQUARE_PLANAR -> new SquarePlanar(focus, carriers, unit.order());
                    case BIPYRAMIDAL -> new TrigonalBipyramidal(focus, carriers, unit.order());
                    default -> new Octahedral(focus, carriers, unit.order());
                });
    }

    private static void addDoubleBond(StereoUnit unit, MolGraph graph, IAtomContainer container) {
        IBond one = container.getBond(container.getAtom(unit.a()), container.getAtom(unit.carriers()[0]));
        IBond two = container.getBond(container.getAtom(unit.b()), container.getAtom(unit.carriers()[1]));
        IBond[] carriers = {one, two};
        int direct = graph.slot(unit.a(), unit.b());
        if (direct >= 0) {
            IBond focus = container.getBond(graph.via[direct]);
            boolean turned = focus.getBegin() != container.getAtom(unit.a());
            IBond[] inOrder = turned ? new IBond[] {two, one} : carriers;
            container.addStereoElement(new DoubleBondStereochemistry(focus, inOrder, unit.order()));
            return;
        }
        // The middle bond of three double bonds in a row.
        for (int k = graph.first[unit.a()]; k < graph.first[unit.a() + 1]; k++) {
            int near = graph.neighbor[k];
            for (int j = graph.first[near]; j < graph.first[near + 1]; j++) {
                if (graph.order[graph.via[k]] == 2 && graph.slot(graph.neighbor[j], unit.b()) >= 0) {
                    container.addStereoElement(
                            new ExtendedCisTrans(container.getBond(graph.via[j]), carriers, unit.order()));
                    return;
                }
            }
        }
    }
}
