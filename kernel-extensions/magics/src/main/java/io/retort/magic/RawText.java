package io.retort.magic;

/**
 * The argument record of a magic that reads its line itself, because the line is in a language of its own.
 *
 * @param text the line as written, quotes included
 */
public record RawText(String text) {}
