package io.retort.chem;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openscience.cdk.graph.RelevantCycles;

class RingSetTest {
    @ParameterizedTest
    @CsvSource({
        "CCC, ''",
        "C1CC1, 3",
        "c1ccc2ccccc2c1, 6 6",
        "C1CC2CCC1C2, 5 5",
        "C1CC2CCC1CC2, 6 6 6",
        "C1CCC2CC1CCC2, 6 6",
        "C1CC12CC2, 3 3",
        "C1CC1=C1CC1, 3 3",
        "C1CC12CCC23CC3, 3 3 4",
        "C12C3C4C1C5C2C3C45, 4 4 4 4 4 4",
        "C1C2CC3CC1CC(C2)C3, 6 6 6 6",
        "c1cc2ccc3cccc4ccc(c1)c2c34, 6 6 6 6",
        "C1Cc2ccc(cc2)CCc2ccc1cc2, 6 6 12 12 12 12",
        "C1Cc2cccc(c2)CCc2cccc1c2, 6 6 10",
        "C1CCC2(CC1)CCC1(CC2)CC1, 3 6 6",
        "C12C3C1C23, 3 3 3 3",
        "C1CC1C1CC1.C1CCC1, 3 3 4"
    })
    void of_ringSystem_hasTheRelevantCycles(String smiles, String sizes) {
        assertThat(sizes(graph(smiles).rings())).isEqualTo(sizes);
    }

    private static MolGraph graph(String smiles) {
        return Molecule.parse(smiles).orThrow().graph();
    }

    private static String sizes(RingSet rings) {
        int[] sizes = new int[rings.size()];
        for (int ring = 0; ring < sizes.length; ring++) {
            sizes[ring] = rings.size(ring);
        }
        Arrays.sort(sizes);
        return String.join(" ", Arrays.stream(sizes).mapToObj(String::valueOf).toList());
    }

    @Test
    void of_anyMolecule_ringsAreClosedWalksAlongRingBonds() {
        for (String smiles : TestMolecules.all()) {
            MolGraph graph = graph(smiles);
            RingSet rings = graph.rings();
            for (int ring = 0; ring < rings.size(); ring++) {
                int[] atoms = rings.atomsOf(ring);
                int[] bonds = rings.bondsOf(ring);
                for (int i = 0; i < atoms.length; i++) {
                    int slot = graph.slot(atoms[i], atoms[(i + 1) % atoms.length]);
                    assertThat(slot).as(smiles).isNotNegative();
                    assertThat(graph.via[slot]).as(smiles).isEqualTo(bonds[i]);
                }
                assertThat(Arrays.stream(atoms).distinct().count()).isEqualTo(atoms.length);
            }
        }
    }

    @Test
    void of_anyOrderOfAtoms_isTheSameSet() {
        Random random = new Random(7);
        for (String smiles : TestMolecules.all()) {
            Molecule molecule = Molecule.parse(smiles).orThrow();
            String shuffled = TestMolecules.shuffled(molecule, random);
            MolGraph other = graph(shuffled);
            assertThat(sizes(other.rings()))
                    .as(shuffled)
                    .isEqualTo(sizes(molecule.graph().rings()));
            assertThat(sorted(other.rings().smallestPerAtom(other)))
                    .as(shuffled)
                    .isEqualTo(sorted(molecule.graph().rings().smallestPerAtom(molecule.graph())));
            assertThat(sorted(other.rings().ringsPerBond(other)))
                    .as(shuffled)
                    .isEqualTo(sorted(molecule.graph().rings().ringsPerBond(molecule.graph())));
        }
    }

    private static int[] sorted(int[] values) {
        int[] copy = values.clone();
        Arrays.sort(copy);
        return copy;
    }

    /** Random graphs with bonds between any atoms, dense enough for cages, against another implementation. */
    @Test
    void of_randomCage_hasAsManyRingsAsAnotherImplementationFinds() {
        Random random = new Random(11);
        for (int round = 0; round < 400; round++) {
            MolGraph graph = randomGraph(random, 4 + random.nextInt(14));
            int expected = new RelevantCycles(adjacency(graph)).size();
            assertThat(RingSet.of(graph).size()).isEqualTo(expected);
        }
    }

