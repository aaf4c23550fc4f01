package io.retort.core;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The only class that reads environment variables and system properties; everything below takes values as arguments.
 */
public final class Settings {
    private Settings() {}

    /**
     * Where shared test data and models may lie.
     *
     * @return {@code RETORT_SHARED}, else {@code ../shared}
     */
    public static Path shared() {
        return Path.of(environment("RETORT_SHARED").orElse("../shared"));
    }

    /**
     * The commit that this build was made from, as the launcher says.
     *
     * @return {@code RETORT_COMMIT}, else {@code unknown}
     */
    public static String commit() {
        return environment("RETORT_COMMIT").orElse("unknown");
    }

    /**
     * Memory budget for the whole process, as given to the launcher.
     *
     * @return {@code RETORT_MEMORY}, such as {@code 4g}
     */
    public static Optional<String> memory() {
        return environment("RETORT_MEMORY");
    }

    /**
     * Folder for spilled data.
     *
     * @return the system's folder for temporary files
     */
    public static Path temporaryFolder() {
        return Path.of(System.getProperty("java.io.tmpdir"));
    }

    /**
     * Whether notebooks may run programs of the shell.
     *
     * @return false if {@code RETORT_ALLOW_SHELL} is {@code no}
     */
    public static boolean shellAllowed() {
        return !environment("RETORT_ALLOW_SHELL").orElse("yes").equalsIgnoreCase("no");
    }

    /**
     * Who databases are asked as.
     *
     * @return {@code RETORT_DB_USER}, else the system property {@code retort.db.user}, which a notebook can set
     */
    public static Optional<String> databaseUser() {
        return environment("RETORT_DB_USER").or(() -> property("retort.db.user"));
    }

    /**
     * The password for databases; nothing may show it.
     *
     * @return {@code RETORT_DB_PASSWORD}, else the system property {@code retort.db.password}, which a notebook can set
     */
    public static Optional<String> databasePassword() {
        return environment("RETORT_DB_PASSWORD").or(() -> property("retort.db.password"));
    }

    /**
     * The environment of this process.
     *
     * @return unmodifiable, in no order
     */
    public static Map<String, String> environment() {
        return System.getenv();
    }

    /**
     * The system properties of this process, such as {@code user.home}.
     *
     * @return a copy, in no order
     */
    public static Map<String, String> properties() {
        Map<String, String> copy = new HashMap<>();
        System.getProperties().stringPropertyNames().forEach(n -> copy.put(n, System.getProperty(n, "")));
        return copy;
    }

    /**
     * Where files may be kept that can be made again.
     *
     * @return {@code RETORT_CACHE}, else {@code retort} in {@code XDG_CACHE_HOME} or in {@code ~/.cache}
     */
    public static Path cacheFolder() {
        return environment("RETORT_CACHE")
                .map(Path::of)
                .orElseGet(() -> environment("XDG_CACHE_HOME")
                        .map(Path::of)
                        .orElseGet(() -> Path.of(System.getProperty("user.home", "."), ".cache"))
                        .resolve("retort"));
    }

    /**
     * A folder with CUDA's libraries, for machines whose system does not know where they are.
     *
     * @return {@code RETORT_CUDA}
     */
    public static Optional<Path> cudaFolder() {
        return environment("RETORT_CUDA").map(Path::of);
    }

    /**
     * Sets a system property for a library that reads it, unless somebody has set it.
     *
     * @param property its name
     * @param value what to set
     */
    public static void propose(String property, String value) {
        if (System.getProperty(property) == null) {
            System.setProperty(property, value);
        }
    }

    /**
     * Looks for a program as a shell would.
     *
     * @param name its name
     * @return where it is
     */
    public static Optional<Path> program(String name) {
        return environment("PATH").stream()
                .flatMap(path -> java.util.Arrays.stream(path.split(java.io.File.pathSeparator, -1)))
                .filter(folder -> !folder.isEmpty())
                .map(folder -> Path.of(folder, name))
                .filter(java.nio.file.Files::isExecutable)
                .findFirst();
    }

    private static Optional<String> property(String name) {
        return Optional.ofNullable(System.getProperty(name)).filter(v -> !v.isBlank());
    }

    private static Optional<String> environment(String name) {
        return Optional.ofNullable(System.getenv(name)).filter(v -> !v.isBlank());
    }
}
