package io.retort.manybody;

/**
 * How an energy is computed.
 *
 * @param method lower case, such as {@code hf}
 * @param basis lower case, such as {@code sto-3g}; empty for methods without one
 */
public record ModelChemistry(String method, String basis) {}
