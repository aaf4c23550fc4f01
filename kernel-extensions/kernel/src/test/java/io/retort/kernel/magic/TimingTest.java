package io.retort.kernel.magic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.retort.core.CancelToken;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class TimingTest {
    @Test
    void sentence_hasMedianAndRange() {
        Timing timing = new Timing(new double[] {1000, 1500, 2_000_000}, 4, 2);
        assertThat(timing.sentence("17"))
                .isEqualTo("median 1.50 us per call, min 1.00 us, max 2.00 ms"
                        + " (3 runs of 4 loops after 2 to warm up, JDK 17)");
    }

    @Test
    void time_anySize_hasThreeDigitsAndAUnit() {
        assertThat(Timing.time(0.294)).isEqualTo("0.29 ns");
        assertThat(Timing.time(12.34)).isEqualTo("12.3 ns");
        assertThat(Timing.time(999.9)).isEqualTo("1.00 us");
        assertThat(Timing.time(2.5e11)).isEqualTo("250 s");
    }

    @Test
    void measure_loop_takesAtLeastAFifthOfASecond() throws Exception {
        Timing timing = Timing.measure(count -> count * 1_000_000, 3, 1, new CancelToken());
        assertThat(timing.medianNanos()).isEqualTo(1e6);
        assertThat(timing.nanosPerCall()).hasSize(3);
        assertThat(timing.loopCount()).isBetween(200L, 300L);
    }

    @Test
    void measure_cancelled_stops() {
        CancelToken token = new CancelToken();
        token.cancel("test");
        assertThatThrownBy(() -> Timing.measure(count -> 1, 3, 1, token)).isInstanceOf(CancellationException.class);
    }
}
