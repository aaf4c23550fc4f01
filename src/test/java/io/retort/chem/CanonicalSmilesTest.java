package io.retort.chem;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
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

    /** Symmetric ones, in which the shortcuts of the search could go wrong. */
    private static final List<String> SYMMETRIC = List.of(
            "CC(C)(C)c1ccc(cc1)C(c1ccccc1)c1ccccc1",
            "C12C3C4C1C5C2C3C45",
            "c12c3c4c5c1c1c6c7c2c2c8c3c3c9c4c4c%10c5c5c1c1c6c6c%11c7c2c2c7c8c3c3c8c9c4c4c9c%10c5c5c1c1c6c6c%11c2c2c7c3"
                    + "c3c8c4c4c9c5c1c1c6c2c3c41",
            "C1CC2CCC1CC2",
            "FC(F)(F)C(C(F)(F)F)C(C(F)(F)F)C(F)(F)F",
            "O[C@H](C(=O)O)[C@@H](O)C(=O)O",
            "O[C@H](C(=O)O)[C@H](O)C(=O)O",
            "C[C@H]1CC[C@@H](C)CC1",
            "C/C=C/C(/C=C/C)/C=C\\C",
            "C[C@H](F)O[C@@H](C)F",
            "CC=[C@]=CC",
            "C[C@H](O)C(F)[C@@H](C)O",
            "OC[C@H](O)[C@@H](O)[C@H](O)[C@@H](O)CO",
            "C1C2CC3CC1CC(C2)C3",
            "c1ccc2c(c1)c1ccccc1c1ccccc21",
            "CCN(CC)C(C)(C)N(CC)CC",
            "C(C(C)(C)C)(C(C)(C)C)(C(C)(C)C)C(C)(C)C",
            "[Si](c1ccccc1)(c1ccccc1)(c1ccccc1)c1ccccc1",
            "F/C=C/C=C\\C=C/F",
            "C1CC1C1CC1.C1CCCCC1.OO");

    @Example
    void smiles_symmetricMolecules_anyAtomOrderIsTheSame() {
        Random random = new Random(3);
        for (String smiles : SYMMETRIC) {
            assertAnyOrder(Molecule.parse(smiles).orThrow().graph(), random, 30);
        }
    }

    @Example
    void smiles_shortcuts_giveWhatTheFullSearchGives() {
        List<String> all = new ArrayList<>(SYMMETRIC);
        all.addAll(TestMolecules.all());
        for (String smiles : all) {
            MolGraph graph = Molecule.parse(smiles).orThrow().graph();
            if (graph.isDisconnected()) {
                continue;
            }
            int[] rank = CanonicalOrder.label(graph, AtomColors.of(graph)).rank();

            assertThat(SmilesWriter.write(graph, rank)).isEqualTo(CanonicalSmiles.of(graph));
        }
    }

    @Example
    void smiles_readByCdk_isTheSameConstitution() {
        for (String smiles : TestMolecules.all()) {
            Molecule molecule = Molecule.parse(smiles).orThrow();
            assertSameConstitution(molecule);
        }
    }

    private static void assertSameConstitution(Molecule molecule) {
        assertThat(Containers.constitution(Containers.of(molecule.smiles())))
                .as(molecule.smiles())
                .isEqualTo(Containers.constitution(CdkGraph.toContainer(molecule.graph())));
    }

    private static void assertAnyOrder(MolGraph graph, Random random, int times) {
        String expected = CanonicalSmiles.of(graph);
        for (int i = 0; i < times; i++) {
            MolGraph shuffled = TestMolecules.shuffled(graph, random);
            assertThat(CanonicalSmiles.of(shuffled)).isEqualTo(expected);
        }
    }

    @Example
    void smiles_dendrimersAndCages_takeLessThanASecond() {
        String branch = "C";
        for (int generation = 0; generation < 4; generation++) {
            branch = "C(" + branch + ")(" + branch + ")" + branch;
        }
        List<String> giants = List.of(
                "C(" + branch + ")(" + branch + ")(" + branch + ")" + branch,
                "C12C3C4C1C5C2(C3C45)".repeat(25),
                "C1" + "CC(c2ccccc2)".repeat(100) + "C1",
                "FC(F)(" + "C(F)(F)".repeat(200) + ")F");
        for (String smiles : giants) {
            MolGraph graph = Molecule.parse(smiles).orThrow().graph();
            long start = System.nanoTime();
            assertAnyOrder(graph, new Random(1), 3);
            assertThat((System.nanoTime() - start) / 1e9).as(smiles).isLessThan(4);
        }
    }

    @Example
    void smiles_severalThreads_agree() {
        List<String> expected =
                TestMolecules.all().stream().map(TestMolecules::canonical).toList();
        List<String> parallel = TestMolecules.all().parallelStream()
                .map(TestMolecules::canonical)
                .toList();
        assertThat(parallel).isEqualTo(expected);
    }

    @Example
    void smiles_graphWithoutAtoms_isEmpty() {
        assertThat(CanonicalSmiles.of(new MolGraph(0, 0).link())).isEmpty();
    }

    @Example
    void smiles_sharedMolecules_anyAtomOrderIsTheSame() throws IOException {
        if (TestMolecules.shared().isEmpty()) {
            return;
        }
        Random random = new Random(23);
        for (String name : List.of("chembl_381k.smi.gz", "natural_products_44k.smi.gz")) {
            Path file = TestMolecules.shared().orElseThrow().resolve(name);
            try (BufferedReader reader = new BufferedReader(
                    new InputStreamReader(new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
                reader.lines().limit(4L * SHARED_SAMPLE).forEach(line -> {
                    Molecule molecule = Molecule.parse(line.split("\\s", 2)[0]).orThrow();
                    assertAnyOrder(molecule.graph(), random, 10);
                    if (line.length() % 8 == 0) {
                        assertSameConstitution(molecule);
                    }
                });
            }
        }
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
