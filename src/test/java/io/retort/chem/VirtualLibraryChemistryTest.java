package io.retort.chem;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.openscience.cdk.exception.CDKException;
import org.openscience.cdk.graph.ConnectivityChecker;
import org.openscience.cdk.interfaces.IAtom;
import org.openscience.cdk.interfaces.IAtomContainer;
import org.openscience.cdk.interfaces.IBond;
import org.openscience.cdk.silent.SilentChemObjectBuilder;
import org.openscience.cdk.smiles.SmiFlavor;
import org.openscience.cdk.smiles.SmilesGenerator;
import org.openscience.cdk.smiles.SmilesParser;
import org.openscience.cdk.tools.manipulator.AtomContainerManipulator;

class VirtualLibraryChemistryTest {
    private static final long SEED = 20_261_101;
    private static final int SAMPLE = 5_000;
    /** Spread over the whole range, so that the tail where only large schemes are left is looked at too. */
    private static final long STRIDE = 243_431;

    private static final Map<String, Set<Integer>> VALENCES =
            Map.of("C", Set.of(4), "N", Set.of(3), "O", Set.of(2), "F", Set.of(1), "Cl", Set.of(1), "S", Set.of(2, 6));

    private final VirtualLibrary library = VirtualLibrary.seeded(SEED);
    private final SmilesParser parser = new SmilesParser(SilentChemObjectBuilder.getInstance());

    @Test
    void smiles_prefixAndSpread_parseWithSoundValences() throws CDKException {
        for (long k = 0; k < SAMPLE; k++) {
            assertSound(library.smiles(k));
            assertSound(library.smiles(k * STRIDE));
        }
    }

    @Test
    void smiles_everyBlockOfEveryReaction_parsesWithSoundValences() throws CDKException {
        for (LibraryReaction reaction : LibraryBlocks.load().reactions()) {
            LibraryPermutation order = new LibraryPermutation(reaction.size(), SEED);
            Set<String> seen = new HashSet<>();
            for (long i = 0; i < Math.min(400, reaction.size()); i++) {
                long combination = order.apply(i);
                if (reaction.blocks(combination).stream()
                                .filter(b -> seen.add(b.id()))
                                .count()
                        > 0) {
                    assertSound(reaction.smiles(combination));
                }
            }
        }
    }

    @Test
    void smiles_stereoInBlocks_allReadAsStereo() throws CDKException {
        int centres = 0;
        for (long i = 0; i < SAMPLE; i++) {
            String smiles = library.smiles(i);
            IAtomContainer molecule = parser.parseSmiles(smiles);
            int written = smiles.split("\\[C@@?H?\\]", -1).length - 1;
            int doubleBonds = smiles.split("/C=C/", -1).length - 1;
            assertThat(molecule.stereoElements()).as(smiles).hasSize(written + doubleBonds);
            centres += written;
        }
        assertThat(centres).isGreaterThan(SAMPLE / 5);
    }

    @Test
    void smiles_prefix_massesAreDrugLike() throws CDKException {
        int within = 0;
        for (long i = 0; i < SAMPLE; i++) {
            double massDalton = AtomContainerManipulator.getMass(parser.parseSmiles(library.smiles(i)));
            within += massDalton >= 200 && massDalton <= 600 ? 1 : 0;
        }
        assertThat(within).isGreaterThan(SAMPLE * 9 / 10);
    }

    @Test
    void smiles_prefixOf100000_differAsMolecules() throws CDKException {
        int count = 100_000;
        SmilesGenerator generator = new SmilesGenerator(SmiFlavor.Unique);
        StructureHash hash = new StructureHash();
        Set<Long> hashes = new HashSet<>();
        Set<String> flat = new HashSet<>();
        for (long i = 0; i < count; i++) {
            String smiles = library.smiles(i);
            hashes.add(hash.of(smiles));
            flat.add(generator.create(parser.parseSmiles(smiles)));
        }
        assertThat(hashes.size()).isGreaterThanOrEqualTo(count * 999 / 1000);
        assertThat(flat.size())
                .as("CDK's unique SMILES leaves stereo out, so isomers fall together")
                .isGreaterThanOrEqualTo(count * 99 / 100);
    }

    private void assertSound(String smiles) throws CDKException {
        IAtomContainer molecule = parser.parseSmiles(smiles);
        assertThat(ConnectivityChecker.isConnected(molecule)).as(smiles).isTrue();
        for (IAtom atom : molecule.atoms()) {
            assertThat(VALENCES).as(smiles).containsKey(atom.getSymbol());
            int valence = atom.getImplicitHydrogenCount() - Math.abs(atom.getFormalCharge());
            for (IBond bond : atom.bonds()) {
                valence += bond.getOrder().numeric();
            }
            valence += atom.getFormalCharge() < 0 ? 2 : 0;
            assertThat(VALENCES.get(atom.getSymbol()))
                    .as(atom.getSymbol() + " in " + smiles)
                    .contains(valence);
        }
    }
}
