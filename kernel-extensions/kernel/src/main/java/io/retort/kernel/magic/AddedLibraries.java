package io.retort.kernel.magic;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * What one call added to the class path.
 *
 * @param added entries that were not there before
 * @param presentCount entries that were there
 */
record AddedLibraries(List<Path> added, int presentCount) {

    static AddedLibraries add(JavaSession java, List<Path> entries) {
        List<Path> added = java.addToClassPath(entries);
        return new AddedLibraries(List.copyOf(added), entries.size() - added.size());
    }

    /** Such as {@code Added 2 jars (1.2 MB): a-1.0.jar, b-2.0.jar; 1 was there already.} */
    String sentence() {
        String there = presentCount + (presentCount == 1 ? " was" : " were") + " there already.";
        if (added.isEmpty()) {
            return "Added nothing; " + there;
        }
        long sizeBytes = added.stream().mapToLong(ClassPathFiles::sizeBytes).sum();
        String names = added.stream().map(p -> String.valueOf(p.getFileName())).collect(Collectors.joining(", "));
        String end = presentCount == 0 ? "." : "; " + there;
        return "Added " + count() + " (" + size(sizeBytes) + "): " + names + end;
    }

    private String count() {
        boolean jars = added.stream().allMatch(p -> p.toString().endsWith(".jar"));
        String noun = jars ? "jar" : added.size() == 1 ? "entry" : "entrie";
        return added.size() + " " + noun + (added.size() == 1 ? "" : "s");
    }

    static String size(long bytes) {
        return bytes < 1000
                ? bytes + " B"
                : bytes < 1_000_000
                        ? String.format(Locale.ROOT, "%.1f kB", bytes / 1e3)
                        : String.format(Locale.ROOT, "%.1f MB", bytes / 1e6);
    }
}
