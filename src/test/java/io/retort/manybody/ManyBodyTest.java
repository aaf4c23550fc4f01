package io.retort.manybody;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.retort.core.CancelToken;
import io.retort.core.DataException;
import io.retort.core.ModelException;
import io.retort.core.UsageException;
import io.retort.engine.TaskMode;
import io.retort.table.Workspace;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ManyBodyTest {
    private static final ManyBodyOptions ALL =
            ManyBodyOptions.of("1=long/a,2=ab/a,3=ab/a").with("bsse", List.of("cp", "nocp", "vmfc"));

    @TempDir
    Path folder;

    private static ManyBodyResult run(Cluster cluster, ManyBodyOptions options, EnergyEngine engine) {
        return ManyBody.of(cluster, options).run(engine, new CancelToken());
    }

    private static List<Double> figures(ManyBodyResult result, Driver driver) {
        List<Double> figures = new ArrayList<>();
        for (Bsse treatment : result.treatments()) {
            for (Driver property : Driver.values()) {
                if (property.compareTo(driver) <= 0) {
                    BodySeries series = result.series(treatment, property);
                    series.bodies().forEach(body -> {
                        for (double figure : series.total(body)) {
                            figures.add(figure);
                        }
                    });
                }
            }
        }
        return figures;
    }

    @Test
    void run_anyWorkersAndMode_givesTheSameBits() {
        Cluster cluster = Clusters.waters(5);
        ManyBodyOptions options = ALL.with("driver", Driver.GRADIENT).with("workers", 1);
        List<Double> expected = figures(run(cluster, options, new PairEngine()), Driver.GRADIENT);

        for (TaskMode mode : TaskMode.values()) {
            for (int workers : new int[] {1, 2, 3, 8}) {
                ManyBodyOptions other = options.with("workers", workers).with("mode", mode);
                assertThat(figures(run(cluster, other, new PairEngine()), Driver.GRADIENT))
                        .isEqualTo(expected);
            }
        }
    }

    @Test
    void run_hundredRandomOrdersOfCompletion_giveTheSameBits() {
        Cluster cluster = Clusters.waters(4);
        ManyBodyOptions options = ALL.with("workers", 8);
        List<Double> expected = figures(run(cluster, options, new PairEngine()), Driver.ENERGY);
        Set<List<Integer>> orders = ConcurrentHashMap.newKeySet();

        for (int seed = 0; seed < 100; seed++) {
            Random random = new Random(seed);
            List<Integer> order = java.util.Collections.synchronizedList(new ArrayList<>());
            EnergyEngine shuffled = new PairEngine() {
                @Override
                public CalculationResult run(Calculation c, CancelToken cancel) {
                    long nanos;
                    synchronized (random) {
                        nanos = random.nextInt(30_000);
                    }
                    LockSupport.parkNanos(nanos);
                    order.add(System.identityHashCode(c.real().get(0))
                            + 31 * c.ghosts().size());
                    return super.run(c, cancel);
                }
            };
            assertThat(figures(run(cluster, options, shuffled), Driver.ENERGY)).isEqualTo(expected);
            orders.add(List.copyOf(order));
        }
        assertThat(orders).hasSizeGreaterThan(90);
    }

    @Test
    void run_fullOrder_isTheWholeCluster() {
        Cluster cluster = Clusters.waters(4);
        ManyBodyOptions options =
                ManyBodyOptions.of("1=hf/a,2=hf/a,3=hf/a,4=hf/a").with("driver", Driver.HESSIAN);
        PairEngine engine = new PairEngine();

        ManyBodyResult result = run(cluster, options, engine);

        CalculationResult whole = engine.run(
                new Calculation(
                        new ModelChemistry("hf", "a"), Driver.HESSIAN, cluster.atoms(), List.of(), 0, 1, List.of()),
                new CancelToken());
        assertThat(result.energyHartree()).isCloseTo(whole.energyHartree(), within(1e-11));
        assertThat(result.gradient()).containsExactly(whole.gradient(), within(1e-13));
        assertThat(result.hessian()).containsExactly(whole.hessian(), within(1e-13));
    }

    @Test
    void gradient_everyTreatment_equalsDifferencesOfEnergies() {
        double step = 1e-4;
        Cluster cluster = Clusters.waters(3);
        for (String bsse : List.of("nocp", "cp", "vmfc")) {
            ManyBodyOptions options = ManyBodyOptions.of("1=hf/a,2=hf/a").with("bsse", List.of(bsse));
            double[] gradient = run(cluster, options.with("driver", Driver.GRADIENT), new PairEngine())
                    .gradient();
            for (int i : new int[] {0, 4, 13, 26}) {
                double up = run(shifted(cluster, i, step), options, new PairEngine())
                        .energyHartree();
                double down = run(shifted(cluster, i, -step), options, new PairEngine())
                        .energyHartree();
                // The error of the difference: rounding of 30 hartree over the step, and the step squared.
                assertThat(gradient[i]).isCloseTo((up - down) / (2 * step), within(1e-8));
            }
        }
    }

    private static Cluster shifted(Cluster cluster, int coordinate, double by) {
        ClusterBuilder builder = Cluster.builder().unit(LengthUnit.BOHR);
        for (int a = 0; a < cluster.atoms().size(); a++) {
            Atom atom = cluster.atoms().get(a);
            double[] place = {atom.x(), atom.y(), atom.z()};
            if (coordinate / 3 == a) {
                place[coordinate % 3] += by;
            }
            builder.atom(atom.element(), place[0], place[1], place[2]);
        }
        return builder.build();
    }

    @Test
    void run_interleavedFragments_mapsGradientsBack() {
        Cluster plain = Clusters.waters(3);
        int[] mixed = {0, 3, 6, 1, 4, 7, 2, 5, 8};
        ClusterBuilder builder = Cluster.builder().unit(LengthUnit.BOHR);
        for (int a : mixed) {
            Atom atom = plain.atoms().get(a);
            builder.atom(atom.element(), atom.x(), atom.y(), atom.z());
        }
        Cluster other = builder.fragments(new int[] {0, 3, 6}, new int[] {1, 4, 7}, new int[] {2, 5, 8})
                .build();
        ManyBodyOptions options = ALL.with("levels", "1=hf,2=hf").with("driver", Driver.GRADIENT);

        double[] expected = run(plain, options, new PairEngine()).gradient();
        double[] found = run(other, options, new PairEngine()).gradient();

        for (int i = 0; i < found.length; i++) {
            assertThat(found[i]).isCloseTo(expected[3 * mixed[i / 3] + i % 3], within(1e-13));
        }
    }

    @Test
    void run_stoppedAndResumed_doesNothingTwice() {
        Cluster cluster = Clusters.waters(5);
        double expected = run(cluster, ALL, new PairEngine()).energyHartree();
        CancelToken cancel = new CancelToken();
        PairEngine stopping = new PairEngine() {
            @Override
            public CalculationResult run(Calculation c, CancelToken token) {
                CalculationResult result = super.run(c, token);
                // Every one from the fortieth on, lest another worker goes on while this one is slow to say so.
                if (calls.get() >= 40) {
                    cancel.cancel("enough");
                }
                return result;
            }
        };
        ManyBody kept = ManyBody.of(cluster, ALL.with("workers", 2)).keepingIn(folder.resolve("kept"));
        assertThatThrownBy(() -> kept.run(stopping, cancel)).isInstanceOf(CancellationException.class);

        PairEngine rest = new PairEngine();
        List<ManyBodyProgress> progress = new ArrayList<>();
        ManyBodyResult result = kept.telling(progress::add).run(rest, new CancelToken());

        assertThat(result.energyHartree()).isEqualTo(expected);
        assertThat(result.report().resumed()).isBetween(36, 42);
        assertThat(rest.calls.get() + result.report().resumed())
                .isEqualTo(result.plan().calculations().size());
        assertThat(progress.get(progress.size() - 1).done())
                .isEqualTo(result.plan().calculations().size());
    }

    @Test
    void run_checkpointOfAnotherCluster_isRefused() {
        CancelToken cancel = new CancelToken();
        PairEngine stopping = new PairEngine() {
            @Override
            public CalculationResult run(Calculation c, CancelToken token) {
                CalculationResult result = super.run(c, token);
                cancel.cancel("enough");
                return result;
            }
        };
        Cluster cluster = Clusters.waters(3);
        assertThatThrownBy(() -> ManyBody.of(cluster, ALL).keepingIn(folder).run(stopping, cancel))
                .isInstanceOf(CancellationException.class);

        Cluster other = shifted(cluster, 0, 1e-9);

        assertThatThrownBy(() -> ManyBody.of(other, ALL).keepingIn(folder).run(new PairEngine(), new CancelToken()))
                .isInstanceOf(DataException.class);
    }

    @Test
    void run_inWorkspaceAgain_computesNothing() {
        Cluster cluster = Clusters.waters(4);
        PairEngine engine = new PairEngine();
        ManyBodyOptions options = ALL.with("driver", Driver.GRADIENT);
        try (Workspace workspace = Workspace.inMemory()) {
            ManyBody expansion = ManyBody.of(cluster, options).in(workspace);
            ManyBodyResult first = expansion.run(engine, new CancelToken());
            int calls = engine.calls.get();

            ManyBodyResult second = expansion.run(engine, new CancelToken());
            ManyBody.of(cluster, options.with("levels", "1=long/a,2=ab/a"))
                    .in(workspace)
                    .run(engine, new CancelToken());

            assertThat(engine.calls.get()).isEqualTo(calls);
            assertThat(second.report().cached()).isEqualTo(calls);
            assertThat(second.report().done()).isZero();
            assertThat(figures(second, Driver.GRADIENT)).isEqualTo(figures(first, Driver.GRADIENT));
        }
    }

    @Test
    void run_calculationThatFailsOnce_isTriedAgain() {
        Set<Calculation> failed = ConcurrentHashMap.newKeySet();
        EnergyEngine flaky = new PairEngine() {
            @Override
            public CalculationResult run(Calculation c, CancelToken cancel) {
                if (failed.add(c)) {
                    throw new ModelException("the program fell over");
                }
                return super.run(c, cancel);
            }
        };
        Cluster cluster = Clusters.waters(3);

        ManyBodyResult result = run(cluster, ALL, flaky);

        assertThat(result.energyHartree())
                .isEqualTo(run(cluster, ALL, new PairEngine()).energyHartree());
        assertThat(result.report().retries())
                .isEqualTo(result.plan().calculations().size());
        failed.clear();
        assertThatThrownBy(() -> run(cluster, ALL.with("retries", 0), flaky))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("calculations failed: [\"long/a\", [1], [1]]: the program fell over");
    }

    @Test
    void run_engineWithoutGhosts_isRefusedBeforeAnythingRuns() {
        PairEngine engine = new PairEngine() {
            @Override
            public Optional<String> refusal(ModelChemistry model, boolean ghosts, boolean embedding, Driver driver) {
                return ghosts ? Optional.of("it has no ghost atoms; use nocp") : Optional.empty();
            }
        };

        assertThatThrownBy(() -> run(Clusters.waters(3), ALL, engine))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("pairs cannot do ab/a: it has no ghost atoms");
        assertThat(engine.calls.get()).isZero();
    }

    @Test
    void run_merging_computesEqualPairsOnce() {
        Cluster cluster = Clusters.row(6);
        PairEngine engine = new PairEngine();
        ManyBodyOptions options = ManyBodyOptions.of("1=hf,2=hf").with("driver", Driver.GRADIENT);

        ManyBodyResult merged = run(cluster, options.with("merge", 1e-6), engine);

        // One atom, and pairs one to five places apart.
        assertThat(engine.calls.get()).isEqualTo(6);
        assertThat(merged.report().merged()).isEqualTo(15);
        ManyBodyResult plain = run(cluster, options, new PairEngine());
        assertThat(merged.energyHartree()).isCloseTo(plain.energyHartree(), within(1e-12));
        assertThat(merged.gradient()).containsExactly(plain.gradient(), within(1e-13));
    }

    @Test
    void run_cutoff_leavesFarPairsOut() {
        Cluster cluster = Clusters.row(6);
        PairEngine engine = new PairEngine();
        double oneStep = 4.0 * Units.ANGSTROM_PER_BOHR;
        ManyBodyOptions options =
                ManyBodyOptions.of("1=hf,2=hf,3=hf").with("cutoff", "2=" + 1.5 * oneStep + ",3=" + 2.5 * oneStep);

        ManyBodyResult result = run(cluster, options, engine);

        // Neighbors only; triples within two places, which need pairs two places apart as parts.
        assertThat(result.plan().counts().get("hf").get(1)).isEqualTo(6);
        assertThat(result.plan().counts().get("hf").get(2)).isEqualTo(9);
        assertThat(result.plan().counts().get("hf").get(3)).isEqualTo(4);
        double pair = energy(engine, cluster, 0, 1) - 2 * energy(engine, cluster, 0);
        assertThat(result.series(Bsse.NOCP, Driver.ENERGY).contribution(2)[0]).isCloseTo(5 * pair, within(1e-12));
    }

    private static double energy(EnergyEngine engine, Cluster cluster, int... atoms) {
        List<Atom> real = java.util.stream.IntStream.of(atoms)
                .mapToObj(cluster.atoms()::get)
                .toList();
        return engine.run(
                        new Calculation(new ModelChemistry("hf", ""), Driver.ENERGY, real, List.of(), 0, 1, List.of()),
                        new CancelToken())
                .energyHartree();
    }

    @Test
    void run_embedding_putsChargesInThePlaceOfAbsentFragments() {
        AtomicInteger charges = new AtomicInteger();
        EnergyEngine engine = new PairEngine() {
            @Override
            public CalculationResult run(Calculation c, CancelToken cancel) {
                if (c.real().size() == 1) {
                    charges.addAndGet(c.embedding().size());
                    assertThat(c.embedding())
                            .allMatch(p -> p.x() != c.real().get(0).x());
                }
                return super.run(c, cancel);
            }
        };
        Cluster cluster = Cluster.builder()
                .atom("He", 0, 0, 0)
                .atom("He", 3, 0, 0)
                .atom("He", 6, 0, 0)
                .partialCharges(0.5, -0.25, 0.1)
                .build();
        ManyBodyOptions options = ManyBodyOptions.of("1=hf,2=hf").with("embedding", true);

        ManyBodyResult result = run(cluster, options, engine);

        assertThat(charges.get()).isEqualTo(6);
        List<String> names = new ArrayList<>();
        result.json().get("results").fieldNames().forEachRemaining(names::add);
        assertThat(names).contains("nocp_corrected_total_energy").noneMatch(n -> n.contains("interaction"));
        assertThatThrownBy(() -> ManyBody.of(Clusters.waters(2), options))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("partial charge");
    }

    @Test
    void run_chargesAndMultiplicities_goWithTheFragments() {
        Set<String> seen = ConcurrentHashMap.newKeySet();
        EnergyEngine engine = new PairEngine() {
            @Override
            public CalculationResult run(Calculation c, CancelToken cancel) {
                seen.add(c.real().size() + ":" + c.charge() + ":" + c.multiplicity());
                return super.run(c, cancel);
            }
        };
        Cluster cluster = Cluster.builder()
                .atom("Li", 0, 0, 0)
                .atom("H", 4, 0, 0)
                .atom("H", 0, 4, 0)
                .fragments(new int[] {0}, new int[] {1}, new int[] {2})
                .charges(1, 0, 0)
                .multiplicities(1, 2, 2)
                .build();

        run(cluster, ManyBodyOptions.of("1=hf,2=hf,3=hf"), engine);

        assertThat(seen).containsExactlyInAnyOrder("1:1:1", "1:0:2", "2:1:2", "2:0:3", "3:1:3");
    }

    @Test
    void threads_withinMemory_areFewer() {
        ManyBodyOptions options =
                ALL.with("workers", 8).with("task-memory", "100m").with("tasks-memory", "350m");

        assertThat(options.threads()).isEqualTo(3);
        assertThatThrownBy(() -> options.with("task-memory", "1g").threads())
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("--task-memory 1g is more");
    }

    @Test
    void planText_namesCountsOfEachModel() {
        String text = ManyBody.of(Clusters.waters(4), ALL).planText();

        assertThat(text)
                .contains("4 fragments, 12 atoms, cp, nocp, vmfc")
                .contains("long/a: 4")
                .contains("ab/a: 6");
    }
}
