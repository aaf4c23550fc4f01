package io.retort.kernel.magic;

import io.retort.core.UsageException;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A library that a user asks for.
 *
 * @param group groupId
 * @param artifact artifactId
 * @param extension file name extension, {@code jar} for most
 * @param classifier classifier, empty for none
 * @param version a version, or a range such as {@code [1.0,2.0)}
 * @param exclusions what it must not bring along, as {@code group:artifact}; either may be {@code *}
 */
record MavenCoordinate(
        String group, String artifact, String extension, String classifier, String version, List<String> exclusions) {
    private static final String FORM = "group:artifact[:extension[:classifier]]:version";
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_.-]+");
    private static final Pattern VERSION = Pattern.compile("[A-Za-z0-9_.+\\-\\[\\](),]+");

    /** Checks each part. */
    MavenCoordinate {
        exclusions = List.copyOf(exclusions);
        String written = group + ":" + artifact + ":" + version;
        check(written, "group", group, NAME);
        check(written, "artifact", artifact, NAME);
        check(written, "extension", extension, NAME);
        check(written, "classifier", classifier.isEmpty() ? "none" : classifier, NAME);
        check(written, "version", version, VERSION);
    }

    /** Reads {@code group:artifact[:extension[:classifier]]:version}. */
    static MavenCoordinate parse(String text) {
        String[] parts = text.split(":", -1);
        if (parts.length < 3 || parts.length > 5) {
            throw new UsageException(
                    "%maven needs " + FORM + ", such as org.apache.commons:commons-csv:1.14.0, got \"" + text + "\".");
        }
        String extension = parts.length > 3 ? parts[2] : "jar";
        String classifier = parts.length > 4 ? parts[3] : "";
        return new MavenCoordinate(parts[0], parts[1], extension, classifier, parts[parts.length - 1], List.of());
    }

    @Override
    public String toString() {
        boolean plain = extension.equals("jar") && classifier.isEmpty();
        String middle = plain ? "" : ":" + extension + (classifier.isEmpty() ? "" : ":" + classifier);
        return group + ":" + artifact + middle + ":" + version;
    }

    private static void check(String written, String part, String value, Pattern accepted) {
        if (!accepted.matcher(value).matches()) {
            throw new UsageException("%maven: the " + part + " \"" + value + "\" of " + written
                    + " is not one that a repository has; the form is " + FORM + ".");
        }
    }
}
