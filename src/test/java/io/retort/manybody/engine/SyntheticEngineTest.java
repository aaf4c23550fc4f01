package io.retort.manybody.engine;

import static io.retort.manybody.engine.Waters.FIRST;
import static io.retort.manybody.engine.Waters.HF;
import static io.retort.manybody.engine.Waters.SECOND;
import static io.retort.manybody.engine.Waters.calculation;
import static io.retort.manybody.engine.Waters.energy;
import static io.retort.manybody.engine.Waters.joined;
import static io.retort.manybody.engine.Waters.run;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.retort.core.CancelToken;
import io.retort.core.UsageException;
import io.retort.manybody.Atom;
import io.retort.manybody.Driver;
import io.retort.manybody.EnergyEngine;
import io.retort.manybody.Engines;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class SyntheticEngineTest {
    private static SyntheticEngine free() {
        return new SyntheticEngine(SyntheticEngine.Mode.CPU, List.of(0.0), 3);
    }

    @Test
    void run_pairOfAtoms_givesTheStatedFormula() {
        List<Atom> atoms = List.of(new Atom("H", 0, 0, 0), new Atom("H", 0, 0, 3));
        double z = 1 + 8;
        assertThat(run(free(), energy(HF, atoms)).energyHartree()).isCloseTo(-Math.pow(z, 2.4), within(1e-12));
        List<Atom> closer = List.of(new Atom("H", 0, 0, 0), new Atom("H", 0, 0, 1.5));
        assertThat(run(free(), energy(HF, closer)).energyHartree())
                .isCloseTo(-Math.pow(z, 2.4) + 0.01 * z * (4096 - 64), within(1e-9));
    }

    @Test
    void run_triple_isNotTheSumOfPairs() {
        List<Atom> a = List.of(new Atom("O", 0, 0, 0));
        List<Atom> b = List.of(new Atom("O", 0, 0, 4));
        List<Atom> c = List.of(new Atom("O", 0, 4, 0));
        double one = value(a);
        double pairs = value(joined(a, b)) + value(joined(b, c)) + value(joined(a, c)) - 3 * one;
        // A right angle: its cosine is 0, and squares of distances are 16, 16 and 32.
        assertThat(value(joined(a, b, c)) - pairs).isCloseTo(5 / Math.pow(8192, 1.5), within(1e-11));
    }

    private static double value(List<Atom> atoms) {
        return run(free(), energy(HF, atoms)).energyHartree();
    }

    @Test
    void run_ghosts_lowerTheEnergy() {
        assertThat(run(free(), calculation(HF, Driver.ENERGY, FIRST, SECOND)).energyHartree())
                .isLessThan(value(FIRST));
    }

    @Test
    void run_cpu_usesTheStatedTimeBySize() {
        SyntheticEngine engine = new SyntheticEngine(SyntheticEngine.Mode.CPU, List.of(2.0, 6.0), 3);
        assertThat(engine.cost(energy(HF, FIRST))).isEqualTo(Duration.ofMillis(2));
        assertThat(engine.cost(energy(HF, joined(FIRST, SECOND, FIRST)))).isEqualTo(Duration.ofMillis(6));
        var threads = ManagementFactory.getThreadMXBean();
        long start = threads.getCurrentThreadCpuTime();
        run(engine, energy(HF, joined(FIRST, SECOND)));
        assertThat(threads.getCurrentThreadCpuTime() - start).isGreaterThanOrEqualTo(6_000_000);
    }

    @Test
    void run_cancelled_stopsComputingAndWaiting() {
        for (SyntheticEngine.Mode mode : SyntheticEngine.Mode.values()) {
            SyntheticEngine engine = new SyntheticEngine(mode, List.of(1e7), 3);
            CancelToken cancel = new CancelToken();
            Thread canceller = new Thread(() -> cancel.cancel("enough"));
            canceller.start();
            assertThatThrownBy(() -> engine.run(energy(HF, FIRST), cancel))
                    .isInstanceOf(CancellationException.class)
                    .hasMessageContaining("enough");
        }
    }

    @Test
    void run_gradient_sumsToZero() {
        double[] g = Waters.gradient(free(), calculation(HF, Driver.GRADIENT, FIRST, SECOND));
        assertThat(g[0] + g[3] + g[6] + g[9] + g[12] + g[15]).isCloseTo(0, within(1e-6));
        assertThat(run(free(), calculation(HF, Driver.HESSIAN, FIRST, List.of()))
                        .hessian())
                .hasSize(81);
    }

    @Test
    void of_options_saysTheMode() {
        try (EnergyEngine engine = Engines.open("synthetic", Map.of("mode", "latency", "millis", "0.1,2"))) {
            assertThat(engine.version()).contains("latency");
        }
        assertThatThrownBy(() -> Engines.open("synthetic", Map.of("mode", "gpu")))
                .isInstanceOf(UsageException.class);
        assertThatThrownBy(() -> Engines.open("synthetic", Map.of("millis", "-1")))
                .isInstanceOf(UsageException.class);
        assertThatThrownBy(() -> Engines.open("synthetic", Map.of("millis", "x")))
                .isInstanceOf(UsageException.class);
    }
}
