package io.retort.chem;

import static org.assertj.core.api.Assertions.assertThat;

import io.retort.core.Outcome;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** {@code datasets/approved_drugs.tsv}: the published formula of each row is the check on its structure. */
class DrugsTest {
    private static final Path FILE = Path.of(System.getProperty("retort.root", "."), "datasets/approved_drugs.tsv");
    private static final int LEAST = 300;

    private static List<String[]> rows() throws IOException {
        return Files.readAllLines(FILE).stream()
                .skip(1)
                .map(line -> line.split("\t", -1))
                .toList();
    }

    @Test
    void drugs_header_namesTheColumns() throws IOException {
        assertThat(Files.readAllLines(FILE).get(0))
                .isEqualTo("name\tsmiles\tmolecular_formula\ttherapeutic_class\tatc_code\tsource");
        assertThat(rows()).hasSizeGreaterThanOrEqualTo(LEAST);
    }

    @Test
    void drugs_eachRow_hasNameClassAndSource() throws IOException {
        assertThat(rows()).allSatisfy(row -> {
            assertThat(row).hasSize(6);
            assertThat(row[0]).isNotBlank();
            assertThat(row[3]).as(row[0]).isNotBlank();
            assertThat(row[5]).as(row[0]).isNotBlank();
        });
    }

    @Test
    void drugs_eachStructure_hasThePublishedFormula() throws IOException {
        assertThat(rows()).allSatisfy(row -> {
            Outcome<Molecule> parsed = Molecule.parse(row[1]);
            assertThat(parsed).as(row[0]).isInstanceOf(Outcome.Ok.class);
            String computed =
                    MoleculeProperties.of(parsed.orThrow().container()).formula();
            assertThat(computed).as(row[0]).isEqualTo(row[2]);
        });
    }

    @Test
    void drugs_structures_areDistinct() throws IOException {
        Set<String> seen = new HashSet<>();
        for (String[] row : rows()) {
            assertThat(seen.add(Molecule.parse(row[1]).orThrow().smiles()))
                    .as(row[0])
                    .isTrue();
        }
    }

    @Test
    void drugs_card_holdsTheFilesHash() throws IOException, NoSuchAlgorithmException {
        byte[] hash = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(FILE));
        String card = Files.readString(FILE.resolveSibling("approved_drugs.md"), StandardCharsets.UTF_8);

        assertThat(card).contains(HexFormat.of().formatHex(hash));
    }
}
