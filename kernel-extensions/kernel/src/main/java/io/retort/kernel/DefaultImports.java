package io.retort.kernel;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Reads the resource {@code default-imports}. */
final class DefaultImports {
    private DefaultImports() {}

    static List<String> read() {
        try (InputStream in = DefaultImports.class.getResourceAsStream("default-imports")) {
            if (in == null) {
                return List.of();
            }
            return new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))
                    .lines()
                    .map(String::strip)
                    .filter(line -> line.startsWith("import "))
                    .filter(DefaultImports::isPresent)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether an import of ours can work; asking the loader is quicker than letting the compiler refuse it. */
    private static boolean isPresent(String line) {
        if (!line.startsWith("import io.retort.") || !line.endsWith(".*;")) {
            return true;
        }
        String path = line.substring("import ".length(), line.length() - 3).replace('.', '/');
        ClassLoader loader = DefaultImports.class.getClassLoader();
        return loader.getResource(path + "/package-info.class") != null || loader.getResource(path) != null;
    }
}
