package io.retort.magic;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Predicate;

/** Proposes files for a word that is being typed. It reads one folder and never fails: a folder it cannot read is empty. */
public final class PathSuggestions {
    private static final int LIMIT = 200;

    private PathSuggestions() {}

    /**
     * Files and folders that the last word of a text may become. Folders end with a slash; hidden files are proposed
     * when the word begins with a dot; names with blanks are left out, since a word ends at a blank.
     *
     * @param text text after the magic's name, up to the cursor
     * @param accepted which files to propose; folders are always proposed
     * @return words that may replace the last word, sorted, at most 200
     */
    public static List<String> of(String text, Predicate<Path> accepted) {
        String word = text.substring(Math.max(text.lastIndexOf(' '), text.lastIndexOf('\t')) + 1);
        int nameStart = word.lastIndexOf('/') + 1;
        String typedFolder = word.substring(0, nameStart);
        String prefix = word.substring(nameStart);
        List<String> found = new ArrayList<>();
        try (DirectoryStream<Path> entries =
                Files.newDirectoryStream(Path.of(typedFolder.isEmpty() ? "." : typedFolder))) {
            for (Path entry : entries) {
                String name = String.valueOf(entry.getFileName());
                boolean wanted = name.startsWith(prefix) && (!name.startsWith(".") || prefix.startsWith("."));
                boolean folder = Files.isDirectory(entry);
                if (wanted && name.indexOf(' ') < 0 && (folder || accepted.test(entry))) {
                    found.add(typedFolder + name + (folder ? "/" : ""));
                }
            }
        } catch (IOException | DirectoryIteratorException | InvalidPathException e) {
            return List.of(); // nothing can be proposed for what cannot be read
        }
        Collections.sort(found);
        return found.subList(0, Math.min(LIMIT, found.size()));
    }

    /**
     * Tells jars from other files.
     *
     * @param file any path
     * @return whether its name ends with {@code .jar}
     */
    public static boolean isJar(Path file) {
        return String.valueOf(file.getFileName()).endsWith(".jar");
    }
}
