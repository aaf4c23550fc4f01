package io.retort.chem;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Topological polar surface area: a sum of contributions of nitrogens and oxygens by their hydrogens, charge and bonds.
 * Atoms outside the table get Ertl's linear estimate. Sulfur and phosphorus do not count, as in RDKit's default.
 *
 * <p><b>Source</b>: Ertl, Rohde, Selzer, J. Med. Chem. 2000, 43, 3714, table 1 and footnote.
 */
final class PolarSurface {
    private static final int[] KEYS;
    private static final int[] CENTIS;

    static {
        List<int[]> entries = ElementTable.readTable("tpsa.tsv").stream()
                .flatMap(fields -> Arrays.stream(rings(fields[7])).mapToObj(ring -> entry(fields, ring)))
                .sorted(Comparator.comparingInt((int[] e) -> e[0]))
                .toList();
        KEYS = entries.stream().mapToInt(e -> e[0]).toArray();
        CENTIS = entries.stream().mapToInt(e -> e[1]).toArray();
    }

    private PolarSurface() {}

    private static int[] rings(String threeRing) {
        return switch (threeRing) {
            case "yes" -> new int[] {1};
            case "no" -> new int[] {0};
            default -> new int[] {0, 1};
        };
    }

    private static int[] entry(String[] fields, int threeRing) {
        int element = fields[0].equals("N") ? MolGraph.NITROGEN : MolGraph.OXYGEN;
        int key = key(element, number(fields[1]), number(fields[2]), threeRing);
        for (int kind = 0; kind < 4; kind++) {
            key += number(fields[3 + kind]) << (3 * kind);
        }
        return new int[] {key, new BigDecimal(fields[8]).movePointRight(2).intValueExact()};
    }

    private static int number(String field) {
        return Integer.parseInt(field);
    }

    /** Everything but the bonds, whose four counts fill the lowest 12 bits. */
    private static int key(int element, int hydrogens, int charge, int threeRing) {
        return element << 20 | (hydrogens & 7) << 16 | ((charge + 2) & 7) << 13 | threeRing << 12;
    }

    /**
     * Sums the contributions.
     *
     * @return square angstroms times 100
     */
    static long centiSquareAngstrom(MolGraph graph) {
        long sum = 0;
        for (int atom = 0; atom < graph.atomCount; atom++) {
            int element = graph.element[atom];
            if (element == MolGraph.NITROGEN || element == MolGraph.OXYGEN) {
                sum += contribution(graph, atom, element);
            }
        }
        return sum;
    }

    private static int contribution(MolGraph graph, int atom, int element) {
        int hydrogens = graph.totalHydrogens(atom);
        int bonds = 0;
        int neighbors = 0;
        for (int k = graph.first[atom]; k < graph.first[atom + 1]; k++) {
            if (graph.element[graph.neighbor[k]] != MolGraph.HYDROGEN) {
                int bond = graph.via[k];
                int kind = graph.bondAromatic[bond] ? 3 : Math.min(graph.order[bond], 3) - 1;
                bonds += 1 << (3 * kind);
                neighbors++;
            }
        }
        if (neighbors <= 4 && hydrogens <= 4 && Math.abs(graph.charge[atom]) <= 1) {
            int ring = graph.inRing[atom] && isInThreeRing(graph, atom) ? 1 : 0;
            int index = Arrays.binarySearch(KEYS, key(element, hydrogens, graph.charge[atom], ring) + bonds);
            if (index >= 0) {
                return CENTIS[index];
            }
        }
        int estimate = element == MolGraph.NITROGEN
                ? 3050 - 820 * neighbors + 150 * hydrogens
                : 2850 - 860 * neighbors + 150 * hydrogens;
        return Math.max(0, estimate);
    }

    private static boolean isInThreeRing(MolGraph graph, int atom) {
        for (int k = graph.first[atom]; k < graph.first[atom + 1]; k++) {
            int next = graph.neighbor[k];
            for (int l = graph.first[next]; l < graph.first[next + 1]; l++) {
                int third = graph.neighbor[l];
                if (third != atom && isBonded(graph, third, atom)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean isBonded(MolGraph graph, int from, int to) {
        for (int k = graph.first[from]; k < graph.first[from + 1]; k++) {
            if (graph.neighbor[k] == to) {
                return true;
            }
        }
        return false;
    }
}
