package io.retort.kernel;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Remembers where each snippet of JShell stands, so that stack traces name cells and lines. */
final class SnippetPlaces {
    private final Map<String, Place> places = new ConcurrentHashMap<>();

    /**
     * Where a snippet stands.
     *
     * @param source the cell
     * @param firstLine 1-based line at which it begins
     */
    record Place(SourceText source, int firstLine) {}

    void put(String snippet, Place place) {
        places.put(snippet, place);
    }

    @Nullable
    Place get(String snippet) {
        return places.get(snippet);
    }
}
