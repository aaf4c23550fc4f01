package io.retort.core;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The options that a record declares with {@link Option}, and the one reader that turns words into such a record. Pipeline
 * text, magics and CLI all come through here, so help, defaults, validation and completion are the same everywhere.
 * Immutable.
 *
 * @param <R> the options record
 */
public final class OptionSet<R extends Record> {
    private final Class<R> type;
    private final Map<String, DeclaredOption> declared = new LinkedHashMap<>();

    private OptionSet(Class<R> type) {
        this.type = type;
        for (RecordComponent component : type.getRecordComponents()) {
            DeclaredOption option = DeclaredOption.of(component);
            declared.put(option.name(), option);
        }
    }

    /**
     * Reads the declarations of a record.
     *
     * @param type a record whose components all carry {@link Option}
     * @param <R> the options record
     * @return its options
     * @throws IllegalArgumentException if a component carries none, or has a type that no text can be read into
     */
    public static <R extends Record> OptionSet<R> of(Class<R> type) {
        return new OptionSet<>(type);
    }

    /**
     * The record that the options are read into.
     *
     * @return its class
     */
    public Class<R> type() {
        return type;
    }

    /**
     * The declarations, in the order of the record.
     *
     * @return name, help, type, default and bounds of each
     */
    public List<DeclaredOption> declared() {
        return List.copyOf(declared.values());
    }

    /**
     * The record with every default.
     *
     * @param owner whose options these are, for messages
     * @return a record
     * @throws UsageException if an option without a default is required
     */
    public R defaults(String owner) {
        return read(owner, List.of());
    }

