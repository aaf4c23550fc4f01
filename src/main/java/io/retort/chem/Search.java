package io.retort.chem;

import io.retort.core.Option;
import io.retort.core.UsageException;
import io.retort.engine.BarrierStage;
import io.retort.engine.Items;
import io.retort.engine.RunOptions;
import io.retort.engine.StageInfo;
import io.retort.table.ArrayTable;
import io.retort.table.Schema;
import io.retort.table.Table;
import io.retort.table.TableReader;

/**
 * Keeps the rows whose molecules contain a substructure, or those that do not.
 *
 * @param smarts the pattern
 * @param exclude whether to keep the rows that do not contain it
 */
@StageInfo(
        name = "search",
        help = "Keeps the rows whose molecules contain a substructure.",
        example = "search \"c1ccc2[nH]ccc2c1\"",
        columns = "none: the rows stay as they are")
public record Search(
        @Option(help = "Pattern in SMARTS.", positional = true, required = true)
        String smarts,

        @Option(help = "Keep the rows that do not contain it.", defaultValue = "false")
        boolean exclude)
        implements BarrierStage {

    /** Checks that the pattern can be read. */
    public Search {
        if (smarts.isBlank()) {
            throw new UsageException("search: the pattern is empty; give one in SMARTS, such as \"c1ccc2[nH]ccc2c1\"");
        }
        SubstructureQuery.parse(smarts);
    }

    /**
     * Rows that contain a pattern.
     *
     * @param smarts the pattern
     * @return the stage
     */
    public static Search of(String smarts) {
        return new Search(smarts, false);
    }

    @Override
    public Bound bind(Schema in) {
        ParseMolecules.requireMolecules(in, "search");
        return new Bound(in, this::run);
    }

    private Table run(Table rows, Context context) {
        int count = Math.toIntExact(rows.rowCount());
        SmilesScreen screen = SmilesScreen.of(smarts);
        boolean[] kept = new boolean[count];
        Table texts = context.workspace().sql("SELECT " + ParseMolecules.SMILES + " FROM (" + rows.query() + ")");
        try (TableReader reader = new TableReader(context.workspace(), texts)) {
            Items.of(() -> new RowsOfTable(reader))
                    .<Boolean>eachWith(() -> {
                        SubstructureQuery query = SubstructureQuery.parse(smarts);
                        return row -> matches(screen, query, row[0] == null ? "" : row[0].toString());
                    })
                    .with(RunOptions.defaults().withWorkers(context.workers()))
                    .run(
                            (index, found) -> {
                                kept[(int) index] = found.orThrow() != exclude;
                                context.progress((index + 1.0) / count);
                            },
                            context.cancel());
        }
        Table all = context.beside(rows, new ArrayTable(count).with("retort_kept", kept));
        return context.workspace().sql("SELECT * EXCLUDE (retort_kept) FROM (" + all.query() + ") WHERE retort_kept");
    }

    private static boolean matches(SmilesScreen screen, SubstructureQuery query, String smiles) {
        return screen.passes(smiles)
                && query.count(Molecule.parse(smiles).orThrow().graph()) > 0;
    }
}
