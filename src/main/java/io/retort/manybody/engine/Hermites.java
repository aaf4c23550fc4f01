package io.retort.manybody.engine;

/**
 * The order of Hermite Gaussians (t, u, v), by degree, and the tables that walk it. Degree 0 is entry 0; degree 1 the
 * entries 1 to 3 (x, y, z); degree 2 the entries 4 to 9; and so on.
 */
final class Hermites {
    static final int MAX_DEGREE = 5;
    /** Entries up to a degree. */
    static final int[] COUNT = {1, 4, 10, 20, 35, 56};

    private static final int SIZE = COUNT[MAX_DEGREE];
    private static final int[][] POWERS = powers();
    /** The direction in which an entry is stepped down, where that leads, and two steps down with its factor. */
    static final int[] AXIS = new int[SIZE];

    static final int[] PARENT = new int[SIZE];
    static final int[] GRANDPARENT = new int[SIZE];
    static final double[] FACTOR = new double[SIZE];
    /** {@code UP[axis][entry]}: one step up. */
    static final int[][] UP = new int[3][COUNT[MAX_DEGREE - 1]];
    /** {@code SUM[a][b]}: the entry whose powers are those of both, for degrees up to 2. */
    static final int[][] SUM = new int[COUNT[2]][COUNT[2]];

    static {
        for (int h = 1; h < SIZE; h++) {
            int[] p = POWERS[h];
            int axis = p[0] > 0 ? 0 : p[1] > 0 ? 1 : 2;
            AXIS[h] = axis;
            PARENT[h] = step(p, axis, -1);
            GRANDPARENT[h] = p[axis] > 1 ? step(p, axis, -2) : 0;
            FACTOR[h] = p[axis] - 1;
        }
        for (int h = 0; h < COUNT[MAX_DEGREE - 1]; h++) {
            for (int axis = 0; axis < 3; axis++) {
                UP[axis][h] = step(POWERS[h], axis, 1);
            }
        }
        for (int a = 0; a < SUM.length; a++) {
            for (int b = 0; b < SUM.length; b++) {
                int[] p = POWERS[a];
                int[] q = POWERS[b];
                SUM[a][b] = entry(p[0] + q[0], p[1] + q[1], p[2] + q[2]);
            }
        }
    }

    private Hermites() {}

    /** The entry of given powers. */
    static int entry(int t, int u, int v) {
        int degree = t + u + v;
        int rest = u + v;
        return (degree == 0 ? 0 : COUNT[degree - 1]) + rest * (rest + 1) / 2 + v;
    }

    /** The degree of an entry. */
    static int degree(int h) {
        return POWERS[h][0] + POWERS[h][1] + POWERS[h][2];
    }

    private static int step(int[] p, int axis, int by) {
        return entry(p[0] + (axis == 0 ? by : 0), p[1] + (axis == 1 ? by : 0), p[2] + (axis == 2 ? by : 0));
    }

    private static int[][] powers() {
        int[][] powers = new int[SIZE][];
        for (int degree = 0; degree <= MAX_DEGREE; degree++) {
            for (int rest = 0; rest <= degree; rest++) {
                for (int v = 0; v <= rest; v++) {
                    powers[entry(degree - rest, rest - v, v)] = new int[] {degree - rest, rest - v, v};
                }
            }
        }
        return powers;
    }
}
