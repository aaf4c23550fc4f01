package io.retort.chem.diversity;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** The best rows so far: a heap with the worst of them on top once there are as many as wanted. */
final class BestHits {
    private final int most;
    private final double least;
    private double[] similarities;
    private int[] rows;
    private int size;

    /**
     * Starts with none.
     *
     * @param most how many are wanted, 0 or more
     * @param least similarity that is wanted
     */
    BestHits(int most, double least) {
        this.most = most;
        this.least = least;
        similarities = new double[Math.min(most, 64)];
        rows = new int[similarities.length];
    }

    /** A similarity below this is of no use; an equal one may be, if its row comes first. */
    double threshold() {
        if (most == 0) {
            return Double.POSITIVE_INFINITY;
        }
        return size == most ? similarities[0] : least;
    }

    /** Takes a row in if it is among the best; its similarity must not be below the threshold. */
    void offer(int row, double similarity) {
        if (size < most) {
            if (size == rows.length) {
                int longer = (int) Math.min(most, 2L * size);
                similarities = Arrays.copyOf(similarities, longer);
                rows = Arrays.copyOf(rows, longer);
            }
            similarities[size] = similarity;
            rows[size++] = row;
            if (size == most) {
                for (int i = size / 2 - 1; i >= 0; i--) {
                    sink(i);
                }
            }
        } else if (worse(similarities[0], rows[0], similarity, row)) {
            similarities[0] = similarity;
            rows[0] = row;
            sink(0);
        }
    }

    private void sink(int start) {
        int place = start;
        while (2 * place + 1 < size) {
            int child = 2 * place + 1;
            if (child + 1 < size && worse(similarities[child + 1], rows[child + 1], similarities[child], rows[child])) {
                child++;
            }
            if (!worse(similarities[child], rows[child], similarities[place], rows[place])) {
                return;
            }
            swap(place, child);
            place = child;
        }
    }

    private void swap(int a, int b) {
        double similarity = similarities[a];
        similarities[a] = similarities[b];
        similarities[b] = similarity;
        int row = rows[a];
        rows[a] = rows[b];
        rows[b] = row;
    }

    private static boolean worse(double similarity, int row, double otherSimilarity, int otherRow) {
        return similarity < otherSimilarity || (similarity == otherSimilarity && row > otherRow);
    }

    /** The rows, the best first. */
    List<Hit> best() {
        return IntStream.range(0, size)
                .mapToObj(i -> new Hit(rows[i], similarities[i]))
                .sorted(Hit.BEST_FIRST)
                .toList();
    }
}
