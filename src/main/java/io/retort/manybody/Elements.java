package io.retort.manybody;

import io.retort.core.DataException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/**
 * The chemical elements as far as clusters need them.
 *
 * <p>Source: cordero2008 in {@code docs/references.bib} for the radii.
 */
final class Elements {
    private static final Map<String, Element> BY_SYMBOL = read();

    private Elements() {}

    /** Nuclear charge, and covalent radius in angstrom. */
    record Element(String symbol, int number, double radiusAngstrom) {}

    /** The element of a symbol in any case. */
    static Element of(String symbol) {
        String written = symbol.isEmpty()
                ? symbol
                : symbol.substring(0, 1).toUpperCase(Locale.ROOT)
                        + symbol.substring(1).toLowerCase(Locale.ROOT);
        Element found = BY_SYMBOL.get(written);
        if (found == null) {
            throw new DataException("the element \"" + symbol + "\" is unknown; accepted are symbols from H to Rn");
        }
        return found;
    }

    private static Map<String, Element> read() {
        Map<String, Element> elements = new HashMap<>();
        try (InputStream in = Objects.requireNonNull(Elements.class.getResourceAsStream("elements.tsv"));
                BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            lines.lines().filter(line -> !line.startsWith("#")).skip(1).forEach(line -> {
                String[] cells = line.split("\t", -1);
                elements.put(cells[0], new Element(cells[0], Integer.parseInt(cells[1]), Double.parseDouble(cells[2])));
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return elements;
    }
}
