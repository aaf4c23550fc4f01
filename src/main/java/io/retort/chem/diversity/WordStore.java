package io.retort.chem.diversity;

/** Many words to read from: in memory or in a file. Safe for use by many threads, each with a window of its own. */
interface WordStore {
    /**
     * Shows some words.
     *
     * @param from first word
     * @param length number of words, at most the window's room
     * @param window is set to where they are
     */
    void show(long from, int length, Window window);

    /** Where shown words are: in the store's own array, or in the window's room, to which they were copied. */
    final class Window {
        final long[] room;
        long[] words;
        int at;

        Window(int length) {
            room = new long[length];
            words = room;
        }

        void set(long[] shown, int place) {
            words = shown;
            at = place;
        }
    }

    /** Words of an array. */
    static WordStore of(long[] words) {
        return (from, length, window) -> window.set(words, (int) from);
    }
}
