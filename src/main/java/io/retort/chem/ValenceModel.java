package io.retort.chem;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;

/**
 * Which valences an atom may have. For elements with four or more outer electrons the bond orders and hydrogens less
 * the charge may not exceed the element's largest valence; for the others the charge is added instead. Limits are read
 * from {@code valences.tsv}, which names its source.
 */
final class ValenceModel {
    private static final int UNLIMITED = -1;
    private static final int[] LARGEST = new int[119];
    private static final int[] OUTER = new int[119];

    static {
        read();
    }

    private ValenceModel() {}

    private static void read() {
        try (InputStream in = Objects.requireNonNull(ValenceModel.class.getResourceAsStream("valences.tsv"));
                BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            String line = reader.readLine();
            while (line != null) {
                if (Character.isDigit(line.charAt(0))) {
                    String[] field = line.split("\t", -1);
                    int element = Integer.parseInt(field[0]);
                    LARGEST[element] = Integer.parseInt(field[2]);
                    OUTER[element] = Integer.parseInt(field[3]);
                }
                line = reader.readLine();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("valences.tsv in the library's own jar cannot be read", e);
        }
    }

    /** Outer electrons of an element, 0 for {@code *}. */
    static int outerElectrons(int element) {
        return element < OUTER.length ? OUTER[element] : 0;
    }

    /** Largest valence of an atom as it is charged, or -1 without limit. */
    static int limit(int element, int charge) {
        if (element <= 0 || element >= LARGEST.length || LARGEST[element] <= 0) {
            return UNLIMITED;
        }
        return OUTER[element] >= 4 ? LARGEST[element] + charge : LARGEST[element] - charge;
    }

    /** The first atom with more bonds than its element allows, or -1. */
    static int firstViolation(MolGraph graph) {
        int[] valence = Arrays.copyOf(graph.hydrogens, graph.atomCount);
        for (int b = 0; b < graph.bondCount; b++) {
            valence[graph.begin[b]] += graph.order[b];
            valence[graph.end[b]] += graph.order[b];
        }
        for (int i = 0; i < graph.atomCount; i++) {
            int element = graph.element[i];
            if (LARGEST[element] > 0 && valence[i] > limit(element, graph.charge[i])) {
                return i;
            }
        }
        return -1;
    }
}
