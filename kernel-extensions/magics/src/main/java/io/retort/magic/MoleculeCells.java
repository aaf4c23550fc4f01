package io.retort.magic;

import io.retort.chem.Depiction;
import io.retort.chem.Molecule;
import io.retort.core.Outcome;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Draws the molecules of one table, in the columns whose name says that they hold SMILES. Drawing is bounded: so many
 * pictures for a table, and only of text that is not too long. What is not drawn stays text.
 */
final class MoleculeCells {
    static final int DRAWING_LIMIT = 12;
    static final int SIZE_PX = 160;

    private static final int LENGTH_LIMIT = 500;
    private static final String TEXT = "px;font-size:smaller;opacity:.7;overflow-wrap:anywhere;margin:2px 0 6px";

    private final boolean[] smiles;
    private final boolean[] preferred;
    private int found;
    private int drawn;

    private MoleculeCells(boolean[] smiles, boolean[] preferred) {
        this.smiles = smiles;
        this.preferred = preferred;
    }

    /** Finds the columns. Where the molecules of all do not fit, those of a column named {@code smiles} come first. */
    static MoleculeCells of(HtmlTable table) {
        int count = table.drawn() ? table.shownColumnCount() : 0;
        boolean[] smiles = new boolean[table.columns().size()];
        boolean[] named = new boolean[smiles.length];
        int columns = 0;
        boolean any = false;
        for (int i = 0; i < count; i++) {
            String name = table.columns().get(i).name().toLowerCase(Locale.ROOT);
            named[i] = name.equals("smiles");
            smiles[i] = named[i] || name.endsWith("_smiles");
            columns += smiles[i] ? 1 : 0;
            any |= named[i];
        }
        boolean fits = columns * table.shownRowCount() <= DRAWING_LIMIT;
        return new MoleculeCells(smiles, any && !fits ? named : smiles);
    }

    /** A cell with a drawing above its text, or null where the text alone is to be shown. Called once for each cell. */
    @Nullable
    String html(int column, @Nullable Object value) {
        if (!smiles[column]
                || !(value instanceof CharSequence)
                || value.toString().length() > LENGTH_LIMIT) {
            return null;
        }
        String text = value.toString();
        if (Molecule.parse(text) instanceof Outcome.Failed) {
            return null;
        }
        found++;
        Outcome<String> svg = preferred[column] && drawn < DRAWING_LIMIT ? Depiction.svg(text, SIZE_PX) : null;
        if (svg == null || svg instanceof Outcome.Failed) {
            return null;
        }
        drawn++;
        return cell(svg.orThrow(), text, SIZE_PX);
    }

    /** A drawing with its SMILES below. */
    static String cell(String svg, String text, int widthPx) {
        return svg + "<div style=\"width:" + widthPx + TEXT + "\">" + CellText.escape(text) + "</div>";
    }

    /** What the caption adds: nothing when everything is drawn. */
    String caption() {
        return drawn == found ? "" : String.format(Locale.ROOT, ", %,d of %,d molecules drawn", drawn, found);
    }
}
