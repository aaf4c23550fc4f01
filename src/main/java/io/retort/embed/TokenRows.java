package io.retort.embed;

import java.util.Arrays;

/** Token numbers of many texts, one after the other. Filled by one thread, then read by any. */
final class TokenRows {
    private int[] tokens;
    private int[] ends;
    private int size;
    private int rows;

    TokenRows(int expectedRows) {
        tokens = new int[Math.max(16, expectedRows * 48)];
        ends = new int[Math.max(1, expectedRows)];
    }

    void add(int token) {
        if (size == tokens.length) {
            tokens = Arrays.copyOf(tokens, size * 2);
        }
        tokens[size++] = token;
    }

    /** Ends the row under way. */
    void endRow() {
        if (rows == ends.length) {
            ends = Arrays.copyOf(ends, rows * 2);
        }
        ends[rows++] = size;
    }

    /** Takes the row under way back to this many tokens. */
    void cutTo(int length) {
        size = start(rows) + length;
    }

    /** Tokens of the row under way. */
    int open() {
        return size - start(rows);
    }

    int rows() {
        return rows;
    }

    int length(int row) {
        return ends[row] - start(row);
    }

    int token(int row, int position) {
        return tokens[start(row) + position];
    }

    int[] row(int row) {
        return Arrays.copyOfRange(tokens, start(row), ends[row]);
    }

    private int start(int row) {
        return row == 0 ? 0 : ends[row - 1];
    }
}
