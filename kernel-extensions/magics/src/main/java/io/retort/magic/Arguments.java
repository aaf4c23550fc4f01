package io.retort.magic;

import io.retort.core.Names;
import io.retort.core.UsageException;
import java.lang.reflect.InvocationTargetException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads the words of a command into a record whose components carry {@link io.retort.core.Option}: {@code --name value},
 * {@code --name=value}, {@code --flag} for a boolean, and positional words. Anything unknown is refused with the nearest
 * name.
 */
public final class Arguments {
    private Arguments() {}

    /**
     * Reads arguments.
     *
     * @param command what the user called, for messages, such as {@code %sql}
     * @param type the record
     * @param words the words after the command
     * @param <A> the record
     * @return the record with given and default values
     * @throws UsageException if a word is unknown, missing or out of range
     */
    public static <A extends Record> A read(String command, Class<A> type, List<String> words) {
        List<ArgumentSpec> specs = ArgumentSpec.of(type);
        Map<String, String> given = match(command, specs, words);
        @Nullable Object[] values = new @Nullable Object[specs.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = specs.get(i)
                    .value(command, Optional.ofNullable(given.get(specs.get(i).name())));
        }
        return create(type, values);
    }

    /**
     * How a command is written.
     *
     * @param command what the user calls
     * @param type the record
     * @return a line with all arguments, then a line for each with its help
     */
    public static String usage(String command, Class<? extends Record> type) {
        StringBuilder line = new StringBuilder(command);
        StringBuilder lines = new StringBuilder();
        for (ArgumentSpec spec : ArgumentSpec.of(type)) {
            line.append(' ').append(spec.synopsis());
            lines.append("\n  ").append(spec.description());
        }
        return line.append(lines).toString();
    }

    /**
     * Proposes option names and the names of enum constants.
     *
     * @param type the record
     * @param text text after the command, up to the cursor
     * @return words that may replace the last word
     */
    public static List<String> suggest(Class<? extends Record> type, String text) {
        String[] words = text.split("\\s+", -1);
        String last = words[words.length - 1];
        String before = words.length > 1 ? words[words.length - 2] : "";
        List<ArgumentSpec> specs = ArgumentSpec.of(type);
        List<String> found = new ArrayList<>();
        for (ArgumentSpec spec : specs) {
            if (before.equals("--" + spec.name())) {
                return spec.choices().stream().filter(c -> c.startsWith(last)).toList();
            }
            if (!spec.positional() && ("--" + spec.name()).startsWith(last)) {
                found.add("--" + spec.name());
            }
        }
        return found;
    }

    private static Map<String, String> match(String command, List<ArgumentSpec> specs, List<String> words) {
        Map<String, String> given = new HashMap<>();
        List<ArgumentSpec> positional =
                new ArrayList<>(specs.stream().filter(ArgumentSpec::positional).toList());
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            if (!word.startsWith("--") || word.length() == 2) {
                if (positional.isEmpty()) {
                    throw new UsageException(
                            command + " does not take \"" + word + "\"; usage: " + synopsis(command, specs));
                }
                given.put(positional.remove(0).name(), word);
                continue;
            }
            int equals = word.indexOf('=');
            ArgumentSpec spec = find(command, specs, equals < 0 ? word.substring(2) : word.substring(2, equals));
            if (equals >= 0) {
                given.put(spec.name(), word.substring(equals + 1));
            } else if (spec.flag()) {
                given.put(spec.name(), "true");
            } else if (++i < words.size()) {
                given.put(spec.name(), words.get(i));
            } else {
                throw new UsageException(command + " --" + spec.name() + " needs a value");
            }
        }
        return given;
    }

    private static ArgumentSpec find(String command, List<ArgumentSpec> specs, String name) {
        List<String> known = specs.stream().map(ArgumentSpec::name).toList();
        return specs.stream()
                .filter(s -> s.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new UsageException(
                        command + " has no option --" + name + "; " + Names.suggestion(name, known)));
    }

    private static String synopsis(String command, List<ArgumentSpec> specs) {
        StringBuilder line = new StringBuilder(command);
        specs.forEach(s -> line.append(' ').append(s.synopsis()));
        return line.toString();
    }

    private static <A extends Record> A create(Class<A> type, @Nullable Object[] values) {
        try {
            var constructor = ArgumentSpec.constructor(type);
            constructor.setAccessible(true);
            return constructor.newInstance(values);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof RuntimeException refused) {
                throw refused;
            }
            throw new IllegalStateException("The record " + type.getName() + " cannot be created", e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("The record " + type.getName() + " cannot be created", e);
        }
    }
}
