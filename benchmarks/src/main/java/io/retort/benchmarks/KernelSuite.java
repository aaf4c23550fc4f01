package io.retort.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.retort.core.DataException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * The kernel through a real client, with and without its archive of classes, in turn: start to first cell, round trips of
 * cells right after the start and after a pause in which a user reads, exit.
 */
final class KernelSuite {
    private static final String WITH = "with_archive";
    private static final String WITHOUT = "without_archive";

    private KernelSuite() {}

    static Map<String, Object> run(int rounds) throws IOException {
        Path root = Path.of(System.getProperty("retort.root", ".")).toAbsolutePath();
        Path folder = Files.createTempDirectory("retort-bench-");
        try {
            install(root, folder, WITH, List.of());
            install(root, folder, WITHOUT, List.of("--no-archive"));
            Path file = folder.resolve("series.json");
            List<String> command = List.of(
                    Program.PYTHON,
                    root.resolve("benchmarks/kernel/measure_kernel.py").toString(),
                    WITHOUT,
                    WITH,
                    "--rounds",
                    "" + rounds,
                    "--json",
                    file.toString());
            Map<String, String> environment =
                    Map.of("JUPYTER_PATH", folder.resolve("share/jupyter").toString());
            String unused = Program.call("bench kernel", command, environment);
            return result(rounds, series(new ObjectMapper().readTree(file.toFile())));
        } finally {
            delete(folder);
        }
    }

    private static void install(Path root, Path prefix, String name, List<String> more) throws IOException {
        List<String> command = Stream.concat(
                        Stream.of(
                                Path.of(System.getProperty("java.home"), "bin", "java")
                                        .toString(),
                                "-cp",
                                root.resolve("build/dist/lib") + "/*",
                                "io.retort.kernel.Main",
                                "install",
                                "--prefix",
                                prefix.toString(),
                                "--name",
                                name),
                        more.stream())
                .toList();
        String said = Program.call("bench kernel", command, Map.of());
        if (more.isEmpty() && !said.contains("Archived classes")) {
            throw new DataException("bench kernel: there is no archive to measure: " + said.strip());
        }
    }

    /** Kernel, figure, value in each round. */
    private static Map<String, Map<String, List<Double>>> series(JsonNode read) {
        Map<String, Map<String, List<Double>>> series = new LinkedHashMap<>();
        read.fields()
                .forEachRemaining(kernel -> kernel.getValue().fields().forEachRemaining(figure -> {
                    List<Double> values = new ArrayList<>();
                    figure.getValue().forEach(value -> values.add(value.asDouble()));
                    series.computeIfAbsent(kernel.getKey(), k -> new LinkedHashMap<>())
                            .put(figure.getKey(), values);
                }));
        return series;
    }

    private static Map<String, Object> result(int rounds, Map<String, Map<String, List<Double>>> series) {
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("rounds", rounds);
        series.forEach((kernel, figures) -> {
            Map<String, Object> shown = new LinkedHashMap<>();
            figures.forEach((name, values) -> shown.put(name, Figures.of(values)));
            result.put(kernel, shown);
        });
        for (String name : List.of("first_cell_s", "first_cell_cpu_s")) {
            List<Double> with = Objects.requireNonNull(
                    Objects.requireNonNull(series.get(WITH)).get(name));
            List<Double> without = Objects.requireNonNull(
                    Objects.requireNonNull(series.get(WITHOUT)).get(name));
            result.put("ratio_" + name, Figures.of(Figures.ratios(with, without)));
        }
        return result;
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
