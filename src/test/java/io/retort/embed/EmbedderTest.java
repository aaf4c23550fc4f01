package io.retort.embed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Retort's own model against the vectors that were computed when it was trained. */
@Timeout(60)
class EmbedderTest {
    /** The golden file has six digits; a processor's sums differ in the seventh. */
    private static final float FLOAT32 = 1e-5f;
    /** Eleven bits of mantissa through four layers. */
    private static final float HALF = 2e-3f;

    private static final double INT8_COSINE = 0.999;

    @ParameterizedTest
    @CsvSource({"float32, 1024", "float32, 1", "float32, 100000", "half, 1024", "int8, 1024", "int8, 1", "int8, 100000"
    })
    void embed_goldenMolecules_agreesWhateverTheBatch(String dtype, int batchTokens) {
        DtypeChoice choice = DtypeChoice.valueOf(dtype.toUpperCase(java.util.Locale.ROOT));
        try (Embedder embedder = Embedder.open("molecule-encoder", DeviceChoice.CPU, choice)) {
            float[][] vectors = embedder.embed(TestTexts.goldenSmiles(), batchTokens);
            int row = 0;
            for (TestTexts.Golden golden : TestTexts.golden()) {
                float[] vector = vectors[row++];
                if (choice == DtypeChoice.INT8) {
                    assertThat(TestTexts.cosine(vector, golden.vector())).isGreaterThan(INT8_COSINE);
                } else {
                    float most = choice == DtypeChoice.HALF ? HALF : FLOAT32;
                    assertThat(vector).containsExactly(golden.vector(), within(most));
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 1024})
    void embed_drugsInInt8_stayCloseToFloat32(int batchTokens) {
        List<String> drugs = TestTexts.drugs().stream().limit(200).toList();
        try (Embedder whole = Embedder.ofMolecules();
                Embedder bytes = Embedder.open("molecule-encoder", DeviceChoice.CPU, DtypeChoice.INT8)) {
            float[][] expected = whole.embed(drugs);
            float[][] found = bytes.embed(drugs, batchTokens);
            double[] cosines = IntStream.range(0, drugs.size())
                    .mapToDouble(i -> TestTexts.cosine(expected[i], found[i]))
                    .sorted()
                    .toArray();
            // Single molecules may lie lower; sums that are cut off at 16 bits show in all of them.
            assertThat(cosines[0]).isGreaterThan(0.997);
            assertThat(cosines[drugs.size() / 20]).isGreaterThan(INT8_COSINE);
        }
    }

    @Test
    void embed_textBesideALongOne_isPaddedWithoutEffect() {
        String text = TestTexts.goldenSmiles().get(0);
        try (Embedder embedder = Embedder.ofMolecules()) {
            float[] alone = embedder.embed(List.of(text))[0];
            float[] padded = embedder.embed(List.of("C".repeat(150), text), 100_000)[1];
            assertThat(padded).containsExactly(alone, within(FLOAT32));
        }
    }

    @Test
    void embed_anyOrder_givesEachTextItsOwnVector() {
        List<String> texts = new ArrayList<>(TestTexts.goldenSmiles());
        try (Embedder embedder = Embedder.ofMolecules()) {
            float[][] forward = embedder.embed(texts);
            java.util.Collections.reverse(texts);
            float[][] backward = embedder.embed(texts);
            for (int i = 0; i < forward.length; i++) {
                assertThat(backward[forward.length - 1 - i]).containsExactly(forward[i], within(FLOAT32));
            }
        }
    }

    @Test
    void model_describesWhatItMakes() {
        try (Embedder embedder = Embedder.ofMolecules()) {
            assertThat(embedder.model().dimension()).isEqualTo(256);
            assertThat(embedder.plan().provider()).isEqualTo("CPUExecutionProvider");
            assertThat(embedder.model().fingerprint(Dtype.FLOAT32))
                    .hasSize(64)
                    .isNotEqualTo(embedder.model().fingerprint(Dtype.INT8));
            assertThat(TestTexts.cosine(embedder.embed(List.of("CCO"))[0], embedder.embed(List.of("OCC"))[0]))
                    .isGreaterThan(0.9);
        }
    }
}
