package io.retort.chem.diversity;

/**
 * The row that a seed chooses to begin with: the first number of a Mersenne Twister, cut into equal parts, so that a seed
 * means the same row as in RDKit.
 *
 * <p><b>Source</b>: matsumoto1998 in {@code docs/references.bib}, with the initialization of its version of 2002.
 */
final class FirstPick {
    private static final int SHIFT = 397;

    private FirstPick() {}

    /**
     * Chooses a row.
     *
     * @param seed any number; as unsigned 32 bits
     * @param rowCount at least 1
     * @return 0-based row
     */
    static int row(int seed, int rowCount) {
        int[] state = new int[SHIFT + 1];
        state[0] = seed;
        for (int i = 1; i < state.length; i++) {
            state[i] = 1812433253 * (state[i - 1] ^ (state[i - 1] >>> 30)) + i;
        }
        int joined = (state[0] & 0x80000000) | (state[1] & 0x7fffffff);
        int twisted = state[SHIFT] ^ (joined >>> 1) ^ ((joined & 1) == 0 ? 0 : 0x9908b0df);
        // A number behind the last whole part is one in millions: it goes to the last row instead of a new draw.
        long part = (1L << 32) / rowCount;
        return (int) Math.min(rowCount - 1, Integer.toUnsignedLong(tempered(twisted)) / part);
    }

    private static int tempered(int number) {
        int y = number;
        y ^= y >>> 11;
        y ^= (y << 7) & 0x9d2c5680;
        y ^= (y << 15) & 0xefc60000;
        return y ^ (y >>> 18);
    }
}
