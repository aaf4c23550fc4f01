package io.retort.chem;

import java.util.List;
import org.openscience.cdk.interfaces.IAtomContainer;

/** Aromaticity by CDK's Daylight model, until the room has its own. */
final class Aromaticity {
    private Aromaticity() {}

    /** Sets the aromaticity flags of a graph whose rings are marked. */
    static void perceive(MolGraph graph) {
        java.util.Arrays.fill(graph.aromatic, false);
        java.util.Arrays.fill(graph.bondAromatic, false);
        boolean rings = false;
        for (boolean ring : graph.bondInRing) {
            rings |= ring;
        }
        if (!rings) {
            return;
        }
        List<StereoUnit> stereo = List.copyOf(graph.stereo);
        graph.stereo.clear();
        IAtomContainer container = CdkGraph.toContainer(graph);
        graph.stereo.addAll(stereo);
        org.openscience.cdk.aromaticity.Aromaticity.apply(
                org.openscience.cdk.aromaticity.Aromaticity.Model.Daylight, container);
        MolGraph seen = CdkGraph.bare(container);
        System.arraycopy(seen.aromatic, 0, graph.aromatic, 0, graph.atomCount);
        System.arraycopy(seen.bondAromatic, 0, graph.bondAromatic, 0, graph.bondCount);
    }
}
