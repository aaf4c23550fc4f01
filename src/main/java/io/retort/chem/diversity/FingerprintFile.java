package io.retort.chem.diversity;

import io.retort.core.DataException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A file of fingerprints that is searched without being read into memory: the system brings in the parts that a search
 * touches. The sketches are a small part of it, and mostly they alone are read. Found rows are numbered in the order in
 * which they were written. Safe for use by many threads; the file must not be changed or cut off meanwhile.
 *
 * <p>The mapping is given back when nothing refers to it any more, so there is nothing to close.
 */
public final class FingerprintFile {
    private final FileLayout layout;
    private final SortedFingerprints rows;

    private FingerprintFile(FileLayout layout, SortedFingerprints rows) {
        this.layout = layout;
        this.rows = rows;
    }

    /**
     * Opens a file.
     *
     * @param file made by a {@link FingerprintFileWriter}
     * @return the fingerprints in it
     * @throws DataException if it is not there, is no such file, of another version, damaged or cut off
     */
    public static FingerprintFile open(Path file) {
        return open(file, MappedWords.SEGMENT);
    }

    static FingerprintFile open(Path file, int segmentWords) {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            ByteBuffer header = ByteBuffer.allocate(FileLayout.HEADER_BYTES);
            readAll(channel, header, 0);
            FileLayout layout = FileLayout.read(header, file, channel.size());
            return new FingerprintFile(
                    layout,
                    new SortedFingerprints(
                            starts(channel, layout, file),
                            layout.wordsPerRow(),
                            layout.sketchWords(),
                            MappedWords.map(channel, layout.blocksAt(), layout.blockWords(), segmentWords),
                            MappedWords.map(channel, layout.rowsAt(), layout.rowWords(), segmentWords),
                            true));
        } catch (NoSuchFileException e) {
            throw new DataException("There is no file " + file + ".", e);
        } catch (IOException e) {
            throw new DataException("Cannot read " + file + ": " + e.getMessage(), e);
        }
    }

    private static int[] starts(FileChannel channel, FileLayout layout, Path file) throws IOException {
        int[] starts = new int[layout.startCount()];
        ByteBuffer bytes = ByteBuffer.allocate(starts.length * Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        readAll(channel, bytes, FileLayout.HEADER_BYTES);
        bytes.flip().asIntBuffer().get(starts);
        boolean ordered = starts[0] == 0 && starts[starts.length - 1] == layout.count();
        for (int i = 1; i < starts.length; i++) {
            ordered &= starts[i - 1] <= starts[i];
        }
        if (!ordered) {
            throw new DataException(file + " is damaged: its table of bit counts is out of order; write it again.");
        }
        return starts;
    }

    /** Fills the buffer from a place in the file, or as far as the file goes. */
    static void readAll(FileChannel channel, ByteBuffer buffer, long from) throws IOException {
        long at = from;
        while (buffer.hasRemaining()) {
            int read = channel.read(buffer, at);
            if (read < 0) {
                return;
            }
            at += read;
        }
    }

    /**
     * Tells what the fingerprints are.
     *
     * @return as given to the writer, such as {@code ecfp4}
     */
    public String kind() {
        return layout.kind();
    }

    /**
     * Counts the fingerprints.
     *
     * @return number of rows
     */
    public int size() {
        return layout.count();
    }

    /**
     * Tells the length of a fingerprint.
     *
     * @return in words of 64 bits
     */
    public int wordsPerRow() {
        return layout.wordsPerRow();
    }

    SortedFingerprints rows() {
        return rows;
    }
}
