package io.retort.embed.map;

import io.retort.core.Option;
import io.retort.core.OptionSet;
import java.util.List;

/**
 * How rows are laid out.
 *
 * @param by column of vectors
 * @param clusters how many clusters, 0 for none
 * @param seed of the clusters' start
 */
public record MapOptions(
        @Option(help = "Column of vectors.", defaultValue = "embedding")
        String by,

        @Option(help = "How many clusters; 0 for none.", defaultValue = "8", min = 0, max = 10_000)
        int clusters,

        @Option(help = "Seed of the clusters' start.", defaultValue = "1")
        long seed) {

    /**
     * Reads options.
     *
     * @param words such as {@code --clusters 12}
     * @return the options
     * @throws io.retort.core.UsageException naming the option, the value and what is accepted
     */
    public static MapOptions of(String... words) {
        return OptionSet.of(MapOptions.class).read("map", List.of(words));
    }
}
