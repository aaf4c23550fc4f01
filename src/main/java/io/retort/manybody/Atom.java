package io.retort.manybody;

/**
 * One atom at a place.
 *
 * @param element symbol, such as {@code O}
 * @param x bohr
 * @param y bohr
 * @param z bohr
 */
public record Atom(String element, double x, double y, double z) {}
