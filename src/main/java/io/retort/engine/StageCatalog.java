package io.retort.engine;

import io.retort.core.Names;
import io.retort.core.OptionSet;
import io.retort.core.UsageException;
import io.retort.table.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** All stages that are installed, by name. Immutable. */
public final class StageCatalog {
    private static final class Holder {
        static final StageCatalog INSTALLED = new StageCatalog();
    }

    private final Map<String, Entry<?>> entries = new TreeMap<>();
    private final List<StageProvider> providers = new ArrayList<>();

    private StageCatalog() {
        for (StageProvider provider : ServiceLoader.load(StageProvider.class, StageProvider.class.getClassLoader())) {
            providers.add(provider);
            for (Class<? extends Record> type : provider.stages()) {
                Entry<?> entry = entry(type);
                entries.put(entry.info().name(), entry);
            }
        }
    }

    /**
     * The stages on the class path.
     *
     * @return the catalog, read once
     */
    public static StageCatalog installed() {
        return Holder.INSTALLED;
    }

    static <R extends Record> Entry<R> entry(Class<R> type) {
        StageInfo info = type.getAnnotation(StageInfo.class);
        if (info == null || !Stage.class.isAssignableFrom(type)) {
            throw new IllegalArgumentException(type.getName() + " must implement Stage and carry @StageInfo");
        }
        return new Entry<>(info, OptionSet.of(type));
    }

    /**
     * All stages.
     *
     * @return sorted by name
     */
    public List<Entry<?>> all() {
        return List.copyOf(entries.values());
    }

    /**
     * All names.
     *
     * @return sorted
     */
    public List<String> names() {
        return List.copyOf(entries.keySet());
    }

    /**
     * Looks a stage up.
     *
     * @param name name in the pipeline text
     * @return the stage
     * @throws UsageException if there is none, with the nearest name
     */
    public Entry<?> require(String name) {
        Entry<?> entry = entries.get(name);
        if (entry == null) {
            throw new UsageException("unknown stage \"" + name + "\"; " + Names.suggestion(name, names()));
        }
        return entry;
    }

    Optional<RowStage> parser(Schema columns, @Nullable String request) {
        return providers.stream()
                .flatMap(p -> p.parser(columns, request).stream())
                .findFirst();
    }

    /**
     * A stage: its name and help, and the options that it takes.
     *
     * @param info name and help
     * @param options the options
     * @param <R> the options record
     */
    public record Entry<R extends Record>(StageInfo info, OptionSet<R> options) {
        Stage read(List<String> words) {
            return (Stage) options.read(info.name(), words);
        }

        /**
         * One line that shows the stage with its options.
         *
         * @return for example {@code read FILE [--smiles COLUMN]}
         */
        public String usage() {
            return (info.name() + " " + options.usage()).strip();
        }
    }
}
