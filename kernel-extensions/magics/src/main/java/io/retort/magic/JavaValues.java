package io.retort.magic;

import io.retort.core.UsageException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Puts values of Java variables into a magic's text, where it says {@code {name}}. */
final class JavaValues {
    private static final Pattern PLACE = Pattern.compile("\\{([A-Za-z_$][\\w$]*)\\}");

    private JavaValues() {}

    static String fill(String text, MagicCall call) {
        Matcher matcher = PLACE.matcher(text);
        StringBuilder filled = new StringBuilder();
        while (matcher.find()) {
            matcher.appendReplacement(filled, Matcher.quoteReplacement(value(matcher.group(1), call)));
        }
        return matcher.appendTail(filled).toString();
    }

    private static String value(String name, MagicCall call) {
        Object value;
        try {
            value = call.kernel().evalRaw(name);
        } catch (Exception e) {
            throw new UsageException(
                    "{" + name + "}: there is no Java variable of this name; define it in a cell before");
        }
        if (value == null) {
            throw new UsageException("{" + name + "}: the Java variable is null");
        }
        return value.toString();
    }
}
