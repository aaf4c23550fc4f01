package io.retort.magic;

import io.retort.core.Names;
import io.retort.core.Option;
import io.retort.core.UsageException;
import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One argument of a command, as a record component declares it.
 *
 * @param name kebab-case name
 * @param type type of the component
 * @param option its declaration
 */
record ArgumentSpec(String name, Class<?> type, Option option) {

    static List<ArgumentSpec> of(Class<? extends Record> type) {
        List<ArgumentSpec> specs = new ArrayList<>();
        for (RecordComponent component : type.getRecordComponents()) {
            Option option = component.getAnnotation(Option.class);
            if (option == null) {
                throw new IllegalStateException(type.getName() + "." + component.getName() + " carries no @Option");
            }
            specs.add(new ArgumentSpec(kebab(component.getName()), component.getType(), option));
        }
        return specs;
    }

    static <A extends Record> Constructor<A> constructor(Class<A> type) throws NoSuchMethodException {
        Class<?>[] types = Arrays.stream(type.getRecordComponents())
                .map(RecordComponent::getType)
                .toArray(Class<?>[]::new);
        return type.getDeclaredConstructor(types);
    }

    boolean positional() {
        return option.positional();
    }

    boolean flag() {
        return type == boolean.class || type == Boolean.class;
    }

    List<String> choices() {
        if (!type.isEnum()) {
            return List.of();
        }
        return Arrays.stream(type.getEnumConstants())
                .map(c -> c.toString().toLowerCase(Locale.ROOT))
                .toList();
    }

    String synopsis() {
        String value = type.isEnum() ? String.join("|", choices()) : name.toUpperCase(Locale.ROOT);
        String whole = positional() ? value : flag() ? "--" + name : "--" + name + " " + value;
        return option.required() ? whole : "[" + whole + "]";
    }

    String description() {
        String unit = option.unit().isEmpty() ? "" : " [" + option.unit() + "]";
        String standard = option.defaultValue().isEmpty() ? "" : " (default " + option.defaultValue() + ")";
        return (positional() ? name.toUpperCase(Locale.ROOT) : "--" + name) + ": " + option.help() + unit + standard;
    }

    @Nullable
    Object value(String command, Optional<String> given) {
        String text = given.orElse(option.defaultValue());
        if (given.isEmpty() && text.isEmpty()) {
            if (option.required()) {
                throw new UsageException(command + " needs "
                        + (positional() ? name.toUpperCase(Locale.ROOT) : "--" + name) + ": " + option.help());
            }
            return absent();
        }
        try {
            return convert(command, text);
        } catch (NumberFormatException e) {
            throw new UsageException(command + " --" + name + " must be a number, got \"" + text + "\"");
        }
    }

    private @Nullable Object absent() {
        if (type == boolean.class) {
            return false;
        }
        return type == Optional.class ? Optional.empty() : null;
    }

    private Object convert(String command, String text) {
        if (type == String.class) {
            return text;
        }
        if (type == Optional.class) {
            return Optional.of(text);
        }
        if (type == Path.class) {
            return Path.of(text);
        }
        if (flag()) {
            return flagValue(command, text);
        }
        if (type.isEnum()) {
            return constant(command, text);
        }
        if (type == int.class || type == Integer.class) {
            return (int) ranged(command, Integer.parseInt(text));
        }
        if (type == long.class || type == Long.class) {
            long number = Long.parseLong(text);
            ranged(command, (double) number);
            return number;
        }
        if (type == double.class || type == Double.class) {
            return ranged(command, Double.parseDouble(text));
        }
        throw new IllegalStateException("Arguments of type " + type.getName() + " are not supported");
    }

    private boolean flagValue(String command, String text) {
        if (!text.equals("true") && !text.equals("false")) {
            throw new UsageException(command + " --" + name + " must be true or false, got \"" + text + "\"");
        }
        return text.equals("true");
    }

    private Object constant(String command, String text) {
        for (Object constant : type.getEnumConstants()) {
            if (constant.toString().equalsIgnoreCase(text)) {
                return constant;
            }
        }
        throw new UsageException(
                command + " --" + name + " has no choice \"" + text + "\"; " + Names.suggestion(text, choices()));
    }

    private double ranged(String command, double number) {
        if (!(number >= option.min() && number <= option.max())) {
            throw new UsageException(command + " --" + name + " must be from " + option.min() + " to " + option.max()
                    + ", got " + number);
        }
        return number;
    }

    private static String kebab(String component) {
        return component.replaceAll("([a-z0-9])([A-Z])", "$1-$2").toLowerCase(Locale.ROOT);
    }
}
