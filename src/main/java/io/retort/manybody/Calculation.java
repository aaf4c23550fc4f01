package io.retort.manybody;

import java.util.List;

/**
 * One energy calculation: which atoms are real, which carry only basis functions.
 *
 * @param model method and basis
 * @param driver what is asked for
 * @param real atoms with nucleus and electrons
 * @param ghosts atoms that bring only their basis functions
 * @param charge of the real atoms together
 * @param multiplicity 2S + 1
 * @param embedding charges around, with no interaction among themselves
 */
public record Calculation(
        ModelChemistry model,
        Driver driver,
        List<Atom> real,
        List<Atom> ghosts,
        int charge,
        int multiplicity,
        List<PointCharge> embedding) {}
