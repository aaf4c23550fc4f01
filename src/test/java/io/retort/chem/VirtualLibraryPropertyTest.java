package io.retort.chem;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;

class VirtualLibraryPropertyTest {
    @Property(tries = 100, seed = "42")
    void permutation_anySizeAndSeed_isOneToOne(@ForAll @IntRange(min = 1, max = 20_000) int size, @ForAll long seed) {
        LibraryPermutation permutation = new LibraryPermutation(size, seed);
        BitSet seen = new BitSet(size);
        for (int i = 0; i < size; i++) {
            seen.set(Math.toIntExact(permutation.apply(i)));
        }
        assertThat(seen.cardinality()).isEqualTo(size);
        assertThat(seen.length()).isEqualTo(size);
    }

    @Property(tries = 100, seed = "42")
    void lanes_anySizesAndWeights_dealEachPositionOnce(
            @ForAll @Size(min = 1, max = 6) List<@IntRange(min = 1, max = 3_000) Integer> sizes,
            @ForAll @Size(6) List<@IntRange(min = 1, max = 9) Integer> weights,
            @ForAll long seed) {
        long[] size = sizes.stream().mapToLong(Integer::longValue).toArray();
        int[] weight =
                weights.stream().limit(size.length).mapToInt(Integer::intValue).toArray();
        LibraryLanes lanes = new LibraryLanes(size, weight, seed);
        assertThat(lanes.size()).isEqualTo(sizes.stream().mapToLong(s -> s).sum());
        Set<LibraryLanes.Spot> seen = new HashSet<>();
        for (long i = 0; i < lanes.size(); i++) {
            LibraryLanes.Spot spot = lanes.spot(i);
            assertThat(spot.position()).isBetween(0L, size[spot.lane()] - 1);
            assertThat(seen.add(spot)).isTrue();
        }
    }

    @Property(tries = 5, seed = "42")
    void spot_thinnedLibrary_givesEachCombinationOnce(@ForAll @LongRange(min = 0) long seed) {
        VirtualLibrary library =
                VirtualLibrary.of(LibraryBlocks.load().someOfEachRole(7, seed).reactions(), seed);
        assertThat(library.size()).isBetween(100_000L, 200_000L);
        Set<LibraryLanes.Spot> seen = new HashSet<>();
        for (long i = 0; i < library.size(); i++) {
            seen.add(library.spot(i));
        }
        assertThat(seen).hasSize((int) library.size());
    }
}
