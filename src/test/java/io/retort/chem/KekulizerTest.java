package io.retort.chem;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class KekulizerTest {
    @Property(tries = 3000, seed = "20261121")
    void assign_anyGraph_findsFormsWhereThereAreSome(
            @ForAll @IntRange(min = 2, max = 11) int atoms,
            @ForAll @IntRange(max = 3) int wildcards,
            @ForAll long seed) {
        MolGraph graph = random(atoms, Math.min(wildcards, atoms - 1), new Random(seed));

        boolean found = new Kekulizer().assign(graph, degrees(graph));

        assertThat(found).isEqualTo(isCoverable(graph, new boolean[atoms], 0));
        if (found) {
            for (int i = 0; i < atoms; i++) {
                int doubles = graph.valence(i) - graph.hydrogens[i] - graph.degree(i);
                assertThat(doubles).isBetween(graph.element[i] == 0 ? 0 : 1, 1);
            }
        }
    }

    /** Every atom of a generalized Petersen graph has three bonds and no bond is a bridge, so a matching exists. */
    @Example
    void assign_fusedSystemOfManyAtoms_isFast() {
        for (int steps : new int[] {1, 2, 7, 31}) {
            MolGraph graph = petersen(5_000, steps);
            long start = System.nanoTime();

            assertThat(new Kekulizer().assign(graph, degrees(graph))).isTrue();

            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(2));
        }
    }

    @Example
    void assign_fusedSystemWithOddAtom_isRefusedFast() {
        MolGraph graph = petersen(5_000, 7);
        graph.element[17] = MolGraph.OXYGEN;

        assertThat(new Kekulizer().assign(graph, degrees(graph))).isFalse();
    }

    @Example
    void ringFlags_anyMolecule_markTheBondsThatAreNoBridges() {
        for (String text : TestMolecules.all()) {
            assertBridges(Molecule.parse(text).orThrow().graph().copy());
        }
        assertBridges(petersen(60, 3));
    }

    private static void assertBridges(MolGraph graph) {
        RingFlags.mark(graph);
        int[] all = new int[graph.atomCount];
        Arrays.setAll(all, i -> i);
        int parts = parts(graph);
        for (int b = 0; b < graph.bondCount; b++) {
            boolean[] cut = new boolean[graph.bondCount];
            cut[b] = true;
            assertThat(graph.bondInRing[b]).isEqualTo(parts(graph.part(all, cut)) == parts);
        }
        for (int i = 0; i < graph.atomCount; i++) {
            boolean any = false;
            for (int k = graph.first[i]; k < graph.first[i + 1]; k++) {
                any |= graph.bondInRing[graph.via[k]];
            }
            assertThat(graph.inRing[i]).isEqualTo(any);
        }
    }

    private static int parts(MolGraph graph) {
        return Arrays.stream(graph.components()).max().orElse(-1) + 1;
    }

    private static int[] degrees(MolGraph graph) {
        int[] degrees = new int[graph.atomCount];
        Arrays.setAll(degrees, graph::degree);
        return degrees;
    }

    private static MolGraph random(int atoms, int wildcards, Random random) {
        int[] degree = new int[atoms];
        int[] ends = new int[4 * atoms];
        int bonds = 0;
        for (int tries = 0; tries < 6 * atoms; tries++) {
            int one = random.nextInt(atoms);
            int two = random.nextInt(atoms);
            boolean known = one == two || degree[one] == 3 || degree[two] == 3;
            for (int b = 0; b < bonds; b++) {
                known |= ends[2 * b] == Math.min(one, two) && ends[2 * b + 1] == Math.max(one, two);
            }
            if (!known && random.nextInt(3) > 0) {
                ends[2 * bonds] = Math.min(one, two);
                ends[2 * bonds++ + 1] = Math.max(one, two);
                degree[one]++;
                degree[two]++;
            }
        }
        return graph(atoms, Arrays.copyOf(ends, 2 * bonds), wildcards);
    }

    private static MolGraph petersen(int n, int steps) {
        int[] ends = new int[6 * n];
        for (int i = 0; i < n; i++) {
            int[] three = {i, (i + 1) % n, i, n + i, n + i, n + (i + steps) % n};
            System.arraycopy(three, 0, ends, 6 * i, 6);
        }
        return graph(2 * n, ends, 0);
    }

    private static MolGraph graph(int atoms, int[] ends, int wildcards) {
        MolGraph graph = new MolGraph(atoms, ends.length / 2);
        for (int b = 0; b < graph.bondCount; b++) {
            graph.begin[b] = ends[2 * b];
            graph.end[b] = ends[2 * b + 1];
            graph.order[b] = 1;
            graph.bondAromatic[b] = true;
        }
        graph.link();
        for (int i = 0; i < atoms; i++) {
            graph.aromatic[i] = true;
            graph.element[i] = i < wildcards ? 0 : MolGraph.CARBON;
            graph.hydrogens[i] = i < wildcards ? 0 : 3 - graph.degree(i);
        }
        return graph;
    }

    private static boolean isCoverable(MolGraph graph, boolean[] covered, int from) {
        int atom = from;
        while (atom < graph.atomCount && (covered[atom] || graph.element[atom] == 0)) {
            atom++;
        }
        if (atom == graph.atomCount) {
            return true;
        }
        covered[atom] = true;
        boolean found = false;
        for (int k = graph.first[atom]; k < graph.first[atom + 1] && !found; k++) {
            int other = graph.neighbor[k];
            if (!covered[other]) {
                covered[other] = true;
                found = isCoverable(graph, covered, atom + 1);
                covered[other] = false;
            }
        }
        covered[atom] = false;
        return found;
    }
}
