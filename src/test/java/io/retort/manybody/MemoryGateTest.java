package io.retort.manybody;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.retort.core.CancelToken;
import io.retort.core.ResourceException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class MemoryGateTest {
    /** Says that each calculation takes two megabytes, and keeps the first ones until as many have come as may. */
    private static final class Hungry extends PairEngine {
        private final CountDownLatch together;
        private final AtomicInteger now = new AtomicInteger();
        private final AtomicInteger most = new AtomicInteger();

        Hungry(int together) {
            this.together = new CountDownLatch(together);
        }

        @Override
        public long memoryBytes(Calculation calculation) {
            return 2_000_000;
        }

        @Override
        public CalculationResult run(Calculation c, CancelToken cancel) {
            most.accumulateAndGet(now.incrementAndGet(), Math::max);
            together.countDown();
            try {
                assertThat(together.await(30, TimeUnit.SECONDS)).isTrue();
                return super.run(c, cancel);
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            } finally {
                now.decrementAndGet();
            }
        }
    }

    private static ManyBody expansion(String memory) {
        ManyBodyOptions options =
                ManyBodyOptions.of("1=a/b,2=a/b,3=a/b").with("workers", 8).with("tasks-memory", memory);
        return ManyBody.of(Clusters.waters(5), options);
    }

    @Test
    void run_engineTellsMemory_calculationsStayWithinTheBudget() {
        Hungry three = new Hungry(3);
        ManyBodyResult result = expansion("7m").run(three, new CancelToken());
        assertThat(three.most).hasValue(3);
        assertThat(result.report().done()).isEqualTo(25);

        Hungry eight = new Hungry(8);
        assertThat(expansion("100m").run(eight, new CancelToken()).energyHartree())
                .isEqualTo(result.energyHartree());
        assertThat(eight.most).hasValue(8);
    }

    @Test
    void run_calculationBeyondTheBudget_isRefused() {
        assertThatThrownBy(() -> expansion("1m").run(new Hungry(1), new CancelToken()))
                .isInstanceOf(ResourceException.class)
                .hasMessageContaining("--tasks-memory");
    }
}
