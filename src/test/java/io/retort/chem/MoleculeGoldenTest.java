package io.retort.chem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Properties, scaffolds and fingerprints equal those of RDKit; see the README beside the golden file. */
class MoleculeGoldenTest {
    /** RDKit's isotope masses and ours are rounded differently in the sixth decimal. */
    private static final double TOLERANCE = 2e-4;

    static Stream<Map<String, String>> golden() throws IOException {
        try (InputStream stream =
                Objects.requireNonNull(MoleculeGoldenTest.class.getResourceAsStream("/golden/chem/properties.tsv"))) {
            List<String> lines = new String(stream.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
            List<String> header = Arrays.asList(lines.get(0).split("\t"));
            return lines.stream().skip(1).map(line -> row(header, line.split("\t", -1)));
        }
    }

    private static Map<String, String> row(List<String> header, String[] fields) {
        Map<String, String> row = new LinkedHashMap<>();
        for (int i = 0; i < fields.length; i++) {
            row.put(header.get(i), fields[i]);
        }
        return row;
    }

    @ParameterizedTest
    @MethodSource("golden")
    void properties_ofGoldenMolecule_equalReference(Map<String, String> row) {
        MoleculeProperties properties = MoleculeProperties.of(Containers.of(row.get("smiles")));
        SoftAssertions softly = new SoftAssertions();
        for (MoleculeProperty property : MoleculeProperty.values()) {
            Object value = property.value(properties);
            String expected = row.get(property.column());
            if (expected == null) {
                continue;
            }
            if (value instanceof Double number) {
                softly.assertThat(number)
                        .as(property.column())
                        .isCloseTo(Double.parseDouble(expected), within(TOLERANCE));
            } else {
                softly.assertThat(value).as(property.column()).hasToString(expected);
            }
        }
        softly.assertAll();
    }

    @ParameterizedTest
    @MethodSource("golden")
    void fingerprints_ofGoldenMolecule_equalReferenceBitForBit(Map<String, String> row) {
        MolGraph graph = CdkGraph.of(Containers.of(row.get("smiles")));
        assertThat(Fingerprint.toHex(Fingerprint.of(Fingerprint.Kind.ECFP4, graph)))
                .isEqualTo(row.get("ecfp4"));
        assertThat(Fingerprint.toHex(Fingerprint.of(Fingerprint.Kind.ECFP6, graph)))
                .isEqualTo(row.get("ecfp6"));
    }

    @ParameterizedTest
    @MethodSource("golden")
    void scaffolds_ofGoldenMolecule_equalReference(Map<String, String> row) {
        MolGraph graph = CdkGraph.of(Containers.of(row.get("smiles")));
        assertThat(Containers.constitution(CdkGraph.toContainer(Scaffold.of(graph))))
                .isEqualTo(Containers.constitution(Containers.of(row.get("murcko_scaffold"))));
        assertThat(Containers.constitution(CdkGraph.toContainer(Scaffold.genericOf(graph))))
                .isEqualTo(Containers.constitution(Containers.of(row.get("generic_scaffold"))));
    }
}
