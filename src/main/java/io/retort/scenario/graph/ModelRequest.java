package io.retort.scenario.graph;

import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What to run of a graph, and with what. Immutable if the values are.
 *
 * @param selection which models
 * @param variables values by name: texts, numbers, booleans, {@link java.time.LocalDate}s, lists of these, or null
 * @param inputs relation in SQL for inputs that are not in the database under their own name, such as
 *     {@code "plan_a"."census"}
 * @param options how
 * @param listener hears of each model as it comes to its end, in a worker's thread
 */
public record ModelRequest(
        Selection selection,
        Map<String, @Nullable Object> variables,
        Map<String, String> inputs,
        ModelRunOptions options,
        Consumer<ModelResult> listener) {
    /** Copies the maps. */
    public ModelRequest {
        variables = Collections.unmodifiableMap(new LinkedHashMap<>(variables));
        inputs = Map.copyOf(inputs);
    }

    /**
     * All models, without variables.
     *
     * @return the request with default options
     */
    public static ModelRequest all() {
        return new ModelRequest(Selection.all(), Map.of(), Map.of(), ModelRunOptions.defaults(), r -> {});
    }

    /**
     * The same for other models.
     *
     * @param text words of a {@link Selection}
     * @return a copy
     */
    public ModelRequest selecting(String text) {
        return new ModelRequest(Selection.parse(text), variables, inputs, options, listener);
    }

    /**
     * The same with a variable.
     *
     * @param name its name
     * @param value its value
     * @return a copy
     */
    public ModelRequest with(String name, @Nullable Object value) {
        Map<String, @Nullable Object> more = new HashMap<>(variables);
        more.put(name, value);
        return withVariables(more);
    }

    /**
     * The same with other variables.
     *
     * @param values values by name
     * @return a copy
     */
    public ModelRequest withVariables(Map<String, @Nullable Object> values) {
        return new ModelRequest(selection, values, inputs, options, listener);
    }

    /**
     * The same with an input under another name.
     *
     * @param name what the models call it
     * @param relation what stands in its place, as SQL writes it
     * @return a copy
     */
    public ModelRequest withInput(String name, String relation) {
        Map<String, String> more = new HashMap<>(inputs);
        more.put(name, relation);
        return new ModelRequest(selection, variables, more, options, listener);
    }

    /**
     * The same with other options.
     *
     * @param other how
     * @return a copy
     */
    public ModelRequest with(ModelRunOptions other) {
        return new ModelRequest(selection, variables, inputs, other, listener);
    }

    /**
     * The same with somebody who hears of models.
     *
     * @param other called in a worker's thread
     * @return a copy
     */
    public ModelRequest telling(Consumer<ModelResult> other) {
        return new ModelRequest(selection, variables, inputs, options, other);
    }
}