    private static MolGraph randomGraph(Random random, int atoms) {
        boolean[][] joined = new boolean[atoms][atoms];
        int bonds = 0;
        for (int tries = 0; tries < 3 * atoms / 2; tries++) {
            int a = random.nextInt(atoms);
            int b = random.nextInt(atoms);
            if (a < b && !joined[a][b]) {
                joined[a][b] = true;
                bonds++;
            }
        }
        MolGraph graph = new MolGraph(atoms, bonds);
        int bond = 0;
        for (int a = 0; a < atoms; a++) {
            for (int b = a; b < atoms; b++) {
                if (joined[a][b]) {
                    graph.begin[bond] = a;
                    graph.end[bond++] = b;
                }
            }
        }
        graph.link();
        RingFlags.mark(graph);
        return graph;
    }

    private static int[][] adjacency(MolGraph graph) {
        int[][] rows = new int[graph.atomCount][];
        for (int i = 0; i < graph.atomCount; i++) {
            rows[i] = Arrays.copyOfRange(graph.neighbor, graph.first[i], graph.first[i + 1]);
        }
        return rows;
    }

    @Test
    @Timeout(10)
    void of_bigRings_areFoundFast() {
        MolGraph single = cycle(1000, 0);
        assertThat(sizes(single.rings())).isEqualTo("1000");
        MolGraph ladder = cycle(1000, 2);
        assertThat(ladder.rings().size()).isEqualTo(499);
        MolGraph bridged = cycle(1000, 3);
        assertThat(bridged.rings().isComplete()).isTrue();
        assertThat(bridged.rings().size()).isGreaterThanOrEqualTo(bridged.bondCount - bridged.atomCount + 1);
    }

    /** A ring whose far sides are joined by rungs at every so many atoms. */
    private static MolGraph cycle(int atoms, int every) {
        int rungs = every == 0 ? 0 : (atoms / 2 - 2) / every;
        if (every == 2) {
            rungs = atoms / 2 - 2;
        }
        MolGraph graph = new MolGraph(atoms, atoms + rungs);
        for (int i = 0; i < atoms; i++) {
            graph.element[i] = MolGraph.CARBON;
            graph.begin[i] = i;
            graph.end[i] = (i + 1) % atoms;
            graph.order[i] = 1;
        }
        for (int r = 0; r < rungs; r++) {
            int at = every == 2 ? r + 1 : 1 + r * every;
            graph.begin[atoms + r] = at;
            graph.end[atoms + r] = every == 2 ? atoms - 1 - at : (at * 7 + atoms / 2) % atoms;
            graph.order[atoms + r] = 1;
        }
        graph.link();
        RingFlags.mark(graph);
        return graph;
    }

    @Test
    @Timeout(10)
    void of_fullerene_hasItsFaces() {
        MolGraph graph = graph("c12c3c4c5c1c1c6c7c2c2c8c3c3c9c4c4c%10c5c5c1c1c6c6c%11c7c2c2c7c8c3c3c8c9c4c4c9c%10c5c5"
                + "c1c1c6c6c%11c2c2c7c3c3c8c4c4c9c5c1c1c6c2c3c41");
        assertThat(graph.rings().size()).isEqualTo(32);
        assertThat(graph.rings().ringsPerAtom(graph)).containsOnly(3);
    }

    @Test
    @Timeout(10)
    void of_paraLinkedMacrocycle_leavesOutTheManyLargeRings() {
        String link = "c2ccc(cc2)C";
        MolGraph small = graph("C1" + link.repeat(9) + "c2ccc1cc2");
        assertThat(small.rings().size()).isEqualTo(10 + 1024);
        MolGraph large = graph("C1" + link.repeat(19) + "c2ccc1cc2");
        assertThat(large.rings().isComplete()).isFalse();
        assertThat(large.rings().size()).isEqualTo(20);
        assertThat(large.rings().count).isEqualTo(20 + (1 << 20));
        int[] smallest = large.rings().smallestPerAtom(large);
        for (int i = 0; i < large.atomCount; i++) {
            assertThat(smallest[i]).isEqualTo(large.aromatic[i] ? 6 : 100);
        }
    }

    @Test
    void mark_molecule_flagsWhatIsInARing() {
        MolGraph graph = graph("C1CC1CC=CC1CC(C1)OC").copy();
        boolean[] atoms = graph.inRing.clone();
        boolean[] bonds = graph.bondInRing.clone();
        Arrays.fill(graph.inRing, true);
        RingFlags.mark(graph);
        assertThat(graph.inRing).isEqualTo(atoms);
        assertThat(graph.bondInRing).isEqualTo(bonds);
    }
}
