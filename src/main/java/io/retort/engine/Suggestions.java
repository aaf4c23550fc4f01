package io.retort.engine;

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
        String options = stage.substring(words[0].length() + 1);
        return new Suggestions(
                wordStart, StageCatalog.installed().require(words[0]).options().suggest(options));
    }

    private static Suggestions matching(int from, String typed, List<String> known) {
        return new Suggestions(
                from, known.stream().filter(k -> k.startsWith(typed)).toList());
    }
}
