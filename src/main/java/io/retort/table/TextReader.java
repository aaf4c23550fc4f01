package io.retort.table;

import io.retort.core.Outcome;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * Records of a text. With several threads, the one that reads cuts the text into blocks that end where a record ends,
 * the others split blocks into records, and blocks are handed out in their order: so the records are those that one
 * thread reads, and memory holds a few blocks. Unpacking stays with the thread that reads.
 */
public final class TextReader implements RecordReader {
    private static final int BLOCK = 1 << 18;
    /** A record that does not end within this many bytes, and all that follow it, are read by one thread. */
    private static final int LARGEST_BLOCK = 32 << 20;

    private final InputSource source;
    private final InputStream text;
    private final TextForm form;
    private final int threads;
    private final int blockBytes;
    private final @Nullable ExecutorService pool;
    private final Deque<Future<List<Outcome<@Nullable Object[]>>>> ahead = new ArrayDeque<>();
    private List<Outcome<@Nullable Object[]>> block = List.of();
    private int place;
    private byte[] rest = new byte[0];
    private boolean start;
    private boolean ended;
    private TextForm.@Nullable Records serial;
    private @Nullable IOException failure;

    /**
     * Starts to read.
     *
     * @param source where the text comes from, for messages
     * @param text its bytes from where records begin; closed with this reader
     * @param form how it is split
     * @param threads threads that split, 1 for none but the caller's
     */
    public TextReader(InputSource source, InputStream text, TextForm form, int threads) {
        this(source, text, form, new Way(threads, BLOCK), true);
    }

    /** How a text is read: by how many threads, and in blocks of how many bytes. */
    record Way(int threads, int blockBytes) {
        static Way of(int threads) {
            return new Way(threads, BLOCK);
        }
    }

    TextReader(InputSource source, InputStream text, TextForm form, Way way, boolean start) {
        this.source = source;
        this.text = text;
        this.form = form;
        this.threads = way.threads();
        this.blockBytes = way.blockBytes();
        this.start = start;
        if (threads > 1) {
            this.pool = Executors.newFixedThreadPool(threads, work -> {
                Thread thread = new Thread(work, "retort-split");
                thread.setDaemon(true);
                return thread;
            });
        } else {
            this.pool = null;
            this.serial = form.records(new LineReader(text, start), start);
        }
    }

    @Override
    public Schema schema() {
        return form.schema();
    }

    @Override
    public @Nullable Outcome<@Nullable Object[]> next() {
        try {
            while (place == block.size()) {
                lookAhead();
                Future<List<Outcome<@Nullable Object[]>>> first = ahead.poll();
                if (first != null) {
                    block = get(first);
                    place = 0;
                } else if (serial != null) {
                    return serial.next();
                } else if (failure != null) {
                    throw failure;
                } else {
                    return null;
                }
            }
        } catch (IOException e) {
            throw InputSource.broken(source.name(), e);
        }
        return block.get(place++);
    }

    /** Keeps all threads busy; what the stream throws waits until the blocks before it are handed out. */
    private void lookAhead() {
        ExecutorService workers = pool;
        while (workers != null && ahead.size() <= threads && !ended && serial == null && failure == null) {
            try {
                Callable<List<Outcome<@Nullable Object[]>>> work = nextBlock();
                if (work != null) {
                    ahead.add(workers.submit(work));
                }
            } catch (IOException e) {
                failure = e;
            }
        }
    }

    private @Nullable Callable<List<Outcome<@Nullable Object[]>>> nextBlock() throws IOException {
        byte[] bytes = rest;
        int length = rest.length;
        while (true) {
            int want = Math.max(blockBytes, length);
            bytes = Arrays.copyOf(bytes, length + want);
            int read = text.readNBytes(bytes, length, want);
            length += read;
            ended = read < want;
            int end = ended && length <= LARGEST_BLOCK ? length : form.lastEnd(bytes, length);
            if (end < 0 || end == 0 && length >= LARGEST_BLOCK) {
                InputStream remaining = new SequenceInputStream(new ByteArrayInputStream(bytes, 0, length), text);
                serial = form.records(new LineReader(remaining, start), start);
                return null;
            }
            if (end > 0) {
                rest = Arrays.copyOfRange(bytes, end, length);
                boolean first = start;
                start = false;
                byte[] whole = bytes;
                return () -> split(new LineReader(new ByteArrayInputStream(whole, 0, end), first), first);
            }
            if (ended) {
                return null;
            }
        }
    }

    private List<Outcome<@Nullable Object[]>> split(LineReader lines, boolean first) throws IOException {
        List<Outcome<@Nullable Object[]>> records = new ArrayList<>();
        TextForm.Records reader = form.records(lines, first);
        for (var record = reader.next(); record != null; record = reader.next()) {
            records.add(record);
        }
        return records;
    }

    private static <T> T get(Future<T> work) throws IOException {
        try {
            return work.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("interrupted while reading");
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException failed) {
                throw failed;
            }
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw new IOException(e.getCause());
        }
    }

    @Override
    public double fraction() {
        return source.fraction();
    }

    @Override
    public void close() {
        if (pool != null) {
            pool.shutdownNow();
        }
        try {
            text.close();
        } catch (IOException e) {
            throw InputSource.broken(source.name(), e);
        }
        source.discard();
    }
}
