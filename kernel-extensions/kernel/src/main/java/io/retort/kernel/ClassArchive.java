package io.retort.kernel;

import io.retort.core.ResourceException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The archive from which a kernel's JVM takes its classes parsed and linked: class-data sharing before JDK 25, an ahead
 * of time cache with profiles from 25 on. It fits one JDK and one class path; Java ignores one that does not fit.
 * Sources: JEP 310, 350, 483, 514 and 515.
 */
final class ClassArchive {
    private static final int FIRST_WITH_CACHE = 25;
    private static final long LIMIT_SECONDS = 180;
    private static final Pattern RELEASE = Pattern.compile("(?m)^JAVA_VERSION=\"(\\d+)");

    private final Path jdk;
    private final Path file;
    private final boolean cache;

    /**
     * Names an archive.
     *
     * @param jdk home of the JDK that uses it
     * @param folder folder of the kernelspec
     */
    ClassArchive(Path jdk, Path folder) {
        this.jdk = jdk;
        this.cache = feature(jdk) >= FIRST_WITH_CACHE;
        this.file = folder.resolve(cache ? "classes.aot" : "classes.jsa");
    }

    Path file() {
        return file;
    }

    /** The flags with which a start uses the archive. */
    List<String> flags() {
        return cache
                ? List.of("-XX:AOTCache=" + file, "-Xlog:aot*=off", "-Xlog:cds*=off")
                : List.of("-XX:SharedArchiveFile=" + file, "-Xlog:cds*=off", "-Xlog:class+path=off");
    }

    /** Why there can be no archive of a class path; empty when there can. */
    static Optional<String> obstacle(List<Path> classPath) {
        return classPath.stream()
                .filter(Files::isDirectory)
                .findFirst()
                .map(folder -> "only jars can be archived, and the class path has the folder " + folder);
    }

    /**
     * Makes the archive by a training run in a process of its own, which takes some seconds.
     *
     * @param arguments the file of JVM arguments without the flags of an archive
     * @throws ResourceException if the run fails; nothing is left then
     */
    void make(Path arguments) {
        Path partial = file.resolveSibling("." + file.getFileName() + ".partial");
        Path log = file.resolveSibling(".archive.log");
        try {
            Files.deleteIfExists(partial);
            List<String> command = new ArrayList<>();
            command.add(jdk.resolve("bin").resolve("java").toString());
            command.add("@" + arguments);
            command.add((cache ? "-XX:AOTCacheOutput=" : "-XX:ArchiveClassesAtExit=") + partial);
            command.add(Main.class.getName());
            command.add("train");
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            boolean ended = process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS);
            if (!ended) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
            }
            if (!ended || process.exitValue() != 0 || !Files.exists(partial)) {
                throw new ResourceException("The archive of classes was not made (the kernel works without it): "
                        + (ended ? lastLine(log) : "no end after " + LIMIT_SECONDS + " s"));
            }
            Files.move(partial, file, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
            boolean unused = file.toFile().setReadable(true, false);
        } catch (IOException e) {
            throw new ResourceException("The archive of classes was not made: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ResourceException("The archive of classes was not made: interrupted", e);
        } finally {
            delete(partial);
            delete(log);
        }
    }

    /** Removes archives of this folder, whichever JDK they were for. */
    static void clear(Path folder) {
        delete(folder.resolve("classes.aot"));
        delete(folder.resolve("classes.jsa"));
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            // A file that stays is harmless: Java only reads it when a flag names it.
        }
    }

    private static String lastLine(Path log) throws IOException {
        List<String> lines =
                Files.readAllLines(log).stream().filter(line -> !line.isBlank()).toList();
        return lines.isEmpty() ? "the training run said nothing" : lines.get(lines.size() - 1);
    }

    private static int feature(Path jdk) {
        Path release = jdk.resolve("release");
        try {
            Matcher version = RELEASE.matcher(Files.exists(release) ? Files.readString(release) : "");
            return version.find()
                    ? Integer.parseInt(version.group(1))
                    : Runtime.version().feature();
        } catch (IOException e) {
            return Runtime.version().feature();
        }
    }
}
