package io.retort.manybody.engine;

import io.retort.core.CancelToken;
import io.retort.core.UsageException;
import io.retort.manybody.Atom;
import io.retort.manybody.Calculation;
import io.retort.manybody.CalculationResult;
import io.retort.manybody.Driver;
import io.retort.manybody.EnergyEngine;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * An engine without physics, to measure what running many calculations costs beyond the calculations: each takes a
 * stated time that depends on how many fragments it has, and gives an energy from a formula.
 *
 * <p>In the mode {@code cpu} it computes until its thread has used that much processor time; in the mode
 * {@code latency} it waits without computing, like a service far away, and says so in its version. The energy, in
 * hartree with distances r in bohr, is -Z^2.4/2 per atom, 0.01 (Z Z')^0.5 [(3/r)^12 - (3/r)^6] per pair, the
 * Axilrod-Teller form 5 (1 + 3 cos cos cos) / (r r' r'')^3 per triple, and -0.001 exp(-r) per real and ghost atom;
 * squares of distances below 1 bohr^2 count as 1. Z is the length of the symbol plus its first letter's place in the
 * alphabet, which tells elements apart and means nothing. Derivatives are central differences. Source of the
 * three-body form: axilrod1943.
 */
public final class SyntheticEngine implements EnergyEngine {
    /** How the time passes. */
    public enum Mode {
        /** The thread computes. */
        CPU,
        /** The thread waits. */
        LATENCY
    }

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final double STEP = 0.01;
    private static final int SPIN = 500;

    private final Mode mode;
    private final List<Double> millis;
    private final int atomsPerFragment;

    /**
     * An engine.
     *
     * @param mode how the time passes
     * @param millis of one fragment, of two, and so on; the last holds for all beyond; 0 or more each
     * @param atomsPerFragment to count fragments by, 1 or more
     */
    public SyntheticEngine(Mode mode, List<Double> millis, int atomsPerFragment) {
        if (millis.isEmpty() || millis.stream().anyMatch(m -> !(m >= 0)) || atomsPerFragment < 1) {
            throw new UsageException("synthetic: " + millis + " ms and " + atomsPerFragment
                    + " atoms per fragment: give times of 0 or more and at least one atom.");
        }
        this.mode = mode;
        this.millis = List.copyOf(millis);
        this.atomsPerFragment = atomsPerFragment;
    }

    @Override
    public String name() {
        return "synthetic";
    }

    @Override
    public String version() {
        return mode == Mode.CPU ? "1" : "1-latency";
    }

    /**
     * How long a calculation takes.
     *
     * @param calculation of any size
     * @return processor time, or waiting time in the mode latency
     */
    public Duration cost(Calculation calculation) {
        int fragments = Math.max(1, (calculation.real().size() + atomsPerFragment - 1) / atomsPerFragment);
        return Duration.ofNanos(Math.round(1e6 * millis.get(Math.min(fragments, millis.size()) - 1)));
    }

    @Override
    public CalculationResult run(Calculation calculation, CancelToken cancel) {
        long start = THREADS.getCurrentThreadCpuTime();
        double energy = energy(calculation);
        double @Nullable [] gradient = null;
        double @Nullable [] hessian = null;
        NumericDerivatives numeric = new NumericDerivatives(STEP);
        if (calculation.driver() != Driver.ENERGY) {
            gradient = numeric.gradient(calculation, SyntheticEngine::energy);
        }
        if (calculation.driver() == Driver.HESSIAN) {
            hessian = numeric.hessian(calculation, c -> numeric.gradient(c, SyntheticEngine::energy));
        }
        long nanos = cost(calculation).toNanos();
        if (mode == Mode.CPU) {
            spin(start + nanos, cancel);
        } else {
            rest(nanos, cancel);
        }
        return new CalculationResult(energy, gradient, hessian);
    }

    /** Arithmetic whose result is looked at, so that it is not left out. */
    private static void spin(long untilCpuNanos, CancelToken cancel) {
        double x = 1;
        while (THREADS.getCurrentThreadCpuTime() < untilCpuNanos) {
            cancel.throwIfCancelled();
            for (int i = 0; i < SPIN; i++) {
                x = x * 1.000000001 + 1e-12;
            }
        }
        if (Double.isNaN(x)) {
            throw new IllegalStateException("arithmetic failed");
        }
    }

    private static void rest(long nanos, CancelToken cancel) {
        CountDownLatch cancelled = new CountDownLatch(1);
        try (CancelToken.Registration registration = cancel.onCancel(cancelled::countDown)) {
            if (cancelled.await(nanos, TimeUnit.NANOSECONDS)) {
                cancel.throwIfCancelled();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("interrupted");
        }
    }

    private static double energy(Calculation c) {
        double sum = 0;
        List<Atom> atoms = c.real();
        for (int i = 0; i < atoms.size(); i++) {
            sum -= 0.5 * Math.pow(weight(atoms.get(i)), 2.4);
            for (Atom ghost : c.ghosts()) {
                sum -= 0.001 * Math.exp(-Math.sqrt(square(atoms.get(i), ghost)));
            }
            for (int j = 0; j < i; j++) {
                double ratio = 9 / square(atoms.get(i), atoms.get(j));
                double sixth = ratio * ratio * ratio;
                sum += 0.01 * Math.sqrt(weight(atoms.get(i)) * weight(atoms.get(j))) * (sixth * sixth - sixth);
                for (int k = 0; k < j; k++) {
                    sum += triple(atoms.get(i), atoms.get(j), atoms.get(k));
                }
            }
        }
        return sum;
    }

    private static double triple(Atom a, Atom b, Atom c) {
        double ab = square(a, b);
        double bc = square(b, c);
        double ca = square(c, a);
        double cosines = (ab + ca - bc) * (ab + bc - ca) * (bc + ca - ab) / (8 * ab * bc * ca);
        return 5 * (1 + 3 * cosines) / Math.pow(ab * bc * ca, 1.5);
    }

    private static double weight(Atom atom) {
        return atom.element().length() + Character.toUpperCase(atom.element().charAt(0)) - 'A' + 1;
    }

    private static double square(Atom a, Atom b) {
        double x = a.x() - b.x();
        double y = a.y() - b.y();
        double z = a.z() - b.z();
        return Math.max(1, x * x + y * y + z * z);
    }
}
