package io.retort.chem;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Aromatic atoms and bonds equal those of RDKit; see the README beside the golden file. */
class AromaticityTest {
    static Stream<String[]> golden() {
        return TestMolecules.table("/golden/chem/aromaticity.tsv").stream();
    }

    @ParameterizedTest
    @MethodSource("golden")
    void perceive_hardRingSystem_marksWhatTheReferenceMarks(String smiles, String atoms, String bonds) {
        MolGraph graph = perceived(smiles);
        assertThat(atoms(graph)).isEqualTo(atoms);
        assertThat(bonds(graph)).isEqualTo(bonds);
    }

    private static MolGraph perceived(String smiles) {
        MolGraph graph = Molecule.parse(smiles).orThrow().graph().copy();
        RingFlags.mark(graph);
        Aromaticity.perceive(graph);
        return graph;
    }

    private static String atoms(MolGraph graph) {
        StringBuilder text = new StringBuilder();
        for (boolean aromatic : graph.aromatic) {
            text.append(aromatic ? '1' : '0');
        }
        return text.toString();
    }

    private static String bonds(MolGraph graph) {
        return IntStream.range(0, graph.bondCount)
                .filter(b -> graph.bondAromatic[b])
                .mapToObj(
                        b -> new int[] {Math.min(graph.begin[b], graph.end[b]), Math.max(graph.begin[b], graph.end[b])})
                .sorted(Arrays::compare)
                .map(pair -> pair[0] + "-" + pair[1])
                .collect(Collectors.joining(" "));
    }

    private static Stream<String> all() {
        return Stream.concat(golden().map(row -> row[0]), TestMolecules.all().stream());
    }

    @Test
    void perceive_anyOrderOfAtoms_marksTheSame() {
        Random random = new Random(3);
        all().forEach(smiles -> {
            MolGraph graph = perceived(smiles);
            int[] order = shuffled(graph.atomCount, random);
            MolGraph other = graph.part(order);
            RingFlags.mark(other);
            Aromaticity.perceive(other);
            for (int i = 0; i < order.length; i++) {
                assertThat(other.aromatic[i]).as(smiles).isEqualTo(graph.aromatic[order[i]]);
            }
            assertThat(count(other.bondAromatic)).as(smiles).isEqualTo(count(graph.bondAromatic));
        });
    }

    private static int[] shuffled(int size, Random random) {
        List<Integer> places = new ArrayList<>(IntStream.range(0, size).boxed().toList());
        Collections.shuffle(places, random);
        return places.stream().mapToInt(Integer::intValue).toArray();
    }

    private static long count(boolean[] flags) {
        return IntStream.range(0, flags.length).filter(i -> flags[i]).count();
    }

    @Test
    void perceive_anyKekuleForm_marksTheSame() {
        int[] flips = new int[1];
        all().forEach(smiles -> {
            MolGraph graph = perceived(smiles);
            MolGraph other = graph.copy();
            RingSet rings = graph.rings();
            for (int ring = 0; ring < rings.size(); ring++) {
                flips[0] += flip(other, rings.bondsOf(ring)) ? 1 : 0;
            }
            Aromaticity.perceive(other);
            assertThat(other.aromatic).as(smiles).isEqualTo(graph.aromatic);
            assertThat(other.bondAromatic).as(smiles).isEqualTo(graph.bondAromatic);
        });
        assertThat(flips[0]).isGreaterThan(200);
    }

    /** Swaps single and double bonds of a ring where they alternate. */
    private static boolean flip(MolGraph graph, int[] bonds) {
        for (int i = 0; i < bonds.length; i++) {
            if (graph.order[bonds[i]] + graph.order[bonds[(i + 1) % bonds.length]] != 3) {
                return false;
            }
        }
        for (int bond : bonds) {
            graph.order[bond] = 3 - graph.order[bond];
        }
        return true;
    }

    /**
     * A sheet of six-membered rings of carbocations: candidates that give no electrons, so that groups of up to six are
     * tried all over it and none is aromatic.
     */
    @Test
    @Timeout(10)
    void perceive_sheetOfFusedRings_endsFast() {
        MolGraph sheet = sheet(15);
        RingFlags.mark(sheet);
        assertThat(sheet.rings().size()).isEqualTo(15 * 15);
        Aromaticity.perceive(sheet);
        assertThat(count(sheet.aromatic)).isZero();
    }

    /** A brick wall, which is a honeycomb. */
    private static MolGraph sheet(int side) {
        int width = 2 * side + 2;
        int height = side + 1;
        List<int[]> bonds = new ArrayList<>();
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                if (x + 1 < width) {
                    bonds.add(new int[] {y * width + x, y * width + x + 1});
                }
                if (y + 1 < height && x % 2 == y % 2) {
                    bonds.add(new int[] {y * width + x, (y + 1) * width + x});
                }
            }
        }
        MolGraph graph = new MolGraph(width * height, bonds.size());
        Arrays.fill(graph.element, MolGraph.CARBON);
        Arrays.fill(graph.charge, 1);
        for (int b = 0; b < bonds.size(); b++) {
            graph.begin[b] = bonds.get(b)[0];
            graph.end[b] = bonds.get(b)[1];
            graph.order[b] = 1;
        }
        graph.link();
        for (int atom = 0; atom < graph.atomCount; atom++) {
            graph.hydrogens[atom] = 3 - graph.degree(atom);
        }
        return graph;
    }
}
