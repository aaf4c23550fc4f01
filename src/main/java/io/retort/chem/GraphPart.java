package io.retort.chem;

import java.util.ArrayList;
import java.util.List;

/**
 * A connected part of a graph as a graph of its own.
 *
 * @param graph the part
 * @param atoms for each of its atoms the index in the whole
 */
record GraphPart(MolGraph graph, int[] atoms) {

    static List<GraphPart> split(MolGraph whole, int[] part, int parts) {
        int[] sizes = new int[parts];
        int[] local = new int[whole.atomCount];
        for (int i = 0; i < whole.atomCount; i++) {
            local[i] = sizes[part[i]]++;
        }
        int[][] atoms = new int[parts][];
        for (int p = 0; p < parts; p++) {
            atoms[p] = new int[sizes[p]];
        }
        for (int i = 0; i < whole.atomCount; i++) {
            atoms[part[i]][local[i]] = i;
        }
        List<GraphPart> all = new ArrayList<>(parts);
        for (int[] members : atoms) {
            all.add(new GraphPart(whole.part(members), members));
        }
        return all;
    }
}
