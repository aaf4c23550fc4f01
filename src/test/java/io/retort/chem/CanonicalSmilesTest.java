package io.retort.chem;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPInputStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.assertj.core.api.SoftAssertions;

class CanonicalSmilesTest {
    private static final int SHARED_SAMPLE = 500;

    @Provide
    Arbitrary<String> molecules() {
        return Arbitraries.of(TestMolecules.all());
    }

    @Property(tries = 1000, seed = "20261120")
    void smiles_anyAtomOrder_isTheSame(@ForAll("molecules") String smiles, @ForAll long seed) {
        Molecule molecule = Molecule.parse(smiles).orThrow();

        String shuffled = TestMolecules.shuffled(molecule, new Random(seed));

        assertThat(TestMolecules.canonical(shuffled)).as(shuffled).isEqualTo(molecule.smiles());
    }

    @Example
    void smiles_readBack_isTheSame() {
        for (String smiles : TestMolecules.all()) {
            String canonical = TestMolecules.canonical(smiles);
            assertThat(TestMolecules.canonical(canonical)).as(smiles).isEqualTo(canonical);
        }
    }

    @Example
    void smiles_kekuleForms_areTheSame() {
        List<List<String>> forms = List.of(
                List.of("Cc1ccccc1C", "CC1=CC=CC=C1C", "CC1=C(C)C=CC=C1"),
                List.of("c1ccc2ccccc2c1", "C1=CC=C2C=CC=CC2=C1", "C1=CC2=CC=CC=C2C=C1"),
                List.of("O=c1cc[nH]cc1", "O=C1C=CNC=C1"),
                List.of("C[n+]1ccccc1", "C[N+]1=CC=CC=C1"));
        for (List<String> same : forms) {
            assertThat(same.stream().map(TestMolecules::canonical).distinct())
                    .as(same.toString())
                    .hasSize(1);
        }
    }

    @Example
    void smiles_differentMolecules_differ() {
        List<String> different = List.of(
                "C[C@H](N)C(=O)O",
                "C[C@@H](N)C(=O)O",
                "CC(N)C(=O)O",
                "[13CH3][C@H](N)C(=O)O",
                "C/C=C/C",
                "C/C=C\\C",
                "CC=CC",
                "C[C@H]1CC[C@H](C)CC1",
                "C[C@H]1CC[C@@H](C)CC1",
                "CC(=O)[O-]",
                "CC(=O)O",
                "CC=[C@]=CC",
                "CC=[C@@]=CC",
                "C[Pt@SP1](F)(Cl)Br",
                "C[Pt@SP2](F)(Cl)Br");
        assertThat(different.stream().map(TestMolecules::canonical).distinct()).hasSize(different.size());
    }

    @Example
    void smiles_symmetricGiants_areBounded() {
        long start = System.nanoTime();
        TestMolecules.canonical("O" + ".O".repeat(5_000));
        TestMolecules.canonical("C" + "C(c1ccccc1)C".repeat(300) + "C");
        assertThat((System.nanoTime() - start) / 1e9).as("seconds").isLessThan(30);
    }

    @Example
    void smiles_sharedNaturalProducts_anyAtomOrderIsTheSame() throws IOException {
        if (TestMolecules.shared().isEmpty()) {
            return;
        }
        Path file = TestMolecules.shared().orElseThrow().resolve("natural_products_44k.smi.gz");
        SoftAssertions softly = new SoftAssertions();
        Random random = new Random(17);
        try (BufferedReader reader = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
            reader.lines().limit(SHARED_SAMPLE).forEach(line -> {
                Molecule molecule = Molecule.parse(line.split("\\s", 2)[0]).orThrow();
                String shuffled = TestMolecules.shuffled(molecule, random);
                softly.assertThat(TestMolecules.canonical(shuffled)).as(line).isEqualTo(molecule.smiles());
            });
        }
        softly.assertAll();
    }
}
