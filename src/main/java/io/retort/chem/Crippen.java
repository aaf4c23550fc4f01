package io.retort.chem;

/**
 * Wildman-Crippen log P and molar refractivity: sums of contributions of atom types, hydrogens included. Sums are of
 * whole units, so that they do not depend on the order of atoms.
 *
 * <p><b>Source</b>: Wildman, Crippen, J. Chem. Inf. Comput. Sci. 1999, 39, 868, with the atom types as RDKit 2022.09
 * reads them.
 *
 * @param logPUnits log P times 1e5
 * @param refractivityUnits molar refractivity in cm^3/mol times 1e5
 */
record Crippen(long logPUnits, long refractivityUnits) {

    static Crippen of(MolGraph graph) {
        CrippenAtoms atoms = new CrippenAtoms(graph);
        long logP = 0;
        long refractivity = 0;
        for (int atom = 0; atom < graph.atomCount; atom++) {
            int type = atoms.type(atom);
            logP += CrippenTable.logP(type);
            refractivity += CrippenTable.refractivity(type);
            int hydrogens = graph.hydrogens[atom];
            if (hydrogens > 0) {
                int ofHydrogen = atoms.typeOfHydrogensOn(atom);
                logP += (long) hydrogens * CrippenTable.logP(ofHydrogen);
                refractivity += (long) hydrogens * CrippenTable.refractivity(ofHydrogen);
            }
        }
        return new Crippen(logP, refractivity);
    }

    double logP() {
        return logPUnits / CrippenTable.UNITS;
    }

    /** In cm^3/mol. */
    double refractivity() {
        return refractivityUnits / CrippenTable.UNITS;
    }
}
