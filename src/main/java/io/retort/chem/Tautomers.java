package io.retort.chem;

/** Stub. */
final class Tautomers {
    record Choice(Molecule molecule, boolean changed, boolean capped) {}

    private Tautomers() {}

    static Choice canonical(Molecule molecule) {
        return new Choice(molecule, false, false);
    }
}
