package io.retort.manybody;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The results of a run. */
final class RunComponents implements Components {
    private final CalculationList calculations;
    private final List<@Nullable CalculationResult> results;

    RunComponents(CalculationList calculations, List<@Nullable CalculationResult> results) {
        this.calculations = calculations;
        this.results = results;
    }

    @Override
    public double @Nullable [] value(int calculation, Driver property) {
        CalculationResult result = results.get(calculations.representative(calculation));
        if (result == null) {
            return null;
        }
        return switch (property) {
            case ENERGY -> new double[] {result.energyHartree()};
            case GRADIENT -> result.gradient();
            case HESSIAN -> result.hessian();
        };
    }

    @Override
    public int[] atoms(int calculation) {
        return calculations.atoms(calculation);
    }
}
