package io.retort.engine;

import io.retort.core.Option;
import io.retort.core.UsageException;
import io.retort.table.Schema;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/**
 * Keeps the first row, in input order, of those that are equal in the named columns, and counts the others. Exact: a
 * hash only finds candidates, the text decides.
 *
 * @param by columns that must be equal
 */
@StageInfo(
        name = "dedup",
        help = "Keeps the first row, in input order, of those that are equal in the named columns.",
        example = "dedup --by smiles")
public record Dedup(
        @Option(help = "Columns that must be equal, separated by commas.", defaultValue = "smiles")
        List<String> by) implements DistinctStage {

    /** Copies the names. */
    public Dedup {
        by = List.copyOf(by);
        if (by.isEmpty()) {
            throw new UsageException("dedup: --by needs at least one column");
        }
    }

    /** By the column {@code smiles}. */
    public Dedup() {
        this(List.of("smiles"));
    }

    @Override
    public Function<Row, String> key(Schema in) {
        int[] columns = by.stream().mapToInt(c -> column(in, c)).toArray();
        if (columns.length == 1) {
            return row -> row.text(columns[0]);
        }
        return row -> {
            StringBuilder key = new StringBuilder();
            for (int column : columns) {
                String text = row.text(column);
                key.append(text.length()).append(':').append(text);
            }
            return key.toString();
        };
    }

    /** Finds a column; if it is missing, the stage that would make it is named. */
    private static int column(Schema in, String name) {
        if (in.find(name).isEmpty()) {
            for (StageCatalog.Entry<?> entry : StageCatalog.installed().all()) {
                StageInfo info = entry.info();
                if (List.of(info.columns().split("\\W+")).contains(name.toLowerCase(Locale.ROOT))) {
                    throw new UsageException("dedup --by: no column \"" + name + "\" yet; put the stage \""
                            + info.name() + "\" before dedup, it adds " + info.columns());
                }
            }
        }
        return in.require(name, "dedup --by");
    }
}
