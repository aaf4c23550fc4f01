package io.retort.chem;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HexFormat;
import org.openscience.cdk.interfaces.IAtomContainer;

/**
 * Folded circular fingerprints of 2,048 bits, equal bit for bit to RDKit's {@code GetMorganFingerprintAsBitVect} without
 * chirality. Bit {@code i} is in byte {@code i / 8} at position {@code i % 8}, so that the lower-case hex of the bytes is
 * what FPS files hold.
 *
 * <p><b>Source</b>: Rogers, Hahn, J. Chem. Inf. Model. 2010, 50, 742.
 */
final class Fingerprint {
    private static final ThreadLocal<MorganEnvironments> ENVIRONMENTS =
            ThreadLocal.withInitial(MorganEnvironments::new);

    /** Number of bits. */
    static final int BITS = 2048;

    /** Number of bytes. */
    static final int BYTES = BITS / 8;

    /** Kinds of fingerprint; the number in the name is the diameter of the largest environment in bonds. */
    enum Kind {
        /** Radius 2. */
        ECFP4(2),
        /** Radius 3. */
        ECFP6(3);

        private final int radius;

        Kind(int radius) {
            this.radius = radius;
        }

        /** Bonds from the centre of the largest environment to its edge. */
        int radius() {
            return radius;
        }
    }

    private Fingerprint() {}

    /**
     * Computes the fingerprint of a molecule.
     *
     * @param kind which environments to collect
     * @param container molecule with hydrogen counts, ring and aromaticity flags set; it is not changed
     * @return {@value #BYTES} bytes, a new array
     */
    static byte[] of(Kind kind, IAtomContainer container) {
        return of(kind, CdkGraph.of(container));
    }

    /**
     * Computes the fingerprint of a molecule.
     *
     * @param kind which environments to collect
     * @param graph the molecule
     * @return {@value #BYTES} bytes, a new array
     */
    static byte[] of(Kind kind, MolGraph graph) {
        byte[] bits = new byte[BYTES];
        MorganEnvironments environments = ENVIRONMENTS.get();
        MorganInvariants.connectivity(graph, environments.invariants(graph));
        environments.collect(graph, kind.radius(), bits);
        return bits;
    }

    /** Lower-case hex as in FPS files. */
    static String toHex(byte[] fingerprint) {
        return HexFormat.of().formatHex(fingerprint);
    }

    /**
     * Packs bytes for fast comparison: bit {@code i} is in word {@code i / 64} at position {@code i % 64}.
     *
     * @param fingerprint a multiple of 8 bytes
     * @return a new array
     */
    static long[] toWords(byte[] fingerprint) {
        if (fingerprint.length % Long.BYTES != 0) {
            throw new IllegalArgumentException(
                    "fingerprint must be a multiple of 8 bytes long, got " + fingerprint.length);
        }
        long[] words = new long[fingerprint.length / Long.BYTES];
        ByteBuffer.wrap(fingerprint)
                .order(ByteOrder.LITTLE_ENDIAN)
                .asLongBuffer()
                .get(words);
        return words;
    }

    /**
     * Tanimoto similarity: common bits over bits set in either.
     *
     * @param a fingerprint
     * @param b fingerprint of the same length
     * @return 0 to 1; 0 when neither has a bit set, as in RDKit
     */
    static double tanimoto(byte[] a, byte[] b) {
        return tanimoto(toWords(a), toWords(b));
    }

    /**
     * Tanimoto similarity: common bits over bits set in either.
     *
     * @param a fingerprint as {@link #toWords} packs it
     * @param b fingerprint of the same length
     * @return 0 to 1; 0 when neither has a bit set, as in RDKit
     */
    static double tanimoto(long[] a, long[] b) {
        if (a.length != b.length) {
            throw new IllegalArgumentException(
                    "fingerprints must be equally long, got " + a.length + " and " + b.length + " words");
        }
        int common = 0;
        int either = 0;
        for (int i = 0; i < a.length; i++) {
            common += Long.bitCount(a[i] & b[i]);
            either += Long.bitCount(a[i] | b[i]);
        }
        return either == 0 ? 0 : (double) common / either;
    }
}
