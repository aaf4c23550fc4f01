package io.retort.engine;

import io.retort.core.DeclaredOption;
import java.util.ArrayList;
import java.util.List;

/**
 * How a pipeline text may go on.
 *
 * @param from position from which a suggestion replaces the text
 * @param texts what may stand there, in the order to show
 */
public record Suggestions(int from, List<String> texts) {
    /** Copies the texts. */
    public Suggestions {
        texts = List.copyOf(texts);
    }

    static Suggestions at(String text, int cursor) {
        String before = text.substring(0, Math.max(0, Math.min(cursor, text.length())));
        int stageStart = Math.max(before.lastIndexOf('|'), before.lastIndexOf('\n')) + 1;
        String stage = before.substring(stageStart).stripLeading();
        int wordStart = before.length();
        while (wordStart > stageStart && !Character.isWhitespace(before.charAt(wordStart - 1))) {
            wordStart--;
        }
        String typed = before.substring(wordStart);
        String[] words = stage.split("\\s+", -1);
        if (words.length <= 1) {
            return matching(wordStart, typed, StageCatalog.installed().names());
        }
        if (!StageCatalog.installed().names().contains(words[0])) {
            return new Suggestions(wordStart, List.of());
        }
        List<DeclaredOption> options =
                StageCatalog.installed().require(words[0]).options().declared();
        String previous = words[words.length - 2];
        for (DeclaredOption option : options) {
            if (previous.equals("--" + option.name()) && !option.isFlag()) {
                return matching(wordStart, typed, option.choices());
            }
        }
        List<String> names = new ArrayList<>();
        for (DeclaredOption option : options) {
            if (!option.positional() && !List.of(words).contains("--" + option.name())) {
                names.add("--" + option.name());
            }
        }
        return matching(wordStart, typed, names);
    }

    private static Suggestions matching(int from, String typed, List<String> known) {
        return new Suggestions(from, known.stream().filter(k -> k.startsWith(typed)).toList());
    }
}
