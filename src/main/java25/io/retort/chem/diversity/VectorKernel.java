package io.retort.chem.diversity;

import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** Counts with vectors, four at a time, so that one word of the fingerprint serves them all. */
final class VectorKernel extends TanimotoKernel {
    private static final VectorSpecies<Long> SPECIES = LongVector.SPECIES_PREFERRED;
    private static final int WIDTH = SPECIES.length();

    @Override
    void common(RowBlock block, long[] query, int from, long[] common) {
        for (int lane = 0; lane < LANES; lane += 4 * WIDTH) {
            four(block, query, from, common, lane);
        }
    }

    private static void four(RowBlock block, long[] query, int from, long[] common, int lane) {
        long[] words = block.words();
        int place = block.at() + lane;
        LongVector first = LongVector.zero(SPECIES);
        LongVector second = first;
        LongVector third = first;
        LongVector fourth = first;
        for (int word = from; word < from + block.wordsPerRow(); word++, place += LANES) {
            LongVector mask = LongVector.broadcast(SPECIES, query[word]);
            first = first.add(common(words, place, mask));
            second = second.add(common(words, place + WIDTH, mask));
            third = third.add(common(words, place + 2 * WIDTH, mask));
            fourth = fourth.add(common(words, place + 3 * WIDTH, mask));
        }
        first.intoArray(common, lane);
        second.intoArray(common, lane + WIDTH);
        third.intoArray(common, lane + 2 * WIDTH);
        fourth.intoArray(common, lane + 3 * WIDTH);
    }

    private static LongVector common(long[] words, int place, LongVector mask) {
        return LongVector.fromArray(SPECIES, words, place).and(mask).lanewise(VectorOperators.BIT_COUNT);
    }

    @Override
    boolean anyAtLeast(long[] common, long least) {
        LongVector most = LongVector.fromArray(SPECIES, common, 0);
        for (int lane = WIDTH; lane < LANES; lane += WIDTH) {
            most = most.max(LongVector.fromArray(SPECIES, common, lane));
        }
        return most.compare(VectorOperators.GE, least).anyTrue();
    }

    @Override
    String name() {
        return "vectors of " + SPECIES.vectorBitSize() + " bits";
    }
}
