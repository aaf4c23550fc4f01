package io.retort.manybody.engine;

/** The place of an entry of a symmetric matrix whose lower triangle is stored by rows. */
final class Packed {
    private Packed() {}

    static int index(int i, int j) {
        return i >= j ? i * (i + 1) / 2 + j : j * (j + 1) / 2 + i;
    }

    /** Stored entries of a matrix with so many rows. */
    static int size(int rows) {
        return rows * (rows + 1) / 2;
    }
}
