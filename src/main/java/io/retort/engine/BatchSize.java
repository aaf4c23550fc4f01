package io.retort.engine;

import io.retort.core.UsageException;
import java.util.Locale;

/**
 * How many rows a batch holds. Does not change what a run gives, only how fast it is and what it holds in memory.
 *
 * @param adaptive whether the run finds the size by itself
 * @param initial rows of the first batch
 * @param least rows that a batch is never below, except at the end of the input
 * @param greatest rows that a batch never exceeds
 */
public record BatchSize(boolean adaptive, int initial, int least, int greatest) {
    /** Most rows that a batch may hold. */
    public static final int LIMIT = 1_000_000;

    private static final BatchSize GENERIC = new BatchSize(true, 64, 1, 262_144);
    /** Drug-like molecules, about 60 bytes and some hundred microseconds a row. */
    private static final BatchSize CHEMBL = new BatchSize(true, 256, 16, 8192);
    /** Many more and smaller molecules, with a few very large ones among them. */
    private static final BatchSize PUBCHEM = new BatchSize(true, 1024, 16, 65_536);

    /** Checks the bounds. */
    public BatchSize {
        if (least < 1 || least > initial || initial > greatest || greatest > LIMIT) {
            throw new UsageException("batch size: accepted is 1 <= least <= initial <= greatest <= " + LIMIT + ", not "
                    + least + ", " + initial + ", " + greatest);
        }
    }

    /**
     * A size that the run finds by itself.
     *
     * @return from 1 to 262,144 rows, starting with 64
     */
    public static BatchSize adaptiveSize() {
        return GENERIC;
    }

    /**
     * The same size for all batches.
     *
     * @param rows rows
     * @return the size
     */
    public static BatchSize fixed(int rows) {
        return new BatchSize(false, rows, rows, rows);
    }

    /**
     * Reads {@code adaptive}, {@code adaptive:INITIAL:LEAST:GREATEST}, {@code chembl}, {@code pubchem},
     * {@code fixed:N} or {@code N}.
     *
     * @param text the text
     * @return the size
     * @throws UsageException saying what is accepted
     */
    public static BatchSize parse(String text) {
        String[] parts = text.strip().toLowerCase(Locale.ROOT).split(":", -1);
        try {
            return switch (parts[0]) {
                case "adaptive" -> parts.length == 1 ? GENERIC : bounded(text, parts);
                case "chembl" -> alone(text, parts, CHEMBL);
                case "pubchem" -> alone(text, parts, PUBCHEM);
                case "fixed" -> parts.length == 2 ? fixed(rows(parts[1])) : refuse(text);
                default -> parts.length == 1 ? fixed(rows(parts[0])) : refuse(text);
            };
        } catch (NumberFormatException e) {
            return refuse(text);
        }
    }

    private static BatchSize bounded(String text, String[] parts) {
        return parts.length == 4 ? new BatchSize(true, rows(parts[1]), rows(parts[2]), rows(parts[3])) : refuse(text);
    }

    private static BatchSize alone(String text, String[] parts, BatchSize size) {
        return parts.length == 1 ? size : refuse(text);
    }

    private static int rows(String text) {
        return Integer.parseInt(text.replace("_", ""));
    }

    private static BatchSize refuse(String text) {
        throw new UsageException("batch size: got \"" + text + "\"; accepted are adaptive,"
                + " adaptive:INITIAL:LEAST:GREATEST, chembl, pubchem, fixed:N or N with N from 1 to " + LIMIT);
    }

    BatchSizer sizer() {
        return adaptive ? new AdaptiveSizer(this) : new FixedSizer(initial);
    }

    @Override
    public String toString() {
        if (!adaptive) {
            return "fixed:" + initial;
        }
        return equals(GENERIC) ? "adaptive" : "adaptive:" + initial + ":" + least + ":" + greatest;
    }
}
