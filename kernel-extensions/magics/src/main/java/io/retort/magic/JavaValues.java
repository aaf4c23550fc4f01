package io.retort.magic;

import io.retort.core.UsageException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Puts values of Java expressions into a magic's text, where it says <code>{expression}</code>. */
final class JavaValues {
    /** What does not begin as an identifier, such as the {2} of a pattern, is left as it is. */
    private static final Pattern PLACE = Pattern.compile("\\{([A-Za-z_][^{}\\n]*)\\}");

    /** A character for private use, which marks the place of a value while a line is split. */
    private static final char MARK = '\uE0F7';

    private static final Pattern MARKED = Pattern.compile(MARK + "(\\d+)" + MARK);

    private JavaValues() {}

    /** The words of a line with the values pasted: a value stays within its word, whatever it or its expression holds. */
    static List<String> words(String line, MagicCall call) {
        List<String> values = new ArrayList<>();
        String marked = PLACE.matcher(line).replaceAll(place -> {
            values.add(text(place.group(1), call));
            return MARK + String.valueOf(values.size() - 1) + MARK;
        });
        return ArgumentLine.split(marked).stream()
                .map(word -> MARKED.matcher(word)
                        .replaceAll(m -> Matcher.quoteReplacement(values.get(Integer.parseInt(m.group(1))))))
                .toList();
    }

    /** The text with the values pasted; a value that would not stay one word is quoted. */
    static String fill(String text, MagicCall call) {
        Matcher matcher = PLACE.matcher(text);
        StringBuilder filled = new StringBuilder();
        while (matcher.find()) {
            String value = text(matcher.group(1), call);
            boolean quoted = inQuotes(text, matcher.start());
            boolean plain = quoted || value.matches("[^\\s\"'|#\\\\]+");
            String written = plain ? value : ArgumentLine.join(List.of(value));
            boolean bare = !quoted && !written.startsWith("\"") && !plain;
            matcher.appendReplacement(filled, Matcher.quoteReplacement(bare ? '"' + written + '"' : written));
        }
        return matcher.appendTail(filled).toString();
    }

    /** The value of an expression of the cells. */
    static @Nullable Object of(String expression, MagicCall call) {
        try {
            return call.kernel() instanceof JavaExpressions java
                    ? java.value(expression)
                    : call.kernel().evalRaw(expression);
        } catch (Exception e) {
            String why = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
            UsageException refused = new UsageException("{" + expression + "}: " + why.strip() + " (a value of Java)");
            refused.initCause(e);
            throw refused;
        }
    }

    private static String text(String expression, MagicCall call) {
        Object value = of(expression, call);
        if (value == null) {
            throw new UsageException("{" + expression + "}: the Java value is null");
        }
        return value.toString();
    }

    private static boolean inQuotes(String text, int at) {
        char quote = 0;
        for (int i = text.lastIndexOf('\n', at) + 1; i < at; i++) {
            char c = text.charAt(i);
            if (c == '\\') {
                i++;
            } else if (quote == 0 ? c == '"' || c == '\'' : c == quote) {
                quote = quote == 0 ? c : 0;
            }
        }
        return quote != 0;
    }
}
