package io.retort.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ProgressTest {
    private static Progress at(String stage, double fraction, double seconds, boolean finished) {
        return new Progress(12_000, 11_908, 12, 80, stage, fraction, seconds, 512.4, finished, List.of(), 0);
    }

    @Test
    void line_underWay_hasRateTimeLeftRejectsMemoryAndStage() {
        assertThat(at("standardize", 0.25, 4, false).line())
                .isEqualTo("12,000 rows (25 %), 3,000 rows/s, 12 s left, 12 rejected, 80 duplicates, 512 MB,"
                        + " mostly in standardize");
    }

    @Test
    void line_lengthUnknown_hasNeitherShareNorTimeLeft() {
        assertThat(at("", -1, 4, false).line())
                .isEqualTo("12,000 rows, 3,000 rows/s, 12 rejected, 80 duplicates, 512 MB");
    }

    @Test
    void line_longWayToGo_isInMinutesAndHours() {
        assertThat(at("", 0.5, 600, false).line()).contains(", 10 min left,");
        assertThat(at("", 0.5, 9000, false).line()).contains(", 2.5 h left,");
    }

    @Test
    void line_resumed_hasTheRateAndTheTimeOfThisSitting() {
        Progress resumed = new Progress(12_000, 12_000, 0, 0, "", 0.5, 4, 512, false, List.of(), 10_000);

        assertThat(resumed.line()).startsWith("12,000 rows (50 %), 500 rows/s, 24 s left,");
    }

    @Test
    void line_writing_namesTheSink() {
        assertThat(at("write", 1, 4, false).line()).endsWith("512 MB, in write").doesNotContain("left");
    }

    @Test
    void line_finished_hasTheTimeTaken() {
        assertThat(at("", 1, 4, true).line())
                .isEqualTo("12,000 rows, 3,000 rows/s, 4.0 s, 12 rejected, 80 duplicates, 512 MB");
    }

    @Test
    void endLine_stopped_saysHowFarItWas() {
        assertThat(at("standardize", 0.31, 3.2, false).endLine("Stopped"))
                .isEqualTo("Stopped after 12,000 rows (31 %) in 3.2 s, 12 rejected, 80 duplicates");
    }
}
