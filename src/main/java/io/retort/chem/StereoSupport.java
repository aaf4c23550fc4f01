package io.retort.chem;

import java.util.List;

/**
 * Drops stereo marks that the structure does not support. Some positions never hold one: a double bond in a ring of
 * less than eight atoms, an aromatic bond, an amine nitrogen outside of small rings. For the others the test is exact:
 * a mark means nothing if, with the mark taken away, the structure maps onto itself with the marked atom in place and
 * its ligands oddly permuted. Fewer marks allow more such maps, so the order of dropping does not matter. Marks whose
 * ligands differ at sight (by {@link LigandClasses}) are settled before that.
 */
final class StereoSupport {
    private static final int SMALLEST_RING_WITH_MARK = 8;
    private static final int MAX_CANDIDATES = 64;

    private StereoSupport() {}

    /** Drops them from a graph with rings and aromaticity marked. */
    static void drop(MolGraph graph) {
        List<StereoUnit> units = graph.stereo;
        for (int u = units.size() - 1; u >= 0; u--) {
            if (!isPossible(graph, units.get(u))) {
                units.remove(u);
            }
        }
        if (!units.isEmpty() && !LigandClasses.tellApart(graph)) {
            dropSymmetric(graph);
        }
    }

    /** The exact test, for marks at positions that can hold one. */
    static void dropSymmetric(MolGraph graph) {
        Partition partition = new Partition(graph, AtomColors.of(graph));
        if (!partition.isDiscrete()) {
            dropSymmetric(graph, partition.rank);
        }
    }

    private static void dropSymmetric(MolGraph graph, int[] rank) {
        boolean again = true;
        int tests = 0;
        int[] current = rank;
        while (again) {
            again = false;
            for (StereoUnit unit : List.copyOf(graph.stereo)) {
                if (unit.kind().isHigher() || unit.code(graph, current) != 0 || tests++ > MAX_CANDIDATES) {
                    continue;
                }
                if (isMeaningless(graph, unit)) {
                    graph.stereo.remove(unit);
                    again = true;
                }
            }
            if (again) {
                current = new Partition(graph, AtomColors.of(graph)).rank;
            }
        }
    }

    private static boolean isMeaningless(MolGraph graph, StereoUnit unit) {
        if (hasLikeLeaves(graph, unit)) {
            return true;
        }
        graph.stereo.remove(unit);
        long[] colors = AtomColors.of(graph);
        colors[unit.a()] = Long.MIN_VALUE;
        colors[unit.b()] = unit.a() == unit.b() ? Long.MIN_VALUE : Long.MIN_VALUE + 1;
        boolean odd = false;
        if (unit.kind() == StereoUnit.Kind.ALLENE) {
            int center = unit.a();
            colors[graph.neighbor[graph.first[center]]] = Long.MIN_VALUE + 2;
            colors[graph.neighbor[graph.first[center] + 1]] = Long.MIN_VALUE + 3;
        }
        for (int[] image : CanonicalOrder.label(graph, colors).automorphisms()) {
            odd |= isOdd(graph, unit, image);
        }
        graph.stereo.add(unit);
        return odd;
    }

    private static boolean isOdd(MolGraph graph, StereoUnit unit, int[] image) {
        if (unit.kind() == StereoUnit.Kind.DOUBLE_BOND) {
            int flips = isMoved(image, unit.carriers()[0]) + isMoved(image, unit.carriers()[1]);
            return flips == 1;
        }
        int[] mapped = unit.carriers().clone();
        for (int i = 0; i < mapped.length; i++) {
            mapped[i] = mapped[i] == StereoUnit.IMPLICIT ? mapped[i] : image[mapped[i]];
        }
        return (StereoUnit.parity(mapped) ^ StereoUnit.parity(unit.carriers())) == 1;
    }

    private static int isMoved(int[] image, int atom) {
        return image[atom] == atom ? 0 : 1;
    }

    /** Two ligands that are chain ends of the same kind, such as two fluorine atoms or two methyl groups. */
    private static boolean hasLikeLeaves(MolGraph graph, StereoUnit unit) {
        long[] colors = AtomColors.of(graph);
        int[] ends = {unit.a(), unit.b()};
        if (unit.kind() == StereoUnit.Kind.ALLENE) {
            int slot = graph.first[unit.a()];
            ends = new int[] {graph.neighbor[slot], graph.neighbor[slot + 1]};
        }
        for (int end : ends) {
            for (int i = graph.first[end]; i < graph.first[end + 1]; i++) {
                for (int j = graph.first[end]; j < i; j++) {
                    int one = graph.neighbor[i];
                    int two = graph.neighbor[j];
                    boolean leaves = graph.degree(one) == 1 && graph.degree(two) == 1;
                    if (leaves && colors[one] == colors[two] && graph.color(i) == graph.color(j)) {
                        return true;
                    }
                }
            }
        }
        return false;
    }

    private static boolean isPossible(MolGraph graph, StereoUnit unit) {
        return switch (unit.kind()) {
            case DOUBLE_BOND -> isPossibleDoubleBond(graph, unit);
            case TETRAHEDRAL -> isPossibleCenter(graph, unit);
            case ALLENE -> isPossibleAllene(graph, unit);
            default -> true;
        };
    }

    private static boolean isPossibleDoubleBond(MolGraph graph, StereoUnit unit) {
        int slot = graph.slot(unit.a(), unit.b());
        if (slot < 0) {
            return true;
        }
        if (graph.color(slot) != 2) {
            return false;
        }
        return !graph.bondInRing[graph.via[slot]]
                || RingSize.smallest(graph, unit.a(), unit.b(), SMALLEST_RING_WITH_MARK) >= SMALLEST_RING_WITH_MARK;
    }

    /** An end with two hydrogens stands for both of its ligands. */
    private static boolean isPossibleAllene(MolGraph graph, StereoUnit unit) {
        int[] carriers = unit.carriers();
        boolean possible = carriers[0] != carriers[1] && carriers[2] != carriers[3];
        for (int k = graph.first[unit.a()]; k < graph.first[unit.a() + 1]; k++) {
            possible &= graph.color(k) == 2 && isAlleneEnd(graph, graph.neighbor[k]);
        }
        return possible;
    }

    /** One double bond only; separating charges may have made it two. */
    private static boolean isAlleneEnd(MolGraph graph, int end) {
        int doubles = 0;
        for (int k = graph.first[end]; k < graph.first[end + 1]; k++) {
            doubles += graph.color(k) == 2 ? 1 : 0;
        }
        return doubles == 1;
    }

    private static boolean isPossibleCenter(MolGraph graph, StereoUnit unit) {
        int center = unit.a();
        if (graph.hydrogens[center] > 1) {
            return false;
        }
        boolean amine = graph.element[center] == 7
                && graph.charge[center] == 0
                && graph.degree(center) + graph.hydrogens[center] == 3;
        return !amine || graph.degree(center) == 3 && isHeldByRings(graph, center);
    }

    /** An amine nitrogen keeps its arrangement in a three-membered ring or where three ring bonds meet. */
    private static boolean isHeldByRings(MolGraph graph, int center) {
        int ringBonds = 0;
        boolean small = false;
        for (int k = graph.first[center]; k < graph.first[center + 1]; k++) {
            if (graph.bondInRing[graph.via[k]]) {
                ringBonds++;
                small |= RingSize.smallest(graph, center, graph.neighbor[k], 4) == 3;
            }
        }
        return small || ringBonds == 3;
    }
}
