package io.retort.magic;

import io.retort.core.UsageException;
import java.util.ArrayList;
import java.util.List;

/**
 * Splits a line into words as a shell does: blanks separate, single and double quotes hold together, a backslash takes
 * the next character as it is (in double quotes only before a quote or a backslash, so that Windows paths survive).
 */
public final class ArgumentLine {
    private ArgumentLine() {}

    /**
     * Splits a line.
     *
     * @param line one line of arguments
     * @return the words without their quotes
     * @throws UsageException if a quote is not closed
     */
    public static List<String> split(String line) {
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        boolean inWord = false;
        char quote = 0;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == '\\' && escapes(line, i, quote)) {
                word.append(line.charAt(++i));
                inWord = true;
            } else if (quote != 0) {
                if (c == quote) {
                    quote = 0;
                } else {
                    word.append(c);
                }
            } else if (c == '"' || c == '\'') {
                quote = c;
                inWord = true;
            } else if (Character.isWhitespace(c)) {
                if (inWord) {
                    words.add(word.toString());
                    word.setLength(0);
                    inWord = false;
                }
            } else {
                word.append(c);
                inWord = true;
            }
        }
        if (quote != 0) {
            throw new UsageException("The quote " + quote + " is not closed in: " + line);
        }
        if (inWord) {
            words.add(word.toString());
        }
        return words;
    }

    /**
     * The inverse of {@link #split}.
     *
     * @param words the words
     * @return a line that splits into the same words
     */
    public static String join(List<String> words) {
        return String.join(" ", words.stream().map(ArgumentLine::quote).toList());
    }

    private static boolean escapes(String line, int at, char quote) {
        if (at + 1 == line.length() || quote == '\'') {
            return false;
        }
        char next = line.charAt(at + 1);
        boolean special = next == '"' || next == '\\';
        return quote == '"' ? special : special || next == '\'' || Character.isWhitespace(next);
    }

    private static String quote(String word) {
        boolean plain =
                !word.isEmpty() && word.chars().noneMatch(c -> Character.isWhitespace(c) || "\"'\\".indexOf(c) >= 0);
        return plain ? word : '"' + word.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
