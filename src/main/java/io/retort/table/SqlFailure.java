package io.retort.table;

import io.retort.core.DataException;
import io.retort.core.ResourceException;
import io.retort.core.RetortException;
import io.retort.core.UsageException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Turns what DuckDB says into one sentence of the right kind. */
final class SqlFailure {
    private static final Pattern HOLDER = Pattern.compile("PID (\\d+)");

    private static final Pattern PLACE = Pattern.compile("\\s*\\bLINE (\\d+): ([^\\n]*)\\n( *)(\\^+)\\s*$");

    private SqlFailure() {}

    static RetortException opening(@Nullable Path file, SQLException e) {
        String said = text(e);
        Matcher holder = HOLDER.matcher(said);
        if (holder.find()) {
            return new DataException(
                    "Workspace " + file + " is in use by process " + holder.group(1)
                            + "; a DuckDB file belongs to one process at a time: end that one, or exchange Parquet files",
                    e);
        }
        return new DataException("Workspace " + file + " cannot be opened: " + firstLine(said), e);
    }

    static RuntimeException running(SQLException e) {
        return running(e, 0);
    }

    /**
     * Says in our words what a statement failed of.
     *
     * @param ownLines lines that we wrote above the user's
     */
    static RuntimeException running(SQLException e, int ownLines) {
        String said = placed(text(e), ownLines);
        String lower = said.toLowerCase(Locale.ROOT);
        if (lower.contains("no space left") || lower.contains("disk full")) {
            return new ResourceException("No space left on the disk; make room, or choose another place.", e);
        }
        if (lower.contains("out of memory")) {
            return new ResourceException("Not enough memory for this query: " + firstLine(said), e);
        }
        if (lower.startsWith("parser error") || lower.startsWith("binder error") || lower.startsWith("catalog error")) {
            UsageException usage = new UsageException(said);
            usage.initCause(e);
            return usage;
        }
        return new DataException(PLACE.matcher(text(e)).find() ? said : firstLine(said), e);
    }

    /** The database's own mark of a place, with the user's line number and the carets under the line. */
    private static String placed(String said, int ownLines) {
        Matcher place = PLACE.matcher(said);
        if (!place.find()) {
            return said;
        }
        int number = Integer.parseInt(place.group(1)) - ownLines;
        int column =
                place.group(3).length() - "LINE : ".length() - place.group(1).length();
        if (number < 1 || column < 0) {
            return said.substring(0, place.start()).strip();
        }
        return said.substring(0, place.start()).strip() + "\nline " + number + ":\n    " + place.group(2) + "\n    "
                + " ".repeat(column) + place.group(4);
    }

    private static String text(SQLException e) {
        String message = e.getMessage();
        return message == null
                ? e.getClass().getSimpleName()
                : message.replaceFirst("^java\\.sql\\.SQLException: ", "");
    }

    private static String firstLine(String text) {
        int end = text.indexOf('\n');
        return end < 0 ? text : text.substring(0, end);
    }
}
