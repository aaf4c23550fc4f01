package io.retort.magic;

import io.retort.core.UsageException;
import java.util.AbstractList;
import java.util.List;

/**
 * The words of a line together with the line as it was written. Kernels pass it through the registry, whose magics take
 * words, so that magics which read a language of their own see the quotes too.
 */
public final class WrittenArguments extends AbstractList<String> {
    private final String text;
    private final List<String> words;
    private final boolean assigned;

    /**
     * Splits a line as well as it can be split: what reads a language of its own does not care for words.
     *
     * @param text the line
     */
    public WrittenArguments(String text) {
        this(text, false);
    }

    /**
     * Splits a line whose magic gives a value to a Java variable, or not.
     *
     * @param text the line
     * @param assigned whether a variable takes the value
     */
    public WrittenArguments(String text, boolean assigned) {
        this.text = text;
        this.assigned = assigned;
        this.words = wordsOf(text);
    }

    private static List<String> wordsOf(String text) {
        try {
            return ArgumentLine.split(text);
        } catch (UsageException e) {
            return List.of(text); // a magic that wants words splits the text itself, and says what is wrong
        }
    }

    static boolean isAssigned(List<String> words) {
        return words instanceof WrittenArguments written && written.assigned;
    }

    /**
     * The line of any list of words.
     *
     * @param words the words
     * @return the line as written if it is known, else one that splits into the same words
     */
    static String textOf(List<String> words) {
        return words instanceof WrittenArguments written ? written.text : ArgumentLine.join(words);
    }

    @Override
    public String get(int index) {
        return words.get(index);
    }

    @Override
    public int size() {
        return words.size();
    }
}
