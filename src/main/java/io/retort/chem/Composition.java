package io.retort.chem;

/**
 * What a molecule is made of: masses, formula and charge.
 *
 * @param exactMassNanodalton sum of the masses of the most common isotopes, or of the isotopes given, less one electron
 *     for each positive charge
 * @param weightNanodalton sum of average atomic weights, or of the masses of the isotopes given
 * @param charge sum of formal charges
 * @param heavyAtoms atoms other than hydrogen and {@code *}
 * @param carbons carbon atoms
 * @param saturatedCarbons carbons with four neighbors, hydrogens included
 * @param counts atoms of each element, hydrogens included
 */
record Composition(
        long exactMassNanodalton,
        long weightNanodalton,
        int charge,
        int heavyAtoms,
        int carbons,
        int saturatedCarbons,
        int[] counts) {

    static Composition of(MolGraph graph) {
        ElementTable table = ElementTable.get();
        int[] counts = new int[ElementTable.LAST + 1];
        long exact = 0;
        long weight = 0;
        int charge = 0;
        int hydrogens = 0;
        int saturated = 0;
        for (int atom = 0; atom < graph.atomCount; atom++) {
            int element = graph.element[atom];
            int isotope = graph.isotope[atom];
            counts[element]++;
            charge += graph.charge[atom];
            hydrogens += graph.hydrogens[atom];
            saturated += element == MolGraph.CARBON && graph.degree(atom) + graph.hydrogens[atom] == 4 ? 1 : 0;
            if (isotope == 0) {
                exact += table.commonMassNanodalton(element);
                weight += table.weightNanodalton(element);
            } else {
                long mass = table.isotopeMassNanodalton(element, isotope);
                exact += mass;
                weight += mass;
            }
        }
        int heavy = graph.atomCount - counts[0] - counts[MolGraph.HYDROGEN];
        counts[MolGraph.HYDROGEN] += hydrogens;
        exact += hydrogens * table.commonMassNanodalton(MolGraph.HYDROGEN) - charge * ElementTable.ELECTRON_NANODALTON;
        weight += hydrogens * table.weightNanodalton(MolGraph.HYDROGEN);
        return new Composition(exact, weight, charge, heavy, counts[MolGraph.CARBON], saturated, counts);
    }

    /**
     * Carbon, hydrogen, then the other symbols in alphabetical order, then the charge: {@code C2H3O2-}. Hydrogen comes
     * first in molecules without carbon too, as in RDKit, where Hill has it in its alphabetical place.
     */
    String formula() {
        ElementTable table = ElementTable.get();
        StringBuilder text = new StringBuilder(24);
        append(text, "C", counts[MolGraph.CARBON]);
        append(text, "H", counts[MolGraph.HYDROGEN]);
        for (int element : table.bySymbol()) {
            if (counts[element] > 0 && element != MolGraph.CARBON && element != MolGraph.HYDROGEN) {
                append(text, table.symbol(element), counts[element]);
            }
        }
        if (charge != 0) {
            append(text, charge > 0 ? "+" : "-", Math.abs(charge));
        }
        return text.toString();
    }

    private static void append(StringBuilder text, String symbol, int count) {
        if (count > 0) {
            text.append(symbol);
            if (count > 1) {
                text.append(count);
            }
        }
    }
}
