package io.retort.manybody;

import java.util.ArrayList;
import java.util.List;

/**
 * Finds molecules by their bonds: two atoms are bonded when they are closer than 1.2 times the sum of their covalent radii.
 * Hydrogen bonds are longer than that; bonds of metal ions to their neighbors often are not, so give fragments for those.
 *
 * <p>Source of the radii: cordero2008 in {@code docs/references.bib}.
 */
final class Connectivity {
    private static final double TOLERANCE = 1.2;

    private Connectivity() {}

    /** Atoms of each molecule, ascending; molecules by their first atom. */
    static int[][] fragments(List<Atom> atoms) {
        int[] root = new int[atoms.size()];
        for (int i = 0; i < root.length; i++) {
            root[i] = i;
            for (int j = 0; j < i; j++) {
                if (bonded(atoms.get(i), atoms.get(j))) {
                    join(root, i, j);
                }
            }
        }
        List<List<Integer>> found = new ArrayList<>();
        int[] place = new int[root.length];
        for (int i = 0; i < root.length; i++) {
            int first = find(root, i);
            if (first == i) {
                place[i] = found.size();
                found.add(new ArrayList<>());
            }
            found.get(place[first]).add(i);
        }
        return found.stream()
                .map(list -> list.stream().mapToInt(a -> a).toArray())
                .toArray(int[][]::new);
    }

    private static boolean bonded(Atom a, Atom b) {
        double radii = Elements.of(a.element()).radiusAngstrom()
                + Elements.of(b.element()).radiusAngstrom();
        return Cluster.distance(a, b) * Units.ANGSTROM_PER_BOHR < TOLERANCE * radii;
    }

    private static int find(int[] root, int atom) {
        int at = atom;
        while (root[at] != at) {
            root[at] = root[root[at]];
            at = root[at];
        }
        return at;
    }

    /** The lower number stays the root, so that a molecule is known by its first atom. */
    private static void join(int[] root, int a, int b) {
        int first = find(root, a);
        int second = find(root, b);
        root[Math.max(first, second)] = Math.min(first, second);
    }
}
