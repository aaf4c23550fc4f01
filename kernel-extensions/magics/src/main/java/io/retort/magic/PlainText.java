package io.retort.magic;

/**
 * Text that a cell shows as it is.
 *
 * @param text any number of lines
 */
public record PlainText(String text) {
    @Override
    public String toString() {
        return text;
    }
}
