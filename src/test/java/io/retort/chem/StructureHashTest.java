package io.retort.chem;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openscience.cdk.exception.CDKException;
import org.openscience.cdk.interfaces.IAtom;
import org.openscience.cdk.interfaces.IAtomContainer;
import org.openscience.cdk.silent.SilentChemObjectBuilder;
import org.openscience.cdk.smiles.SmiFlavor;
import org.openscience.cdk.smiles.SmilesGenerator;
import org.openscience.cdk.smiles.SmilesParser;

class StructureHashTest {
    private final StructureHash hash = new StructureHash();

    /** Each pair was checked with RDKit 2022.09. */
    @ParameterizedTest
    @CsvSource({
        "N[C@@H](C)C(=O)O, OC(=O)[C@H](C)N",
        "N[C@@H](C)C(=O)O, [C@@H](C)(N)C(=O)O",
        "C1CC[C@H](C)OC1, C1[C@H](C)OCCC1",
        "N[C@H]1CC[C@H](O)CC1, C1[C@@H](O)CC[C@H](N)C1",
        "N[C@H]1CC[C@H](O)CC1, O[C@H]1CC[C@H](N)CC1",
        "c1ccc(C)nc1, Cc1ccccn1",
    })
    void of_twoSpellings_same(String a, String b) {
        assertThat(hash.of(a)).isEqualTo(hash.of(b));
    }

    @ParameterizedTest
    @CsvSource({
        "N[C@@H](C)C(=O)O, N[C@H](C)C(=O)O",
        "N[C@H]1CC[C@H](O)CC1, N[C@H]1CC[C@@H](O)CC1",
        "N1C[C@H](C)O[C@H](C)C1, N1C[C@H](C)O[C@@H](C)C1",
        "CCO, COC",
        "c1ccc(C)nc1, Cc1cccnc1",
        "C1=CCCCC1, C1CCCCC1",
    })
    void of_differentMolecules_differ(String a, String b) {
        assertThat(hash.of(a)).isNotEqualTo(hash.of(b));
    }

    @Test
    void of_productsWithAtomsShuffled_sameHash() throws CDKException {
        SmilesParser parser = new SmilesParser(SilentChemObjectBuilder.getInstance());
        SmilesGenerator generator = new SmilesGenerator(SmiFlavor.Stereo | SmiFlavor.UseAromaticSymbols);
        VirtualLibrary library = VirtualLibrary.seeded(3);
        Random random = new Random(3);
        for (long i = 0; i < 5_000; i++) {
            String smiles = library.smiles(i);
            IAtomContainer molecule = parser.parseSmiles(smiles);
            List<IAtom> atoms = Arrays.asList(atoms(molecule));
            Collections.shuffle(atoms, random);
            molecule.setAtoms(atoms.toArray(new IAtom[0]));
            String respelled = generator.create(molecule);
            assertThat(hash.of(respelled)).as(smiles + " and " + respelled).isEqualTo(hash.of(smiles));
        }
    }

    private static IAtom[] atoms(IAtomContainer molecule) {
        IAtom[] atoms = new IAtom[molecule.getAtomCount()];
        for (int i = 0; i < atoms.length; i++) {
            atoms[i] = molecule.getAtom(i);
        }
        return atoms;
    }
}
