package io.retort.benchmarks;

import io.retort.core.DataException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the process of a run says of its progress, kept in a file over all sittings of the run. Rows that earlier sittings
 * have done are read again faster than they were made, and left out of the rate.
 */
final class Sittings {
    private static final Pattern LINE = Pattern.compile("^([\\d,]+) rows .*?([\\d,]+) MB\\b.*");

    private final Path file;

    /**
     * Where it is kept.
     *
     * @param file lines of {@code sitting, seconds, rows, resident MB}, separated by tabs
     */
    Sittings(Path file) {
        this.file = file;
    }

    private record Point(int sitting, double seconds, long rows, double residentMb) {
        static Point of(String line) {
            String[] parts = line.split("\t");
            return new Point(
                    Integer.parseInt(parts[0]),
                    Double.parseDouble(parts[1]),
                    Long.parseLong(parts[2]),
                    Double.parseDouble(parts[3]));
        }
    }

    /** Passes on what a process says, and keeps its progress; the thread that does so ends when all of it is kept. */
    Thread follow(Process process) {
        int sitting = points().stream().mapToInt(Point::sitting).max().orElse(0) + 1;
        long start = System.nanoTime();
        Thread thread = new Thread(() -> {
            try (BufferedReader said = process.errorReader()) {
                for (String line = said.readLine(); line != null; line = said.readLine()) {
                    System.err.println(line);
                    Matcher progress = LINE.matcher(line);
                    if (progress.matches()) {
                        keep(sitting, (System.nanoTime() - start) / 1e9, progress);
                    }
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private void keep(int sitting, double seconds, Matcher progress) throws IOException {
        String line = sitting + "\t" + Math.round(seconds * 10) / 10.0 + "\t" + number(progress.group(1)) + "\t"
                + number(progress.group(2)) + "\n";
        Files.writeString(file, line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    private static long number(String text) {
        return Long.parseLong(text.replace(",", ""));
    }

    private List<Point> points() {
        try {
            return Files.exists(file)
                    ? Files.readAllLines(file).stream().map(Point::of).toList()
                    : List.of();
        } catch (IOException e) {
            throw new DataException("scale: " + file + " cannot be read", e);
        }
    }

    /** Rate and memory over the rows, in as many parts of them at most. */
    List<Map<String, Object>> overRows(long allRows, int parts) {
        Map<Long, double[]> sums = new TreeMap<>();
        long most = 0;
        Point before = new Point(0, 0, 0, 0);
        for (Point point : points()) {
            if (point.sitting() == before.sitting() && before.rows() >= most && point.rows() > before.rows()) {
                double[] sum = sums.computeIfAbsent(point.rows() * parts / (allRows + 1), p -> new double[4]);
                sum[0] = point.rows();
                sum[1] += point.rows() - before.rows();
                sum[2] += point.seconds() - before.seconds();
                sum[3] = Math.max(sum[3], point.residentMb());
            }
            most = Math.max(most, before.rows());
            before = point;
        }
        List<Map<String, Object>> figures = new ArrayList<>();
        for (double[] sum : sums.values()) {
            Map<String, Object> part = new LinkedHashMap<>();
            part.put("million_rows", Math.round(sum[0] / 1e4) / 100.0);
            part.put("rows_per_s", Math.round(sum[1] / sum[2]));
            part.put("resident", Math.round(sum[3]));
            figures.add(part);
        }
        return figures;
    }

    /** Sittings so far. */
    int count() {
        return (int) points().stream().mapToInt(Point::sitting).distinct().count();
    }
}
