package io.retort.chem;

import java.util.ArrayList;
import java.util.List;

/**
 * A connected part of a graph as a graph of its own.
 *
 * @param graph the part
 * @param atoms for each of its atoms the index in the whole
 */
record GraphPart(MoleculeGraph graph, int[] atoms) {

    static List<GraphPart> split(MoleculeGraph whole, int[] part, int parts) {
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
            all.add(new GraphPart(new MoleculeGraph(whole, members, local), members));
        }
        for (StereoUnit unit : whole.stereo) {
            int[] carriers = new int[unit.carriers().length];
            for (int i = 0; i < carriers.length; i++) {
                int carrier = unit.carriers()[i];
                carriers[i] = carrier == StereoUnit.IMPLICIT ? carrier : local[carrier];
            }
            all.get(part[unit.a()])
                    .graph()
                    .stereo
                    .add(new StereoUnit(
                            unit.kind(), local[unit.a()], local[unit.b()], carriers, unit.order(), unit.element()));
        }
        return all;
    }
}
