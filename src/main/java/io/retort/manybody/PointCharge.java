package io.retort.manybody;

/**
 * A charge without extent that embeds a calculation.
 *
 * @param charge in units of the elementary charge
 * @param x bohr
 * @param y bohr
 * @param z bohr
 */
public record PointCharge(double charge, double x, double y, double z) {}
