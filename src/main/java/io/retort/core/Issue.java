package io.retort.core;

import java.util.Objects;

/**
 * Why a row failed, or what a reader should know of it. Immutable.
 *
 * @param row 1-based input row, 0 while not known
 * @param stage name of the stage, empty while not known
 * @param code kind of issue
 * @param message one sentence that the reader can act on
 * @param input the text that caused it
 */
public record Issue(long row, String stage, IssueCode code, String message, String input) {

    /** Checks that nothing is missing. */
    public Issue {
        if (row < 0) {
            throw new IllegalArgumentException("row must be 0 (not known) or a 1-based input row, got " + row);
        }
        Objects.requireNonNull(stage, "stage");
        Objects.requireNonNull(code, "code");
        Objects.requireNonNull(message, "message");
        Objects.requireNonNull(input, "input");
    }

    /**
     * An issue that does not know its place yet.
     *
     * @param code kind of issue
     * @param message one sentence that the reader can act on
     * @param input the text that caused it
     * @return the issue with row 0 and an empty stage
     */
    public static Issue of(IssueCode code, String message, String input) {
        return new Issue(0, "", code, message, input);
    }

    /**
     * The same issue at its place.
     *
     * @param newRow 1-based input row
     * @param newStage name of the stage
     * @return a copy
     */
    public Issue at(long newRow, String newStage) {
        return new Issue(newRow, newStage, code, message, input);
    }

    @Override
    public String toString() {
        String where = row == 0 ? "" : "row " + row + ", ";
        String which = stage.isEmpty() ? "" : stage + ": ";
        return where + which + message + " [" + code + "]";
    }
}
