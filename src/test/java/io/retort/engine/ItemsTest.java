package io.retort.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.retort.core.CancelToken;
import io.retort.core.Outcome;
import io.retort.core.ResourceException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ItemsTest {
    private static RunOptions options(int workers, int batch) {
        return RunOptions.defaults().withWorkers(workers).withBatchSize(batch);
    }

    @Property(tries = 30)
    void anyWorkersAndBatches_giveTheSameResultsInOrder(
            @ForAll @IntRange(min = 0, max = 2000) int count,
            @ForAll @IntRange(min = 1, max = 5) int workers,
            @ForAll @IntRange(min = 1, max = 300) int batch) {
        List<Outcome<Long>> results = Items.range(count)
                .each(n -> n * n)
                .with(options(workers, batch))
                .toList();

        assertThat(results)
                .isEqualTo(LongStream.range(0, count)
                        .mapToObj(n -> Outcome.ok(n * n))
                        .toList());
    }

    @Test
    void inAnyOrder_allResultsComeOnce() {
        List<Long> seen = new ArrayList<>();
        Items.range(5000)
                .each(n -> n)
                .with(options(3, 7).inAnyOrder())
                .run((index, result) -> seen.add(result.orThrow()));

        assertThat(seen)
                .containsExactlyInAnyOrderElementsOf(
                        LongStream.range(0, 5000).boxed().toList());
    }

    @Test
    void itemThatFails_isTheOnlyOne() {
        List<Outcome<Long>> results = Items.range(1000)
                .each(n -> {
                    if (n == 500) {
                        throw new java.io.IOException("no such page");
                    }
                    return n;
                })
                .toList();

        assertThat(results)
                .filteredOn(r -> r instanceof Outcome.Failed)
                .singleElement()
                .satisfies(r ->
                        assertThat(((Outcome.Failed<Long>) r).issue().message()).isEqualTo("no such page"));
        assertThat(results.get(500)).isInstanceOf(Outcome.Failed.class);
    }

    @Test
    void brokenEnvironment_endsTheRun() {
        assertThatThrownBy(() -> Items.range(1000)
                        .each(n -> {
                            throw new ResourceException("the disk is full");
                        })
                        .toList())
                .isInstanceOf(ResourceException.class)
                .hasMessage("the disk is full");
    }

    @Property(tries = 20)
    void batchThatFails_isSplitUntilTheItemsAreFound(
            @ForAll Set<@IntRange(min = 0, max = 199) Integer> bad, @ForAll @IntRange(min = 1, max = 64) int batch) {
        Function<List<Long>, List<Long>> operation = items -> {
            if (items.stream().anyMatch(n -> bad.contains((int) (long) n))) {
                throw new IllegalStateException("one of these is bad");
            }
            return items.stream().map(n -> -n).toList();
        };
        List<Outcome<Long>> results = Items.range(200)
                .<Long>batchesWith(() -> operation)
                .with(options(2, batch))
                .toList();

        for (int i = 0; i < 200; i++) {
            assertThat(results.get(i) instanceof Outcome.Failed).isEqualTo(bad.contains(i));
        }
    }

    @Test
    void workers_areOpenedOnce_andClosed() {
        AtomicInteger opened = new AtomicInteger();
        AtomicInteger closed = new AtomicInteger();
        class Counting implements Items.Operation<Long, Long>, AutoCloseable {
            Counting() {
                opened.incrementAndGet();
            }

            @Override
            public Long apply(Long item) {
                return item;
            }

            @Override
            public void close() {
                closed.incrementAndGet();
            }
        }
        Items.range(10_000).eachWith(Counting::new).with(options(3, 10)).run((index, result) -> {});

        assertThat(opened).hasValue(3);
        assertThat(closed).hasValue(3);
    }

    @Test
    void withoutPersistentWorkers_eachBatchHasItsOwn_andResultsAreTheSame() {
        AtomicInteger opened = new AtomicInteger();
        List<Outcome<Long>> results = Items.range(100)
                .<Long>eachWith(() -> {
                    opened.incrementAndGet();
                    return n -> n + 1;
                })
                .with(options(2, 10).without(Optimization.PERSISTENT_WORKERS, Optimization.SCHEDULING))
                .toList();

        assertThat(opened.get()).isGreaterThanOrEqualTo(10);
        assertThat(results.get(99)).isEqualTo(Outcome.ok(100L));
    }

    @Test
    void cancel_stopsBetweenItems() {
        CancelToken token = new CancelToken();
        Set<Long> done = ConcurrentHashMap.newKeySet();
        assertThatThrownBy(() -> Items.range(Long.MAX_VALUE)
                        .each(n -> {
                            if (n == 300) {
                                token.cancel("enough");
                            }
                            return done.add(n);
                        })
                        .run((index, result) -> {}, token))
                .isInstanceOf(CancellationException.class);

        assertThat(done.size()).isLessThan(1_000_000);
    }

    @Test
    void wrongNumberOfResults_isSaid() {
        assertThatThrownBy(() -> Items.range(10)
                        .batchesWith(() -> items -> List.of(1L))
                        .with(options(1, 10))
                        .toList())
                .hasMessageContaining("1 results for 10 items");
    }
}
