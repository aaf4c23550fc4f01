package io.retort.core;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One option of an options record. Values may be text, whole or decimal numbers, flags, enum constants (written in lower
 * case with hyphens), paths, or comma-separated lists of text. Immutable.
 */
public final class DeclaredOption {
    private static final List<Class<?>> TYPES =
            List.of(String.class, Path.class, List.class, boolean.class, int.class, long.class, double.class);

    private final RecordComponent component;
    private final Option declaration;
    private final String name;

    private DeclaredOption(RecordComponent component, Option declaration) {
        this.component = component;
        this.declaration = declaration;
        this.name = component.getName().replaceAll("([a-z0-9])([A-Z])", "$1-$2").toLowerCase(Locale.ROOT);
    }

    static DeclaredOption of(RecordComponent component) {
        String where = component.getDeclaringRecord().getName() + "." + component.getName();
        Option declaration = component.getAnnotation(Option.class);
        if (declaration == null) {
            throw new IllegalArgumentException(where + " carries no @Option");
        }
        Class<?> type = component.getType();
        if (!type.isEnum() && !TYPES.contains(type)) {
            throw new IllegalArgumentException(where + " has type " + type + ", accepted are " + TYPES + " and enums");
        }
        if (type == List.class
                && !(component.getGenericType() instanceof ParameterizedType list
                        && list.getActualTypeArguments()[0] == String.class)) {
            throw new IllegalArgumentException(where + " must be a List<String>");
        }
        component.getAccessor().setAccessible(true);
        return new DeclaredOption(component, declaration);
    }

    /** Stands between the items of a repeated option; no keyboard writes it. */
    static final char AGAIN = '\u001e';

    /**
     * Whether the option may be given again and again.
     *
     * @return true for a list of which each use gives one item
     */
    public boolean isRepeatable() {
        return declaration.repeatable();
    }

    /**
     * Name as typed after {@code --}.
     *
     * @return lower case with hyphens
     */
    public String name() {
        return name;
    }

    /**
     * What the option does.
     *
     * @return one sentence
     */
    public String help() {
        return declaration.help();
    }

    /**
     * Value when not given.
     *
     * @return the text, empty for none
     */
    public String defaultValue() {
        return isFlag() && declaration.defaultValue().isEmpty() ? "false" : declaration.defaultValue();
    }

    /**
     * Whether the value may be given without its name.
     *
     * @return true for a positional argument
     */
    public boolean positional() {
        return declaration.positional();
    }

    /**
     * Whether the value must be given.
     *
     * @return true if there is no default
     */
    public boolean required() {
        return declaration.required();
    }

    /**
     * Whether the option is a flag.
     *
     * @return true if it takes no value
     */
    public boolean isFlag() {
        return component.getType() == boolean.class;
    }

    /**
     * The accepted words of a closed choice.
     *
     * @return the words, empty when the choice is open
     */
    public List<String> choices() {
        if (!component.getType().isEnum()) {
            return List.of();
        }
        return Arrays.stream(component.getType().getEnumConstants())
                .map(c -> word((Enum<?>) c))
                .toList();
    }

    /**
     * What is accepted, in words.
     *
     * @return for example {@code a whole number from 1 to 64 (workers)}
     */
    public String accepted() {
        Class<?> type = component.getType();
        String unit = declaration.unit().isEmpty() ? "" : " (" + declaration.unit() + ")";
        if (type.isEnum()) {
            return "one of " + String.join(", ", choices());
        }
        if (type == boolean.class) {
            return "true or false";
        }
        if (type == List.class && isRepeatable()) {
            return "a text, once for each time that it is given";
        }
        if (type == List.class) {
            return "names separated by commas";
        }
        if (type == String.class) {
            return "text" + unit;
        }
        if (type == Path.class) {
            return "a path";
        }
        return (type == double.class ? "a number" : "a whole number") + range() + unit;
    }

