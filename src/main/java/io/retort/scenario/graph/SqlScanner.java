package io.retort.scenario.graph;

import io.retort.scenario.graph.SqlToken.Kind;
import io.retort.scenario.graph.SqlToken.Within;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Cuts SQL with templates into tokens. Comments are kept and not looked into; a template comment becomes the line ends
 * that it held, so that the database counts lines as the file does.
 */
final class SqlScanner {
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{([A-Za-z_]\\w*)}");
    private static final Pattern DOLLAR_QUOTE = Pattern.compile("\\$([A-Za-z_]\\w*)?\\$");
    private static final Pattern WORD = Pattern.compile("[\\p{L}_][\\p{L}\\p{N}_$]*");
    private static final Pattern NUMBER = Pattern.compile("\\d[\\w.]*");
    private static final Pattern SPACE = Pattern.compile("\\s+");

    private final String file;
    private final String sql;
    private final List<SqlToken> tokens = new ArrayList<>();
    private int at;
    private int line;

    private SqlScanner(String file, String sql, int firstLine) {
        this.file = file;
        this.sql = sql;
        this.line = firstLine;
    }

    static List<SqlToken> scan(String file, String sql, int firstLine) {
        SqlScanner scanner = new SqlScanner(file, sql, firstLine);
        while (scanner.at < sql.length()) {
            scanner.next();
        }
        return List.copyOf(scanner.tokens);
    }

    private void next() {
        char c = sql.charAt(at);
        if (sql.startsWith("--", at)) {
            int end = sql.indexOf('\n', at);
            add(Kind.COMMENT, end < 0 ? sql.length() : end);
        } else if (sql.startsWith("/*", at)) {
            add(Kind.COMMENT, endOf("*/", at + 2, "the comment /* has no end */"));
        } else if (template(Within.NOTHING)) {
            return;
        } else if (c == '\'') {
            quoted('\'', Kind.STRING, Within.STRING);
        } else if (c == '"') {
            quoted('"', Kind.NAME, Within.NAME);
        } else if (matched(DOLLAR_QUOTE) > at) {
            String tag = sql.substring(at, matched(DOLLAR_QUOTE));
            add(Kind.STRING, endOf(tag, at + tag.length(), "the string " + tag + " has no end"));
        } else if (matched(SPACE) > at) {
            add(Kind.SPACE, matched(SPACE));
        } else if (matched(WORD) > at) {
            add(Kind.WORD, matched(WORD));
        } else if (matched(NUMBER) > at) {
            add(Kind.NUMBER, matched(NUMBER));
        } else {
            add(Kind.SYMBOL, at + 1);
        }
    }

    private int matched(Pattern pattern) {
        Matcher matcher = pattern.matcher(sql).region(at, sql.length());
        return matcher.lookingAt() ? matcher.end() : at;
    }

    private int endOf(String closing, int from, String otherwise) {
        int end = sql.indexOf(closing, from);
        if (end < 0) {
            throw new Place(file, line).refuse(otherwise);
        }
        return end + closing.length();
    }

    /** Takes a template, if one begins here. */
    private boolean template(Within within) {
        if (sql.startsWith("{%", at)) {
            throw new Place(file, line)
                    .refuse("blocks {% ... %} are not run; accepted are " + TemplateCall.ACCEPTED
                            + ", and comments {# ... #}");
        }
        if (sql.startsWith("{#", at)) {
            int end = endOf("#}", at + 2, "the comment {# has no end #}");
            long lines = sql.substring(at, end).chars().filter(c -> c == '\n').count();
            tokens.add(new SqlToken(Kind.SPACE, "\n".repeat((int) lines), line, within));
            pass(end);
            return true;
        }
        if (sql.startsWith("{{", at)) {
            int end = endOf("}}", at + 2, "the template {{ has no end }}");
            String call = sql.substring(at + 2, end - 2);
            // A dash asks Jinja to drop the white space beside it, which SQL does not mind.
            tokens.add(new SqlToken(Kind.TEMPLATE, call.replaceAll("^-|-$", "").strip(), line, within));
            pass(end);
            return true;
        }
        Matcher variable = VARIABLE.matcher(sql).region(at, sql.length());
        if (variable.lookingAt()) {
            tokens.add(new SqlToken(Kind.TEMPLATE, "var('" + variable.group(1) + "')", line, within));
            pass(variable.end());
            return true;
        }
        return false;
    }

    /** A string or a quoted name, in pieces where it holds templates. */
    private void quoted(char quote, Kind kind, Within within) {
        Place start = new Place(file, line);
        boolean escapes = kind == Kind.STRING
                && !tokens.isEmpty()
                && tokens.get(tokens.size() - 1).text().equalsIgnoreCase("e");
        boolean split = false;
        int piece = at;
        int scan = at + 1;
        while (scan < sql.length()) {
            char c = sql.charAt(scan);
            if (escapes && c == '\\') {
                scan += 2;
            } else if (c == quote && scan + 1 < sql.length() && sql.charAt(scan + 1) == quote) {
                scan += 2;
            } else if (c == quote) {
                at = piece;
                add(split ? Kind.STRING : kind, scan + 1);
                return;
            } else if (sql.startsWith("{{", scan)
                    || VARIABLE.matcher(sql).region(scan, sql.length()).lookingAt()) {
                at = piece;
                add(Kind.STRING, scan);
                template(within);
                split = true;
                piece = at;
                scan = at;
            } else {
                scan++;
            }
        }
        throw start.refuse("the text that begins with " + quote + " has no end");
    }

    private void add(Kind kind, int end) {
        if (end > at) {
            tokens.add(new SqlToken(kind, sql.substring(at, end), line, Within.NOTHING));
        }
        pass(end);
    }

    private void pass(int end) {
        for (int i = at; i < end; i++) {
            line += sql.charAt(i) == '\n' ? 1 : 0;
        }
        at = end;
    }
}
