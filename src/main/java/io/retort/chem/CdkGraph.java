package io.retort.chem;

import java.util.Objects;
import org.openscience.cdk.interfaces.IAtom;
import org.openscience.cdk.interfaces.IAtomContainer;
import org.openscience.cdk.interfaces.IBond;
import org.openscience.cdk.interfaces.IStereoElement;
import org.openscience.cdk.silent.SilentChemObjectBuilder;

/**
 * The way between CDK's containers and {@link MolGraph}: for what CDK reads (molfiles, InChI) and what it does better
 * (drawing, descriptors, query languages). Atoms and bonds keep their order; flags come along as they are.
 */
final class CdkGraph {
    static {
        SilentLog.install();
    }

    private CdkGraph() {}

    /** Arrays of a container whose hydrogen counts are set. It is not changed. */
    static MolGraph of(IAtomContainer container) {
        MolGraph graph = bare(container);
        for (IStereoElement<?, ?> element : container.stereoElements()) {
            StereoUnit unit = CdkStereo.of(element, container);
            if (unit != null) {
                graph.stereo.add(unit);
            }
        }
        return graph;
    }

    /** The same without stereo. */
    static MolGraph bare(IAtomContainer container) {
        MolGraph graph = new MolGraph(container.getAtomCount(), container.getBondCount());
        for (int i = 0; i < graph.atomCount; i++) {
            IAtom atom = container.getAtom(i);
            graph.element[i] = Objects.requireNonNullElse(atom.getAtomicNumber(), 0);
            graph.charge[i] = Objects.requireNonNullElse(atom.getFormalCharge(), 0);
            graph.hydrogens[i] = Objects.requireNonNullElse(atom.getImplicitHydrogenCount(), 0);
            graph.isotope[i] = Objects.requireNonNullElse(atom.getMassNumber(), 0);
            graph.atomMap[i] = atom.getMapIdx();
            graph.aromatic[i] = atom.isAromatic();
            graph.inRing[i] = atom.isInRing();
        }
        for (int b = 0; b < graph.bondCount; b++) {
            IBond bond = container.getBond(b);
            graph.begin[b] = container.indexOf(bond.getBegin());
            graph.end[b] = container.indexOf(bond.getEnd());
            IBond.Order order = bond.getOrder();
            graph.order[b] = order == null || order == IBond.Order.UNSET ? 1 : order.numeric();
            graph.bondAromatic[b] = bond.isAromatic();
            graph.bondInRing[b] = bond.isInRing();
        }
        return graph.link();
    }

    /** A new container of a graph, stereo included. */
    static IAtomContainer toContainer(MolGraph graph) {
        IAtomContainer container = SilentChemObjectBuilder.getInstance().newAtomContainer();
        for (int i = 0; i < graph.atomCount; i++) {
            container.newAtom(graph.element[i], graph.hydrogens[i]);
            IAtom atom = container.getAtom(i);
            atom.setFormalCharge(graph.charge[i]);
            if (graph.isotope[i] != 0) {
                atom.setMassNumber(graph.isotope[i]);
            }
            if (graph.atomMap[i] != 0) {
                atom.setMapIdx(graph.atomMap[i]);
            }
            atom.setIsAromatic(graph.aromatic[i]);
            atom.setIsInRing(graph.inRing[i]);
        }
        for (int b = 0; b < graph.bondCount; b++) {
            IBond bond = container.newBond(
                    container.getAtom(graph.begin[b]), container.getAtom(graph.end[b]), order(graph.order[b]));
            bond.setIsAromatic(graph.bondAromatic[b]);
            bond.setIsInRing(graph.bondInRing[b]);
        }
        for (StereoUnit unit : graph.stereo) {
            CdkStereo.add(unit, graph, container);
        }
        return container;
    }

    private static IBond.Order order(int order) {
        return switch (order) {
            case 2 -> IBond.Order.DOUBLE;
            case 3 -> IBond.Order.TRIPLE;
            case 4 -> IBond.Order.QUADRUPLE;
            default -> IBond.Order.SINGLE;
        };
    }
}