    private String range() {
        boolean below = declaration.min() != Double.NEGATIVE_INFINITY;
        boolean above = declaration.max() != Double.POSITIVE_INFINITY;
        if (below && above) {
            return " from " + plain(declaration.min()) + " to " + plain(declaration.max());
        }
        if (below) {
            return ", " + plain(declaration.min()) + " or more";
        }
        return above ? ", " + plain(declaration.max()) + " or less" : "";
    }

    private static String plain(double number) {
        return number == Math.rint(number) ? String.format(Locale.ROOT, "%.0f", number) : Double.toString(number);
    }

    /** How the flag is given that changes something: one that is on is switched off. */
    String flag() {
        return (defaultValue().equals("true") ? "--no-" : "--") + name;
    }

    String usage() {
        String value = choices().isEmpty()
                ? name.toUpperCase(Locale.ROOT).replace('-', '_')
                : choices().stream().collect(Collectors.joining("|"));
        String shown = positional() ? value : isFlag() ? flag() : "--" + name + " " + value;
        return required() ? shown : "[" + shown + "]";
    }

    @Nullable
    Object value(String owner, @Nullable String given) {
        String text = given != null ? given : defaultValue();
        Class<?> type = component.getType();
        if (given == null && text.isEmpty()) {
            return type == List.class ? List.of() : absent(owner, type);
        }
        if (type == String.class) {
            return text;
        }
        if (type == Path.class) {
            return path(owner, text);
        }
        if (type == List.class && isRepeatable()) {
            return List.of(text.split(String.valueOf(AGAIN), -1));
        }
        if (type == List.class) {
            return Arrays.stream(text.split(","))
                    .map(String::strip)
                    .filter(s -> !s.isEmpty())
                    .toList();
        }
        if (type == boolean.class) {
            if (!text.equals("true") && !text.equals("false")) {
                throw refused(owner, text);
            }
            return text.equals("true");
        }
        return type.isEnum() ? constant(owner, text, type) : number(owner, text, type);
    }

    private static @Nullable Object absent(String owner, Class<?> type) {
        if (type.isPrimitive()) {
            throw new IllegalArgumentException(owner + " declares a number without a default");
        }
        return null;
    }

    private Path path(String owner, String text) {
        try {
            return Path.of(text);
        } catch (java.nio.file.InvalidPathException e) {
            throw refused(owner, text);
        }
    }

    private Object constant(String owner, String text, Class<?> type) {
        for (Object constant : type.getEnumConstants()) {
            if (word((Enum<?>) constant).equals(text.toLowerCase(Locale.ROOT))) {
                return constant;
            }
        }
        throw new UsageException(owner + ": --" + name + " got \"" + text + "\"; " + Names.suggestion(text, choices()));
    }

    private Object number(String owner, String text, Class<?> type) {
        try {
            double value = type == double.class ? Double.parseDouble(text) : Long.parseLong(text.replace("_", ""));
            boolean tooLong = type == int.class && (value > Integer.MAX_VALUE || value < Integer.MIN_VALUE);
            if (Double.isNaN(value) || value < declaration.min() || value > declaration.max() || tooLong) {
                throw refused(owner, text);
            }
            if (type == double.class) {
                return value;
            }
            long whole = Long.parseLong(text.replace("_", ""));
            return type == int.class ? (Object) (int) whole : (Object) whole;
        } catch (NumberFormatException e) {
            throw refused(owner, text);
        }
    }

    private UsageException refused(String owner, String text) {
        return new UsageException(owner + ": --" + name + " got \"" + text + "\"; accepted is " + accepted());
    }

    @Nullable
    Object value(Record options) {
        try {
            return component.getAccessor().invoke(options);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("cannot read " + name, e);
        }
    }

    @Nullable
    String text(Record options) {
        Object value = value(options);
        if (value == null) {
            return null;
        }
        if (value instanceof Enum<?> constant) {
            return word(constant);
        }
        if (value instanceof List<?> list) {
            return list.stream()
                    .map(String::valueOf)
                    .collect(Collectors.joining(isRepeatable() ? String.valueOf(AGAIN) : ","));
        }
        return value.toString();
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
