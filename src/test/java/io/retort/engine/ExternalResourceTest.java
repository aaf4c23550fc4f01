package io.retort.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.retort.core.CancelToken;
import io.retort.core.ResourceException;
import java.io.IOException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** External resources in a time that only moves when somebody sleeps. */
class ExternalResourceTest {
    private final CancelToken cancel = new CancelToken();
    private final List<Long> sleeps = new ArrayList<>();
    private Instant now = Instant.EPOCH;
    private double chance = 1;

    private final Clock clock = new Clock() {
        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    };

    private final ResourceSurroundings around = new ResourceSurroundings(
            clock,
            (nanos, token) -> {
                sleeps.add(nanos);
                now = now.plusNanos(nanos);
            },
            () -> chance);

    private ExternalResource resource(ResourceLimits limits) {
        return new ExternalResource("db", limits, around);
    }

    /** A call that fails some times and then answers. */
    private final class Flaky implements ExternalResource.Call<String> {
        private final List<Throwable> failures;
        private int calls;

        Flaky(Throwable... failures) {
            this.failures = List.of(failures);
        }

        @Override
        public String run() throws SQLException, IOException {
            if (calls < failures.size()) {
                Throwable failure = failures.get(calls++);
                if (failure instanceof SQLException sql) {
                    throw sql;
                }
                if (failure instanceof IOException io) {
                    throw io;
                }
                throw (Error) failure;
            }
            calls++;
            return "answer";
        }
    }

    private static SQLException state(String state) {
        return new SQLException("said " + state, state);
    }

    @Test
    void call_transientFaults_areTriedAgainAfterGrowingWaits() throws SQLException {
        ExternalResource resource = resource(ResourceLimits.defaults());

        String answer = resource.call(cancel, new Flaky(state("08006"), state("40001"), new IOException("reset")));

        assertThat(answer).isEqualTo("answer");
        assertThat(sleeps).containsExactly(100_000_000L, 200_000_000L, 400_000_000L);
        assertThat(resource.counts().retries()).isEqualTo(3);
        assertThat(resource.counts().calls()).isEqualTo(1);
        assertThat(resource.counts().waitedSeconds()).isCloseTo(0.7, within(1e-9));
    }

    @Test
    void call_permanentFault_isThrownAsItIs() {
        Flaky flaky = new Flaky(state("42601"));

        assertThatThrownBy(() -> resource(ResourceLimits.defaults()).call(cancel, flaky))
                .isInstanceOf(SQLException.class)
                .hasMessage("said 42601");
        assertThat(flaky.calls).isEqualTo(1);
        assertThat(sleeps).isEmpty();
    }

    @Test
    void call_exhaustedResource_opensTheBreakerAtOnce_andWaitsForTheProbe() throws SQLException {
        for (Throwable failure : List.of(
                state("53100"),
                state("53200"),
                state("53300"),
                new SQLTransientConnectionException("pool timeout"),
                new OutOfMemoryError("heap"))) {
            ResourceSurroundings fresh =
                    new ResourceSurroundings(clock, (nanos, token) -> now = now.plusNanos(nanos), () -> 0);
            ExternalResource resource = new ExternalResource("db", ResourceLimits.defaults(), fresh);
            Instant start = now;

            assertThat(resource.call(cancel, new Flaky(failure))).isEqualTo("answer");

            assertThat(resource.counts().opened()).as(failure.toString()).isEqualTo(1);
            assertThat(Duration.between(start, now)).isBetween(Duration.ofSeconds(2), Duration.ofMillis(2200));
        }
    }

    @Test
    void call_onOneName_sharesTheBreaker() throws SQLException {
        chance = 0;
        ExternalResource first = resource(ResourceLimits.defaults().withPatience(Duration.ofSeconds(1)));
        ExternalResource second = resource(ResourceLimits.defaults());
        assertThatThrownBy(() -> first.call(cancel, new Flaky(state("53300"), state("53300"))))
                .isInstanceOf(ResourceException.class);

        Instant start = now;
        assertThat(second.call(cancel, new Flaky())).isEqualTo("answer");

        assertThat(Duration.between(start, now)).isBetween(Duration.ofMillis(900), Duration.ofMillis(1300));
        assertThat(second.counts().waitedSeconds()).isPositive();
    }

    @Test
    void breaker_failedProbe_opensAgain() throws SQLException {
        chance = 0;
        ExternalResource resource = resource(ResourceLimits.defaults());

        resource.call(cancel, new Flaky(state("53300"), state("08006")));

        assertThat(resource.counts().opened()).isEqualTo(2);
        assertThat(now).isAfterOrEqualTo(Instant.EPOCH.plusSeconds(4));
    }

    @Test
    void breaker_opensOnTheRateOfFailures() throws SQLException {
        chance = 0;
        ExternalResource resource = resource(ResourceLimits.defaults());

        resource.call(
                cancel, new Flaky(state("08006"), state("08006"), state("08006"), state("08006"), state("08006")));

        assertThat(resource.counts().opened()).isEqualTo(1);
    }

    @Test
    void call_thatNeverAnswers_endsWithinPatience() {
        ExternalResource resource = resource(ResourceLimits.defaults());
        Throwable[] failures = java.util.stream.Stream.generate(() -> state("08001"))
                .limit(1000)
                .toArray(Throwable[]::new);

        assertThatThrownBy(() -> resource.call(cancel, new Flaky(failures)))
                .isInstanceOf(ResourceException.class)
                .hasMessageContaining("db cannot be used, after")
                .hasMessageContaining("said 08001");
        assertThat(now).isBeforeOrEqualTo(Instant.EPOCH.plusSeconds(61));
    }

    @Test
    void call_cancelled_endsWithoutAnotherAttempt() {
        Flaky flaky = new Flaky(state("08006"), state("08006"));
        ResourceSurroundings cancelling =
                new ResourceSurroundings(clock, (nanos, token) -> cancel.cancel("test"), () -> 1);

        assertThatThrownBy(() -> new ExternalResource("db", ResourceLimits.defaults(), cancelling).call(cancel, flaky))
                .isInstanceOf(CancellationException.class);
        assertThat(flaky.calls).isEqualTo(1);
    }

    @Test
    void call_poolTimeoutOverAWrongPassword_isPermanent() {
        SQLTransientConnectionException timeout = new SQLTransientConnectionException("timeout");
        timeout.initCause(state("28P01"));

        assertThat(Fault.of(timeout)).isEqualTo(Fault.PERMANENT);
    }

    @Property(tries = 200)
    void waits_neverPassTheirBounds(
            @ForAll @DoubleRange(min = 0, max = 1) double drawn, @ForAll @IntRange(max = 4) int n) throws SQLException {
        ResourceLimits limits = ResourceLimits.defaults();
        List<Long> waits = new ArrayList<>();
        ResourceSurroundings own = new ResourceSurroundings(clock, (nanos, token) -> waits.add(nanos), () -> drawn);
        Throwable[] failures =
                java.util.stream.Stream.generate(() -> state("40001")).limit(n).toArray(Throwable[]::new);

        new ExternalResource("db", limits, own).call(new CancelToken(), new Flaky(failures));

        assertThat(waits).hasSize(n);
        for (int i = 0; i < n; i++) {
            assertThat(waits.get(i)).isBetween(0L, limits.firstWait().toNanos() << i);
        }
    }
}
