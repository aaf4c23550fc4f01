package io.retort.chem;

import io.retort.core.UsageException;

/** A SMARTS text being read, and where. */
final class SmartsText {
    /** What {@link #peek} says behind the end. */
    static final char END = '\0';

    private final String text;
    private int at;
    private final int end;

    SmartsText(String text) {
        this(text, 0, text.length());
    }

    private SmartsText(String text, int at, int end) {
        this.text = text;
        this.at = at;
        this.end = end;
    }

    char peek() {
        return at < end ? text.charAt(at) : END;
    }

    boolean isDone() {
        return at >= end;
    }

    char next() {
        char c = peek();
        at++;
        return c;
    }

    /** Takes a character if it is the next one. */
    boolean take(char expected) {
        if (peek() != expected || isDone()) {
            return false;
        }
        at++;
        return true;
    }

    boolean isDigit() {
        return peek() >= '0' && peek() <= '9';
    }

    /** The number here, or a value where there is none. */
    int number(int otherwise) {
        if (!isDigit()) {
            return otherwise;
        }
        int value = 0;
        int from = at;
        while (isDigit()) {
            value = value * 10 + next() - '0';
            if (at - from > 3) {
                throw error("the number is too large");
            }
        }
        return value;
    }

    /** What stands between here and the closing bracket of the same depth, which is passed over. */
    SmartsText inside(char open, char close) {
        int from = at;
        int depth = 1;
        while (!isDone()) {
            char c = next();
            depth += c == open ? 1 : c == close ? -1 : 0;
            if (depth == 0) {
                return new SmartsText(text, from, at - 1);
            }
        }
        at = from;
        throw error("the bracket is not closed by '" + close + "'");
    }

    /** Tells whether the whole rest matches. */
    boolean restMatches(String regex) {
        return text.substring(at, end).matches(regex);
    }

    /** The longest element symbol here; its length is not passed over. */
    String upTo(int length) {
        return text.substring(at, Math.min(end, at + length));
    }

    void skip(int length) {
        at += length;
    }

    UsageException error(String what) {
        return new UsageException("SMARTS " + text + ", position " + (Math.min(at, end) + 1) + ": " + what);
    }
}
