package io.retort.embed;

import io.retort.core.Issue;
import io.retort.core.IssueCode;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A page under way: its tokens, its rows in the order of their length (longest first, so that what is padded in a batch is
 * next to nothing, and a batch that needs too much memory comes first), and the vectors that have been made. Rows of the
 * same text are computed once. The order and the counts are guarded by {@link WindowQueue}; rows are written by the worker
 * that has them.
 */
final class Window {
    private static final String STAGE = "embed";
    private static final int MOST_SHOWN = 200;
    private static final int NONE = -1;

    private final RowPages.Page page;
    private final int dimension;
    private final TokenRows tokens;
    private final int[] order;
    private final int[] place;
    /** For a row whose text came before, the row where it came first, else {@link #NONE}. */
    private final int[] first;
    /** How many rows have the text of a row that is computed. */
    private final int[] copies;

    private final ByteBuffer bytes;
    private final FloatBuffer vectors;
    private final boolean[] failed;
    private final List<Issue> issues = new ArrayList<>();
    private int taken;
    private int settled;

    private Window(RowPages.Page page, TokenRows tokens, int[] chosen, int dimension, ByteBuffer bytes) {
        this.page = page;
        this.tokens = tokens;
        this.dimension = dimension;
        this.bytes = bytes;
        this.vectors = bytes.order(ByteOrder.nativeOrder()).asFloatBuffer();
        this.failed = new boolean[page.size()];
        this.place = new int[page.size()];
        this.first = new int[page.size()];
        this.copies = new int[page.size()];
        Arrays.fill(place, NONE);
        Arrays.fill(first, NONE);
        Map<String, Integer> seen = new HashMap<>();
        for (int i = 0; i < chosen.length; i++) {
            int row = chosen[i];
            place[row] = i;
            Integer before = seen.putIfAbsent(String.valueOf(page.texts()[row]), row);
            first[row] = before == null ? NONE : before;
            copies[before == null ? row : before]++;
        }
        this.order = Arrays.stream(chosen)
                .filter(row -> first[row] == NONE)
                .boxed()
                .sorted(Comparator.comparingInt(row -> -tokens.length(row)))
                .mapToInt(Integer::intValue)
                .toArray();
    }

    /** Buffers that windows use one after the other. */
    interface Buffers {
        /** A buffer outside of the heap with room for so many bytes. */
        ByteBuffer take(int bytes);
    }

    /** Turns a page into tokens. */
    static Window of(RowPages.Page page, Tokenizer tokenizer, TooLong tooLong, int dimension, Buffers buffers) {
        TokenRows tokens = new TokenRows(page.size());
        List<Issue> issues = new ArrayList<>();
        int[] chosen = new int[page.size()];
        int count = 0;
        for (int i = 0; i < page.size(); i++) {
            String text = page.texts()[i];
            if (page.kept()[i]) {
                tokens.endRow();
                continue;
            }
            if (text == null || text.isBlank()) {
                issues.add(issue(page, i, IssueCode.EMPTY_INPUT, "The row holds no text"));
                tokens.endRow();
                continue;
            }
            boolean cut = tokenizer.encode(text, tokens);
            if (cut) {
                issues.add(issue(
                        page,
                        i,
                        IssueCode.TOO_LARGE,
                        "The text has more tokens than the model takes ("
                                + tokens.length(i) + ")"
                                + (tooLong == TooLong.TRUNCATE ? " and was cut" : "")));
            }
            if (!cut || tooLong == TooLong.TRUNCATE) {
                chosen[count++] = i;
            }
        }
        Window window = new Window(
                page, tokens, Arrays.copyOf(chosen, count), dimension, buffers.take(count * dimension * Float.BYTES));
        window.issues.addAll(issues);
        return window;
    }

    private static Issue issue(RowPages.Page page, int row, IssueCode code, String message) {
        String text = String.valueOf(page.texts()[row] == null ? "" : page.texts()[row]);
        String shown = text.length() <= MOST_SHOWN ? text : text.substring(0, MOST_SHOWN) + "…";
        return Issue.of(code, message, shown).at(page.places()[row] + 1, STAGE);
    }

    RowPages.Page page() {
        return page;
    }

    TokenRows tokens() {
        return tokens;
    }

    ByteBuffer bytes() {
        return bytes;
    }

    /** The next rows for a batch of so many tokens, null when all are taken. */
    BatchRunner.@Nullable Slice take(int batchTokens) {
        if (taken == order.length) {
            return null;
        }
        int width = tokens.length(order[taken]);
        int to = Math.min(order.length, taken + Math.max(1, batchTokens / width));
        BatchRunner.Slice slice = new BatchRunner.Slice(order, taken, to, width);
        taken = to;
        return slice;
    }

    /** Notes that rows are done, and returns how many rows of the page that makes, those of the same text included. */
    int settle(BatchRunner.Slice slice) {
        settled += slice.to() - slice.from();
        return Arrays.stream(order, slice.from(), slice.to())
                .map(row -> copies[row])
                .sum();
    }

    boolean isDone() {
        return settled == order.length;
    }

    /** Takes a row's vector. */
    void put(int row, FloatBuffer from, int offset) {
        double sum = 0;
        for (int d = 0; d < dimension; d++) {
            sum += from.get(offset + d);
        }
        if (Double.isFinite(sum)) {
            vectors.put(place[row] * dimension, from, offset, dimension);
        } else {
            fail(row, IssueCode.STAGE_FAILURE, "The model's vector is not a number; try --dtype float32");
        }
    }

    /** Notes that a row gets no vector, nor any other of its text. */
    void fail(int row, IssueCode code, String message) {
        synchronized (issues) {
            for (int i = row; i < page.size(); i++) {
                if (i == row || first[i] == row) {
                    failed[i] = true;
                    issues.add(issue(page, i, code, message));
                }
            }
        }
    }

    /** Whether a row's text came before on this page, so that it was not computed again. */
    boolean isRepeated(int row) {
        return first[row] != NONE;
    }

    /** The page as it is written: vectors of the rows that have one, close together. */
    RowPages.Written written() {
        int[] made = new int[page.size()];
        int[] at = new int[page.size()];
        int count = 0;
        for (int row = 0; row < page.size(); row++) {
            if (place[row] == NONE || failed[row]) {
                continue;
            }
            // Vectors only ever move towards the front, so none is written over before it has moved.
            int from = first[row] == NONE ? place[row] : at[first[row]];
            if (count != from) {
                vectors.put(count * dimension, vectors.duplicate(), from * dimension, dimension);
            }
            at[row] = count;
            made[count++] = row;
        }
        issues.sort(Comparator.comparingLong(Issue::row));
        return new RowPages.Written(page, Arrays.copyOf(made, count), bytes, issues);
    }
}
