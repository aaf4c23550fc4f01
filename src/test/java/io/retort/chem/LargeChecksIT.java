package io.retort.chem;

import static org.assertj.core.api.Assertions.assertThat;

import io.retort.core.Outcome;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * The checks of this room at full size, on files outside of the project; each is skipped without its property. They
 * print what they saw. {@code docs/chem.md} has the commands.
 */
class LargeChecksIT {
    private static final int SPELLINGS = 100;
    private static final double LEAST_AGREEMENT = 0.999;

    /** {@code -Dretort.fuzz=10000000}: mutated texts end soon, with an outcome, and what is accepted is read back. */
    @Test
    @EnabledIfSystemProperty(named = "retort.fuzz", matches = "\\d+")
    void parse_mutatedTexts_haveNoFaults() {
        int count = Integer.getInteger("retort.fuzz");
        SmilesFuzz fuzz = new SmilesFuzz(count);
        List<String> faults = fuzz.run(count);
        System.out.printf("%d texts, %d accepted, slowest %d ms%n", count, fuzz.accepted(), fuzz.slowestMillis());
        assertThat(faults).isEmpty();
        assertThat(fuzz.slowestMillis()).isLessThan(5_000);
    }

    /** {@code -Dretort.spellings=FILE.smi.gz}: any order of the atoms of its first 20,000 molecules gives one text. */
    @Test
    @EnabledIfSystemProperty(named = "retort.spellings", matches = ".+")
    void smiles_hundredOrders_areOneText() throws IOException {
        Random random = new Random(5);
        int limit = Integer.getInteger("retort.molecules", 20_000);
        long molecules = 0;
        try (BufferedReader reader = open(System.getProperty("retort.spellings"))) {
            for (String line = reader.readLine(); line != null && molecules < limit; line = reader.readLine()) {
                if (Molecule.parse(line.split("\\s", 2)[0]) instanceof Outcome.Failed<Molecule>) {
                    continue;
                }
                MolGraph graph =
                        Molecule.parse(line.split("\\s", 2)[0]).orThrow().graph();
                String expected = CanonicalSmiles.of(graph);
                for (int i = 0; i < SPELLINGS; i++) {
                    assertThat(CanonicalSmiles.of(TestMolecules.shuffled(graph, random)))
                            .isEqualTo(expected);
                }
                assertThat(Molecule.parse(expected).orThrow().smiles()).isEqualTo(expected);
                String byCdk = Containers.constitution(Containers.of(expected));
                assertThat(byCdk).isEqualTo(Containers.constitution(CdkGraph.toContainer(graph)));
                molecules++;
            }
        }
        System.out.printf("%d molecules in %d orders each%n", molecules, SPELLINGS);
        assertThat(molecules).isPositive();
    }

    /** {@code -Dretort.fingerprints=FILE.tsv}, which {@code benchmarks/peers/rdkit_fingerprints.py} wrote. */
    @Test
    @EnabledIfSystemProperty(named = "retort.fingerprints", matches = ".+")
    void fingerprints_ofReferenceMolecules_areEqual() throws IOException {
        Map<String, Integer> differing = new TreeMap<>();
        int rows = 0;
        try (BufferedReader reader = open(System.getProperty("retort.fingerprints"))) {
            List<String> header = Arrays.asList(reader.readLine().split("\t"));
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                String[] fields = line.split("\t");
                if (!(Molecule.parse(fields[0]) instanceof Outcome.Failed<Molecule>)) {
                    MolGraph graph = Molecule.parse(fields[0]).orThrow().graph();
                    compare(graph, header, fields, differing);
                    rows++;
                }
            }
            for (String kind : header.subList(1, header.size())) {
                double share = 1 - differing.getOrDefault(kind, 0) / (double) rows;
                System.out.printf("%s %.5f of %d%n", kind, share, rows);
                assertThat(share).as(kind).isGreaterThanOrEqualTo(LEAST_AGREEMENT);
            }
        }
    }

    private static void compare(MolGraph graph, List<String> header, String[] fields, Map<String, Integer> differing) {
        for (int i = 1; i < fields.length; i++) {
            Fingerprint.Kind kind = Fingerprint.Kind.valueOf(header.get(i).toUpperCase(Locale.ROOT));
            if (!Fingerprint.toHex(Fingerprint.of(kind, graph)).equals(fields[i])) {
                differing.merge(header.get(i), 1, Integer::sum);
                System.out.println(header.get(i) + " " + fields[0]);
            }
        }
    }

    private static BufferedReader open(String file) throws IOException {
        InputStream bytes = Files.newInputStream(Path.of(file));
        InputStream text = file.endsWith(".gz") ? new GZIPInputStream(bytes) : bytes;
        return new BufferedReader(new InputStreamReader(text, StandardCharsets.UTF_8));
    }
}
