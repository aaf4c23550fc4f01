package io.retort.chem;

import java.util.Arrays;
import java.util.TreeMap;

/**
 * What a molecule is made of: masses, formula and charge.
 *
 * @param exactMassNanodalton sum of the masses of the most common isotopes, or of the isotopes given, less one electron
 *     for each positive charge
 * @param weightNanodalton sum of average atomic weights, or of the masses of the isotopes given
 * @param formula carbon, hydrogen, then the other symbols in alphabetical order, then the charge: {@code C2H3O2-};
 *     hydrogen comes first in molecules without carbon too, as in RDKit, where Hill has it in its alphabetical place
 * @param charge sum of formal charges
 * @param heavyAtoms atoms other than hydrogen and {@code *}
 */
record Composition(long exactMassNanodalton, long weightNanodalton, String formula, int charge, int heavyAtoms) {

    static Composition of(MolGraph graph) {
        ElementTable table = ElementTable.get();
        int[] counts = new int[128];
        long exact = 0;
        long weight = 0;
        int charge = 0;
        int hydrogens = 0;
        int heavy = 0;
        for (int atom = 0; atom < graph.atomCount; atom++) {
            int element = graph.element[atom];
            int isotope = graph.isotope[atom];
            counts[element]++;
            charge += graph.charge[atom];
            hydrogens += graph.hydrogens[atom];
            heavy += element > MolGraph.HYDROGEN ? 1 : 0;
            long isotopeMass = isotope == 0 ? 0 : table.isotopeMassNanodalton(element, isotope);
            exact += isotope == 0 ? table.commonMassNanodalton(element) : isotopeMass;
            weight += isotope == 0 ? table.weightNanodalton(element) : isotopeMass;
        }
        counts[MolGraph.HYDROGEN] += hydrogens;
        exact += hydrogens * table.commonMassNanodalton(MolGraph.HYDROGEN) - charge * ElementTable.ELECTRON_NANODALTON;
        weight += hydrogens * table.weightNanodalton(MolGraph.HYDROGEN);
        return new Composition(exact, weight, formula(table, counts, charge), charge, heavy);
    }

    private static String formula(ElementTable table, int[] counts, int charge) {
        StringBuilder text = new StringBuilder();
        int[] rest = Arrays.copyOf(counts, counts.length);
        append(text, "C", rest[MolGraph.CARBON]);
        append(text, "H", rest[MolGraph.HYDROGEN]);
        rest[MolGraph.CARBON] = 0;
        rest[MolGraph.HYDROGEN] = 0;
        TreeMap<String, Integer> bySymbol = new TreeMap<>();
        for (int element = 0; element < rest.length; element++) {
            if (rest[element] > 0) {
                bySymbol.put(table.symbol(element), rest[element]);
            }
        }
        bySymbol.forEach((symbol, count) -> append(text, symbol, count));
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