    /**
     * Reads words such as {@code drugs.tsv --smiles structure --no-header}.
     *
     * @param owner whose options these are, for messages, for example {@code read}
     * @param words the words after the name, already unquoted
     * @return a record
     * @throws UsageException naming the option, the value received and what is accepted
     */
    public R read(String owner, List<String> words) {
        Map<String, String> given = new LinkedHashMap<>();
        List<String> positional = new ArrayList<>();
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            if (!word.startsWith("--") || word.equals("--")) {
                positional.add(word);
                continue;
            }
            i += readNamed(owner, word, i + 1 < words.size() ? words.get(i + 1) : null, given);
        }
        assignPositional(owner, positional, given);
        return build(owner, given);
    }

    /** Returns how many words beyond this one were used. */
    private int readNamed(String owner, String word, @Nullable String next, Map<String, String> given) {
        int equals = word.indexOf('=');
        String name = equals < 0 ? word.substring(2) : word.substring(2, equals);
        DeclaredOption option = declared.get(name);
        if (option == null && equals < 0 && name.startsWith("no-")) {
            DeclaredOption negated = declared.get(name.substring(3));
            if (negated != null && negated.isFlag()) {
                put(owner, given, negated, "false");
                return 0;
            }
        }
        if (option == null) {
            throw new UsageException(owner + ": unknown option --" + name + "; "
                    + Names.suggestion(name, List.copyOf(declared.keySet())));
        }
        if (equals >= 0) {
            put(owner, given, option, word.substring(equals + 1));
            return 0;
        }
        if (option.isFlag()) {
            boolean explicit = "true".equals(next) || "false".equals(next);
            put(owner, given, option, explicit && next != null ? next : "true");
            return explicit ? 1 : 0;
        }
        if (next == null) {
            throw new UsageException(owner + ": option --" + name + " needs a value: " + option.accepted());
        }
        put(owner, given, option, next);
        return 1;
    }

    private static void put(String owner, Map<String, String> given, DeclaredOption option, String value) {
        if (option.isRepeatable()) {
            given.merge(option.name(), value, (before, next) -> before + DeclaredOption.AGAIN + next);
        } else if (given.putIfAbsent(option.name(), value) != null) {
            throw new UsageException(owner + ": option --" + option.name() + " is given twice");
        }
    }

    private void assignPositional(String owner, List<String> words, Map<String, String> given) {
        List<DeclaredOption> open = declared.values().stream()
                .filter(o -> o.positional() && !given.containsKey(o.name()))
                .toList();
        for (int i = 0; i < words.size(); i++) {
            if (i >= open.size()) {
                String accepted = declared.isEmpty() ? "it takes no options" : "options are " + usage();
                throw new UsageException(owner + ": unexpected argument \"" + words.get(i) + "\"; " + accepted);
            }
            given.put(open.get(i).name(), words.get(i));
        }
    }

    private R build(String owner, Map<String, String> given) {
        Object[] values = new Object[declared.size()];
        int i = 0;
        for (DeclaredOption option : declared.values()) {
            String text = given.get(option.name());
            if (text == null && option.required()) {
                String name = option.positional() ? option.name().toUpperCase(Locale.ROOT) : "--" + option.name();
                throw new UsageException(owner + ": missing " + name + " (" + option.help() + ")");
            }
            values[i++] = option.value(owner, text);
        }
        return create(values);
    }

    /**
     * A copy with another value.
     *
     * @param options a record of this type
     * @param name the option's name
     * @param value of the option's type
     * @return the copy, checked by the record's constructor
     */
    public R with(R options, String name, Object value) {
        if (!declared.containsKey(name)) {
            throw new IllegalArgumentException(type.getName() + " has no option " + name);
        }
        @Nullable
        Object[] values = declared.values().stream()
                .map(o -> o.name().equals(name) ? value : o.value(options))
                .toArray();
        return create(values);
    }

    private R create(@Nullable Object[] values) {
        Class<?>[] types = Stream.of(type.getRecordComponents())
                .map(RecordComponent::getType)
                .toArray(Class<?>[]::new);
        try {
            Constructor<R> constructor = type.getDeclaredConstructor(types);
            constructor.setAccessible(true);
            return constructor.newInstance(values);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalStateException("cannot create " + type.getName(), e);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("cannot create " + type.getName(), e);
        }
    }

    /**
     * Writes a record as the words that read back to it; options at their default are left out.
     *
     * @param options a record of this type
     * @return the words, unquoted
     */
    public List<String> words(R options) {
        List<String> words = new ArrayList<>();
        for (DeclaredOption option : declared.values()) {
            String text = option.text(options);
            if (text == null || text.equals(option.defaultValue())) {
                continue;
            }
            if (option.isRepeatable()) {
                for (String item : text.split(String.valueOf(DeclaredOption.AGAIN), -1)) {
                    words.addAll(List.of("--" + option.name(), item));
                }
                continue;
            }
            if (!option.positional()) {
                words.add("--" + option.name());
            }
            if (!option.isFlag() || !text.equals("true") || option.positional()) {
                words.add(text);
            }
        }
        return words;
    }

    /**
     * One line that shows all options.
     *
     * @return for example {@code FILE [--smiles COLUMN] [--header]}
     */
    public String usage() {
        return String.join(
                " ", declared.values().stream().map(DeclaredOption::usage).toList());
    }

    /**
     * How a command with these options is written.
     *
     * @param command what the user calls
     * @return a line with all options, then a line for each with its help
     */
    public String help(String command) {
        StringBuilder text = new StringBuilder((command + " " + usage()).strip());
        for (DeclaredOption option : declared.values()) {
            String name = option.positional() ? option.name().toUpperCase(Locale.ROOT) : "--" + option.name();
            String fallback = option.defaultValue().isEmpty() ? "" : ", default " + option.defaultValue();
            text.append(String.format("%n  %-18s %s (%s%s)", name, option.help(), option.accepted(), fallback));
        }
        return text.toString();
    }

    /**
     * Proposes option names, and the words of a closed choice.
     *
     * @param text text after the command, up to the cursor
     * @return words that may replace the last word of the text
     */
    public List<String> suggest(String text) {
        List<String> words = List.of(text.split("\\s+", -1));
        String typed = words.get(words.size() - 1);
        String previous = words.size() > 1 ? words.get(words.size() - 2) : "";
        for (DeclaredOption option : declared.values()) {
            if (previous.equals("--" + option.name()) && !option.isFlag()) {
                return option.choices().stream()
                        .filter(c -> c.startsWith(typed))
                        .toList();
            }
        }
        return declared.values().stream()
                .filter(o -> !o.positional() && !words.contains("--" + o.name()))
                .map(o -> o.isFlag() ? o.flag() : "--" + o.name())
                .filter(o -> !words.contains(o) && o.startsWith(typed))
                .toList();
    }
}
