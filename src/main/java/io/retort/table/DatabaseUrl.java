package io.retort.table;

import io.retort.core.UsageException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The JDBC URL of a database, which holds no secret.
 *
 * @param text for example {@code jdbc:postgresql://host:5432/library}
 */
public record DatabaseUrl(String text) {
    private static final Pattern SECRET =
            Pattern.compile("(?i)[?&;,(:\\s](password|pwd|passwd|pass|sslpassword|secret|token|accesskey)\\s*=");
    private static final Pattern USER_INFO = Pattern.compile("//[^/?@]*@");
    private static final Pattern ORACLE = Pattern.compile("(?i)^jdbc:oracle:[^@]*/[^@]*@");
    private static final Pattern PARAMETERS = Pattern.compile("[?;].*$");

    /** Checks that it is a JDBC URL without credentials. */
    public DatabaseUrl {
        if (hasSecret(text)) {
            throw new UsageException(
                    "the database URL must not hold a user or a password, which would end up in reports and"
                            + " histories: take them out, and set RETORT_DB_USER and RETORT_DB_PASSWORD instead");
        }
        if (!text.startsWith("jdbc:")) {
            throw new UsageException(
                    "\"" + text
                            + "\" is not a database URL; accepted is jdbc:NAME:..., such as jdbc:postgresql://localhost:5432/library");
        }
    }

    private static boolean hasSecret(String text) {
        return SECRET.matcher(text).find()
                || USER_INFO.matcher(text).find()
                || ORACLE.matcher(text).find();
    }

    /**
     * The URL without its parameters, for messages.
     *
     * @return for example {@code postgresql://host:5432/library}
     */
    public String shown() {
        Matcher parameters = PARAMETERS.matcher(text.substring("jdbc:".length()));
        return parameters.replaceFirst("");
    }

    @Override
    public String toString() {
        return text;
    }
}
