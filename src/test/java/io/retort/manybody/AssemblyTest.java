package io.retort.manybody;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.retort.core.DataException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AssemblyTest {
    /** Energies are some hundreds of hartree; sums in twice double precision leave the last rounding alone. */
    private static final double LAST_BITS = 2e-12;

    /** Random results for every calculation of a plan. */
    static final class RandomComponents implements Components {
        final Map<Label, double[]> values = new HashMap<>();
        private final ExpansionPlan plan;

        RandomComponents(ExpansionPlan plan, long seed) {
            this.plan = plan;
            Random random = new Random(seed);
            plan.calculations()
                    .forEach(label -> values.put(
                            label,
                            new double[] {-75.0 * label.subsystem().real().size() + random.nextGaussian() * 0.01}));
        }

        @Override
        public double @Nullable [] value(int calculation, Driver property) {
            return property == Driver.ENERGY ? values.get(plan.calculations().get(calculation)) : null;
        }

        @Override
        public int[] atoms(int calculation) {
            return new int[0];
        }

        BigDecimal energy(String model, int real, int basis) {
            double[] found = values.get(new Label(model, new Subsystem(set(real), set(basis))));
            assertThat(found).as("planned: %s %s", set(real), set(basis)).isNotNull();
            return new BigDecimal(found[0]);
        }

        private static FragmentSet set(int mask) {
            return FragmentSet.of(
                    IntStream.range(0, 31).filter(f -> (mask >> f & 1) == 1).toArray());
        }
    }

    @Property(tries = 300)
    void series_randomCase_equalsExactSums(
            @ForAll @IntRange(min = 2, max = 5) int fragments,
            @ForAll @IntRange(min = 1, max = 5) int levels,
            @ForAll @IntRange(min = 0, max = 5) int order,
            @ForAll @IntRange(min = 1, max = 3) int treatments,
            @ForAll boolean supersystem,
            @ForAll boolean totals,
            @ForAll long seed) {
        int max = Math.min(levels, fragments);
        Random random = new Random(seed);
        Expansion expansion = new Expansion(
                ordering(order).subList(0, treatments),
                randomLevels(max, supersystem && max < fragments, random),
                totals,
                false);
        ExpansionPlan plan = ExpansionPlan.of(expansion, fragments);
        RandomComponents components = new RandomComponents(plan, seed);

        Map<Bsse, BodySeries> series =
                plan.calculations().isEmpty() ? Map.of() : new Assembly(plan, 0, components).series(Driver.ENERGY);

        series.forEach((treatment, found) -> check(plan, components, treatment, found));
    }

    private static void check(ExpansionPlan plan, RandomComponents components, Bsse treatment, BodySeries found) {
        Levels levels = plan.expansion().levels();
        int max = levels.maxBody();
        BigDecimal interaction = BigDecimal.ZERO;
        BigDecimal monomers = BigDecimal.ZERO;
        for (int body : found.bodies()) {
            BigDecimal expected = BigDecimal.ZERO;
            if (body <= max && (body > 1 || found.hasTotals())) {
                ExpansionOracle oracle = new ExpansionOracle(
                        plan.fragments(), (real, basis) -> components.energy(levels.model(body), real, basis));
                expected = body == 1 ? monomerSum(plan, components) : oracle.contribution(treatment, body);
            }
            if (body == plan.fragments() && levels.supersystem() != null) {
                expected = expected.add(beyond(plan, components, levels.supersystem()));
            }
            assertThat(found.contribution(body)[0]).isCloseTo(expected.doubleValue(), within(LAST_BITS));
            monomers = body == 1 ? expected : monomers;
            interaction = body == 1 ? interaction : interaction.add(expected);
            assertThat(found.interaction(body)[0]).isCloseTo(interaction.doubleValue(), within(LAST_BITS));
            if (found.hasTotals()) {
                assertThat(found.total(body)[0])
                        .isCloseTo(monomers.add(interaction).doubleValue(), within(LAST_BITS));
            }
        }
    }

    private static org.assertj.core.data.Offset<Double> within(double value) {
        return org.assertj.core.api.Assertions.within(value);
    }

    private static BigDecimal monomerSum(ExpansionPlan plan, RandomComponents components) {
        BigDecimal sum = BigDecimal.ZERO;
        for (int f = 0; f < plan.fragments(); f++) {
            sum = sum.add(components.energy(plan.expansion().levels().model(1), 1 << f, 1 << f));
        }
        return sum;
    }

    private static BigDecimal beyond(ExpansionPlan plan, RandomComponents components, String model) {
        ExpansionOracle oracle =
                new ExpansionOracle(plan.fragments(), (real, basis) -> components.energy(model, real, basis));
        int whole = (1 << plan.fragments()) - 1;
        return components
                .energy(model, whole, whole)
                .subtract(oracle.total(Bsse.NOCP, plan.expansion().levels().maxBody()));
    }

    static List<Bsse> ordering(int order) {
        List<Bsse> all = new ArrayList<>(List.of(Bsse.values()));
        Bsse first = all.remove(order / 2);
        List<Bsse> ordered = new ArrayList<>(List.of(first));
        ordered.add(all.remove(order % 2));
        ordered.addAll(all);
        return ordered;
    }

    private static Levels randomLevels(int max, boolean supersystem, Random random) {
        List<String> models = new ArrayList<>();
        int model = 0;
        for (int n = 1; n <= max; n++) {
            model += n > 1 && random.nextBoolean() ? 1 : 0;
            models.add("m" + model);
        }
        return new Levels(models, supersystem ? (random.nextBoolean() ? "ss" : models.get(max - 1)) : null);
    }

    @Property(tries = 50)
    void screen_thatKeepsAll_changesNoFactor(
            @ForAll @IntRange(min = 2, max = 5) int fragments, @ForAll @IntRange(min = 0, max = 5) int order) {
        Expansion expansion = new Expansion(
                ordering(order), new Levels(java.util.Collections.nCopies(fragments, "m"), null), true, false);
        NmerScreen counting = new NmerScreen() {
            @Override
            public boolean screens(int body) {
                return true;
            }

            @Override
            public boolean keeps(FragmentSet nmer) {
                return true;
            }
        };
        ExpansionPlan plain = ExpansionPlan.of(expansion, fragments);
        ExpansionPlan counted = ExpansionPlan.of(expansion, fragments, counting);

        assertThat(counted.calculations()).isEqualTo(plain.calculations());
        for (int i = 0; i < plain.contributions().size(); i++) {
            assertThat(counted.contributions().get(i).factors())
                    .isEqualTo(plain.contributions().get(i).factors());
        }
    }

    @Test
    void series_withoutSomeResults_namesThem() {
        ExpansionPlan plan = ExpansionPlan.of(Expansion.of(Levels.parse("1=hf,2=hf"), Bsse.CP), 3);
        RandomComponents components = new RandomComponents(plan, 1);
        components.values.remove(Label.parse("[\"hf\", [1, 3], [1, 2, 3]]"));
        components.values.remove(Label.parse("[\"hf\", [2], [2]]"));

        assertThatThrownBy(() -> new Assembly(plan, 9, components).series(Driver.ENERGY))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("2 of 9 calculations")
                .hasMessageContaining("[\"hf\", [2], [2]], [\"hf\", [1, 3], [1, 2, 3]]");
    }
}
