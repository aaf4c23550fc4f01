package io.retort.chem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.retort.chem.diversity.Butina;
import io.retort.chem.diversity.ButinaOptions;
import io.retort.chem.diversity.Clusters;
import io.retort.chem.diversity.Execution;
import io.retort.chem.diversity.FingerprintSet;
import io.retort.chem.diversity.MaxMinOptions;
import io.retort.chem.diversity.MaxMinPicker;
import io.retort.chem.diversity.SphereExclusion;
import io.retort.core.Outcome;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

/** Picks and clusters beside those of RDKit; see {@code golden/chem/README.md}. */
class DiversityAgreementTest {
    private static final Execution TWO = Execution.with(2);

    @Test
    void approvedDrugs_areAsInRdkit() throws IOException {
        Path drugs = Path.of(System.getProperty("retort.root", ".."), "datasets/approved_drugs.tsv");
        try (Stream<String> lines = Files.lines(drugs)) {
            compare("diversity.tsv", lines.skip(1).map(line -> line.split("\t")[1]), Integer.MAX_VALUE);
        }
    }

    @Test
    void tenThousandOfChembl_areAsInRdkit() throws IOException {
        assumeTrue(TestMolecules.shared().isPresent(), "no shared molecules");
        Path molecules = TestMolecules.shared().orElseThrow().resolve("chembl_381k.smi.gz");
        try (InputStream bytes = new GZIPInputStream(Files.newInputStream(molecules));
                BufferedReader reader = new BufferedReader(new InputStreamReader(bytes, StandardCharsets.UTF_8))) {
            compare("diversity_10k.tsv", reader.lines().map(line -> line.split("\\s")[0]), 10_000);
        }
    }

    private static void compare(String golden, Stream<String> smiles, int count) throws IOException {
        List<byte[]> rows = smiles.map(Molecule::parse)
                .filter(parsed -> !(parsed instanceof Outcome.Failed<Molecule>))
                .limit(count)
                .map(parsed ->
                        Fingerprint.of(Fingerprint.Kind.ECFP4, parsed.orThrow().graph()))
                .toList();
        FingerprintSet set = FingerprintSet.ofBytes(rows);
        Map<String, String> ours = ours(set);
        List<String> unequal = new ArrayList<>();
        int compared = 0;
        for (String[] line : golden(golden)) {
            String mine = ours.get((line[0] + " " + line[1]).strip());
            String shown = line[2].startsWith("sha256") ? "sha256 " + sha256(mine) : mine;
            compared++;
            if (!shown.equals(line[2])) {
                unequal.add(line[0] + " " + line[1]);
            }
        }
        assertThat(unequal).isEmpty();
        assertThat(compared).isGreaterThan(10);
    }

    /** By the same names as in the golden file. */
    private static Map<String, String> ours(FingerprintSet set) {
        Map<String, String> ours = new HashMap<>();
        ours.put("molecules", String.valueOf(set.size()));
        MaxMinOptions some = MaxMinOptions.of(Math.min(1000, set.size() / 4), 42);
        ours.put("maxmin seed 42", text(MaxMinPicker.pick(set, some, TWO).rows()));
        ours.put(
                "maxmin first 7 3",
                text(MaxMinPicker.pick(set, some.startingWith(List.of(7, 3)), TWO)
                        .rows()));
        MaxMinOptions far = MaxMinOptions.of(set.size(), 23).fartherThan(0.8);
        ours.put(
                "maxmin distance 0.8 seed 23",
                text(MaxMinPicker.pick(set, far, TWO).rows()));
        for (double distance : new double[] {0.35, 0.6}) {
            double similarity = distance == 0.35 ? 0.65 : 0.4;
            ours.put(
                    "leaders " + distance,
                    text(SphereExclusion.pick(set, similarity, TWO).representatives()));
            ButinaOptions plain = ButinaOptions.of(similarity);
            put(ours, "butina", distance, Butina.cluster(set, plain, TWO));
            put(ours, "butina reordered", distance, Butina.cluster(set, plain.reordered(), TWO));
        }
        return ours;
    }

    private static void put(Map<String, String> ours, String what, double distance, Clusters clusters) {
        ours.put(what + " " + distance, text(clusters.clusterOf()));
        ours.put(what + " centers " + distance, text(clusters.representatives()));
    }

    private static List<String[]> golden(String name) throws IOException {
        try (InputStream in = DiversityAgreementTest.class.getResourceAsStream("/golden/chem/" + name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .skip(1)
                    .map(line -> line.split("\t"))
                    .toList();
        }
    }

    private static String text(int[] rows) {
        return Arrays.stream(rows).mapToObj(String::valueOf).collect(Collectors.joining(" "));
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.US_ASCII)));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }
}
