package io.retort.chem;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HexFormat;

/**
 * Fingerprints of molecules. Bit {@code i} is in byte {@code i / 8} at position {@code i % 8}, so that the lower-case hex
 * of the bytes is what FPS files hold. All kinds but {@link Kind#PATH} are equal to RDKit's bit for bit, without
 * chirality.
 */
final class Fingerprint {
    /** Number of bits of all kinds but {@link Kind#MACCS}. */
    static final int BITS = 2048;

    /** Number of bytes of all kinds but {@link Kind#MACCS}. */
    static final int BYTES = BITS / 8;

    private static final ThreadLocal<Fingerprint> LOCAL = ThreadLocal.withInitial(Fingerprint::new);

    /** Kinds of fingerprint; the number in a name is the diameter of the largest environment in bonds. */
    enum Kind {
        /** Extended-connectivity environments of radius 2, see {@link MorganEnvironments}. */
        ECFP4,
        /** Radius 3. */
        ECFP6,
        /** Feature-class environments of radius 2, see {@link AtomFeatures}. */
        FCFP4,
        /** Radius 3. */
        FCFP6,
        /** Structural keys, see {@link MaccsKeys}. */
        MACCS,
        /** Paths without branches by Retort's own definition, see {@link LinearPaths}. */
        PATH,
        /** Atom pairs with their counts, see {@link AtomPairs}. */
        ATOMPAIR;

        /** Length of the fingerprint. */
        int bytes() {
            return this == MACCS ? MaccsKeys.BYTES : BYTES;
        }
    }

    private final MorganEnvironments environments = new MorganEnvironments();
    private final AtomPairs pairs = new AtomPairs();
    private final LinearPaths paths = new LinearPaths();

    private Fingerprint() {}

    /**
     * Computes the fingerprint of a molecule.
     *
     * @param kind what to collect
     * @param graph the molecule, with rings and aromaticity perceived
     * @return a new array
     */
    static byte[] of(Kind kind, MolGraph graph) {
        if (kind == Kind.MACCS) {
            return MaccsKeys.of(graph);
        }
        byte[] bits = new byte[kind.bytes()];
        LOCAL.get().collect(kind, graph, bits);
        return bits;
    }

    private void collect(Kind kind, MolGraph graph, byte[] bits) {
        switch (kind) {
            case ECFP4, ECFP6 -> {
                MorganInvariants.connectivity(graph, environments.invariants(graph));
                environments.collect(graph, kind == Kind.ECFP4 ? 2 : 3, bits);
            }
            case FCFP4, FCFP6 -> {
                AtomFeatures.of(graph, environments.invariants(graph));
                environments.collect(graph, kind == Kind.FCFP4 ? 2 : 3, bits);
            }
            case ATOMPAIR -> pairs.collect(graph, bits);
            case PATH -> paths.collect(graph, bits);
            case MACCS -> throw new IllegalArgumentException("MACCS keys are not collected by hashing");
        }
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
