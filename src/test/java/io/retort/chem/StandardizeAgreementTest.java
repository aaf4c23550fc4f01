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
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Agreement of the steps with RDKit 2022.09, on our own molecules and on the shared ones where those are. */
class StandardizeAgreementTest {
    private static final double LEAST = 0.995;

    private static final Map<String, List<String>> STEPS = Map.of(
            "metals", List.of("metals"),
            "normalize", List.of("normalize"),
            "reionize", List.of("reionize"),
            "fragment", List.of("fragment"),
            "uncharge", List.of("uncharge"),
            "cleanup", List.of("metals", "normalize", "reionize"),
            "fragment_parent", List.of("metals", "normalize", "reionize", "fragment"),
            "uncharged_parent", Standardizer.STEPS,
            "parent", Standardizer.STEPS);

    /** Inputs and what was wanted of them, of one step. */
    private record Pair(String input, String expected) {}

    @ParameterizedTest
    @ValueSource(strings = {"metals", "normalize", "reionize", "fragment", "uncharge", "cleanup", "parent"})
    void step_ofGoldenMolecules_isThatOfRdkit(String step) throws IOException {
        Set<String> known = rows(resource("standardize_known.tsv")).stream()
                .skip(1)
                .map(r -> r[0])
                .collect(Collectors.toSet());
        Standardizer standardizer = new Standardizer(new Standardize(STEPS.get(step)));
        SoftAssertions softly = new SoftAssertions();
        for (Pair pair : pairs(rows(resource("standardize.tsv")), step)) {
            if (!known.contains(pair.input()) && !pair.expected().isEmpty()) {
                softly.assertThat(result(standardizer, pair.input()))
                        .as(pair.input())
                        .isEqualTo(TestMolecules.canonical(pair.expected()));
            }
        }
        softly.assertAll();
    }

    @Test
    void knownDifferences_areOnesStill() throws IOException {
        List<String[]> golden = rows(resource("standardize.tsv"));
        for (String[] known :
                rows(resource("standardize_known.tsv")).stream().skip(1).toList()) {
            long differences = STEPS.keySet().stream()
                    .filter(s -> Arrays.asList(golden.get(0)).contains(s))
                    .flatMap(s -> pairs(golden, s).stream()
                            .filter(p -> p.input().equals(known[0]))
                            .filter(p -> !agrees(new Standardizer(new Standardize(STEPS.get(s))), p)))
                    .count();
            assertThat(differences).as(known[0]).isPositive();
        }
    }

    /** Where scores tie, RDKit's SMILES decides there and ours here. */
    @Test
    void tautomer_ofGoldenMolecules_isMostlyThatOfRdkit() throws IOException {
        Standardizer standardizer =
                new Standardizer(new Standardize(Standardizer.STEPS, false, false, true, true, true));
        List<Pair> pairs = pairs(rows(resource("standardize.tsv")), "tautomer");

        long agreeing = pairs.stream().filter(p -> agrees(standardizer, p)).count();

        assertThat(agreeing / (double) pairs.size()).isGreaterThanOrEqualTo(0.92);
    }

    @ParameterizedTest
    @CsvSource({
        "metals, metals",
        "normalize, normalize",
        "reionize, reionize",
        "fragment, fragment_parent",
        "standardize_sm, cleanup"
    })
    void step_ofSharedMolecules_agrees(String file, String step) throws IOException {
        List<String[]> rows = shared("standardize_1k/1kPCS_" + file + ".csv.gz");
        List<Pair> pairs = rows.stream().map(r -> new Pair(r[0], r[1])).toList();

        assertThat(agreement(pairs, step)).isGreaterThanOrEqualTo(LEAST);
    }

    @ParameterizedTest
    @ValueSource(strings = {"cleanup", "fragment_parent", "uncharged_parent"})
    void step_ofToxicMolecules_agrees(String step) throws IOException {
        assertThat(agreement(pairs(shared("standardize_tox21_rdkit.tsv.gz"), step), step))
                .isGreaterThanOrEqualTo(LEAST);
    }

    private static double agreement(List<Pair> pairs, String step) {
        Standardizer standardizer = new Standardizer(new Standardize(STEPS.get(step)));
        long agreeing = pairs.stream().filter(p -> agrees(standardizer, p)).count();
        return agreeing / (double) pairs.size();
    }

    private static boolean agrees(Standardizer standardizer, Pair pair) {
        Outcome<Molecule> wanted = Molecule.parse(pair.expected());
        return !(wanted instanceof Outcome.Failed<Molecule>)
                && result(standardizer, pair.input()).equals(wanted.orThrow().smiles());
    }

    private static String result(Standardizer standardizer, String smiles) {
        Outcome<Standardized> outcome = Molecule.parse(smiles).then(standardizer::standardize);
        return outcome instanceof Outcome.Failed<Standardized> failed
                ? failed.issue().toString()
                : outcome.orThrow().molecule().smiles();
    }

    private static List<Pair> pairs(List<String[]> rows, String step) {
        int column = Arrays.asList(rows.get(0)).indexOf(step);
        return rows.stream().skip(1).map(r -> new Pair(r[0], r[column])).toList();
    }

    private static List<String[]> shared(String name) throws IOException {
        Optional<Path> folder = TestMolecules.shared();
        Assumptions.assumeTrue(folder.isPresent(), "the folder of shared data is not there");
        try (InputStream in =
                new GZIPInputStream(Files.newInputStream(folder.orElseThrow().resolve(name)))) {
            return rows(in);
        }
    }

    private static InputStream resource(String name) {
        return java.util.Objects.requireNonNull(
                StandardizeAgreementTest.class.getResourceAsStream("/golden/chem/" + name));
    }

    private static List<String[]> rows(InputStream stream) throws IOException {
        List<String[]> rows = new ArrayList<>();
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                rows.add(line.split("\t", -1));
            }
        }
        return rows;
    }
}
