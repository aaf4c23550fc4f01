package io.retort.chem.diversity;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How many molecules have each scaffold, counted one molecule after the other. Takes memory for each different scaffold,
 * not for each molecule. For one thread; counts of several can be added up.
 *
 * @param <K> what a scaffold is known by, for example its canonical SMILES; compared by {@code equals}
 */
public final class ScaffoldCounts<K> {
    private final Map<K, long[]> counts = new LinkedHashMap<>();
    private long withoutScaffold;

    /** Nothing counted yet. */
    public ScaffoldCounts() {}

    /**
     * Counts a molecule.
     *
     * @param scaffold null for a molecule without rings, which has none
     */
    public void add(@Nullable K scaffold) {
        if (scaffold == null) {
            withoutScaffold++;
        } else {
            counts.computeIfAbsent(scaffold, key -> new long[1])[0]++;
        }
    }

    /**
     * Counts what another has counted.
     *
     * @param other not changed
     */
    public void addAll(ScaffoldCounts<? extends K> other) {
        withoutScaffold += other.withoutScaffold;
        other.counts.forEach((key, count) -> counts.computeIfAbsent(key, k -> new long[1])[0] += count[0]);
    }

    /**
     * The scaffolds with the most molecules.
     *
     * @param limit how many at most
     * @return by falling number of molecules; of equal numbers the one that was counted first comes first
     */
    public List<Entry<K>> mostFrequent(int limit) {
        return counts.entrySet().stream()
                .map(e -> new Entry<>(e.getKey(), e.getValue()[0]))
                .sorted(Comparator.comparingLong((Entry<K> e) -> -e.moleculeCount()))
                .limit(limit)
                .toList();
    }

    /**
     * What the counts say of diversity.
     *
     * @return the profile of what was counted so far
     */
    public ScaffoldProfile profile() {
        return ScaffoldProfile.of(
                counts.values().stream().mapToLong(count -> count[0]).toArray(), withoutScaffold);
    }

    /**
     * A scaffold.
     *
     * @param scaffold what it is known by
     * @param moleculeCount how many molecules have it, at least 1
     * @param <K> type of the key
     */
    public record Entry<K>(K scaffold, long moleculeCount) {}
}
