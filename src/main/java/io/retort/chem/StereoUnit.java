package io.retort.chem;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One stereo element in atom indexes. For a center, {@code a == b} is the center and {@code carriers} its ligands in
 * the order that {@code order} refers to, with {@link #IMPLICIT} for a hydrogen or lone pair that is no atom. For a
 * double bond (or cumulene), {@code a} and {@code b} are its ends and {@code carriers} one ligand of each.
 *
 * @param kind which geometry
 * @param a center, or the end that carries {@code carriers[0]}
 * @param b center, or the end that carries {@code carriers[1]}
 * @param carriers shared, not copied
 * @param order 1 anticlockwise or opposite, 2 clockwise or together; 1 for the higher geometries, whose carriers are
 *     brought into their first order
 */
record StereoUnit(Kind kind, int a, int b, int[] carriers, int order) {
    /** Stands for a hydrogen or lone pair that is no atom of the graph. */
    static final int IMPLICIT = -1;

    private static final int[][] SQUARE = closure(new int[][] {{1, 2, 3, 0}, {3, 2, 1, 0}});
    private static final int[][] BIPYRAMID = closure(new int[][] {{0, 2, 3, 1, 4}, {4, 1, 3, 2, 0}});
    private static final int[][] OCTAHEDRON = closure(new int[][] {{0, 2, 3, 4, 1, 5}, {1, 5, 2, 0, 4, 3}});

    /** The geometries that SMILES can express. */
    enum Kind {
        TETRAHEDRAL,
        ALLENE,
        DOUBLE_BOND,
        SQUARE_PLANAR,
        BIPYRAMIDAL,
        OCTAHEDRAL;

        boolean isHigher() {
            return ordinal() >= SQUARE_PLANAR.ordinal();
        }

        boolean isParity() {
            return this == TETRAHEDRAL || this == ALLENE;
        }
    }

    /** The same with other atom numbers; null if an atom has none (-1). */
    @Nullable
    StereoUnit moved(int[] local) {
        if (local[a] < 0 || local[b] < 0) {
            return null;
        }
        int[] moved = new int[carriers.length];
        for (int i = 0; i < moved.length; i++) {
            moved[i] = carriers[i] == IMPLICIT ? IMPLICIT : local[carriers[i]];
            if (carriers[i] != IMPLICIT && moved[i] < 0) {
                return null;
            }
        }
        return new StereoUnit(kind, local[a], local[b], moved, order);
    }

    /** Whether the bonds that the unit speaks of are there; of cumulenes the outer ones are looked at. */
    boolean isHeldBy(MolGraph graph) {
        if (kind == Kind.ALLENE) {
            return graph.degree(a) == 2;
        }
        for (int i = 0; i < carriers.length; i++) {
            int focus = i == 0 ? a : b;
            if (carriers[i] != IMPLICIT && graph.slot(focus, carriers[i]) < 0) {
                return false;
            }
        }
        return kind != Kind.DOUBLE_BOND || graph.slot(a, b) < 0 || graph.color(graph.slot(a, b)) == 2;
    }

    /** The other ligand of a double bond's end, or {@link #IMPLICIT}. */
    int otherLigand(MolGraph graph, int end) {
        int known = end == a ? carriers[0] : carriers[1];
        for (int k = graph.first[end]; k < graph.first[end + 1]; k++) {
            if (graph.neighbor[k] != known && graph.color(k) != 2) {
                return graph.neighbor[k];
            }
        }
        return IMPLICIT;
    }

    /**
     * What the element says in terms of ranks: equal for equal arrangements. 0 if ligands share a rank, so that it does
     * not say anything yet.
     */
    long code(MolGraph graph, int[] rank) {
        if (kind == Kind.DOUBLE_BOND) {
            int flips = endFlips(graph, rank, a, carriers[0]);
            int more = endFlips(graph, rank, b, carriers[1]);
            return flips < 0 || more < 0 ? 0 : 1 + ((order + flips + more) & 1);
        }
        if (kind.isParity()) {
            int parity = parityOfRanks(rank);
            return parity < 0 ? 0 : 1 + ((order + parity) & 1);
        }
        int[] ranks = new int[carriers.length];
        for (int i = 0; i < ranks.length; i++) {
            ranks[i] = rankOf(i, rank);
        }
        return arrangement(kind, ranks);
    }

    private int rankOf(int carrier, int[] rank) {
        return carriers[carrier] == IMPLICIT ? -1 : rank[carriers[carrier]];
    }

    private int parityOfRanks(int[] rank) {
        int inversions = 0;
        for (int i = 1; i < carriers.length; i++) {
            int later = rankOf(i, rank);
            for (int j = 0; j < i; j++) {
                int earlier = rankOf(j, rank);
                if (earlier == later) {
                    return -1;
                }
                inversions += earlier > later ? 1 : 0;
            }
        }
        return inversions & 1;
    }

    private int endFlips(MolGraph graph, int[] rank, int end, int carrier) {
        int other = otherLigand(graph, end);
        if (other == IMPLICIT) {
            return 0;
        }
        int difference = Integer.compare(rank[carrier], rank[other]);
        return difference == 0 ? -1 : difference > 0 ? 1 : 0;
    }

    /** Parity (0 or 1) of the permutation that sorts the values, or -1 if two are equal. */
    static int parity(int[] values) {
        return parity(values, values.length);
    }

    /** The same of the first values. */
    static int parity(int[] values, int count) {
        int inversions = 0;
        for (int i = 0; i < count; i++) {
            for (int j = i + 1; j < count; j++) {
                if (values[i] == values[j]) {
                    return -1;
                }
                if (values[i] > values[j]) {
                    inversions++;
                }
            }
        }
        return inversions & 1;
    }

    /** A number for the arrangement of ligands around a higher center, the same however it is turned. */
    static long arrangement(Kind kind, int[] ranks) {
        if (kind != Kind.SQUARE_PLANAR && parity(ranks) < 0) {
            return 0;
        }
        int[][] turns = kind == Kind.SQUARE_PLANAR ? SQUARE : kind == Kind.BIPYRAMIDAL ? BIPYRAMID : OCTAHEDRON;
        int[] places = places(ranks);
        long best = Long.MAX_VALUE;
        for (int[] turn : turns) {
            long value = 1;
            for (int t : turn) {
                value = value * 8 + places[t];
            }
            best = Math.min(best, value);
        }
        return best;
    }

    private static int[] places(int[] ranks) {
        int[] places = new int[ranks.length];
        for (int i = 0; i < ranks.length; i++) {
            for (int other : ranks) {
                if (other < ranks[i]) {
                    places[i]++;
                }
            }
        }
        return places;
    }

    private static int[][] closure(int[][] generators) {
        java.util.LinkedHashMap<String, int[]> seen = new java.util.LinkedHashMap<>();
        java.util.ArrayDeque<int[]> queue = new java.util.ArrayDeque<>(List.of(generators));
        while (!queue.isEmpty()) {
            int[] each = queue.poll();
            if (seen.putIfAbsent(java.util.Arrays.toString(each), each) != null) {
                continue;
            }
            for (int[] g : generators) {
                int[] product = new int[each.length];
                for (int i = 0; i < each.length; i++) {
                    product[i] = each[g[i]];
                }
                queue.add(product);
            }
        }
        return seen.values().toArray(int[][]::new);
    }
}
