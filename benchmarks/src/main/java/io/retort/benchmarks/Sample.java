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
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/** Rows to measure on: the same ones for the same file and count. */
final class Sample {
    private static final long SEED = 42;

    private Sample() {}

    /** Where the rows come from, for the result. */
    record Taken(String origin, Path file, int rows) {}

    /** Writes rows, spread evenly over a file, to another one. */
    static Taken take(@Nullable Path data, int rows, Path to) throws IOException {
        Path shared = Settings.shared().resolve("data/molecules/chembl_381k.smi.gz");
        Path from = data != null ? data : shared;
        if (data == null && !Files.isReadable(shared)) {
            VirtualLibrary library = VirtualLibrary.seeded(SEED);
            List<String> lines = new ArrayList<>();
            for (long i = 0; i < rows; i++) {
                lines.add(library.smiles(i));
            }
            Files.write(to, lines);
            return new Taken("generated, seed " + SEED, to, rows);
        }
        List<String> all = read(from);
        if (all.size() < rows) {
            throw new DataException("bench: " + from + " has " + all.size() + " rows, --rows asks for " + rows);
        }
        List<String> lines = new ArrayList<>();
        for (long i = 0; i < rows; i++) {
            lines.add(all.get((int) (i * all.size() / rows)));
        }
        Files.write(to, lines);
        return new Taken(from.getFileName() + ", every " + all.size() / rows + "th row", to, rows);
    }

    private static List<String> read(Path file) throws IOException {
        InputStream bytes = Files.newInputStream(file);
        InputStream text = file.toString().endsWith(".gz") ? new GZIPInputStream(bytes) : bytes;
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(text, StandardCharsets.UTF_8))) {
            return reader.lines().filter(l -> !l.isBlank()).toList();
        }
    }
}
