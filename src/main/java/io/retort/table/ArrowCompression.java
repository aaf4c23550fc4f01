package io.retort.table;

import com.github.luben.zstd.Zstd;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import net.jpountz.lz4.LZ4FrameInputStream;
import net.jpountz.lz4.LZ4FrameOutputStream;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.compression.AbstractCompressionCodec;
import org.apache.arrow.vector.compression.CompressionCodec;
import org.apache.arrow.vector.compression.CompressionUtil;

/**
 * Compressed buffers of Arrow files: a length of 8 bytes, then a frame of LZ4 or zstd.
 *
 * <p>Source: Apache Arrow, Columnar Format, "Compression".
 */
final class ArrowCompression extends AbstractCompressionCodec {
    static final CompressionCodec.Factory FACTORY = new CompressionCodec.Factory() {
        @Override
        public CompressionCodec createCodec(CompressionUtil.CodecType type) {
            return type == CompressionUtil.CodecType.NO_COMPRESSION
                    ? CompressionCodec.Factory.INSTANCE.createCodec(type)
                    : new ArrowCompression(type);
        }

        @Override
        public CompressionCodec createCodec(CompressionUtil.CodecType type, int level) {
            return createCodec(type);
        }
    };

    private final CompressionUtil.CodecType type;

    private ArrowCompression(CompressionUtil.CodecType type) {
        this.type = type;
    }

    @Override
    public CompressionUtil.CodecType getCodecType() {
        return type;
    }

    @Override
    protected ArrowBuf doDecompress(BufferAllocator allocator, ArrowBuf compressed) {
        int length = Math.toIntExact(readUncompressedLength(compressed));
        byte[] packed =
                new byte[Math.toIntExact(compressed.writerIndex() - CompressionUtil.SIZE_OF_UNCOMPRESSED_LENGTH)];
        compressed.getBytes(CompressionUtil.SIZE_OF_UNCOMPRESSED_LENGTH, packed);
        byte[] plain = unpack(packed, length);
        if (plain.length != length) {
            throw new IllegalArgumentException(
                    "a compressed buffer holds " + plain.length + " bytes instead of " + length);
        }
        ArrowBuf out = allocator.buffer(length);
        out.setBytes(0, plain);
        out.writerIndex(length);
        return out;
    }

    private byte[] unpack(byte[] packed, int length) {
        if (type == CompressionUtil.CodecType.ZSTD) {
            return Zstd.decompress(packed, length);
        }
        try (LZ4FrameInputStream in = new LZ4FrameInputStream(new ByteArrayInputStream(packed))) {
            return in.readNBytes(length);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    protected ArrowBuf doCompress(BufferAllocator allocator, ArrowBuf plain) {
        byte[] bytes = new byte[Math.toIntExact(plain.writerIndex())];
        plain.getBytes(0, bytes);
        byte[] packed = pack(bytes);
        ArrowBuf out = allocator.buffer(packed.length + CompressionUtil.SIZE_OF_UNCOMPRESSED_LENGTH);
        out.setBytes(CompressionUtil.SIZE_OF_UNCOMPRESSED_LENGTH, packed);
        out.writerIndex(packed.length + CompressionUtil.SIZE_OF_UNCOMPRESSED_LENGTH);
        return out;
    }

    private byte[] pack(byte[] bytes) {
        if (type == CompressionUtil.CodecType.ZSTD) {
            return Zstd.compress(bytes);
        }
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (OutputStream out = new LZ4FrameOutputStream(packed)) {
            out.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return packed.toByteArray();
    }
}
