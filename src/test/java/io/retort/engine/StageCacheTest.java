package io.retort.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class StageCacheTest {
    private static final BlockCodec CODEC = new BlockCodec(false);

    @TempDir
    Path folder;

    private final AtomicLong millis = new AtomicLong(1_700_000_000_000L);
    private final InstantSource clock = () -> Instant.ofEpochMilli(millis.get());

    private StageCache open(long mostBytes) {
        return StageCache.open(folder, mostBytes, clock);
    }

    private static byte[] content(int n) {
        byte[] content = new byte[10_000];
        new Random(n).nextBytes(content);
        return content;
    }

    private static void append(StageCache cache, int n) throws IOException {
        assertThat(cache.append(CODEC.pack(content(n), 10_000), new int[] {n, -n}))
                .isTrue();
    }

    private static boolean holds(StageCache cache, int n) {
        return Arrays.stream(cache.places(n)).anyMatch(place -> Arrays.equals(cache.read(place), content(n)));
    }

    private long onDisk() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.mapToLong(f -> f.toFile().length()).sum();
        }
    }

    private Path file(String name) {
        return folder.resolve(name);
    }

    @Test
    void opened_again_findsWhatWasAdded() throws IOException {
        try (StageCache cache = open(1_000_000_000)) {
            for (int n = 1; n <= 50; n++) {
                append(cache, n);
            }
        }
        try (StageCache cache = open(1_000_000_000)) {
            append(cache, 51);
            for (int n = 1; n <= 51; n++) {
                assertThat(holds(cache, n)).isTrue();
                assertThat(StageCache.row(cache.places(-n)[0])).isEqualTo(1);
            }
            assertThat(holds(cache, 52)).isFalse();
            assertThat(cache.entries()).isEqualTo(102);
            assertThat(cache.bytes()).isEqualTo(onDisk());
        }
    }

    @Test
    void pastTheBound_totalStaysBelow_andLeastRecentlyUsedGoFirst() throws IOException {
        try (StageCache cache = open(1_000_000)) {
            for (int n = 1; n <= 60; n++) {
                millis.incrementAndGet();
                append(cache, n);
            }
            millis.incrementAndGet();
            cache.use(cache.places(1)[0]);
            for (int n = 61; n <= 130; n++) {
                millis.incrementAndGet();
                append(cache, n);
                assertThat(cache.bytes()).isLessThanOrEqualTo(1_000_000);
                assertThat(onDisk()).isEqualTo(cache.bytes());
            }
            assertThat(holds(cache, 1)).isTrue();
            assertThat(holds(cache, 30)).isFalse();
            assertThat(holds(cache, 130)).isTrue();
            assertThat(cache.bytes()).isGreaterThan(700_000);
            assertThat(cache.entries()).isLessThan(220);
        }
    }

    @Test
    void whatWasUsed_isRememberedOverProcesses() throws IOException {
        try (StageCache cache = open(1_000_000)) {
            for (int n = 1; n <= 60; n++) {
                millis.addAndGet(10_000);
                append(cache, n);
            }
        }
        millis.addAndGet(10_000);
        try (StageCache cache = open(1_000_000)) {
            cache.use(cache.places(1)[0]);
        }
        try (StageCache cache = open(400_000)) {
            assertThat(cache.bytes()).isLessThanOrEqualTo(400_000);
            assertThat(holds(cache, 1)).isTrue();
            assertThat(holds(cache, 20)).isFalse();
        }
    }

    @Test
    void tornTail_isCut_andTheRestIsFound() throws IOException {
        for (String torn : List.of("0000000001.blocks", "0000000001.index")) {
            for (int cut : new int[] {1, 7, 15}) {
                try (StageCache cache = open(1_000_000_000)) {
                    append(cache, 1);
                    append(cache, 2);
                }
                try (RandomAccessFile file = new RandomAccessFile(file(torn).toFile(), "rw")) {
                    file.setLength(file.length() - cut);
                }
                try (StageCache cache = open(1_000_000_000)) {
                    assertThat(holds(cache, 1)).isTrue();
                    assertThat(holds(cache, 2)).isFalse();
                    append(cache, 3);
                }
                try (StageCache cache = open(1_000_000_000)) {
                    assertThat(holds(cache, 1) && holds(cache, 3)).isTrue();
                    assertThat(cache.bytes()).isEqualTo(onDisk());
                }
                Files.delete(file("0000000001.blocks"));
                Files.delete(file("0000000001.index"));
            }
        }
    }

    @Test
    void anyByteOfTheFilesChanged_isAMissOrTheTruth() throws IOException {
        try (StageCache cache = open(1_000_000_000)) {
            append(cache, 1);
            append(cache, 2);
        }
        for (String name : List.of("0000000001.blocks", "0000000001.index")) {
            byte[] blocks = Files.readAllBytes(file("0000000001.blocks"));
            byte[] index = Files.readAllBytes(file("0000000001.index"));
            int step = name.endsWith("index") ? 1 : 499;
            for (int at = 0; at < Files.size(file(name)); at += step) {
                byte[] broken = Files.readAllBytes(file(name));
                broken[at] ^= 0x55;
                Files.write(file(name), broken);
                try (StageCache cache = open(1_000_000_000)) {
                    for (int n : new int[] {1, -1, 2, -2}) {
                        for (long place : cache.places(n)) {
                            byte[] found = cache.read(place);
                            assertThat(found == null || Arrays.equals(found, content(Math.abs(n))))
                                    .isTrue();
                        }
                    }
                }
                Files.write(file("0000000001.blocks"), blocks);
                Files.write(file("0000000001.index"), index);
            }
        }
    }

    @Test
    void interruptedThread_appendsAndReadsAllTheSame() throws IOException {
        try (StageCache cache = open(1_000_000_000)) {
            append(cache, 1);
            Thread.currentThread().interrupt();
            append(cache, 2);
            boolean found = holds(cache, 1) && holds(cache, 2);
            assertThat(Thread.interrupted()).isTrue();
            assertThat(found).isTrue();
        }
        try (StageCache cache = open(1_000_000_000)) {
            assertThat(holds(cache, 1) && holds(cache, 2)).isTrue();
        }
    }

    @Test
    void missingIndex_emptiesTheSegment() throws IOException {
        try (StageCache cache = open(1_000_000_000)) {
            append(cache, 1);
        }
        Files.delete(file("0000000001.index"));
        try (StageCache cache = open(1_000_000_000)) {
            assertThat(holds(cache, 1)).isFalse();
            assertThat(onDisk()).isZero();
        }
    }

    @Test
    void twoHolders_shareIt_andTheLastOneCloses() throws IOException {
        StageCache first = open(1_000_000_000);
        StageCache second = open(1_000_000_000);
        assertThat(second).isSameAs(first);
        append(first, 1);
        first.close();
        assertThat(holds(second, 1)).isTrue();
        append(second, 2);
        second.close();

        assertThat(second.append(CODEC.pack(content(3), 10_000), new int[] {3})).isFalse();
        try (StageCache third = open(1_000_000_000)) {
            assertThat(holds(third, 1) && holds(third, 2)).isTrue();
        }
    }

    @Test
    void readWhileSegmentsGo_givesTheTruthOrNothing() throws Exception {
        AtomicReference<Throwable> failure = new AtomicReference<>();
        try (StageCache cache = open(500_000)) {
            List<Thread> threads = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                int base = 1 + i * 1000;
                Thread thread = new Thread(() -> {
                    for (int n = base; n < base + 150; n++) {
                        try {
                            append(cache, n);
                            for (int asked = base; asked <= n; asked += 7) {
                                for (long place : cache.places(asked)) {
                                    byte[] found = cache.read(place);
                                    assertThat(found == null || Arrays.equals(found, content(asked)))
                                            .isTrue();
                                }
                            }
                        } catch (IOException e) {
                            throw new java.io.UncheckedIOException(e);
                        }
                    }
                });
                thread.setUncaughtExceptionHandler((t, e) -> failure.set(e));
                threads.add(thread);
                thread.start();
            }
            for (Thread thread : threads) {
                thread.join(30_000);
            }
            assertThat(failure.get()).isNull();
            assertThat(onDisk()).isLessThanOrEqualTo(500_000);
        }
    }

    @Test
    void index_takesLittleHeap() throws IOException {
        PlaceIndex index = new PlaceIndex();
        Random random = new Random(1);
        for (int i = 0; i < 3_000_000; i++) {
            index.add(random.nextInt(), i);
            if (i > 1_000_000 && i % 100_000 == 0) {
                assertThat((double) index.bytes() / index.size()).isLessThan(24);
            }
        }
    }
}
