package io.retort.engine;

import io.retort.core.Names;
import io.retort.core.Option;
import io.retort.core.OptionSet;
import io.retort.core.UsageException;
import io.retort.core.Yaml;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * How much of the machine a run takes. Three come with Retort, as YAML files beside this class; a file of one's own has
 * the same entries.
 *
 * @param workers threads that carry rows, 0 for one per processor that the process may use
 * @param batchSize as {@link BatchSize#parse} reads it
 * @param underWay batches between reader and committer, for each worker
 * @param underWayShare share of the heap that batches between reader and committer may fill
 * @param keyShare share of the heap that the keys of distinct stages may fill before they spill
 */
record RunProfile(
        @Option(help = "Threads that carry rows; 0 takes one per processor.", defaultValue = "0", min = 0, max = 1024)
        int workers,

        @Option(help = "Rows per batch.", defaultValue = "adaptive")
        String batchSize,

        @Option(help = "Batches under way for each worker.", defaultValue = "4", min = 1, max = 1000)
        int underWay,

        @Option(help = "Share of the heap for batches under way.", defaultValue = "0.1", min = 0.001, max = 0.5)
        double underWayShare,

        @Option(help = "Share of the heap for keys of distinct stages.", defaultValue = "0.25", min = 0.01, max = 0.6)
        double keyShare) {

    private static final List<String> NAMES = List.of("auto", "memory", "balanced", "throughput");
    private static final long LITTLE_HEAP = 1L << 30;
    private static final long MUCH_HEAP = 8L << 30;

    RunProfile {
        batchSize = BatchSize.parse(batchSize).toString();
    }

    /** Reads a profile that comes with Retort, picks one for this machine, or reads a file. */
    static RunProfile of(String name) {
        String asked = name.equals("auto") ? picked() : name;
        if (NAMES.contains(asked)) {
            return read("profile " + asked, resource(asked));
        }
        if (!asked.endsWith(".yaml") && !asked.endsWith(".yml")) {
            throw new UsageException("--profile got \"" + name + "\"; " + Names.suggestion(name, NAMES)
                    + ", or a file that ends in .yaml");
        }
        try {
            return read(asked, Files.readString(Path.of(asked)));
        } catch (IOException e) {
            throw new UsageException("--profile: the file " + asked + " cannot be read");
        }
    }

    /** The profile that suits this machine. */
    static String picked() {
        Runtime runtime = Runtime.getRuntime();
        return picked(runtime.maxMemory(), runtime.availableProcessors(), GpuProbe.isPresent());
    }

    /** Little memory comes first; then a graphics processor, which starves on short queues, or many processors. */
    static String picked(long heap, int processors, boolean gpu) {
        if (heap < LITTLE_HEAP) {
            return "memory";
        }
        return gpu || heap >= MUCH_HEAP && processors >= 4 ? "throughput" : "balanced";
    }

    private static RunProfile read(String name, String yaml) {
        return OptionSet.of(RunProfile.class).read(name, Yaml.entries(name, yaml));
    }

    private static String resource(String name) {
        try (InputStream stream = RunProfile.class.getResourceAsStream("profile-" + name + ".yaml")) {
            if (stream == null) {
                throw new IllegalStateException("profile " + name + " is missing from this build");
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
