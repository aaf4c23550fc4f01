package io.retort.chem;

import java.util.Arrays;
import org.openscience.cdk.aromaticity.Aromaticity;
import org.openscience.cdk.aromaticity.ElectronDonation;
import org.openscience.cdk.exception.CDKException;
import org.openscience.cdk.graph.Cycles;
import org.openscience.cdk.interfaces.IAtomContainer;
import org.openscience.cdk.silent.SilentChemObjectBuilder;
import org.openscience.cdk.smiles.SmilesParser;

/** Builds containers as {@link Molecule#container()} promises them, straight from CDK. */
final class Containers {
    private static final Aromaticity DAYLIGHT =
            new Aromaticity(ElectronDonation.daylight(), Cycles.or(Cycles.all(), Cycles.relevant()));

    private Containers() {}

    static IAtomContainer of(String smiles) {
        try {
            IAtomContainer container = new SmilesParser(SilentChemObjectBuilder.getInstance()).parseSmiles(smiles);
            perceive(container);
            return container;
        } catch (CDKException e) {
            throw new IllegalArgumentException(smiles, e);
        }
    }

    static void perceive(IAtomContainer container) throws CDKException {
        Cycles.markRingAtomsAndBonds(container);
        DAYLIGHT.apply(container);
    }

    /**
     * A text that is equal for equal constitutions, aromaticity being perceived anew: refined atom classes, sorted. It
     * leaves stereochemistry out. CDK's {@code Unique} SMILES will not do: two spellings of 1,5-dicyclohexylpentane get
     * two.
     */
    static String constitution(IAtomContainer container) {
        try {
            perceive(container);
        } catch (CDKException e) {
            throw new IllegalArgumentException(e);
        }
        MolGraph graph = CdkGraph.of(container);
        long[] classes = new long[graph.atomCount];
        for (int atom = 0; atom < graph.atomCount; atom++) {
            int[] own = {
                graph.element[atom],
                graph.charge[atom],
                graph.hydrogens[atom],
                graph.isotope[atom],
                graph.aromatic[atom] ? 1 : 0
            };
            classes[atom] = Arrays.hashCode(own);
        }
        for (int round = 0; round < graph.atomCount; round++) {
            classes = refine(graph, classes);
        }
        Arrays.sort(classes);
        return Arrays.toString(classes);
    }

    private static long[] refine(MolGraph graph, long[] classes) {
        long[] refined = new long[classes.length];
        for (int atom = 0; atom < classes.length; atom++) {
            long sum = 0;
            for (int k = graph.first[atom]; k < graph.first[atom + 1]; k++) {
                int bond = graph.via[k];
                long type = graph.bondAromatic[bond] ? 5 : graph.order[bond];
                sum += mix(classes[graph.neighbor[k]] + 31 * type);
            }
            refined[atom] = mix(classes[atom] + 17 * sum);
        }
        return refined;
    }

    private static long mix(long value) {
        long mixed = (value ^ (value >>> 31)) * 0xbf58476d1ce4e5b9L;
        return mixed ^ (mixed >>> 29);
    }
}
