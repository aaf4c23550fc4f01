package io.retort.magic;

import io.retort.core.DeclaredOption;
import io.retort.core.Names;
import io.retort.core.OptionSet;
import io.retort.core.UsageException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Options of one line that belong to several records, each name to one of them. There are no positional ones.
 *
 * @param command what the user calls, for messages
 * @param sets the records
 */
record OptionGroups(String command, List<OptionSet<?>> sets) {
    OptionGroups {
        sets = List.copyOf(sets);
    }

    /** The words of each record. */
    Map<OptionSet<?>, List<String>> split(List<String> words) {
        Map<OptionSet<?>, List<String>> parts = new LinkedHashMap<>();
        sets.forEach(set -> parts.put(set, new ArrayList<>()));
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            if (!word.startsWith("--") || word.length() == 2) {
                throw new UsageException(command + ": \"" + word + "\" is no option; options begin with --");
            }
            OptionSet<?> owner = owner(nameIn(word));
            List<String> part = parts.computeIfAbsent(owner, set -> new ArrayList<>());
            part.add(word);
            boolean flag =
                    option(owner, nameIn(word)).map(DeclaredOption::isFlag).orElse(true);
            if (word.indexOf('=') < 0 && !flag && i + 1 < words.size()) {
                part.add(words.get(++i));
            }
        }
        return parts;
    }

    String help() {
        StringBuilder text = new StringBuilder();
        for (OptionSet<?> set : sets) {
            text.append(text.isEmpty() ? "" : "\n\n").append(set.help(text.isEmpty() ? command : "..."));
        }
        return text.toString();
    }

    List<String> suggest(String text) {
        LinkedHashSet<String> found = new LinkedHashSet<>();
        sets.forEach(set -> found.addAll(set.suggest(text)));
        return List.copyOf(found);
    }

    private OptionSet<?> owner(String name) {
        for (OptionSet<?> set : sets) {
            if (option(set, name).isPresent()
                    || (name.startsWith("no-") && option(set, name.substring(3)).isPresent())) {
                return set;
            }
        }
        List<String> known = new ArrayList<>();
        sets.forEach(set -> set.declared().forEach(option -> known.add(option.name())));
        throw new UsageException(command + ": unknown option --" + name + "; " + Names.suggestion(name, known));
    }

    private static Optional<DeclaredOption> option(OptionSet<?> set, String name) {
        return set.declared().stream().filter(o -> o.name().equals(name)).findFirst();
    }

    private static String nameIn(String word) {
        int equals = word.indexOf('=');
        return word.substring(2, equals < 0 ? word.length() : equals);
    }
}
