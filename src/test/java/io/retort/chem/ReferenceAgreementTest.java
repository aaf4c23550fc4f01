package io.retort.chem;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** Agreement with RDKit on the small file of reference values, where the shared data is. */
class ReferenceAgreementTest {
    private static final double LEAST_AGREEMENT = 0.999;

    @Test
    void properties_ofSharedReference_agree() throws IOException {
        Path folder = TestMolecules.shared().orElse(null);
        Assumptions.assumeTrue(folder != null, "no shared data");
        Map<String, Double> shares = ReferenceAgreement.of(folder.resolve("rdkit_reference_4k.tsv.gz"), false);
        assertThat(shares).containsKeys("crippen_logp", "crippen_mr", "qed", "tpsa_a2");
        shares.forEach((column, share) -> assertThat(share).as(column).isGreaterThanOrEqualTo(LEAST_AGREEMENT));
    }
}
