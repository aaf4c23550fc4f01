package io.retort.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.retort.table.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** The law that users rely on: neither workers nor batches show in what a run writes. */
class SameResultTest {
    private static byte[][] outputs(Pipeline pipeline, int workers, int batchSize, Path folder) {
        try (Workspace workspace = Workspace.inMemory()) {
            List<Stage> stages = new ArrayList<>(List.of(pipeline.source()));
            stages.addAll(pipeline.steps());
            stages.add(Write.file(folder.resolve("out.csv").toString()));
            stages.add(Write.file(folder.resolve("out.parquet").toString()));
            RunOptions options = RunOptions.defaults()
                    .withWorkers(workers)
                    .withBatchSize(batchSize)
                    .withRejects(folder.resolve("rejects.tsv"));
            Pipeline.of(stages.toArray(Stage[]::new)).run(workspace, options);
            return new byte[][] {
                Files.readAllBytes(folder.resolve("out.csv")),
                Files.readAllBytes(folder.resolve("out.parquet")),
                Files.readAllBytes(folder.resolve("rejects.tsv"))
            };
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static void assertSame(Pipeline pipeline, int batchSize) throws IOException {
        Path folder = Files.createTempDirectory("same-result");
        byte[][] expected = outputs(pipeline, 1, 100, folder);
        for (int workers : new int[] {1, 2, 5}) {
            assertThat(outputs(pipeline, workers, batchSize, folder)).isDeepEqualTo(expected);
        }
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(folder);
    }

    @Property(tries = 8)
    void numbers_anyWorkersAndBatches_giveTheSameFiles(
            @ForAll @IntRange(min = 0, max = 3000) int count,
            @ForAll @IntRange(min = 1, max = 2000) int modulus,
            @ForAll @IntRange(min = 2, max = 20) int badEvery,
            @ForAll @IntRange(min = 1, max = 700) int batchSize)
            throws IOException {
        assertSame(
                Pipeline.of(
                        new Numbers.Source(count, modulus, badEvery),
                        new Dedup(List.of("n")),
                        new Numbers.Square(7, 3)),
                batchSize);
    }

    @Property(tries = 3)
    void molecules_anyWorkersAndBatches_giveTheSameFiles(@ForAll @IntRange(min = 1, max = 300) int batchSize)
            throws IOException {
        assertSame(
                Pipeline.parse("generate 400 --seed 11 | standardize | dedup | properties | scaffold | fingerprint"),
                batchSize);
    }
}
