package io.retort.chem;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Agreement with RDKit on files of reference values, outside the project: {@code -Dretort.reference=FOLDER}. Skipped
 * without it.
 */
class ReferenceAgreementIT {
    private static final double LEAST_AGREEMENT = 0.999;
    private static final double LEAST_SCAFFOLD_AGREEMENT = 0.995;

    @ParameterizedTest
    @ValueSource(strings = {"rdkit_reference_4k.tsv.gz", "rdkit_reference_50k.tsv.gz"})
    void properties_ofReferenceMolecules_agree(String name) throws IOException {
        String folder = System.getProperty("retort.reference", "");
        Assumptions.assumeFalse(folder.isEmpty(), "-Dretort.reference=FOLDER is not given");
        ReferenceAgreement.of(Path.of(folder, name), true).forEach((column, share) -> {
            System.out.printf("%s %s %.5f%n", name, column, share);
            boolean scaffold = column.equals("murcko_scaffold");
            assertThat(share).as(column).isGreaterThanOrEqualTo(scaffold ? LEAST_SCAFFOLD_AGREEMENT : LEAST_AGREEMENT);
        });
    }
}
