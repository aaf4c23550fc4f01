package io.retort.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.retort.core.UsageException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BatchSizeTest {
    @ParameterizedTest
    @ValueSource(strings = {"adaptive", "adaptive:10:2:500", "fixed:64"})
    void text_readsBackToItself(String text) {
        assertThat(BatchSize.parse(text)).hasToString(text);
    }

    @Test
    void presets_startLargerThanTheDefault() {
        assertThat(BatchSize.parse("chembl").initial())
                .isGreaterThan(BatchSize.adaptiveSize().initial());
        assertThat(BatchSize.parse("pubchem").initial())
                .isGreaterThan(BatchSize.parse("chembl").initial());
    }

    @Test
    void number_isFixed() {
        assertThat(BatchSize.parse("1_000")).isEqualTo(BatchSize.fixed(1000));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "0",
                "-5",
                "fixed",
                "fixed:0",
                "fixed:1000001",
                "adaptive:1",
                "adaptive:5:6:7",
                "big",
                "chembl:3"
            })
    void nonsense_isRefusedWithWhatIsAccepted(String text) {
        assertThatThrownBy(() -> BatchSize.parse(text))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("accepted");
    }

    @ParameterizedTest
    @CsvSource({
        "512, 8, false, memory",
        "512, 8, true, memory",
        "2048, 2, false, balanced",
        "2048, 2, true, throughput",
        "16384, 2, false, balanced",
        "16384, 8, false, throughput"
    })
    void profile_isPickedFromMemoryProcessorsAndGpu(long heapMb, int processors, boolean gpu, String profile) {
        assertThat(RunProfile.picked(heapMb << 20, processors, gpu)).isEqualTo(profile);
    }
}
