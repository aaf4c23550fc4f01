package io.retort.manybody.engine;

import io.retort.core.CancelToken;
import java.util.List;

/**
 * Electron repulsion integrals over contracted s and p functions. For each pair of primitive products the Coulomb
 * integrals between Hermite Gaussians are computed once for all functions of the four shells, contracted with the right
 * product at once, and with the left one after the sum over right primitives. Scratch of one thread. Source:
 * mcmurchie1978; screening by haser1989.
 */
final class Repulsion {
    /** Integrals below this are not computed; a trimer of water has some 30 000 of them in all. */
    static final double THRESHOLD = 1e-14;

    private static final double PRIMITIVE_THRESHOLD = 1e-18;

    private double primitiveThreshold = PRIMITIVE_THRESHOLD;

    private final HermiteCoulomb coulomb = new HermiteCoulomb();
    private final double[] half = new double[Hermites.COUNT[2] * 16];
    private final double[] out = new double[256];

    /**
     * All integrals (pq|rs) with p >= q, r >= s and pq >= rs, at {@code Packed.index(pq, rs)}.
     *
     * @param basis whose pairs get their bounds
     * @param cancel looked at once per pair
     */
    double[] all(Basis basis, CancelToken cancel) {
        double[] integrals = new double[Packed.size(Packed.size(basis.functions()))];
        List<ShellPair> pairs = basis.pairs();
        bound(pairs);
        for (int i = 0; i < pairs.size(); i++) {
            cancel.throwIfCancelled();
            ShellPair bra = pairs.get(i);
            for (int j = 0; j <= i; j++) {
                ShellPair ket = pairs.get(j);
                if (bra.bound * ket.bound < THRESHOLD) {
                    continue;
                }
                // The inner loops run over the products of the right pair: put the longer there.
                if (ket.functions >= bra.functions) {
                    store(bra, ket, quartet(bra, ket), integrals);
                } else {
                    store(ket, bra, quartet(ket, bra), integrals);
                }
            }
        }
        return integrals;
    }

    /**
     * Sets the bound of Cauchy and Schwarz of each pair. A far pair's integral with itself is tiny, but its square root
     * is not, so nothing is left out here.
     */
    void bound(List<ShellPair> pairs) {
        primitiveThreshold = 0;
        for (ShellPair pair : pairs) {
            double[] self = quartet(pair, pair);
            double largest = 0;
            for (int f = 0; f < pair.functions; f++) {
                largest = Math.max(largest, Math.abs(self[f * pair.functions + f]));
            }
            pair.bound = Math.sqrt(largest);
        }
        primitiveThreshold = PRIMITIVE_THRESHOLD;
    }

    /** {@code [bra.functions][ket.functions]}; overwritten by the next call. */
    double[] quartet(ShellPair bra, ShellPair ket) {
        if (bra.degree + ket.degree == 0) {
            out[0] = allS(bra, ket);
            return out;
        }
        int nf = ket.functions;
        java.util.Arrays.fill(out, 0, bra.functions * nf, 0);
        for (int i = 0; i < bra.count; i++) {
            if (!sumRight(bra, ket, i)) {
                break;
            }
            int block = i * bra.hermites * bra.functions;
            for (int h = 0; h < bra.hermites; h++) {
                for (int f = 0; f < bra.functions; f++) {
                    double e = bra.left[block + h * bra.functions + f];
                    if (e != 0) {
                        add(out, f * nf, half, h * nf, e, nf);
                    }
                }
            }
        }
        return out;
    }

    /** Sums over the right primitives to half-transformed integrals; false if all are negligible. */
    private boolean sumRight(ShellPair bra, ShellPair ket, int i) {
        int nf = ket.functions;
        int nk = ket.hermites;
        double p = bra.exponent[i];
        java.util.Arrays.fill(half, 0, bra.hermites * nf, 0);
        double[] r = coulomb.r;
        int j = 0;
        for (; j < ket.count; j++) {
            if (bra.size[i] * ket.size[j] < primitiveThreshold) {
                break;
            }
            double q = ket.exponent[j];
            double inverse = 1 / (p + q);
            coulomb.fill(
                    bra.degree + ket.degree,
                    p * q * inverse,
                    bra.px[i] - ket.px[j],
                    bra.py[i] - ket.py[j],
                    bra.pz[i] - ket.pz[j],
                    Math.sqrt(inverse));
            int block = j * nk * nf;
            for (int h = 0; h < bra.hermites; h++) {
                int[] sum = Hermites.SUM[h];
                for (int k = 0; k < nk; k++) {
                    add(half, h * nf, ket.right, block + k * nf, r[sum[k]], nf);
                }
            }
        }
        return j > 0;
    }

    private static void add(double[] to, int at, double[] from, int start, double factor, int length) {
        for (int i = 0; i < length; i++) {
            to[at + i] += factor * from[start + i];
        }
    }

    private double allS(ShellPair bra, ShellPair ket) {
        double sum = 0;
        for (int i = 0; i < bra.count; i++) {
            double p = bra.exponent[i];
            double inner = 0;
            for (int j = 0; j < ket.count; j++) {
                if (bra.size[i] * ket.size[j] < primitiveThreshold) {
                    break;
                }
                double q = ket.exponent[j];
                double inverse = 1 / (p + q);
                double x = bra.px[i] - ket.px[j];
                double y = bra.py[i] - ket.py[j];
                double z = bra.pz[i] - ket.pz[j];
                inner += ket.right[j] * Math.sqrt(inverse) * Boys.zero(p * q * inverse * (x * x + y * y + z * z));
            }
            sum += bra.left[i] * inner;
        }
        return sum;
    }

    private static void store(ShellPair bra, ShellPair ket, double[] values, double[] integrals) {
        int nb = bra.b.functions();
        int nk = ket.b.functions();
        for (int f = 0; f < bra.functions; f++) {
            int p = bra.a.first() + f / nb;
            int q = bra.b.first() + f % nb;
            if (p < q) {
                continue;
            }
            int pq = Packed.index(p, q);
            for (int g = 0; g < ket.functions; g++) {
                int r = ket.a.first() + g / nk;
                int s = ket.b.first() + g % nk;
                if (r < s || (bra == ket && pq < Packed.index(r, s))) {
                    continue;
                }
                integrals[Packed.index(pq, Packed.index(r, s))] = values[f * ket.functions + g];
            }
        }
    }
}
