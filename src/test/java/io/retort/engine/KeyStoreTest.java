package io.retort.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.retort.core.Key128;
import io.retort.core.ResourceException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyStoreTest {
    private static final long LARGE = 1L << 30;

    @TempDir
    Path folder;

    /** Adds keys to a store and to a map; both must say the same. */
    private static void assertLikeAMap(KeyStore store, int count, int different, long seed) {
        Map<String, Long> map = new HashMap<>();
        Random random = new Random(seed);
        for (long row = 1; row <= count; row++) {
            int n = random.nextInt(different);
            String key = "k".repeat(n % 40) + n;
            Long first = map.putIfAbsent(key, row);
            assertThat(store.add(key, row)).isEqualTo(first == null ? 0 : first);
        }
        map.forEach((key, row) -> assertThat(store.first(key)).isEqualTo(row));
        assertThat(store.first("never seen")).isZero();
        assertThat(store.figures().keys()).isEqualTo(map.size());
    }

    @Property(tries = 40)
    void anyBudgetAndAnyHash_saysWhatAMapSays(
            @ForAll @IntRange(min = 0, max = 4000) int count,
            @ForAll @IntRange(min = 1, max = 5000) int different,
            @ForAll @IntRange(min = 1, max = 400_000) int budget,
            @ForAll @IntRange(min = 0, max = 3) int hash,
            @ForAll long seed) {
        List<ToLongFunction<byte[]>> hashes = List.of(
                key -> Key128.of(key).low(),
                key -> Key128.of(key).low() & 0x7L << 60,
                key -> Key128.of(key).low() | 0xffffffffffL,
                key -> key.length);
        // A hash that is the same for many keys makes lists of entries long, so there are fewer of them.
        int rows = hash == 3 ? Math.min(count, 300) : count;
        try (KeyStore store = KeyStore.open(null, "keys", budget, 0, hashes.get(hash))) {
            assertLikeAMap(store, rows, different, seed);
        }
    }

    @Test
    void pastItsBudget_spillsAndMerges_andLeavesNothingBehind() throws IOException {
        try (KeyStore store = KeyStore.open(folder, "keys", 200_000, 0)) {
            assertLikeAMap(store, 300_000, 200_000, 1);
            assertThat(store.figures().spills()).isGreaterThan(9);
            assertThat(store.figures().denials()).isPositive();
            assertThat(store.figures().indexBytes()).isLessThan(1_000_000);
        }
        try (Stream<Path> left = Files.list(folder)) {
            assertThat(left.map(p -> p.getFileName().toString())).containsExactly("keys.keys");
        }
    }

    @Test
    void keysThatShareTheirHash_areToldApart() {
        try (KeyStore store = KeyStore.open(null, "keys", LARGE, 0, key -> 42)) {
            assertThat(store.add("CCO", 1)).isZero();
            assertThat(store.add("CCN", 2)).isZero();
            assertThat(store.add("CCO", 3)).isEqualTo(1);
            assertThat(store.add("CCN", 4)).isEqualTo(2);
            assertThat(store.figures().falseTags()).isPositive();
        }
    }

    @Test
    void oddKeys_areKeptAsTheyAre() {
        String large = "C".repeat(3_000_000);
        try (KeyStore store = KeyStore.open(null, "keys", LARGE, 0)) {
            assertThat(store.add("", 1)).isZero();
            assertThat(store.add("\u0000", 2)).isZero();
            assertThat(store.add(large, 3)).isZero();
            assertThat(store.add("Ω µ 🧪", 4)).isZero();
            assertThat(store.add(large, 5)).isEqualTo(3);
            assertThat(store.add("", 6)).isEqualTo(1);
            assertThat(store.add("Ω µ 🧪", 7)).isEqualTo(4);
        }
    }

    @Test
    void resumed_knowsWhatWasMarked_andForgetsTheRest() {
        long mark;
        try (KeyStore store = KeyStore.open(folder, "keys", 50_000, 0)) {
            for (long row = 1; row <= 20_000; row++) {
                store.add("key " + row, row);
            }
            mark = store.mark();
            store.add("after the mark", 20_001);
            store.mark();
        }
        try (KeyStore store = KeyStore.open(folder, "keys", 50_000, mark)) {
            assertThat(store.add("key 777", 30_000)).isEqualTo(777);
            assertThat(store.add("key 20000", 30_001)).isEqualTo(20_000);
            assertThat(store.add("after the mark", 30_002)).isZero();
            assertThat(store.figures().keys()).isEqualTo(20_001);
        }
    }

    @Test
    void logThatIsShorterThanItsMark_isRefused() throws IOException {
        long mark;
        try (KeyStore store = KeyStore.open(folder, "keys", LARGE, 0)) {
            store.add("a key", 1);
            mark = store.mark();
        }
        Files.write(folder.resolve("keys.keys"), new byte[3]);

        assertThatThrownBy(() -> KeyStore.open(folder, "keys", LARGE, mark))
                .isInstanceOf(ResourceException.class)
                .hasMessageContaining("cut off");
    }

    @Test
    void askedWhileKeysAreAdded_neverGivesAWrongRow() throws InterruptedException {
        AtomicBoolean over = new AtomicBoolean();
        AtomicReference<Throwable> failure = new AtomicReference<>();
        List<Thread> askers = new ArrayList<>();
        try (KeyStore store = KeyStore.open(null, "keys", 60_000, 0)) {
            for (int i = 0; i < 3; i++) {
                Random random = new Random(i);
                Thread asker = new Thread(() -> {
                    while (!over.get()) {
                        long n = 1 + random.nextInt(100_000);
                        long row = store.first("key " + n);
                        assertThat(row == 0 || row == n).isTrue();
                    }
                });
                asker.setUncaughtExceptionHandler((t, e) -> failure.set(e));
                askers.add(asker);
                asker.start();
            }
            for (long row = 1; row <= 100_000; row++) {
                store.add("key " + row, row);
                assertThat(store.first("key " + (1 + row / 2))).isPositive();
            }
            over.set(true);
            for (Thread asker : askers) {
                asker.join(10_000);
            }
        }
        assertThat(failure.get()).isNull();
    }

    @Test
    void bloomFilter_neverDeniesWhatWasAdded_andRarelyMistakes() {
        BloomFilter filter = new BloomFilter(100_000);
        for (long n = 0; n < 100_000; n++) {
            filter.add(n * 7919);
        }
        int mistakes = 0;
        for (long n = 0; n < 100_000; n++) {
            assertThat(filter.mayContain(n * 7919)).isTrue();
            mistakes += filter.mayContain(n * 7919 + 1) ? 1 : 0;
        }
        assertThat(mistakes).isBetween(1, 2000);
    }
}
