package io.retort.chem;

import io.retort.core.DataException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.openscience.cdk.config.Isotopes;
import org.openscience.cdk.interfaces.IElement;
import org.openscience.cdk.interfaces.IIsotope;

/**
 * Symbols and masses of the elements. Masses are whole nanodaltons, so that sums are exact and do not depend on the
 * order of the atoms. Weights and most common isotopes are those of RDKit 2022.09 ({@code elements.tsv} says where they
 * come from); masses of other isotopes are CDK's, from the same Blue Obelisk repository.
 */
final class ElementTable {
    /** Nanodaltons in a dalton. */
    static final double NANO = 1e9;
    /** Mass of an electron in nanodaltons (CODATA 2018: 5.48579909e-4 Da). */
    static final long ELECTRON_NANODALTON = 548_580;

    /** Atomic number of the heaviest element. */
    static final int LAST = 118;

    private static final int ELEMENTS = LAST + 1;
    private static final ElementTable INSTANCE = new ElementTable();

    private final String[] symbols = new String[ELEMENTS];
    private final long[] weights = new long[ELEMENTS];
    private final long[] commonMasses = new long[ELEMENTS];
    private final int[][] valences = new int[ELEMENTS][];
    private final int[] bySymbol;

    private ElementTable() {
        symbols[0] = "*";
        valences[0] = new int[0];
        for (String[] fields : readTable("elements.tsv")) {
            int number = Integer.parseInt(fields[0]);
            symbols[number] = fields[1];
            weights[number] = nanodalton(fields[2]);
            commonMasses[number] = nanodalton(fields[4]);
            valences[number] = Arrays.stream(fields[5].split(" "))
                    .filter(valence -> !valence.isEmpty())
                    .mapToInt(Integer::parseInt)
                    .toArray();
        }
        bySymbol = IntStream.range(0, ELEMENTS)
                .boxed()
                .sorted(Comparator.comparing(number -> symbols[number]))
                .mapToInt(Integer::intValue)
                .toArray();
    }

    static ElementTable get() {
        return INSTANCE;
    }

    private static long nanodalton(String dalton) {
        return new BigDecimal(dalton)
                .movePointRight(9)
                .setScale(0, RoundingMode.HALF_EVEN)
                .longValueExact();
    }

    /** Rows of a tab-separated resource of this package, without comments and header. */
    static List<String[]> readTable(String name) {
        List<String[]> rows = new ArrayList<>();
        try (InputStream stream = open(name);
                BufferedReader reader = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            boolean headerSeen = false;
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                if (line.isEmpty() || line.charAt(0) == '#') {
                    continue;
                }
                if (headerSeen) {
                    rows.add(line.split("\t", -1));
                }
                headerSeen = true;
            }
        } catch (IOException e) {
            throw new DataException("the table " + name + " inside the library cannot be read: reinstall it", e);
        }
        return rows;
    }

    private static InputStream open(String name) {
        InputStream stream = ElementTable.class.getResourceAsStream(name);
        if (stream == null) {
            throw new DataException("the table " + name + " is missing from the library: reinstall it");
        }
        return stream;
    }

    /** Symbol of an element; {@code *} for 0. */
    String symbol(int atomicNumber) {
        return symbols[atomicNumber];
    }

    /** Atomic numbers in the order of their symbols; shared, not to be edited. */
    int[] bySymbol() {
        return bySymbol;
    }

    /** Average mass of an atom of natural composition, 0 for 0. */
    long weightNanodalton(int atomicNumber) {
        return weights[atomicNumber];
    }

    /** Mass of the most common isotope, 0 for 0. */
    long commonMassNanodalton(int atomicNumber) {
        return commonMasses[atomicNumber];
    }

    /**
     * Hydrogens that complete an atom: up to the lowest valence of its element that the bonds leave room for.
     *
     * @param atomicNumber element
     * @param charge formal charge, which shifts the valences
     * @param bondOrders sum of Kekule bond orders
     * @return 0 for most metals and where no valence is high enough
     */
    int missingHydrogens(int atomicNumber, int charge, int bondOrders) {
        boolean electronPoor = atomicNumber == IElement.B || atomicNumber == IElement.Al;
        boolean cation = atomicNumber == IElement.C && charge > 0;
        int shift = electronPoor || cation ? -charge : charge;
        for (int valence : valences[atomicNumber]) {
            if (bondOrders <= valence + shift) {
                return valence + shift - bondOrders;
            }
        }
        return 0;
    }

    /**
     * Mass of an isotope.
     *
     * @param atomicNumber element
     * @param massNumber its nucleons
     * @return its mass, or the mass number in dalton where the isotope is not known
     */
    long isotopeMassNanodalton(int atomicNumber, int massNumber) {
        IIsotope isotope = isotope(symbols[atomicNumber], massNumber);
        Double exact = isotope == null ? null : isotope.getExactMass();
        return Math.round((exact == null ? massNumber : exact) * NANO);
    }

    private static @Nullable IIsotope isotope(String symbol, int massNumber) {
        try {
            return Isotopes.getInstance().getIsotope(symbol, massNumber);
        } catch (IOException e) {
            throw new DataException("CDK's table of isotopes cannot be read: reinstall the library", e);
        }
    }
}
