package io.retort.kernel.magic;

import io.retort.core.DataException;
import io.retort.core.Names;
import io.retort.core.UsageException;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipFile;

/** Finds the jars and folders that a user names by path or pattern, and refuses what cannot be on a class path. */
final class ClassPathFiles {
    private ClassPathFiles() {}

    /**
     * Finds entries.
     *
     * @param owner the magic, for messages
     * @param words paths, or patterns such as {@code lib/*.jar}
     * @return absolute paths, in the order of the words, those of a pattern sorted
     */
    static List<Path> find(String owner, List<String> words) {
        List<Path> found = new ArrayList<>();
        for (String word : words) {
            if (word.startsWith("-")) {
                throw new UsageException(owner + " takes paths and no options, got " + word + ".");
            }
            found.addAll(isPattern(word) ? matching(owner, word) : List.of(existing(owner, word)));
        }
        found.forEach(entry -> check(owner, entry));
        return found;
    }

    /** Bytes of a jar, or of all files below a folder. */
    static long sizeBytes(Path entry) {
        try (Stream<Path> files = Files.walk(entry)) {
            return files.mapToLong(f -> f.toFile().isFile() ? f.toFile().length() : 0)
                    .sum();
        } catch (IOException | UncheckedIOException e) {
            return 0; // an entry that is not there any more holds nothing
        }
    }

    private static boolean isPattern(String word) {
        return word.chars().anyMatch(c -> "*?[{".indexOf(c) >= 0) && !new File(word).exists();
    }

    private static Path existing(String owner, String word) {
        Path path = path(owner, word);
        if (Files.exists(path)) {
            return path;
        }
        Path folder = path.getParent();
        if (folder == null || !Files.isDirectory(folder)) {
            throw new UsageException(owner + ": there is no folder " + folder + " for " + word + ".");
        }
        String near = Names.nearest(String.valueOf(path.getFileName()), names(folder))
                .map(n -> "did you mean \"" + n + "\"?")
                .orElse("nothing in " + folder + " has a name like it.");
        throw new UsageException(owner + ": there is no " + word + "; " + near);
    }

    private static List<Path> matching(String owner, String pattern) {
        int firstSpecial = 0;
        while ("*?[{".indexOf(pattern.charAt(firstSpecial)) < 0) {
            firstSpecial++;
        }
        int baseEnd = pattern.lastIndexOf('/', firstSpecial) + 1;
        Path base = existing(owner, baseEnd == 0 ? "." : pattern.substring(0, baseEnd));
        String rest = pattern.substring(baseEnd);
        int depth = rest.contains("**") ? Integer.MAX_VALUE : rest.split("/", -1).length;
        PathMatcher matcher = FileSystems.getDefault().getPathMatcher("glob:" + rest);
        try (Stream<Path> files = Files.walk(base, depth)) {
            List<Path> found = files.filter(f -> matcher.matches(base.relativize(f)) && isEntry(f))
                    .sorted()
                    .toList();
            if (found.isEmpty()) {
                throw new UsageException(owner + ": no jar or folder matches " + pattern + " in " + base + ".");
            }
            return found;
        } catch (IOException | UncheckedIOException e) {
            throw new DataException("The folder " + base + " cannot be read: " + e.getMessage(), e);
        }
    }

    private static boolean isEntry(Path file) {
        return Files.isDirectory(file) || String.valueOf(file.getFileName()).endsWith(".jar");
    }

    private static void check(String owner, Path entry) {
        if (entry.toString().contains(File.pathSeparator)) {
            throw new UsageException(
                    owner + ": a path with " + File.pathSeparator + " cannot be on a class path: " + entry + ".");
        }
        if (Files.isDirectory(entry)) {
            return;
        }
        try (ZipFile jar = new ZipFile(entry.toFile())) {
            jar.size();
        } catch (IOException e) {
            throw new DataException(entry + " is not a jar or a folder of classes: " + e.getMessage() + ".", e);
        }
    }

    private static Path path(String owner, String word) {
        try {
            return Path.of(word).toAbsolutePath().normalize();
        } catch (InvalidPathException e) {
            throw new UsageException(owner + ": this is not a path: " + word + ".");
        }
    }

    private static List<String> names(Path folder) {
        String[] names = folder.toFile().list();
        return names == null ? List.of() : List.of(names);
    }
}
