package io.retort.engine;

import io.retort.core.Names;
import io.retort.core.UsageException;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What makes a run faster without changing its result. Each can be switched off, so that its gain can be measured. */
public enum Optimization {
    /** A worker's instances of the stages live for the whole run; without, they are opened for each batch. */
    PERSISTENT_WORKERS,
    /** A parsed molecule travels with its row; without, each stage reads the row's text again. */
    FUSION,
    /** A batch goes to the first free worker; without, to each worker in turn. */
    SCHEDULING,
    /** Rows whose key is known to be a duplicate are spared the stages that follow; without, they go through all. */
    EARLY_DUPLICATES,
    /** Results that the cache holds are taken from it; without, {@code --cache} is as good as not given. */
    CACHE,
    /** Blocks of the cache are compressed with LZ4. */
    LZ4;

    private static List<String> words() {
        return Arrays.stream(values()).map(Optimization::word).toList();
    }

    /**
     * As options and reports write it.
     *
     * @return lower case, with hyphens
     */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static Set<Optimization> read(List<String> words) {
        Set<Optimization> read = EnumSet.noneOf(Optimization.class);
        for (String word : words) {
            read.add(Arrays.stream(values())
                    .filter(o -> o.word().equals(word.toLowerCase(Locale.ROOT)))
                    .findFirst()
                    .orElseThrow(() ->
                            new UsageException("--without got \"" + word + "\"; " + Names.suggestion(word, words()))));
        }
        return read;
    }
}
