package io.retort.scenario.graph;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What a model says of itself in {@code {{ config(...) }}}. */
final class ModelConfig {
    static final String ACCEPTED = "materialized ('view', 'table' or 'ephemeral') and tags";
    private static final List<String> MATERIALIZED = List.of("view", "table", "ephemeral");

    private ModelConfig() {}

    static void apply(ModelDraft draft) {
        for (TemplateCall call : draft.sql.calls("config")) {
            call.named().forEach((key, value) -> apply(draft, call.place(), key, value));
        }
    }

    static void apply(ModelDraft draft, Place place, String key, @Nullable Object value) {
        switch (key) {
            case "materialized" -> {
                if (!(value instanceof String kind) || !MATERIALIZED.contains(kind)) {
                    throw place.refuse(
                            "materialized='" + value + "' is not run; accepted are " + String.join(", ", MATERIALIZED));
                }
                draft.kind = ModelKind.valueOf(kind.toUpperCase(Locale.ROOT));
            }
            case "tags" -> {
                List<?> tags = value instanceof List<?> list ? list : value == null ? List.of() : List.of(value);
                tags.forEach(t -> draft.tags.add(String.valueOf(t)));
            }
            default -> throw place.refuse("config \"" + key + "\" is not known; accepted are " + ACCEPTED);
        }
    }
}
