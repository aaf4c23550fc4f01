package io.retort.magic;

import java.util.AbstractList;
import java.util.List;

/**
 * The words of a line together with the line as it was written. Kernels pass it through the registry, whose magics take
 * words, so that magics which read a language of their own see the quotes too.
 */
public final class WrittenArguments extends AbstractList<String> {
    private final String text;
    private final List<String> words;

    /**
     * Splits a line.
     *
     * @param text the line
     * @throws io.retort.core.UsageException if a quote is not closed
     */
    public WrittenArguments(String text) {
        this.text = text;
        this.words = ArgumentLine.split(text);
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
