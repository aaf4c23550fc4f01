package io.retort.kernel;

import java.nio.file.Path;
import java.util.Map;

/** Jupyter's data folder of the current user. Source: the path rules of {@code jupyter_core}. */
final class UserFolder {
    private UserFolder() {}

    static Path of(Map<String, String> environment) {
        String given = environment.getOrDefault("JUPYTER_DATA_DIR", "");
        if (!given.isEmpty()) {
            return Path.of(given);
        }
        Path home = Path.of(System.getProperty("user.home"));
        String system = System.getProperty("os.name");
        if (system.startsWith("Mac")) {
            return home.resolve("Library").resolve("Jupyter");
        }
        if (system.startsWith("Windows")) {
            String roaming = environment.getOrDefault("APPDATA", "");
            return (roaming.isEmpty() ? home : Path.of(roaming)).resolve("jupyter");
        }
        String data = environment.getOrDefault("XDG_DATA_HOME", "");
        return (data.isEmpty() ? home.resolve(".local").resolve("share") : Path.of(data)).resolve("jupyter");
    }
}
