package io.retort.chem;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** How one atom reads in SMILES: bare if its hydrogens follow from its bonds, in brackets otherwise. */
final class AtomText {
    /** As bits, the elements that OpenSMILES and RDKit write in lower case. */
    private static final long AROMATIC_ELEMENTS = 1L << MolGraph.BORON
            | 1L << MolGraph.CARBON
            | 1L << MolGraph.NITROGEN
            | 1L << MolGraph.OXYGEN
            | 1L << MolGraph.PHOSPHORUS
            | 1L << MolGraph.SULFUR
            | 1L << MolGraph.ARSENIC
            | 1L << MolGraph.SELENIUM
            | 1L << MolGraph.TELLURIUM;

    private static final byte[][] SYMBOLS = new byte[ElementTable.LAST + 1][];
    private static final byte[][] LOWER_CASE = new byte[ElementTable.LAST + 1][];

    static {
        for (int element = 0; element < SYMBOLS.length; element++) {
            String symbol = SmilesWriter.symbol(element);
            SYMBOLS[element] = symbol.getBytes(StandardCharsets.ISO_8859_1);
            LOWER_CASE[element] = symbol.toLowerCase(Locale.ROOT).getBytes(StandardCharsets.ISO_8859_1);
        }
    }

    private AtomText() {}

    static void append(MolGraph graph, int atom, String stereo, SmilesText out) {
        byte[] symbol = (isLowerCase(graph, atom) ? LOWER_CASE : SYMBOLS)[graph.element[atom]];
        if (stereo.isEmpty() && isBare(graph, atom)) {
            out.add(symbol);
            return;
        }
        out.add('[');
        if (graph.isotope[atom] != 0) {
            out.add(graph.isotope[atom]);
        }
        out.add(symbol);
        out.add(stereo);
        if (graph.hydrogens[atom] > 0) {
            out.add('H');
            addCount(graph.hydrogens[atom], out);
        }
        if (graph.charge[atom] != 0) {
            out.add(graph.charge[atom] > 0 ? '+' : '-');
            addCount(Math.abs(graph.charge[atom]), out);
        }
        if (graph.atomMap[atom] != 0) {
            out.add(':');
            out.add(graph.atomMap[atom]);
        }
        out.add(']');
    }

    private static void addCount(int count, SmilesText out) {
        if (count > 1) {
            out.add(count);
        }
    }

    /** Whether the atom is written as an aromatic one. */
    static boolean isLowerCase(MolGraph graph, int atom) {
        int element = graph.element[atom];
        return graph.aromatic[atom] && element < Long.SIZE && (AROMATIC_ELEMENTS >>> element & 1) != 0;
    }

    private static boolean isBare(MolGraph graph, int atom) {
        if (graph.isotope[atom] != 0 || graph.charge[atom] != 0 || graph.atomMap[atom] != 0) {
            return false;
        }
        int bonds = 0;
        for (int k = graph.first[atom]; k < graph.first[atom + 1]; k++) {
            bonds += graph.color(k) == MolGraph.AROMATIC ? 1 : graph.color(k);
        }
        int expected = graph.aromatic[atom]
                ? aromaticHydrogens(graph.element[atom], bonds)
                : impliedHydrogens(graph.element[atom], bonds);
        return expected == graph.hydrogens[atom];
    }

    private static int aromaticHydrogens(int element, int bonds) {
        return switch (element) {
            case 6 -> bonds <= 4 ? Math.max(0, 3 - bonds) : -1;
            case 5, 7, 15 -> bonds <= 3 ? 0 : -1;
            case 8, 16 -> bonds == 2 ? 0 : -1;
            default -> -1;
        };
    }

    /** Hydrogens that a bare atom has, or -1 if the element is never bare. */
    static int impliedHydrogens(int element, int bonds) {
        return switch (element) {
            case 0 -> 0;
            case 5 -> Math.max(0, 3 - bonds);
            case 6 -> Math.max(0, 4 - bonds);
            case 7, 15 -> bonds <= 3 ? 3 - bonds : Math.max(0, 5 - bonds);
            case 8 -> Math.max(0, 2 - bonds);
            case 16 -> bonds <= 2 ? 2 - bonds : bonds <= 4 ? 4 - bonds : Math.max(0, 6 - bonds);
            case 9, 17, 35, 53 -> Math.max(0, 1 - bonds);
            default -> -1;
        };
    }
}
