package io.retort.kernel;

import io.retort.core.DataException;
import io.retort.core.ResourceException;
import io.retort.core.UsageException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Writes a kernelspec: {@code kernel.json}, the file of JVM arguments that it names, and logos. */
final class Installer {
    private static final List<String> LOGOS = List.of("logo-32x32.png", "logo-64x64.png", "logo-svg.svg");

    private final Map<String, String> environment;
    private final List<String> notes = new ArrayList<>();

    Installer(Map<String, String> environment) {
        this.environment = environment;
    }

    /**
     * Writes or overwrites a kernelspec; each file is replaced as a whole.
     *
     * @param options what to write where
     * @return folder of the kernelspec
     */
    Path install(InstallOptions options) {
        Path jdk = jdk(options);
        Path folder =
                dataFolder(options).resolve("kernels").resolve(options.name()).toAbsolutePath();
        try {
            Files.createDirectories(folder);
            Path arguments = folder.resolve("java.args");
            ClassArchive.clear(folder);
            write(arguments, arguments(options, List.of()));
            if (!options.noArchive()) {
                archive(options, new ClassArchive(jdk, folder), arguments);
            }
            for (String logo : LOGOS) {
                write(folder.resolve(logo), resource(logo));
            }
            // Last, because the kernel exists for Jupyter as soon as this file does.
            write(folder.resolve("kernel.json"), bytes(KernelJson.of(options, jdk, arguments)));
        } catch (IOException e) {
            throw new ResourceException("The kernelspec cannot be written to " + folder + ": " + e.getMessage(), e);
        }
        return folder;
    }

    /** What a user should know about the last installation, a sentence each. */
    List<String> notes() {
        return List.copyOf(notes);
    }

    private void archive(InstallOptions options, ClassArchive archive, Path arguments) throws IOException {
        Optional<String> obstacle = ClassArchive.obstacle(ClassPathEntries.own());
        if (obstacle.isPresent()) {
            notes.add("No archive of classes: " + obstacle.get() + ".");
            return;
        }
        try {
            archive.make(arguments);
            write(arguments, arguments(options, archive.flags()));
            notes.add("Archived classes for a faster start, " + Files.size(archive.file()) / 1_000_000 + " MB.");
        } catch (ResourceException e) {
            notes.add(String.valueOf(e.getMessage()));
        }
    }

    private byte[] arguments(InstallOptions options, List<String> archiveFlags) {
        return bytes(JvmArguments.file(ClassPathEntries.own(), options.heap(), jvmFlags(), archiveFlags));
    }

    private String jvmFlags() {
        return environment.getOrDefault("RETORT_JVM_FLAGS", "");
    }

    private static Path jdk(InstallOptions options) {
        Path given = options.jdk();
        Path jdk = (given == null ? Path.of(System.getProperty("java.home")) : given).toAbsolutePath();
        boolean windows = System.getProperty("os.name").startsWith("Windows");
        Path java = jdk.resolve("bin").resolve(windows ? "java.exe" : "java");
        if (!Files.isExecutable(java)) {
            throw new UsageException("--jdk must be the folder of a JDK, got " + jdk + ", which has no bin/java");
        }
        if (!Files.exists(jdk.resolve("jmods"))
                && !Files.exists(jdk.resolve("bin").resolve(windows ? "jshell.exe" : "jshell"))) {
            throw new UsageException("--jdk must be a JDK, not only a runtime, because cells are compiled; got " + jdk);
        }
        return jdk;
    }

    private Path dataFolder(InstallOptions options) {
        Path prefix = options.prefix();
        if (prefix != null) {
            return prefix.resolve("share").resolve("jupyter");
        }
        if (options.sysPrefix()) {
            return Path.of(environmentPrefix()).resolve("share").resolve("jupyter");
        }
        return UserFolder.of(environment);
    }

    private String environmentPrefix() {
        String venv = environment.getOrDefault("VIRTUAL_ENV", environment.getOrDefault("CONDA_PREFIX", ""));
        if (venv.isEmpty()) {
            throw new UsageException("--sys-prefix needs an active Python environment"
                    + " (VIRTUAL_ENV or CONDA_PREFIX); give its folder with --prefix");
        }
        return venv;
    }

    private static byte[] resource(String name) throws IOException {
        try (InputStream in = Installer.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new DataException("The resource " + name + " is missing from the kernel's jar.");
            }
            return in.readAllBytes();
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static void write(Path file, byte[] content) throws IOException {
        Path partial = Files.createTempFile(file.toAbsolutePath().getParent(), ".partial", "");
        try {
            Files.write(partial, content);
            readableByAll(partial);
            Files.move(partial, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(partial);
        }
    }

    /** Temporary files are private, but an installed kernel may serve other users. */
    private static void readableByAll(Path file) {
        boolean unused = file.toFile().setReadable(true, false);
    }
}
