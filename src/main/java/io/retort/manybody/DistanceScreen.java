package io.retort.manybody;

import io.retort.core.UsageException;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Leaves n-mers out that are spread too far: an n-mer is taken in when no two of its fragments are farther apart than the
 * cutoff for n, measured between their closest atoms. A part of an n-mer that is taken in is never farther apart than the
 * whole, so it is computed for that n-mer whatever its own cutoff says.
 */
public final class DistanceScreen implements NmerScreen {
    private final Cluster cluster;
    private final SortedMap<Integer, Double> cutoffsBohr = new TreeMap<>();
    private final double[][] closest;

    private DistanceScreen(Cluster cluster) {
        this.cluster = cluster;
        this.closest = new double[cluster.size()][cluster.size()];
    }

    /**
     * Reads cutoffs.
     *
     * @param text number of bodies and distance in angstrom, as {@code 2=8.0,3=5.0}; sizes that are not named are not
     *     screened
     * @param cluster whose n-mers are screened
     * @return the screen
     * @throws UsageException if the text cannot be read
     */
    public static DistanceScreen parse(String text, Cluster cluster) {
        DistanceScreen screen = new DistanceScreen(cluster);
        for (String part : text.split(",", -1)) {
            String[] pair = part.strip().split("\\s*=\\s*", -1);
            if (pair.length != 2 || !pair[0].matches("[2-9]|[1-9]\\d+") || !pair[1].matches("\\d+(\\.\\d*)?|\\.\\d+")) {
                throw new UsageException("the cutoff \"" + part.strip()
                        + "\" cannot be read; it must be like 2=8.0,3=5.0: number of bodies from 2 and angstrom");
            }
            screen.cutoffsBohr.put(Integer.parseInt(pair[0]), Double.parseDouble(pair[1]) / Units.ANGSTROM_PER_BOHR);
        }
        screen.measure();
        return screen;
    }

    private void measure() {
        for (int i = 0; i < cluster.size(); i++) {
            for (int j = 0; j < i; j++) {
                closest[i][j] = cluster.closest(i, j);
                closest[j][i] = closest[i][j];
            }
        }
    }

    @Override
    public boolean screens(int body) {
        return cutoffsBohr.containsKey(body);
    }

    @Override
    public boolean keeps(FragmentSet nmer) {
        double cutoff = cutoffsBohr.getOrDefault(nmer.size(), Double.POSITIVE_INFINITY);
        for (int i = 0; i < nmer.size(); i++) {
            for (int j = 0; j < i; j++) {
                if (closest[nmer.get(i)][nmer.get(j)] > cutoff) {
                    return false;
                }
            }
        }
        return true;
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        cutoffsBohr.forEach((body, bohr) -> text.append(text.length() == 0 ? "" : ",")
                .append(String.format(Locale.ROOT, "%d=%.6f", body, bohr * Units.ANGSTROM_PER_BOHR)));
        return text.toString();
    }
}
