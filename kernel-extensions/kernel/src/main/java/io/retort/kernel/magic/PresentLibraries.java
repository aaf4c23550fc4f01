package io.retort.kernel.magic;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.zip.ZipFile;

/**
 * The libraries that cells see already: those that the kernel was started with, and those that {@code %maven} loaded. A
 * class loader cannot exchange them, so that their versions stay. Safe for use by many threads.
 */
final class PresentLibraries {
    private final List<Path> ownClassPath;
    private final Map<String, String> loaded = new ConcurrentHashMap<>();
    private final Map<String, Optional<String>> shipped = new ConcurrentHashMap<>();

    PresentLibraries(List<Path> ownClassPath) {
        this.ownClassPath = List.copyOf(ownClassPath);
    }

    /** The version that is present, if one is. */
    Optional<String> version(String group, String artifact, String classifier) {
        String name = group + ":" + artifact + ":" + classifier;
        String mine = loaded.get(name);
        if (mine != null) {
            return Optional.of(mine);
        }
        return classifier.isEmpty()
                ? shipped.computeIfAbsent(name, n -> shippedVersion(group, artifact))
                : Optional.empty();
    }

    /** Remembers that a library was loaded. */
    void load(MavenCoordinate c) {
        loaded.put(c.group() + ":" + c.artifact() + ":" + c.classifier(), c.version());
    }

    /** Notes on versions that stay, one line each: from the name to the version that was asked. */
    List<String> notes(Map<String, String> refused) {
        return new TreeMap<>(refused)
                .entrySet().stream()
                        .map(e -> note(e.getKey().split(":", 3), e.getValue()))
                        .filter(note -> !note.isEmpty())
                        .toList();
    }

    private String note(String[] name, String asked) {
        String present = version(name[0], name[1], name[2]).orElse(asked);
        if (present.equals(asked)) {
            return "";
        }
        String end = loaded.containsKey(String.join(":", name))
                ? " was loaded before and stays (" + asked + " was asked); restart the kernel to change it."
                : " comes with Retort and stays (" + asked + " was asked).";
        return name[0] + ":" + name[1] + " " + present + end;
    }

    private Optional<String> shippedVersion(String group, String artifact) {
        for (Path jar : ownClassPath) {
            String file = String.valueOf(jar.getFileName());
            int start = artifact.length() + 1;
            boolean named = file.startsWith(artifact + "-")
                    && file.endsWith(".jar")
                    && file.length() > start
                    && Character.isDigit(file.charAt(start));
            if (named && isOf(group, artifact, jar)) {
                return Optional.of(file.substring(start, file.length() - ".jar".length()));
            }
        }
        return Optional.empty();
    }

    /** Whether a jar does not say that it is another group's. */
    private static boolean isOf(String group, String artifact, Path jar) {
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            String end = "/" + artifact + "/pom.properties";
            return zip.getEntry("META-INF/maven/" + group + end) != null
                    || zip.stream()
                            .noneMatch(e -> e.getName().startsWith("META-INF/maven/")
                                    && e.getName().endsWith(end));
        } catch (IOException e) {
            return false; // an entry of the class path that is no jar holds no library
        }
    }
}
