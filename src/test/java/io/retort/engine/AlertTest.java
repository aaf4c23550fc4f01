package io.retort.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.retort.core.UsageException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AlertTest {
    @ParameterizedTest
    @CsvSource({
        "rows_per_s<1000, 999, true",
        "rows_per_s<1000, 1000, false",
        "rows_per_s <= 1e3, 1000, true",
        "rejected_share>0.1, 0.1, false",
        "rejected_share>=.1, 0.1, true",
        "rss_mb>1500, 1501, true"
    })
    void holds_comparesAsWritten(String condition, double value, boolean holds) {
        assertThat(Alert.parse(condition).holds(value)).isEqualTo(holds);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "rows_per_s", "rows_per_s=3", "rows_per_s<many", "<3", "rows_per_s<1 or rejected>2"})
    void parse_garbage_saysWhatIsAccepted(String text) {
        assertThatThrownBy(() -> Alert.parse(text))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("rows_per_s<1000");
    }

    @Test
    void parse_unknownMeasure_namesTheClosest() {
        assertThatThrownBy(() -> RunOptions.defaults().withAlerts("row_per_s<5"))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("rows_per_s")
                .hasMessageContaining("disk_free_mb");
    }

    @Test
    void look_tellsOnceAndKeepsTheWorst() {
        AlertWatch watch = new AlertWatch(List.of("rejected>10"));

        assertThat(watch.look(Map.of(RunMetric.REJECTED, 5.0), 100, 1, false)).isEmpty();
        assertThat(watch.look(Map.of(RunMetric.REJECTED, 11.0), 100, 2, false)).hasSize(1);
        assertThat(watch.look(Map.of(RunMetric.REJECTED, 30.0), 100, 3, false)).isEmpty();
        assertThat(watch.holding()).containsExactly("rejected>10 (30)");
        assertThat(watch.look(Map.of(RunMetric.REJECTED, 1.0), 100, 4, false)).isEmpty();
        assertThat(watch.holding()).isEmpty();
        assertThat(watch.told()).containsExactly(new AlertWatch.Told("rejected>10", 30, 2, 3));
    }

    @Test
    void rate_isThatOfTheLastSeconds() {
        AlertWatch watch = new AlertWatch(List.of("rows_per_s<100"));
        long rows = 0;
        for (int second = 1; second <= 10; second++) {
            rows += 1000;
            assertThat(watch.look(Map.of(), rows, second, false)).isEmpty();
        }
        int toldAt = 0;
        for (int second = 11; second <= 30 && toldAt == 0; second++) {
            toldAt = watch.look(Map.of(), rows, second, false).isEmpty() ? 0 : second;
        }

        assertThat(toldAt).isBetween(14, 16);
    }

    @Test
    void rate_ofAShortRun_isLookedAtWhenItEnds() {
        AlertWatch watch = new AlertWatch(List.of("rows_per_s<100"));

        assertThat(watch.look(Map.of(), 10, 1, false)).isEmpty();
        assertThat(watch.look(Map.of(), 20, 2, true))
                .extracting(AlertWatch.Told::value)
                .containsExactly(10.0);
    }
}
