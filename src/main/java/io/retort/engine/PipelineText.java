package io.retort.engine;

import io.retort.core.UsageException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The text form of a pipeline: a stage per line or separated by {@code |}, each a name with options. Quoting is as in a
 * shell ({@code '...'} takes everything as it is, {@code "..."} and bare text know the backslash), {@code #} at the start
 * of a word starts a comment, a quoted {@code |} is data.
 */
final class PipelineText {
    private static final Pattern PLAIN = Pattern.compile("[\\w./:=@%+,~^-]+");

    private final String text;
    private final List<Words> stages = new ArrayList<>();
    private List<String> current = new ArrayList<>();
    private int line = 1;
    private int startLine = 1;
    private int at;

    private PipelineText(String text) {
        this.text = text;
    }

    /** One stage as words, and the line on which it starts. */
    record Words(List<String> words, int line) {}

    static List<Words> split(String text) {
        PipelineText reader = new PipelineText(text);
        reader.read();
        return reader.stages;
    }

    private void read() {
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == '\n') {
                line++;
                at++;
                endStage();
            } else if (c == '|') {
                at++;
                endStage();
            } else if (Character.isWhitespace(c)) {
                at++;
            } else if (c == '\\' && continues()) {
                at = text.indexOf('\n', at) + 1;
                line++;
            } else if (c == '#') {
                int end = text.indexOf('\n', at);
                at = end < 0 ? text.length() : end;
            } else {
                if (current.isEmpty()) {
                    startLine = line;
                }
                current.add(word());
            }
        }
        endStage();
    }

    private boolean continues() {
        return text.startsWith("\\\n", at) || text.startsWith("\\\r\n", at);
    }

    private void endStage() {
        if (!current.isEmpty()) {
            stages.add(new Words(List.copyOf(current), startLine));
            current = new ArrayList<>();
        }
    }

    private String word() {
        StringBuilder word = new StringBuilder();
        while (at < text.length()) {
            char c = text.charAt(at);
            if (Character.isWhitespace(c) || c == '|') {
                break;
            }
            at++;
            if (c == '\'' || c == '"') {
                quoted(c, word);
            } else if (c == '\\' && at < text.length() && text.charAt(at) != '\n') {
                word.append(text.charAt(at++));
            } else {
                word.append(c);
            }
        }
        return word.toString();
    }

    private void quoted(char quote, StringBuilder word) {
        int start = line;
        while (at < text.length()) {
            char c = text.charAt(at++);
            if (c == quote) {
                return;
            }
            if (c == '\n') {
                line++;
            }
            boolean escapes = quote == '"' && c == '\\' && at < text.length();
            word.append(escapes && "\"\\".indexOf(text.charAt(at)) >= 0 ? text.charAt(at++) : c);
        }
        throw new UsageException("line " + start + ": a " + quote + " quote is opened and not closed");
    }

    /** Writes words so that {@link #split} reads them back. */
    static String join(List<String> words) {
        List<String> quoted = new ArrayList<>();
        for (String word : words) {
            boolean plain = PLAIN.matcher(word).matches();
            quoted.add(plain ? word : "'" + word.replace("'", "'\"'\"'") + "'");
        }
        return String.join(" ", quoted);
    }
}
