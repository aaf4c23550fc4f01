package io.retort.engine;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The text that names a stage by its class and all its options, those at their default too. */
final class StageKey {
    private StageKey() {}

    static Optional<String> of(Stage stage) {
        if (!stage.getClass().isRecord()) {
            return Optional.empty();
        }
        StringBuilder key = new StringBuilder(stage.getClass().getName());
        for (RecordComponent component : stage.getClass().getRecordComponents()) {
            key.append(' ').append(component.getName()).append('=');
            if (!append(value(stage, component.getAccessor()), key)) {
                return Optional.empty();
            }
        }
        return Optional.of(key.toString());
    }

    private static @Nullable Object value(Stage stage, Method accessor) {
        try {
            accessor.setAccessible(true);
            return accessor.invoke(stage);
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException("cannot read " + accessor, e);
        }
    }

    /** Writes a value so that two different ones never give the same text; false for a type that has no such form. */
    private static boolean append(@Nullable Object value, StringBuilder key) {
        if (value instanceof List<?> list) {
            key.append(list.size());
            return list.stream().allMatch(item -> append(item, key.append('/')));
        }
        if (value instanceof String text) {
            key.append(text.length()).append(':').append(text);
            return true;
        }
        if (value instanceof Enum<?> constant) {
            key.append(constant.name());
            return true;
        }
        boolean plain = value == null
                || value instanceof Boolean
                || value instanceof Character
                || value instanceof Long
                || value instanceof Integer
                || value instanceof Short
                || value instanceof Byte
                || value instanceof Double
                || value instanceof Float;
        key.append(value);
        return plain;
    }
}
