package io.retort.chem.diversity;

import io.retort.core.CancelToken;
import io.retort.core.DataException;
import io.retort.core.UsageException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * Writes a {@link FingerprintFile} of more fingerprints than memory holds. They are added in any portions; the file takes
 * its place at once, whole, with {@link #commit}. Until then they wait in a file beside it, so that twice the space is
 * needed; memory takes 4 bytes a row. For one thread.
 */
public final class FingerprintFileWriter implements AutoCloseable {
    private final Path file;
    private final int wordsPerRow;
    private final String kind;
    private final Path spool;
    private final FileChannel channel;
    private final int[] counts;
    private int size;
    private boolean committed;

    private FingerprintFileWriter(Path file, int wordsPerRow, String kind, Path spool) throws IOException {
        this.file = file;
        this.wordsPerRow = wordsPerRow;
        this.kind = kind;
        this.spool = spool;
        channel = FileChannel.open(spool, StandardOpenOption.WRITE);
        counts = new int[wordsPerRow * Long.SIZE + 1];
    }

    /**
     * Begins a file.
     *
     * @param file to be made or replaced
     * @param wordsPerRow words of 64 bits of a fingerprint, from 1 to 256
     * @param kind what the fingerprints are, such as {@code ecfp4}; at most 220 bytes
     * @return the writer
     * @throws DataException if nothing can be written there
     * @throws UsageException if the length or the kind is out of range
     */
    public static FingerprintFileWriter create(Path file, int wordsPerRow, String kind) {
        if (wordsPerRow < 1 || wordsPerRow > FileLayout.MOST_WORDS) {
            throw new UsageException(
                    "fingerprints of " + wordsPerRow + " words; accepted is 1 to " + FileLayout.MOST_WORDS + ".");
        }
        if (kind.getBytes(StandardCharsets.UTF_8).length > FileLayout.KIND_BYTES) {
            throw new UsageException("the kind of fingerprints '" + kind + "' is too long; accepted are "
                    + FileLayout.KIND_BYTES + " bytes.");
        }
        try {
            Path folder = file.toAbsolutePath().getParent();
            Path spool = Files.createTempFile(folder, "." + file.getFileName(), ".rows");
            return new FingerprintFileWriter(file.toAbsolutePath(), wordsPerRow, kind, spool);
        } catch (IOException e) {
            throw failed(file, e);
        }
    }

    /**
     * Writes a file at once.
     *
     * @param file to be made or replaced
     * @param set the fingerprints
     * @param kind what they are
     * @throws DataException if it cannot be written
     */
    public static void write(Path file, FingerprintSet set, String kind) {
        try (FingerprintFileWriter writer = create(file, set.wordsPerRow(), kind)) {
            writer.add(set);
            writer.commit(new CancelToken());
        }
    }

    /**
     * Adds fingerprints; their rows are numbered on.
     *
     * @param rows of the file's length
     * @throws UsageException if they have another length
     * @throws DataException if they cannot be written
     */
    public void add(FingerprintSet rows) {
        if (rows.wordsPerRow() != wordsPerRow) {
            throw new UsageException("fingerprints of " + rows.wordsPerRow() + " words do not fit into " + file
                    + ", which takes " + wordsPerRow + ".");
        }
        ByteBuffer buffer = SortedRowsFile.buffer(wordsPerRow * TanimotoKernel.LANES);
        try {
            for (int row = 0; row < rows.size(); row++) {
                counts[rows.bitCount(row)]++;
                SortedRowsFile.put(rows.words(), row * wordsPerRow, wordsPerRow, buffer);
                if (!buffer.hasRemaining() || row == rows.size() - 1) {
                    SortedRowsFile.writeAll(channel, buffer.flip());
                    buffer.clear();
                }
            }
        } catch (IOException e) {
            throw failed(file, e);
        }
        size = Math.addExact(size, rows.size());
    }

    /**
     * Sorts what was added and puts the file in its place, in one step.
     *
     * @param cancel ends it with a {@link java.util.concurrent.CancellationException}, leaving the former file as it was
     * @throws DataException if it cannot be written
     */
    public void commit(CancelToken cancel) {
        if (committed) {
            throw new IllegalStateException(file + " is written already");
        }
        int[] starts = SortedFingerprints.starts(counts);
        Sketch sketch = Sketch.forRows(wordsPerRow, starts);
        FileLayout layout = new FileLayout(wordsPerRow, sketch.words(), size, kind);
        try {
            Path whole = Files.createTempFile(file.getParent(), "." + file.getFileName(), ".part");
            try {
                new SortedRowsFile(layout, starts, cancel).write(spool, whole);
                Files.move(whole, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(whole);
            }
        } catch (IOException e) {
            throw failed(file, e);
        }
        committed = true;
    }

    private static DataException failed(Path file, IOException cause) {
        return new DataException("Cannot write " + file + ": " + cause.getMessage(), cause);
    }

    /** Removes what waits beside the file; without a {@link #commit} nothing was written. */
    @Override
    public void close() {
        try {
            channel.close();
            Files.deleteIfExists(spool);
        } catch (IOException e) {
            throw failed(file, e);
        }
    }
}
