package io.retort.kernel;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Writes the file of arguments that {@code java @file} reads. */
final class JvmArguments {
    /** One set for all JDKs: what a JDK does not know is ignored. */
    private static final List<String> FLAGS = List.of(
            "-XX:+IgnoreUnrecognizedVMOptions",
            "--add-opens=java.base/java.nio=ALL-UNNAMED",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "-Djava.awt.headless=true",
            "-Dfile.encoding=UTF-8");

    private JvmArguments() {}

    static String file(List<Path> classPath, @Nullable String heap, String moreFlags, List<String> archiveFlags) {
        List<String> lines = new ArrayList<>(FLAGS);
        if (heap != null) {
            lines.add("-Xmx" + heap);
        }
        if (!moreFlags.isBlank()) {
            lines.add(moreFlags.strip());
        }
        archiveFlags.forEach(flag -> lines.add(quote(flag)));
        lines.add("-cp");
        lines.add(quote(classPath.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator))));
        return String.join("\n", lines) + "\n";
    }

    private static String quote(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
