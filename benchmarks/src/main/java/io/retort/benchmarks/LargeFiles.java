package io.retort.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import io.retort.core.DataException;
import io.retort.core.ResourceException;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Scanner;
import java.util.regex.Pattern;

/**
 * Files larger than the memory of the process that reads them: the records of a small file again and again under other
 * names, read by the command line into a workspace file, and beside each a file of a tenth of the size. Memory is flat
 * where both peaks are the same; they are the kernel's own high-water marks (VmHWM).
 */
final class LargeFiles {
    private static final List<String> ENDINGS = List.of(".csv", ".smi", ".sdf");
    private static final String BUDGET = "512m";
    /** Room on the disk for each byte of a file: itself, and the rows that are read from it. */
    private static final int ROOM = 3;

    private static final int MOST_RECORDS = 10_000;

    private final Path folder;
    private final long bytes;
    private final int workers;

    /**
     * Where and how large.
     *
     * @param folder holds the small files {@code m.csv}, {@code m.smi} and {@code m.sdf}; the large ones come and go there
     * @param bytes size of a large file
     * @param workers workers that read
     */
    LargeFiles(Path folder, long bytes, int workers) {
        this.folder = folder;
        this.bytes = bytes;
        this.workers = workers;
    }

    /** Fails if the disk cannot hold a file and what is read from it. */
    void requireRoom() throws IOException {
        long free = Files.getFileStore(folder).getUsableSpace();
        if (free / ROOM < bytes) {
            throw new ResourceException(String.format(
                    Locale.ROOT,
                    "formats: files of %,d MB need %,d MB of room in %s, which has %,d MB; give a smaller --size",
                    bytes / 1_000_000,
                    ROOM * bytes / 1_000_000,
                    folder.getParent(),
                    free / 1_000_000));
        }
    }

    Map<String, Object> run() throws IOException {
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("budget", BUDGET);
        for (String ending : ENDINGS) {
            Map<String, Object> figures = new LinkedHashMap<>();
            figures.put("tenth", measure(ending, bytes / 10));
            figures.put("whole", measure(ending, bytes));
            result.put(ending, figures);
        }
        return result;
    }

    private Map<String, Object> measure(String ending, long size) throws IOException {
        Path place = Files.createDirectory(folder.resolve("large"));
        try {
            Path file = place.resolve("large" + ending);
            long rows = repeat(folder.resolve("m" + ending), file, size);
            Map<String, Object> figures = read(place, file, rows);
            Figures.tell("large" + ending + " " + figures);
            return figures;
        } finally {
            ChaosKills.delete(place);
        }
    }

    /** Writes the records of a small file until the size is reached; returns how many. */
    private static long repeat(Path from, Path to, long size) throws IOException {
        boolean headed = from.toString().endsWith(".csv");
        String end = from.toString().endsWith(".sdf") ? "$$$$\n" : "\n";
        try (Scanner scanner = new Scanner(from, StandardCharsets.UTF_8).useDelimiter(Pattern.quote(end));
                BufferedWriter writer = Files.newBufferedWriter(to)) {
            if (headed) {
                writer.append(scanner.next()).append(end);
            }
            List<String> records = scanner.tokens().limit(MOST_RECORDS).toList();
            long rows = 0;
            for (long written = 0; written < size; rows++) {
                String record = records.get((int) (rows % records.size()))
                                .replace("compound ", "compound " + rows / records.size() + ".")
                        + end;
                writer.append(record);
                written += record.length();
            }
            return rows;
        }
    }

    private Map<String, Object> read(Path place, Path file, long rows) throws IOException {
        LauncherRun run =
                LauncherRun.of("formats", place, BUDGET, "read '" + file + "'", "--workers", Integer.toString(workers));
        JsonNode account = run.account();
        long rowsIn = account.get("rows_in").asLong();
        long rowsOut = account.get("rows_out").asLong();
        if (rowsIn != rows || rowsOut != rows) {
            throw new DataException("formats: " + file.getFileName() + " has " + rows + " rows, but " + rowsIn
                    + " went in and " + rowsOut + " came out");
        }
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("bytes", Files.size(file));
        figures.put("rows", rows);
        figures.put("seconds", account.get("wall_s").asDouble());
        figures.put("peak_resident_mb", Math.round(run.peakKb() * 1.024 / 1000));
        return figures;
    }
}
