package io.retort.magic;

/** The argument record of a magic that takes none. */
public record NoArguments() {}
