package io.retort.manybody;

/**
 * Units and their factors.
 *
 * <p>Source: codata2018 in {@code docs/references.bib}; the calorie is the thermochemical one, 4.184 J.
 */
public final class Units {
    /** One bohr in angstrom. */
    public static final double ANGSTROM_PER_BOHR = 0.529177210903;

    /** One hartree in kJ/mol: energy of the hartree in joule times Avogadro's number. */
    public static final double KJ_MOL_PER_HARTREE = 4.3597447222071e-18 * 6.02214076e23 / 1000;

    /** One hartree in kcal/mol. */
    public static final double KCAL_MOL_PER_HARTREE = KJ_MOL_PER_HARTREE / 4.184;

    private Units() {}
}
