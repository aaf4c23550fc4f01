package io.retort.kernel;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Remembers where each snippet of JShell stands, so that stack traces name cells and lines. */
final class SnippetPlaces {
    private static final int CELLS_WITH_TEXT = 200;

    private final AtomicInteger newest = new AtomicInteger();
    private final Map<String, Place> places = new ConcurrentHashMap<>();

    /**
     * Where a snippet stands.
     *
     * @param source the cell
     * @param firstLine 1-based line at which it begins
     */
    record Place(SourceText source, int firstLine) {
        private Place withoutText() {
            return source.text().isEmpty() ? this : new Place(new SourceText(source.number(), ""), firstLine);
        }
    }

    /** The first place counts: a snippet that waited for a later cell still stands in its own. */
    void put(String snippet, Place place) {
        places.putIfAbsent(snippet, place);
        int number = place.source().number();
        if (newest.getAndAccumulate(number, Math::max) < number) {
            places.replaceAll((id, old) -> old.source().number() > number - CELLS_WITH_TEXT ? old : old.withoutText());
        }
    }

    @Nullable
    Place get(String snippet) {
        return places.get(snippet);
    }
}
