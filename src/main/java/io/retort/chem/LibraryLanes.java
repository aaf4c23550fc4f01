package io.retort.chem;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Deals out a range of indices to lanes of different sizes, by weight: each cycle takes {@code weight} rows of every
 * lane in a seeded order, and a lane that is used up drops out, so that small lanes show in any prefix and each index of
 * each lane comes exactly once. Immutable and safe to share between threads; {@link #spot} takes the logarithm of the
 * number of lanes.
 */
final class LibraryLanes {
    private final List<Phase> phases = new ArrayList<>();
    private final long[] starts;
    private final long size;

    /** One index inside one lane. */
    record Spot(int lane, long position) {}

    /**
     * Rows during which the same lanes take part.
     *
     * @param start first index
     * @param lane which lane each row of the cycle goes to
     * @param first the position, in that lane, of that row in the first cycle
     * @param step by how much that position grows from cycle to cycle
     */
    private record Phase(long start, int[] lane, long[] first, int[] step) {}

    LibraryLanes(long[] sizes, int[] weights, long seed) {
        long[] used = new long[sizes.length];
        long start = 0;
        for (int[] share = share(sizes, used, weights); share.length > 0; share = share(sizes, used, weights)) {
            long cycles = Long.MAX_VALUE;
            int length = 0;
            for (int lane = 0; lane < share.length; lane++) {
                length += share[lane];
                if (share[lane] > 0) {
                    cycles = Math.min(cycles, (sizes[lane] - used[lane]) / share[lane]);
                }
            }
            phases.add(phase(start, share, used, length, seed + phases.size()));
            for (int lane = 0; lane < share.length; lane++) {
                used[lane] += cycles * share[lane];
            }
            start = Math.addExact(start, Math.multiplyExact(cycles, (long) length));
        }
        size = start;
        starts = phases.stream().mapToLong(Phase::start).toArray();
    }

    long size() {
        return size;
    }

    /** Where an index in [0, size) lies. */
    Spot spot(long index) {
        int found = Arrays.binarySearch(starts, index);
        Phase phase = phases.get(found >= 0 ? found : -found - 2);
        long offset = index - phase.start();
        int row = (int) (offset % phase.lane().length);
        long cycle = offset / phase.lane().length;
        return new Spot(phase.lane()[row], phase.first()[row] + cycle * phase.step()[row]);
    }

    /** How many rows each lane gets per cycle; empty when all are used up. */
    private static int[] share(long[] sizes, long[] used, int[] weights) {
        int[] share = new int[sizes.length];
        boolean any = false;
        for (int lane = 0; lane < sizes.length; lane++) {
            share[lane] = (int) Math.min(weights[lane], sizes[lane] - used[lane]);
            any |= share[lane] > 0;
        }
        return any ? share : new int[0];
    }

    private static Phase phase(long start, int[] share, long[] used, int length, long seed) {
        int[] lanes = new int[length];
        int end = 0;
        for (int lane = 0; lane < share.length; lane++) {
            for (int k = 0; k < share[lane]; k++) {
                lanes[end++] = lane;
            }
        }
        for (int i = length - 1; i > 0; i--) {
            int j = (int) Math.floorMod(LibraryPermutation.mix(seed * 31 + i), (long) i + 1);
            int swap = lanes[i];
            lanes[i] = lanes[j];
            lanes[j] = swap;
        }
        long[] next = used.clone();
        long[] first = new long[length];
        int[] step = new int[length];
        for (int i = 0; i < length; i++) {
            first[i] = next[lanes[i]]++;
            step[i] = share[lanes[i]];
        }
        return new Phase(start, lanes, first, step);
    }
}
