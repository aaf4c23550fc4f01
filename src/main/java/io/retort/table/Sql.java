package io.retort.table;

import java.nio.file.Path;

/** Writes names and texts so that SQL cannot take them for anything else. */
public final class Sql {
    private Sql() {}

    /**
     * Quotes an identifier.
     *
     * @param name any text
     * @return the name in double quotes
     */
    public static String name(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    /**
     * Quotes a text.
     *
     * @param text any text
     * @return the text in single quotes
     */
    public static String text(String text) {
        return '\'' + text.replace("'", "''") + '\'';
    }

    /**
     * Quotes a path.
     *
     * @param path any path
     * @return its absolute form in single quotes
     */
    public static String path(Path path) {
        return text(path.toAbsolutePath().toString());
    }
}
