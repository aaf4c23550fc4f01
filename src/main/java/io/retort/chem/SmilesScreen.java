package io.retort.chem;

import io.retort.core.UsageException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Tells from the letters of a SMILES that a molecule cannot contain a pattern, before it is parsed. An element's symbol,
 * in lower case where it is aromatic, is in every SMILES of a molecule that holds it; so where none of the elements of the
 * pattern's rarest atom is there, there is no match. Carbon is nearly everywhere and never asked for.
 */
final class SmilesScreen {
    private static final int CARBON = 6;

    /** One of these must be there; empty to let everything pass. */
    private final List<String> symbols;

    private SmilesScreen(List<String> symbols) {
        this.symbols = symbols;
    }

    /** The screen of a pattern; one that lets everything pass where the pattern asks for no rare element. */
    static SmilesScreen of(String smarts) {
        try {
            SmartsScreen needed = Smarts.parse(smarts).screen();
            return new SmilesScreen(symbols(needed.low, needed.high));
        } catch (UsageException onlyCdkReadsIt) {
            return new SmilesScreen(List.of());
        }
    }

    private static List<String> symbols(long low, long high) {
        List<String> symbols = new ArrayList<>();
        for (int element = 0; element < 2 * Long.SIZE; element++) {
            long mask = element < Long.SIZE ? low : high;
            if ((mask >>> element & 1) == 0) {
                continue;
            }
            if (element < 2 || element == CARBON || element > ElementTable.LAST) {
                return List.of();
            }
            String symbol = ElementTable.get().symbol(element);
            symbols.add(symbol);
            symbols.add(symbol.toLowerCase(Locale.ROOT));
        }
        return symbols;
    }

    /** False if no molecule with this SMILES can contain the pattern. */
    boolean passes(String smiles) {
        for (String symbol : symbols) {
            if (smiles.contains(symbol)) {
                return true;
            }
        }
        return symbols.isEmpty();
    }
}
