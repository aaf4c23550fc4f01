package io.retort.magic;

import io.retort.core.OptionSet;
import io.retort.core.UsageException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Words after a magic that reads a table and may keep one.
 *
 * @param table name of the table that is read, null if none is given
 * @param out name of the table that keeps the result, null if none is given
 * @param rest the other words
 */
record TableWords(@Nullable String table, @Nullable String out, List<String> rest) {
    private static final String OUT = "--out";

    /**
     * Takes the table and {@code --out} out of the words.
     *
     * @param options whose values are not taken for the table
     * @param takesTable whether the first word that is no option is the table
     */
    static TableWords of(List<String> words, OptionSet<?> options, boolean takesTable) {
        List<String> rest = new ArrayList<>();
        String table = null;
        String out = null;
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            if (word.equals(OUT)) {
                if (i + 1 == words.size()) {
                    throw new UsageException(OUT + " needs a value, the name of a table");
                }
                out = words.get(++i);
            } else if (word.startsWith(OUT + "=")) {
                out = word.substring(OUT.length() + 1);
            } else if (!word.startsWith("--") && takesTable && table == null) {
                table = word;
            } else {
                rest.add(word);
                if (takesValue(options, word) && i + 1 < words.size()) {
                    rest.add(words.get(++i));
                }
            }
        }
        return new TableWords(table, out, rest);
    }

    private static boolean takesValue(OptionSet<?> options, String word) {
        return word.startsWith("--")
                && options.declared().stream()
                        .anyMatch(option -> option.name().equals(word.substring(2)) && !option.isFlag());
    }

    /** Proposes tables first, then options. */
    static List<String> suggest(String text, OptionSet<?> options) {
        String word = text.substring(Math.max(text.lastIndexOf(' '), text.lastIndexOf('\t')) + 1);
        if (!word.startsWith("-") && text.strip().equals(word)) {
            return TableSuggestions.tables(word);
        }
        List<String> found = new ArrayList<>(options.suggest(text));
        if (!word.isEmpty() && OUT.startsWith(word)) {
            found.add(OUT);
        }
        return found;
    }
}
