package io.retort.chem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.BitSet;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.openscience.cdk.interfaces.IAtomContainer;
import org.openscience.cdk.silent.SilentChemObjectBuilder;

class FingerprintTest {
    @Test
    void of_methane_hasOneBitAtItsPlace() {
        byte[] methane = Fingerprint.of(
                Fingerprint.Kind.ECFP4, Molecule.parse("C").orThrow().graph());
        assertThat(BitSet.valueOf(methane)).isEqualTo(BitSet.valueOf(bit(1264)));
        assertThat(Fingerprint.toHex(methane)).hasSize(512).matches("(00){158}01(00){97}");
    }

    private static byte[] bit(int index) {
        BitSet bits = new BitSet();
        bits.set(index);
        return bits.toByteArray();
    }

    @Test
    void tanimoto_ofItselfAndNothing_isOneAndZero() {
        byte[] aspirin = Fingerprint.of(
                Fingerprint.Kind.ECFP4,
                Molecule.parse("CC(=O)Oc1ccccc1C(=O)O").orThrow().graph());
        byte[] nothing = new byte[Fingerprint.BYTES];
        assertThat(Fingerprint.tanimoto(aspirin, aspirin)).isEqualTo(1);
        assertThat(Fingerprint.tanimoto(aspirin, nothing)).isZero();
        assertThat(Fingerprint.tanimoto(nothing, nothing)).isZero();
    }

    @Test
    @Timeout(20)
    void of_longChain_takesLinearTime() {
        IAtomContainer chain = SilentChemObjectBuilder.getInstance().newAtomContainer();
        for (int i = 0; i < 20_000; i++) {
            chain.newAtom(MolGraph.CARBON, 2);
            if (i > 0) {
                chain.newBond(chain.getAtom(i - 1), chain.getAtom(i));
            }
        }
        byte[] bits = Fingerprint.of(Fingerprint.Kind.ECFP6, CdkGraph.of(chain));
        assertThat(BitSet.valueOf(bits).cardinality()).isBetween(5, 12);
    }

    static Stream<String[]> golden() {
        return TestMolecules.table("/golden/chem/fingerprints.tsv").stream();
    }

    @ParameterizedTest
    @MethodSource("golden")
    void of_goldenMolecule_equalsReferenceBitForBit(
            String smiles, String fcfp4, String fcfp6, String maccs, String pairs, String ecfp4, String ecfp6) {
        MolGraph graph = Molecule.parse(smiles).orThrow().graph().copy();
        RingFlags.mark(graph);
        Aromaticity.perceive(graph);
        assertThat(hex(Fingerprint.Kind.FCFP4, graph)).isEqualTo(fcfp4);
        assertThat(hex(Fingerprint.Kind.FCFP6, graph)).isEqualTo(fcfp6);
        assertThat(hex(Fingerprint.Kind.MACCS, graph)).isEqualTo(maccs);
        assertThat(hex(Fingerprint.Kind.ATOMPAIR, graph)).isEqualTo(pairs);
        assertThat(hex(Fingerprint.Kind.ECFP4, graph)).isEqualTo(ecfp4);
        assertThat(hex(Fingerprint.Kind.ECFP6, graph)).isEqualTo(ecfp6);
    }

    private static String hex(Fingerprint.Kind kind, MolGraph graph) {
        return Fingerprint.toHex(Fingerprint.of(kind, graph));
    }

    @Test
    void ofMaccs_aspirin_hasTheKeysOfAnAcidAndAnEster() {
        BitSet keys = BitSet.valueOf(Fingerprint.of(
                Fingerprint.Kind.MACCS,
                Molecule.parse("CC(=O)Oc1ccccc1C(=O)O").orThrow().graph()));
        assertThat(keys.get(154)).as("C=O").isTrue();
        assertThat(keys.get(139)).as("OH").isTrue();
        assertThat(keys.get(162)).as("aromatic").isTrue();
        assertThat(keys.get(161)).as("N").isFalse();
        assertThat(keys.get(166)).as("fragments").isFalse();
    }

    @ParameterizedTest
    @CsvSource({"C, 0", "CC, 1", "CO, 1", "CCC, 2", "CCO, 3", "C=CO, 3", "C1CC1, 2", "CCCCCCCCCC, 7", "OCCO, 4"})
    void ofPath_smallMolecule_hasOneBitForEachDifferentPath(String smiles, int paths) {
        byte[] bits = Fingerprint.of(
                Fingerprint.Kind.PATH, Molecule.parse(smiles).orThrow().graph());
        assertThat(BitSet.valueOf(bits).cardinality()).isEqualTo(paths);
    }

    /** Bits that are stored once must not change: this is the definition of the paths. */
    @Test
    void ofPath_propanol_hasTheBitsItAlwaysHad() {
        byte[] bits = Fingerprint.of(
                Fingerprint.Kind.PATH, Molecule.parse("CCCO").orThrow().graph());
        assertThat(BitSet.valueOf(bits)).hasToString("{94, 311, 345, 689, 1130}");
    }

    @Test
    @Timeout(20)
    void of_moleculeWhereAllAtomsAreNeighbors_endsFast() {
        int atoms = 60;
        MolGraph graph = new MolGraph(atoms, atoms * (atoms - 1) / 2);
        int bond = 0;
        for (int a = 0; a < atoms; a++) {
            graph.element[a] = 26;
            for (int b = 0; b < a; b++) {
                graph.begin[bond] = a;
                graph.end[bond] = b;
                graph.order[bond++] = 1;
            }
        }
        graph.link();
        RingFlags.mark(graph);
        assertThat(BitSet.valueOf(Fingerprint.of(Fingerprint.Kind.PATH, graph)).cardinality())
                .isBetween(1, 7);
        assertThat(BitSet.valueOf(Fingerprint.of(Fingerprint.Kind.ECFP6, graph)).cardinality())
                .isEqualTo(3);
    }

    @Property
    void tanimoto_isCommonOverEither(@ForAll @Size(16) byte[] a, @ForAll @Size(16) byte[] b) {
        BitSet common = BitSet.valueOf(a);
        common.and(BitSet.valueOf(b));
        BitSet either = BitSet.valueOf(a);
        either.or(BitSet.valueOf(b));
        double expected = either.isEmpty() ? 0 : (double) common.cardinality() / either.cardinality();
        assertThat(Fingerprint.tanimoto(a, b)).isEqualTo(expected).isEqualTo(Fingerprint.tanimoto(b, a));
    }

    @Test
    void tanimoto_ofUnequalLengths_namesBoth() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Fingerprint.tanimoto(new long[1], new long[2]))
                .withMessageContaining("1 and 2");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Fingerprint.toWords(new byte[7]))
                .withMessageContaining("7");
    }
}
