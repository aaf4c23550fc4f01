package io.retort.chem.diversity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Similarities of approved drugs beside RDKit's, see the README of the golden values. */
class SimilarityGoldenTest {
    private static final double ROUNDING = 1e-12;

    private static FingerprintSet drugs;
    private static double[][] golden;

    @BeforeAll
    static void read() throws IOException {
        List<byte[]> fingerprints = new ArrayList<>();
        List<double[]> similarities = new ArrayList<>();
        try (InputStream in = Objects.requireNonNull(
                        SimilarityGoldenTest.class.getResourceAsStream("/golden/chem/similarity.tsv"));
                BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            reader.readLine();
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                String[] cells = line.split("\t", -1);
                fingerprints.add(HexFormat.of().parseHex(cells[0]));
                similarities.add(Arrays.stream(cells[1].split(" "))
                        .filter(text -> !text.isEmpty())
                        .mapToDouble(Double::parseDouble)
                        .toArray());
            }
        }
        drugs = FingerprintSet.ofBytes(fingerprints);
        golden = similarities.toArray(double[][]::new);
    }

    @Test
    void tanimoto_allPairs_equalsRdkit() {
        assertThat(drugs.size()).isEqualTo(100);
        for (int row = 0; row < drugs.size(); row++) {
            for (int before = 0; before < row; before++) {
                assertThat(drugs.tanimoto(row, before)).isEqualTo(golden[row][before]);
            }
        }
    }

    @Test
    void within_anyDrug_findsWhatRdkitSees() {
        SimilaritySearch search = SimilaritySearch.over(drugs);
        for (int row = 0; row < drugs.size(); row++) {
            int query = row;
            List<Hit> expected = IntStream.range(0, drugs.size())
                    .mapToObj(other -> new Hit(other, similarity(query, other)))
                    .filter(hit -> hit.similarity() >= 0.25)
                    .sorted(Hit.BEST_FIRST)
                    .toList();
            assertThat(search.within(SeededFingerprints.row(drugs, row), 0.25)).isEqualTo(expected);
        }
    }

    private static double similarity(int a, int b) {
        return a == b ? 1 : golden[Math.max(a, b)][Math.min(a, b)];
    }

    @Test
    void pairwise_allDrugs_hasTheMeanOfRdkitsValues() {
        double mean =
                Arrays.stream(golden).flatMapToDouble(Arrays::stream).average().orElseThrow();
        assertThat(SimilarityDistribution.pairwise(drugs, Sampling.ofPairs(1), Execution.with(2))
                        .mean()
                        .value())
                .isCloseTo(mean, within(ROUNDING));
    }
}
