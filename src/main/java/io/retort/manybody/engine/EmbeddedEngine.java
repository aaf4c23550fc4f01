package io.retort.manybody.engine;

import io.retort.core.CancelToken;
import io.retort.core.ResourceException;
import io.retort.core.UsageException;
import io.retort.manybody.Calculation;
import io.retort.manybody.CalculationResult;
import io.retort.manybody.Driver;
import io.retort.manybody.EnergyEngine;
import io.retort.manybody.ModelChemistry;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Restricted Hartree-Fock ({@code hf}) and second-order perturbation theory with all electrons correlated
 * ({@code mp2}) in STO-3G, for closed shells of hydrogen to neon, with ghost atoms and embedding charges. Exact
 * integrals, no density fitting, no symmetry; nothing is moved or turned.
 *
 * <p>Gradients of {@code hf} are analytic; those of {@code mp2} are central differences of energies (error about 1e-9
 * hartree/bohr). Hessians of {@code hf} are central differences of analytic gradients (about 1e-7 hartree/bohr^2), those
 * of {@code mp2} of numeric gradients (about 1e-6). Safe for use by many threads; each calculation runs on its caller's
 * thread alone and gives the same result to the last bit. Time grows with the fourth power of the number of functions
 * ({@code hf}) or the fifth ({@code mp2}).
 *
 * <p>Source: {@link Rhf}, {@link Repulsion}, {@link RhfGradient}, {@link Mp2}.
 */
public final class EmbeddedEngine implements EnergyEngine {
    private static final String BASIS = "sto-3g";
    private static final double GRADIENT_STEP = 0.005;
    private static final double HESSIAN_STEP = 0.01;
    private static final int MAX_FUNCTIONS = 300;

    /** Creates the engine. */
    public EmbeddedEngine() {}

    @Override
    public String name() {
        return "rhf";
    }

    @Override
    public String version() {
        return "1";
    }

    @Override
    public Optional<String> refusal(ModelChemistry model, boolean ghosts, boolean embedding, Driver driver) {
        if (!model.method().equals("hf") && !model.method().equals("mp2")) {
            return Optional.of("The rhf engine has no method '" + model.method() + "': it accepts hf and mp2.");
        }
        if (!model.basis().equals(BASIS)) {
            return Optional.of("The rhf engine has no basis '" + model.basis() + "': it accepts sto-3g.");
        }
        return Optional.empty();
    }

    /** Derivatives need no more than energies. */
    @Override
    public long memoryBytes(Calculation calculation) {
        long n = functions(calculation);
        long pairs = n * (n + 1) / 2;
        // Integrals and their supermatrix; half-transformed integrals; shell pairs; square matrices with their history.
        long integrals = 2 * (pairs * (pairs + 1) / 2);
        long transformed = calculation.model().method().equals("mp2") ? pairs * n * n / 4 + n * n * n : 0;
        return 8 * (integrals + transformed + 400 * pairs + 60 * n * n) + (1 << 20);
    }

    private static long functions(Calculation calculation) {
        return Sto3g.functions(calculation.real()) + Sto3g.functions(calculation.ghosts());
    }

    /**
     * Computes on the calling thread.
     *
     * @param calculation closed-shell, of hydrogen to neon
     * @param cancel looked at between blocks of integrals and iterations
     * @return energy, and what the driver asks for with all that comes before it
     * @throws UsageException if the method, basis, element, charge or multiplicity is not one that the engine has
     * @throws ResourceException if the heap is too small for it
     * @throws io.retort.core.ModelException if the iterations do not converge
     * @throws java.util.concurrent.CancellationException if cancelled
     */
    @Override
    public CalculationResult run(Calculation calculation, CancelToken cancel) {
        check(calculation);
        int reals = calculation.real().size();
        int atoms = reals + calculation.ghosts().size();
        boolean mp2 = calculation.model().method().equals("mp2");
        RhfState state = Rhf.solve(calculation, !mp2 && calculation.driver() != Driver.ENERGY, cancel);
        double energy = state.energy() + (mp2 ? Mp2.correlation(state) : 0);
        double @Nullable [] gradient = null;
        double @Nullable [] hessian = null;
        if (calculation.driver() != Driver.ENERGY) {
            gradient = mp2 ? gradient(calculation, cancel) : RhfGradient.of(state, reals, atoms, cancel);
        }
        if (calculation.driver() == Driver.HESSIAN) {
            hessian = new NumericDerivatives(HESSIAN_STEP).hessian(calculation, c -> gradient(c, cancel));
        }
        return new CalculationResult(energy, gradient, hessian);
    }

    private static double[] gradient(Calculation c, CancelToken cancel) {
        if (c.model().method().equals("mp2")) {
            return new NumericDerivatives(GRADIENT_STEP).gradient(c, moved -> {
                RhfState state = Rhf.solve(moved, false, cancel);
                return state.energy() + Mp2.correlation(state);
            });
        }
        int reals = c.real().size();
        return RhfGradient.of(
                Rhf.solve(c, true, cancel), reals, reals + c.ghosts().size(), cancel);
    }

    private void check(Calculation c) {
        refusal(c.model(), !c.ghosts().isEmpty(), !c.embedding().isEmpty(), c.driver())
                .ifPresent(reason -> {
                    throw new UsageException(reason);
                });
        if (c.multiplicity() != 1) {
            throw new UsageException("Multiplicity " + c.multiplicity()
                    + " is an open shell, and the rhf engine computes closed shells only: give 1, or another engine.");
        }
        if (c.real().isEmpty()) {
            throw new UsageException("A calculation without real atoms has no energy: give at least one.");
        }
        if (functions(c) > MAX_FUNCTIONS) {
            throw new UsageException(functions(c) + " basis functions exceed the " + MAX_FUNCTIONS
                    + " that the rhf engine accepts: use smaller n-mers, or psi4.");
        }
        long needed = memoryBytes(c);
        long available = Runtime.getRuntime().maxMemory();
        if (needed > available) {
            throw new ResourceException("A calculation with " + functions(c) + " basis functions needs "
                    + (needed >> 20) + " MB of heap, and there are " + (available >> 20)
                    + ": give more memory, or use smaller n-mers.");
        }
    }
}
