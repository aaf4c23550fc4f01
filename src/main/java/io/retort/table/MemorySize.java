package io.retort.table;

import io.retort.core.UsageException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Sizes of memory as people write them. */
public final class MemorySize {
    private static final Pattern FORM = Pattern.compile("(\\d{1,6})([kmgt])b?");

    private MemorySize() {}

    /**
     * Reads a size.
     *
     * @param owner who asks, for the message
     * @param text a whole number with k, m, g or t
     * @return bytes
     */
    public static long parse(String owner, String text) {
        Matcher matcher = FORM.matcher(text.toLowerCase(Locale.ROOT));
        if (!matcher.matches()) {
            throw new UsageException(owner + " got \"" + text + "\"; accepted is a size such as 512m or 4g");
        }
        int power = "kmgt".indexOf(matcher.group(2)) + 1;
        return Long.parseLong(matcher.group(1)) << (10 * power);
    }
}
