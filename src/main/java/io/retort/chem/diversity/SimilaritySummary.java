package io.retort.chem.diversity;

import io.retort.chem.diversity.SimilarityDistribution.Bin;
import io.retort.chem.diversity.SimilarityDistribution.Quantile;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Turns counts of similarities into a distribution, with intervals where they are a sample: of the mean by the normal
 * approximation, of quantiles by order statistics, of shares by Wilson's score.
 */
final class SimilaritySummary {
    /** Two-sided 95 % of the normal distribution. */
    private static final double Z = 1.959963984540054;

    private static final double[] SHARES = {0.01, 0.05, 0.25, 0.5, 0.75, 0.95, 0.99};

    private final long population;
    private final double correction;
    private final long count;
    private final double[] similarities;
    private final long[] upTo;
    private final long[] bins = new long[SimilarityDistribution.BINS];
    private final double mean;
    private final double deviation;

    /**
     * Orders the counts.
     *
     * @param counts of all or of a sample
     * @param population number of similarities that there are
     * @param correction factor of the standard error: 0 if all were counted, 1 for a sample with replacement
     */
    SimilaritySummary(SimilarityCounts counts, long population, double correction) {
        this.population = population;
        this.correction = correction;
        List<double[]> fractions = new ArrayList<>();
        counts.forEach((common, either, times) -> {
            fractions.add(new double[] {CommonBits.tanimoto(common, common + either), times});
            // In whole numbers, so that 0.58 is in the bin that begins with it.
            int bin = either == 0 ? bins.length : (int) ((long) common * bins.length / either);
            bins[Math.min(bin, bins.length - 1)] += times;
        });
        fractions.sort((a, b) -> Double.compare(a[0], b[0]));
        similarities = new double[fractions.size()];
        upTo = new long[fractions.size()];
        long seen = 0;
        double sum = 0;
        for (int i = 0; i < upTo.length; i++) {
            similarities[i] = fractions.get(i)[0];
            long times = (long) fractions.get(i)[1];
            seen += times;
            upTo[i] = seen;
            sum += similarities[i] * times;
        }
        count = seen;
        mean = sum / count;
        deviation = deviation();
    }

    private double deviation() {
        double squares = 0;
        long before = 0;
        for (int i = 0; i < upTo.length; i++) {
            double off = similarities[i] - mean;
            squares += off * off * (upTo[i] - before);
            before = upTo[i];
        }
        boolean sampled = correction > 0;
        return Math.sqrt(squares / (sampled ? count - 1 : count));
    }

    SimilarityDistribution distribution() {
        if (count == 0) {
            return new SimilarityDistribution(
                    population, 0, true, Estimate.exact(Double.NaN), Double.NaN, List.of(), bins());
        }
        List<Quantile> quantiles =
                Arrays.stream(SHARES).mapToObj(this::quantile).toList();
        double error = Z * correction * deviation / Math.sqrt(count);
        return new SimilarityDistribution(
                population,
                count,
                correction == 0,
                new Estimate(mean, Math.max(0, mean - error), Math.min(1, mean + error)),
                deviation,
                quantiles,
                bins());
    }

    private Quantile quantile(double share) {
        double rank = share * count;
        double error = Z * correction * Math.sqrt(count * share * (1 - share));
        return new Quantile(
                share,
                new Estimate(
                        at(rank),
                        error == 0 ? at(rank) : at(rank - error),
                        error == 0 ? at(rank) : at(rank + error + 1)));
    }

    /** The least similarity that so many do not exceed. */
    private double at(double rank) {
        long wanted = Math.max(1, Math.min(count, (long) Math.ceil(rank)));
        int found = Arrays.binarySearch(upTo, wanted);
        return similarities[found >= 0 ? found : -found - 1];
    }

    private List<Bin> bins() {
        List<Bin> all = new ArrayList<>();
        for (int i = 0; i < bins.length; i++) {
            all.add(new Bin((double) i / bins.length, (double) (i + 1) / bins.length, bins[i], share(bins[i])));
        }
        return all;
    }

    private Estimate share(long times) {
        if (count == 0 || correction == 0) {
            return Estimate.exact(count == 0 ? 0 : (double) times / count);
        }
        double share = (double) times / count;
        double z = Z * correction;
        double square = z * z / count;
        double middle = (share + square / 2) / (1 + square);
        double half = z / (1 + square) * Math.sqrt(share * (1 - share) / count + square / count / 4);
        return new Estimate(share, Math.max(0, middle - half), Math.min(1, middle + half));
    }
}
