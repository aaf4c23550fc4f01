package io.retort.benchmarks;

import io.retort.chem.VirtualLibrary;
import io.retort.core.DataException;
import io.retort.core.Settings;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/** Molecules to measure on: the same rows for the same files and counts. */
final class Sample {
    private static final long SEED = 42;
    private static final int GENERATED = 600_000;
    private static final List<String> SHARED = List.of("chembl_381k.smi.gz", "zinc_114k.smi.gz", "muv_106k.smi.gz");

    private final String origin;
    private final List<String> rows;

    private Sample(String origin, List<String> rows) {
        this.origin = origin;
        this.rows = rows;
    }

    /** Rows as they stand in a file. */
    record Taken(String origin, Path file, int rows) {}

    /** The rows of a file; without one the shared drug-like molecules, or generated ones where there are none. */
    static Sample of(@Nullable Path data) throws IOException {
        if (data != null) {
            return new Sample(String.valueOf(data.getFileName()), read(data));
        }
        Path folder = Settings.shared().resolve("data/molecules");
        if (SHARED.stream().allMatch(name -> Files.isReadable(folder.resolve(name)))) {
            List<String> rows = new ArrayList<>();
            for (String name : SHARED) {
                rows.addAll(read(folder.resolve(name)));
            }
            return new Sample(String.join(" + ", SHARED), rows);
        }
        VirtualLibrary library = VirtualLibrary.seeded(SEED);
        return new Sample(
                "generated, seed " + SEED,
                LongStream.range(0, GENERATED).mapToObj(library::smiles).toList());
    }

    int size() {
        return rows.size();
    }

    /** Writes all rows to a file. */
    Taken all(Path to) throws IOException {
        Files.write(to, rows);
        return new Taken(origin, to, rows.size());
    }

    /** Writes rows, spread evenly over all, to a file. */
    Taken spread(int count, Path to) throws IOException {
        if (rows.size() < count) {
            throw new DataException("bench: " + origin + " has " + rows.size() + " rows, --rows asks for " + count);
        }
        List<String> lines = new ArrayList<>();
        for (long i = 0; i < count; i++) {
            lines.add(rows.get((int) (i * rows.size() / count)));
        }
        Files.write(to, lines);
        return new Taken(origin + ", every " + rows.size() / count + "th row", to, count);
    }

    private static List<String> read(Path file) throws IOException {
        InputStream bytes = Files.newInputStream(file);
        InputStream text = file.toString().endsWith(".gz") ? new GZIPInputStream(bytes) : bytes;
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(text, StandardCharsets.UTF_8))) {
            return reader.lines().filter(l -> !l.isBlank()).toList();
        }
    }
}
