package io.retort.engine;

import java.nio.ByteBuffer;
import java.util.zip.CRC32C;
import net.jpountz.lz4.LZ4Compressor;
import net.jpountz.lz4.LZ4Exception;
import net.jpountz.lz4.LZ4Factory;
import net.jpountz.lz4.LZ4SafeDecompressor;
import org.jspecify.annotations.Nullable;

/**
 * Blocks as they lie on disk: a head of 20 bytes (magic, method, length of the content, length as stored, CRC-32C of all
 * else), then the content, with LZ4 where that makes it smaller. A block in which a byte has changed is recognized. Safe
 * for use by many threads.
 *
 * <p>LZ4 is used in its pure Java form without Unsafe, so nothing is unpacked into the folder for temporary files and
 * Java has nothing to warn of.
 */
final class BlockCodec {
    static final int HEAD = 20;
    /** Most content of a block. */
    static final int MOST = 1 << 26;

    private static final int MAGIC = 0x52544231;
    private static final int PLAIN = 0;
    private static final int LZ4 = 1;
    private static final LZ4Compressor COMPRESSOR = LZ4Factory.safeInstance().fastCompressor();
    private static final LZ4SafeDecompressor DECOMPRESSOR =
            LZ4Factory.safeInstance().safeDecompressor();

    private final boolean lz4;

    BlockCodec(boolean lz4) {
        this.lz4 = lz4;
    }

    /** Puts content into a block. */
    byte[] pack(byte[] content, int length) {
        if (length > MOST) {
            throw new IllegalArgumentException("a block holds at most " + MOST + " bytes, got " + length);
        }
        if (lz4) {
            byte[] packed = new byte[HEAD + COMPRESSOR.maxCompressedLength(length)];
            int stored = COMPRESSOR.compress(content, 0, length, packed, HEAD, packed.length - HEAD);
            // Less than 3 % saved does not pay for unpacking.
            if (100L * stored <= 97L * length) {
                byte[] block = new byte[HEAD + stored];
                System.arraycopy(packed, HEAD, block, HEAD, stored);
                return head(block, LZ4, length);
            }
        }
        byte[] block = new byte[HEAD + length];
        System.arraycopy(content, 0, block, HEAD, length);
        return head(block, PLAIN, length);
    }

    private static byte[] head(byte[] block, int method, int length) {
        ByteBuffer.wrap(block)
                .putInt(MAGIC)
                .putInt(method)
                .putInt(length)
                .putInt(block.length - HEAD)
                .putInt(HEAD - 4, checksum(block));
        return block;
    }

    private static int checksum(byte[] block) {
        CRC32C sum = new CRC32C();
        sum.update(block, 0, HEAD - 4);
        sum.update(block, HEAD, block.length - HEAD);
        return (int) sum.getValue();
    }

    /** The content of a block, null if it is not whole. */
    static byte @Nullable [] unpack(byte[] block) {
        if (block.length < HEAD) {
            return null;
        }
        ByteBuffer head = ByteBuffer.wrap(block);
        int magic = head.getInt();
        int method = head.getInt();
        int length = head.getInt();
        int stored = head.getInt();
        if (magic != MAGIC || stored != block.length - HEAD || head.getInt() != checksum(block)) {
            return null;
        }
        if (length < 0 || length > MOST || method != LZ4 && (method != PLAIN || length != stored)) {
            return null;
        }
        byte[] content = new byte[length];
        if (method == PLAIN) {
            System.arraycopy(block, HEAD, content, 0, length);
            return content;
        }
        try {
            int unpacked = DECOMPRESSOR.decompress(block, HEAD, stored, content, 0, length);
            return unpacked == length ? content : null;
        } catch (LZ4Exception e) {
            return null;
        }
    }
}
