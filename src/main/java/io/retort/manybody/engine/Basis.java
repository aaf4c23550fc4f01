package io.retort.manybody.engine;

import io.retort.manybody.Atom;
import java.util.ArrayList;
import java.util.List;

/**
 * The functions of a calculation: shells, all pairs of shells with their products, and where the nuclei are.
 *
 * @param shells in the order of atoms, real ones first
 * @param pairs shell pairs with a not before b, ordered by a, then b
 * @param functions number of basis functions
 */
record Basis(List<Shell> shells, List<ShellPair> pairs, int functions) {

    static Basis of(List<Atom> atoms, boolean slopes) {
        List<Shell> shells = Sto3g.shells(atoms);
        List<ShellPair> pairs = new ArrayList<>();
        for (int a = 0; a < shells.size(); a++) {
            for (int b = 0; b <= a; b++) {
                pairs.add(new ShellPair(shells.get(a), shells.get(b), slopes));
            }
        }
        int functions = shells.stream().mapToInt(Shell::functions).sum();
        return new Basis(shells, pairs, functions);
    }
}
