package io.retort.scenario.graph;

import java.util.Locale;

/**
 * A piece of SQL text.
 *
 * @param kind what it is
 * @param text as written; the call without its braces if it is a template
 * @param line from 1
 * @param within whether a template stands in a string or a quoted name
 */
record SqlToken(Kind kind, String text, int line, Within within) {
    enum Kind {
        SPACE,
        COMMENT,
        WORD,
        NAME,
        STRING,
        NUMBER,
        SYMBOL,
        TEMPLATE
    }

    enum Within {
        NOTHING,
        STRING,
        NAME
    }

    boolean isBlank() {
        return kind == Kind.SPACE || kind == Kind.COMMENT;
    }

    boolean isSymbol(String symbol) {
        return kind == Kind.SYMBOL && text.equals(symbol);
    }

    /** Upper case of a bare word, empty for anything else. */
    String keyword() {
        return kind == Kind.WORD ? text.toUpperCase(Locale.ROOT) : "";
    }

    boolean isIdentifier() {
        return kind == Kind.WORD || kind == Kind.NAME;
    }

    /** The identifier without quotes. */
    String identifier() {
        return kind == Kind.NAME ? text.substring(1, text.length() - 1).replace("\"\"", "\"") : text;
    }
}
