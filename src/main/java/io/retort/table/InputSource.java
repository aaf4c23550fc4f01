package io.retort.table;

import io.retort.core.DataException;
import io.retort.core.Settings;
import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Bytes to read: a file, or standard input for {@code -}; gzip and zstd are recognized by their first bytes and
 * unpacked. Can be opened once, unless it is {@link #repeatable}.
 */
public final class InputSource {
    private static final int BUFFER = 1 << 16;

    private final String name;
    private final @Nullable Path file;
    private final boolean temporary;
    private final InputStream raw;
    private final AtomicLong consumed = new AtomicLong();
    private final long totalBytes;

    private InputSource(String name, @Nullable Path file, boolean temporary, InputStream raw, long totalBytes) {
        this.name = name;
        this.file = file;
        this.temporary = temporary;
        this.raw = raw;
        this.totalBytes = totalBytes;
    }

    /**
     * Opens a file or standard input.
     *
     * @param path a path, or {@code -}
     * @param standardInput what {@code -} stands for
     * @return the source
     * @throws DataException if the file is missing, a folder, or may not be read
     */
    public static InputSource open(String path, InputStream standardInput) {
        if (path.equals("-")) {
            return new InputSource("standard input", null, false, standardInput, -1);
        }
        Path file = Path.of(path);
        if (!Files.exists(file)) {
            throw new DataException("read: " + path + " does not exist");
        }
        if (Files.isDirectory(file)) {
            throw new DataException("read: " + path + " is a folder; name a file in it");
        }
        if (!Files.isReadable(file)) {
            throw new DataException("read: " + path + " may not be read by this user; check its permissions");
        }
        try {
            long size = Files.isRegularFile(file) ? Files.size(file) : -1;
            Path again = size < 0 ? null : file;
            return new InputSource(path, again, false, Files.newInputStream(file), size);
        } catch (IOException e) {
            throw new DataException("read: " + path + " cannot be opened: " + e.getMessage(), e);
        }
    }

    /**
     * Name for messages.
     *
     * @return the path as given, or {@code standard input}
     */
    public String name() {
        return name;
    }

    /**
     * How much of the file has been read.
     *
     * @return share of its bytes as they lie on disk, from 0 to 1, or -1 if its size is not known
     */
    public double fraction() {
        return totalBytes <= 0 ? -1 : (double) consumed.get() / totalBytes;
    }

    /**
     * The unpacked bytes.
     *
     * @return a buffered stream; closing it closes the file
     * @throws DataException if the content is not text
     */
    public InputStream text() {
        try {
            BufferedInputStream counted = new BufferedInputStream(new Counting(raw, consumed), BUFFER);
            InputStream unpacked = Packing.ofBytes(counted).unpack(counted);
            BufferedInputStream text = new BufferedInputStream(unpacked, BUFFER);
            checkText(text);
            return text;
        } catch (IOException e) {
            throw broken(name, e);
        }
    }

    /**
     * The bytes as they are.
     *
     * @return a buffered stream; closing it closes the file
     */
    InputStream bytes() {
        return new BufferedInputStream(new Counting(raw, consumed), BUFFER);
    }

    /** The file, once the source is {@link #repeatable}. */
    Path file() {
        if (file == null) {
            throw new IllegalStateException(name + " is not a file");
        }
        return file;
    }

    /**
     * A source that can be read twice: this file, or a temporary copy of standard input.
     *
     * @return a source whose {@link #reopen} works; {@link #discard} it at the end
     */
    public InputSource repeatable() {
        if (file != null) {
            return this;
        }
        try {
            Path copy = Files.createTempFile(Settings.temporaryFolder(), "retort-input-", "");
            Files.copy(raw, copy, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
            return new InputSource(name, copy, true, Files.newInputStream(copy), Files.size(copy));
        } catch (IOException e) {
            throw broken(name, e);
        }
    }

    /**
     * The same bytes from their start.
     *
     * @return a new source
     */
    public InputSource reopen() {
        if (file == null) {
            throw new IllegalStateException(name + " can be read once only");
        }
        try {
            return new InputSource(name, file, temporary, Files.newInputStream(file), totalBytes);
        } catch (IOException e) {
            throw broken(name, e);
        }
    }

    /** Deletes the temporary copy, if there is one. */
    public void discard() {
        if (temporary && file != null) {
            try {
                Files.deleteIfExists(file);
            } catch (IOException e) {
                throw broken(name, e);
            }
        }
    }

    /** Closes the file. */
    public void close() {
        try {
            raw.close();
        } catch (IOException e) {
            throw broken(name, e);
        }
    }

    /**
     * What to say when reading fails.
     *
     * @param name name of the source
     * @param e what the stream threw
     * @return one sentence
     */
    public static DataException broken(String name, IOException e) {
        if (e instanceof java.io.EOFException) {
            return new DataException("read: " + name + " ends within its gzip data; it was cut off, get it again", e);
        }
        if (e instanceof java.util.zip.ZipException) {
            return new DataException(
                    "read: " + name + " holds damaged gzip data (" + e.getMessage() + "); get it again", e);
        }
        if (e instanceof com.github.luben.zstd.ZstdIOException) {
            return new DataException(
                    "read: " + name + " holds damaged or cut-off zstd data (" + e.getMessage() + "); get it again", e);
        }
        return new DataException("read: " + name + " cannot be read: " + e.getMessage(), e);
    }

    private void checkText(BufferedInputStream text) throws IOException {
        text.mark(BUFFER);
        byte[] first = text.readNBytes(4096);
        text.reset();
        if (first.length == 0) {
            throw new DataException("read: " + name + " is empty");
        }
        int mark = first.length < 2 ? 0 : (first[0] & 0xff) << 8 | first[1] & 0xff;
        if (mark == 0xfffe || mark == 0xfeff) {
            throw new DataException("read: " + name + " is UTF-16 text; accepted is UTF-8, so convert it first");
        }
        int control = 0;
        for (byte b : first) {
            if (b == 0) {
                throw notText();
            }
            if (b > 0 && b < 0x20 && b != '\t' && b != '\n' && b != '\r' && b != '\f') {
                control++;
            }
        }
        if (control * 20 > first.length) {
            throw notText();
        }
    }

    private DataException notText() {
        return new DataException("read: " + name + " is not a text file; accepted are SMILES, InChI, CSV, TSV and SDF,"
                + " also packed as .gz or .zst, Parquet and Arrow; the ending or --format says which");
    }

    private static final class Counting extends FilterInputStream {
        private final AtomicLong count;

        Counting(InputStream in, AtomicLong count) {
            super(in);
            this.count = count;
        }

        @Override
        public int read() throws IOException {
            int b = super.read();
            if (b >= 0) {
                count.incrementAndGet();
            }
            return b;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int n = super.read(buffer, offset, length);
            if (n > 0) {
                count.addAndGet(n);
            }
            return n;
        }
    }
}
