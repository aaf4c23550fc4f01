package io.retort.kernel;

import java.io.File;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** The class path of this process, so that an installed kernel runs with the same jars. */
final class ClassPathEntries {
    private ClassPathEntries() {}

    /** Absolute entries, sorted, so that an archive of classes made for one start serves the next. */
    static List<Path> own() {
        String[] entries = System.getProperty("java.class.path", "").split(File.pathSeparator);
        return Arrays.stream(entries)
                .filter(e -> !e.isEmpty())
                .map(e -> Path.of(e).toAbsolutePath().normalize())
                .sorted()
                .distinct()
                .toList();
    }
}
