package io.retort.manybody;

import io.retort.core.DataException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Puts the results of a plan's calculations together: every contribution is one sum over calculations in canonical order.
 * The result does not depend on the order in which calculations were done.
 */
final class Assembly {
    private static final int NAMED = 8;

    private final ExpansionPlan plan;
    private final int atoms;
    private final Components components;

    Assembly(ExpansionPlan plan, int atoms, Components components) {
        this.plan = plan;
        this.atoms = atoms;
        this.components = components;
    }

    /** Whether any calculation of the plan has a property. */
    boolean has(Driver property) {
        for (int i = 0; i < plan.calculations().size(); i++) {
            if (components.value(i, property) != null) {
                return true;
            }
        }
        return false;
    }

    /** The series of each treatment. */
    Map<Bsse, BodySeries> series(Driver property) {
        checkComplete(property);
        Map<Bsse, TreeMap<Integer, double[]>> sums = new EnumMap<>(Bsse.class);
        for (Contribution contribution : plan.contributions()) {
            sums.computeIfAbsent(contribution.treatment(), t -> new TreeMap<>())
                    .put(contribution.body(), sum(contribution, property));
        }
        Map<Bsse, BodySeries> series = new EnumMap<>(Bsse.class);
        sums.forEach((treatment, byBody) -> series.put(
                treatment,
                new BodySeries(
                        plan.expansion().hasTotals(treatment, plan.fragments()), length(atoms, property), byBody)));
        return series;
    }

    static int length(int atoms, Driver property) {
        return switch (property) {
            case ENERGY -> 1;
            case GRADIENT -> 3 * atoms;
            case HESSIAN -> 9 * atoms * atoms;
        };
    }

    private void checkComplete(Driver property) {
        List<Label> missing = new ArrayList<>();
        for (int i = 0; i < plan.calculations().size(); i++) {
            double[] value = components.value(i, property);
            Label label = plan.calculations().get(i);
            if (value == null) {
                missing.add(label);
            } else if (property != Driver.ENERGY && value.length != length(components.atoms(i).length, property)) {
                throw new DataException("the " + name(property) + " of " + label + " has " + value.length
                        + " figures; for its " + components.atoms(i).length + " atoms it must have "
                        + length(components.atoms(i).length, property));
            }
        }
        if (!missing.isEmpty()) {
            String first = String.join(
                    ", ", missing.stream().limit(NAMED).map(Label::toString).toList());
            throw new DataException("the " + name(property) + " is missing for " + missing.size() + " of "
                    + plan.calculations().size() + " calculations: " + first
                    + (missing.size() > NAMED ? " and " + (missing.size() - NAMED) + " more" : ""));
        }
    }

    static String name(Driver property) {
        return property.name().toLowerCase(java.util.Locale.ROOT);
    }

    private double[] sum(Contribution contribution, Driver property) {
        PairSum sum = new PairSum(length(atoms, property));
        for (int i = 0; i < contribution.calculations().length; i++) {
            int calculation = contribution.calculations()[i];
            double factor = contribution.factors()[i];
            double[] value = present(components.value(calculation, property), calculation);
            switch (property) {
                case ENERGY -> sum.add(0, factor, value[0]);
                case GRADIENT -> addGradient(sum, factor, value, components.atoms(calculation));
                case HESSIAN -> addHessian(sum, factor, value, components.atoms(calculation));
            }
        }
        return sum.values();
    }

    private double[] present(double @Nullable [] value, int calculation) {
        if (value == null) {
            throw new DataException(plan.calculations().get(calculation) + " has lost its result");
        }
        return value;
    }

    private static void addGradient(PairSum sum, double factor, double[] value, int[] at) {
        for (int i = 0; i < value.length; i++) {
            sum.add(3 * at[i / 3] + i % 3, factor, value[i]);
        }
    }

    private void addHessian(PairSum sum, double factor, double[] value, int[] at) {
        int side = 3 * at.length;
        for (int row = 0; row < side; row++) {
            int toRow = (3 * at[row / 3] + row % 3) * 3 * atoms;
            for (int column = 0; column < side; column++) {
                sum.add(toRow + 3 * at[column / 3] + column % 3, factor, value[row * side + column]);
            }
        }
    }
}
