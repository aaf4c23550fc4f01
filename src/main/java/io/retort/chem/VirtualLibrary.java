package io.retort.chem;

import io.retort.chem.LibraryBlocks.Block;
import io.retort.chem.LibraryLanes.Spot;
import java.util.List;
import java.util.stream.Collectors;

/**
 * More than a billion drug-like products of our own building blocks and reactions, by index: nothing is stored or
 * downloaded, and row 100,000,000 costs what row 0 costs.
 *
 * <p>Each scheme (amide coupling, Suzuki coupling and amide coupling, ...) numbers its combinations of blocks; a seeded
 * permutation shuffles them, and the schemes are dealt out by weight until they are used up. So an index gives one
 * combination and a combination has one index: no prefix, of any length, holds a combination twice. That the molecules
 * differ too is a matter of the blocks, and is measured: see {@code docs/virtual-library.md}.
 *
 * <p>The SMILES are valid and stereochemistry is written where a block has it; they are not canonical. Nothing is said
 * about whether a reaction would work in the flask: protecting groups, competing sites and order of steps are left out.
 *
 * <p>Immutable and safe to share between threads. The result depends on {@link #VERSION}, the seed and the index alone.
 */
public final class VirtualLibrary {
    /** The version of blocks, reactions and order: it changes whenever an index may give another molecule. */
    public static final int VERSION = 1;

    private final long seed;
    private final List<LibraryReaction> reactions;
    private final List<LibraryPermutation> permutations;
    private final LibraryLanes lanes;

    /** Reads the resources once, on first use. */
    private static final class Resources {
        private static final List<LibraryReaction> REACTIONS =
                LibraryBlocks.load().reactions();

        private Resources() {}
    }

    private VirtualLibrary(long seed, List<LibraryReaction> reactions) {
        this.seed = seed;
        this.reactions = List.copyOf(reactions);
        this.permutations = reactions.stream()
                .map(r -> new LibraryPermutation(
                        r.size(), LibraryPermutation.mix(seed ^ LibraryPermutation.mix(r.id().hashCode()))))
                .toList();
        this.lanes = new LibraryLanes(
                reactions.stream().mapToLong(LibraryReaction::size).toArray(),
                reactions.stream().mapToInt(LibraryReaction::weight).toArray(),
                LibraryPermutation.mix(seed));
    }

    /**
     * The library in the order that a seed gives. Libraries of different seeds hold the same products.
     *
     * @param seed chooses the order, at least 0
     * @return the library; cheap, since blocks are read once
     * @throws IllegalArgumentException if the seed is negative
     */
    public static VirtualLibrary seeded(long seed) {
        return of(Resources.REACTIONS, seed);
    }

    /** A library over some of the reactions or blocks. */
    static VirtualLibrary of(List<LibraryReaction> reactions, long seed) {
        if (seed < 0) {
            throw new IllegalArgumentException("seed is " + seed + "; accepted: 0 to " + Long.MAX_VALUE);
        }
        return new VirtualLibrary(seed, reactions);
    }

    /**
     * The seed that this library was made with.
     *
     * @return the seed, at least 0
     */
    public long seed() {
        return seed;
    }

    /**
     * How many products there are: distinct combinations of a scheme and its blocks.
     *
     * @return the size, the same for every seed
     */
    public long size() {
        return lanes.size();
    }

    /**
     * The product at an index.
     *
     * @param index from 0 to {@link #size()} less 1
     * @return an isomeric SMILES of one connected, neutral molecule, not canonical
     * @throws IllegalArgumentException if the index is out of range
     */
    public String smiles(long index) {
        Spot spot = spot(index);
        return reactions.get(spot.lane()).smiles(spot.position());
    }

    /**
     * The reactions that lead to the product at an index.
     *
     * @param index from 0 to {@link #size()} less 1
     * @return names joined by {@code " + "}, such as {@code Suzuki coupling + amide coupling}
     * @throws IllegalArgumentException if the index is out of range
     */
    public String reaction(long index) {
        return reactions.get(spot(index).lane()).name();
    }

    /**
     * The building blocks of the product at an index.
     *
     * @param index from 0 to {@link #size()} less 1
     * @return ids joined by {@code " + "}, such as {@code AC004 + AP001}; the resources {@code blocks/*.tsv} list them
     * @throws IllegalArgumentException if the index is out of range
     */
    public String buildingBlocks(long index) {
        Spot spot = spot(index);
        return reactions.get(spot.lane()).blocks(spot.position()).stream()
                .map(Block::id)
                .collect(Collectors.joining(" + "));
    }

    /** The scheme and its combination at an index. */
    Spot spot(long index) {
        if (index < 0 || index >= size()) {
            throw new IllegalArgumentException("index is " + index + "; accepted: 0 to " + (size() - 1));
        }
        Spot dealt = lanes.spot(index);
        return new Spot(dealt.lane(), permutations.get(dealt.lane()).apply(dealt.position()));
    }
}
