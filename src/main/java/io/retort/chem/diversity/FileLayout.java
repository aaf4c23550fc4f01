package io.retort.chem.diversity;

import io.retort.core.DataException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.CRC32;

/**
 * The header of a file of fingerprints and what follows from it. All numbers are little-endian. The header has
 * {@value #HEADER_BYTES} bytes:
 *
 * <table>
 * <caption>Header</caption>
 * <tr><th>byte</th><th>what</th></tr>
 * <tr><td>0</td><td>{@code RETORTFP}</td></tr>
 * <tr><td>8</td><td>version of the format, 1</td></tr>
 * <tr><td>12</td><td>words of 64 bits of a fingerprint</td></tr>
 * <tr><td>16</td><td>words of a sketch</td></tr>
 * <tr><td>20</td><td>number of fingerprints</td></tr>
 * <tr><td>24</td><td>bytes of the kind's name</td></tr>
 * <tr><td>28</td><td>the kind's name in UTF-8, then zeros</td></tr>
 * <tr><td>248</td><td>CRC-32 of the bytes before</td></tr>
 * <tr><td>252</td><td>zeros</td></tr>
 * </table>
 *
 * <p>Then come the first place for each number of bits, the blocks of sketches and the fingerprints by place, see
 * {@link SortedFingerprints}; each section begins at a multiple of 8 bytes.
 *
 * @param wordsPerRow words of a fingerprint
 * @param sketchWords words of a sketch
 * @param count number of fingerprints
 * @param kind what they are, such as {@code ecfp4}
 */
record FileLayout(int wordsPerRow, int sketchWords, int count, String kind) {
    static final int HEADER_BYTES = 256;

    private static final byte[] MAGIC = "RETORTFP".getBytes(StandardCharsets.US_ASCII);
    private static final int VERSION = 1;
    private static final int KIND_AT = 28;
    private static final int SUM_AT = 248;
    static final int MOST_WORDS = 1 << 8;

    /** Longest name of a kind in bytes. */
    static final int KIND_BYTES = SUM_AT - KIND_AT;

    /** Numbers in the table of first places. */
    int startCount() {
        return wordsPerRow * Long.SIZE + 2;
    }

    long blocksAt() {
        return HEADER_BYTES + ((long) startCount() * Integer.BYTES + 7) / 8 * 8;
    }

    long blockWords() {
        return (long) SortedFingerprints.blocks(count) * SortedFingerprints.blockLength(sketchWords);
    }

    long rowsAt() {
        return blocksAt() + blockWords() * Long.BYTES;
    }

    long rowWords() {
        return (long) count * wordsPerRow;
    }

    /** Bytes of the whole file. */
    long length() {
        return rowsAt() + rowWords() * Long.BYTES;
    }

    /** Writes the header. */
    ByteBuffer header() {
        ByteBuffer header = ByteBuffer.allocate(HEADER_BYTES).order(ByteOrder.LITTLE_ENDIAN);
        byte[] name = kind.getBytes(StandardCharsets.UTF_8);
        header.put(MAGIC)
                .putInt(VERSION)
                .putInt(wordsPerRow)
                .putInt(sketchWords)
                .putInt(count);
        header.putInt(name.length).put(name);
        header.putInt(SUM_AT, sum(header));
        return header.rewind();
    }

    private static int sum(ByteBuffer header) {
        CRC32 sum = new CRC32();
        sum.update(header.array(), 0, SUM_AT);
        return (int) sum.getValue();
    }

    /**
     * Reads the header.
     *
     * @param header on an array, with as many bytes as the file has of it
     * @param file named in errors
     * @param fileBytes length of the file
     * @throws DataException if it is no file of fingerprints, of another version, damaged or cut off
     */
    static FileLayout read(ByteBuffer header, Path file, long fileBytes) {
        byte[] start = Arrays.copyOf(header.array(), MAGIC.length);
        if (!Arrays.equals(start, MAGIC)) {
            throw new DataException(file + " is not a file of fingerprints: it does not begin with RETORTFP.");
        }
        if (fileBytes < HEADER_BYTES) {
            throw cutOff(file, fileBytes, HEADER_BYTES);
        }
        header.order(ByteOrder.LITTLE_ENDIAN);
        int version = header.getInt(8);
        if (version != VERSION) {
            throw new DataException(file + " holds fingerprints in version " + version
                    + " of the format; this build reads version " + VERSION + ".");
        }
        if (header.getInt(SUM_AT) != sum(header)) {
            throw new DataException(file + " is damaged: the check sum of its header is wrong; write it again.");
        }
        int nameLength = header.getInt(24);
        FileLayout layout = new FileLayout(
                header.getInt(12),
                header.getInt(16),
                header.getInt(20),
                new String(
                        header.array(),
                        KIND_AT,
                        Math.max(0, Math.min(nameLength, KIND_BYTES)),
                        StandardCharsets.UTF_8));
        layout.check(file, fileBytes);
        return layout;
    }

    private void check(Path file, long fileBytes) {
        if (wordsPerRow < 1 || wordsPerRow > MOST_WORDS || sketchWords < 1 || sketchWords > wordsPerRow || count < 0) {
            throw new DataException(file + " is damaged: its header speaks of " + count + " fingerprints of "
                    + wordsPerRow + " words with sketches of " + sketchWords + "; write it again.");
        }
        if (fileBytes < length()) {
            throw cutOff(file, fileBytes, length());
        }
        if (fileBytes > length()) {
            throw new DataException(file + " is damaged: it has " + fileBytes + " bytes and its header speaks of "
                    + length() + "; write it again.");
        }
    }

    private static DataException cutOff(Path file, long is, long should) {
        return new DataException(
                file + " is cut off: it has " + is + " bytes of " + should + "; copy or write it again.");
    }
}
