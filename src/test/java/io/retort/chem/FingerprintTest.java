package io.retort.chem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.BitSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.openscience.cdk.interfaces.IAtomContainer;
import org.openscience.cdk.silent.SilentChemObjectBuilder;

class FingerprintTest {
    @Test
    void of_methane_hasOneBitAtItsPlace() {
        byte[] methane = Fingerprint.of(Fingerprint.Kind.ECFP4, Containers.of("C"));
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
        byte[] aspirin = Fingerprint.of(Fingerprint.Kind.ECFP4, Containers.of("CC(=O)Oc1ccccc1C(=O)O"));
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
        byte[] bits = Fingerprint.of(Fingerprint.Kind.ECFP6, chain);
        assertThat(BitSet.valueOf(bits).cardinality()).isBetween(5, 12);
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
