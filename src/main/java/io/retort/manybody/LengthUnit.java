package io.retort.manybody;

/** Unit of the places of atoms. */
public enum LengthUnit {
    /** 0.1 nm, the unit of XYZ files. */
    ANGSTROM(1 / Units.ANGSTROM_PER_BOHR),
    /** The atomic unit, that of QCSchema. */
    BOHR(1);

    private final double bohr;

    LengthUnit(double bohr) {
        this.bohr = bohr;
    }

    /**
     * The unit in bohr.
     *
     * @return factor
     */
    public double bohr() {
        return bohr;
    }
}
