package io.retort.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class BlockCodecTest {
    private static final BlockCodec LZ4 = new BlockCodec(true);
    private static final BlockCodec PLAIN = new BlockCodec(false);

    private static byte[] noise(int length) {
        byte[] noise = new byte[length];
        new Random(1).nextBytes(noise);
        return noise;
    }

    @Property(tries = 200)
    void anyContent_comesBack(
            @ForAll @IntRange(min = 0, max = 200_000) int length,
            @ForAll @IntRange(min = 1, max = 256) int different,
            @ForAll boolean lz4,
            @ForAll long seed) {
        byte[] content = new byte[length];
        Random random = new Random(seed);
        for (int i = 0; i < length; i++) {
            content[i] = (byte) random.nextInt(different);
        }
        byte[] block = new BlockCodec(lz4).pack(content, length);

        assertThat(BlockCodec.unpack(block)).isEqualTo(content);
        assertThat(block.length).isLessThanOrEqualTo(BlockCodec.HEAD + length);
    }

    @Test
    void pack_onlyPartOfTheArray_leavesTheRestOut() {
        byte[] block = LZ4.pack(new byte[] {1, 2, 3, 4}, 2);

        assertThat(BlockCodec.unpack(block)).containsExactly(1, 2);
    }

    @Test
    void pack_repetitiveContent_shrinksWithLz4Only() {
        byte[] content = "CCO;CCN;".repeat(8000).getBytes(StandardCharsets.UTF_8);

        assertThat(LZ4.pack(content, content.length).length).isLessThan(content.length / 20);
        assertThat(PLAIN.pack(content, content.length)).hasSize(BlockCodec.HEAD + content.length);
    }

    @Test
    void pack_contentThatDoesNotShrink_isStoredAsItIs() {
        byte[] content = noise(65_536);

        assertThat(LZ4.pack(content, content.length)).isEqualTo(PLAIN.pack(content, content.length));
    }

    @Test
    void unpack_anyByteChanged_isNull() {
        byte[] content = "CCO;CCN;".repeat(20).getBytes(StandardCharsets.UTF_8);
        for (BlockCodec codec : new BlockCodec[] {LZ4, PLAIN}) {
            byte[] block = codec.pack(content, content.length);
            for (int i = 0; i < block.length; i++) {
                for (int change = 1; change < 256; change++) {
                    byte[] broken = block.clone();
                    broken[i] ^= (byte) change;
                    assertThat(BlockCodec.unpack(broken)).as("byte %d", i).isNull();
                }
            }
        }
    }

    @Test
    void unpack_cutOrLengthened_isNull() {
        byte[] content = noise(100);
        byte[] block = LZ4.pack(content, content.length);
        for (int length = 0; length < block.length; length++) {
            assertThat(BlockCodec.unpack(Arrays.copyOf(block, length))).isNull();
        }
        assertThat(BlockCodec.unpack(Arrays.copyOf(block, block.length + 1))).isNull();
    }
}
