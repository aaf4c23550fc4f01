package io.retort.embed.search;

import io.retort.core.Option;
import io.retort.core.OptionSet;
import io.retort.core.UsageException;
import io.retort.engine.BarrierStage;
import io.retort.engine.StageInfo;
import io.retort.table.Column;
import io.retort.table.ColumnType;
import io.retort.table.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the rows whose vectors are nearest to those of one or several texts, for each of them the nearest first. A row that is
 * near to several texts is there for each of them. {@code query} counts the texts from 1, {@code rank} the rows of each. The
 * column of vectors is left out.
 *
 * @param to texts, which the column's own model turns into vectors
 * @param row number of a row, from 1, whose vector is a query too, and which is not found itself; 0 for none
 * @param top most rows for each query
 * @param similarity least cosine
 * @param by column of vectors
 * @param where condition in SQL that rows must meet, null for none
 * @param mode how to search
 * @param model model of the column, where Retort does not know it or where it lies; null for the one that is known
 */
@StageInfo(
        name = "neighbors",
        help = "Keeps the rows whose vectors are nearest to those of one or several texts.",
        example = "neighbors \"CC(=O)Oc1ccccc1C(=O)O\" --top 5",
        columns = "query, query_text, rank, similarity")
public record Neighbors(
        @Option(help = "Text to compare with; several as --to TEXT --to TEXT.", positional = true, repeatable = true)
        List<String> to,

        @Option(help = "Number of a row to compare with, from 1; 0 for none.", defaultValue = "0", min = 0)
        long row,

        @Option(help = "Most rows for each query.", defaultValue = "10", unit = "rows", min = 1, max = 100_000)
        int top,

        @Option(help = "Least cosine similarity.", defaultValue = "-1", min = -1, max = 1)
        double similarity,

        @Option(help = "Column of vectors.", defaultValue = "embedding")
        String by,

        @Option(help = "Condition in SQL that rows must meet, such as \"mol_weight_da < 400\".") @Nullable
        String where,

        @Option(
                help = "Look at all rows, or go through an index, which is built where it is missing.",
                defaultValue = "auto")
        Mode mode,

        @Option(help = "Model of the column, where it is not known or where it lies.") @Nullable
        String model)
        implements BarrierStage {

    /** How to search. */
    public enum Mode {
        /** {@link #EXACT} unless there are very many rows and queries. */
        AUTO,
        /** Look at all rows. */
        EXACT,
        /** Through {@link VectorIndex}. */
        INDEX
    }

    /** Copies the list and checks that there is something to compare with. */
    public Neighbors {
        to = List.copyOf(to);
        if (to.isEmpty() && row == 0) {
            throw new UsageException("neighbors: name a text, or a row with --row, to compare with");
        }
    }

    /**
     * Reads options.
     *
     * @param words such as {@code CCO --top 5 --where "mol_weight_da < 400"}
     * @return the search
     * @throws UsageException naming the option, the value and what is accepted
     */
    public static Neighbors of(String... words) {
        return OptionSet.of(Neighbors.class).read("neighbors", List.of(words));
    }

    @Override
    public Bound bind(Schema in) {
        in.require(by, "neighbors --by");
        Schema rows = Schema.of(in.columns().stream()
                .filter(c -> !c.name().equalsIgnoreCase(by))
                .toList());
        Schema out = rows.with(List.of(
                new Column("query", ColumnType.LONG),
                new Column("query_text", ColumnType.STRING),
                new Column("rank", ColumnType.LONG),
                new Column("similarity", ColumnType.DOUBLE)));
        return new Bound(
                out,
                (table, context) -> VectorSearch.in(context.workspace(), table)
                        .find(this, new Execution(context.workers(), context.cancel(), context::progress))
                        .rows());
    }
}
