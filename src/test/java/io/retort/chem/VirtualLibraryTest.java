package io.retort.chem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VirtualLibraryTest {
    private static final long SEED = 42;
    private static final String GOLDEN = "/golden/chem/virtual-library-v1-seed42.tsv";

    private final VirtualLibrary library = VirtualLibrary.seeded(SEED);

    @Test
    void smiles_seed42_matchesGoldenOfThisVersion() throws IOException {
        List<String> expected;
        try (InputStream stream = VirtualLibraryTest.class.getResourceAsStream(GOLDEN)) {
            assertThat(stream).as(GOLDEN).isNotNull();
            expected = new String(stream.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        }
        List<String> actual = LongStream.range(0, 10)
                .mapToObj(i -> library.smiles(i) + "\t" + library.reaction(i) + "\t" + library.buildingBlocks(i))
                .toList();
        assertThat(actual)
                .as("a change of the library is deliberate: raise VirtualLibrary.VERSION and name a new golden file")
                .isEqualTo(expected);
        assertThat(VirtualLibrary.VERSION).isEqualTo(1);
    }

    @Test
    void size_isMoreThanABillion_forEverySeed() {
        assertThat(library.size()).isGreaterThan(1_000_000_000L);
        assertThat(VirtualLibrary.seeded(7).size()).isEqualTo(library.size());
    }

    @Test
    void smiles_anyThreadAndOrder_sameResult() {
        String[] inOrder = LongStream.range(0, 20_000).mapToObj(library::smiles).toArray(String[]::new);
        String[] parallel = new String[inOrder.length];
        VirtualLibrary other = VirtualLibrary.seeded(SEED);
        IntStream.range(0, inOrder.length).parallel().forEach(i -> {
            int reversed = inOrder.length - 1 - i;
            parallel[reversed] = other.smiles(reversed);
        });
        assertThat(parallel).isEqualTo(inOrder);
    }

    @Test
    void smiles_otherSeed_otherOrder() {
        VirtualLibrary other = VirtualLibrary.seeded(SEED + 1);
        long same = LongStream.range(0, 1_000)
                .filter(i -> library.smiles(i).equals(other.smiles(i)))
                .count();
        assertThat(same).isLessThan(5);
    }

    @Test
    void smiles_lastIndex_isAProduct() {
        assertThat(library.smiles(library.size() - 1)).isNotBlank();
    }

    @Test
    void buildingBlocks_prefix_showsEveryBlockAndReaction() {
        Set<String> blocks = new HashSet<>();
        Set<String> reactions = new HashSet<>();
        for (long i = 0; i < 100_000; i++) {
            blocks.addAll(Arrays.asList(library.buildingBlocks(i).split(" \\+ ", -1)));
            reactions.add(library.reaction(i));
        }
        LibraryBlocks all = LibraryBlocks.load();
        assertThat(blocks)
                .containsExactlyInAnyOrderElementsOf(
                        all.all().stream().map(LibraryBlocks.Block::id).toList());
        assertThat(reactions)
                .containsExactlyInAnyOrderElementsOf(all.reactions().stream()
                        .map(LibraryReaction::name)
                        .distinct()
                        .toList());
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, Long.MIN_VALUE, 1_217_193_030_000L, Long.MAX_VALUE})
    void anyAccessor_indexOutOfRange_namesArgumentValueAndRange(long index) {
        String range = "index is " + index + "; accepted: 0 to " + (library.size() - 1);
        assertThatThrownBy(() -> library.smiles(index))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(range);
        assertThatThrownBy(() -> library.reaction(index))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(range);
        assertThatThrownBy(() -> library.buildingBlocks(index))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(range);
    }

    @Test
    void smiles_indexEqualToSize_isRefused() {
        assertThatThrownBy(() -> library.smiles(library.size())).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void seeded_negative_namesArgumentValueAndRange() {
        assertThatThrownBy(() -> VirtualLibrary.seeded(-3))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("seed is -3; accepted: 0 to " + Long.MAX_VALUE);
    }
}
