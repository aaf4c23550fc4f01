package io.retort.chem;

import io.retort.chem.diversity.Execution;
import io.retort.chem.diversity.FingerprintSet;
import io.retort.chem.diversity.Hit;
import io.retort.chem.diversity.HitLimit;
import io.retort.chem.diversity.SimilaritySearch;
import io.retort.core.Option;
import io.retort.core.Outcome;
import io.retort.core.UsageException;
import io.retort.engine.BarrierStage;
import io.retort.engine.StageInfo;
import io.retort.table.ArrayTable;
import io.retort.table.Column;
import io.retort.table.ColumnType;
import io.retort.table.Schema;
import io.retort.table.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the rows that are most like one or several molecules, for each of them the most similar first. A row that is like
 * several molecules is there for each of them. {@code query} counts the molecules from 1, {@code rank} the rows of each.
 *
 * @param to the molecules, as SMILES
 * @param top most rows for each
 * @param similarity least Tanimoto similarity
 * @param by column of fingerprints, null for the first one that is there
 */
@StageInfo(
        name = "similar",
        help = "Keeps the rows that are most like one or several molecules.",
        example = "similar \"CC(=O)Oc1ccccc1C(=O)O\" --top 5",
        columns = "query, query_smiles, rank, similarity")
public record Similar(
        @Option(
                help = "Molecule to compare with, as SMILES; several as --to SMILES --to SMILES.",
                positional = true,
                required = true,
                repeatable = true)
        List<String> to,

        @Option(help = "Most rows for each molecule.", defaultValue = "10", unit = "rows", min = 1)
        int top,

        @Option(help = "Least Tanimoto similarity.", defaultValue = "0", min = 0, max = 1)
        double similarity,

        @Option(help = "Column of fingerprints; the first one that is there if not given.") @Nullable
        String by)
        implements BarrierStage {

    /** Copies the list and checks the molecules. */
    public Similar {
        to = List.copyOf(to);
        if (to.isEmpty()) {
            throw new UsageException("similar: name at least one molecule as SMILES");
        }
        to.forEach(Similar::molecule);
    }

    /**
     * The rows most like one molecule.
     *
     * @param smiles the molecule
     * @param top most rows
     * @return the stage
     */
    public static Similar to(String smiles, int top) {
        return new Similar(List.of(smiles), top, 0, null);
    }

    private static Molecule molecule(String smiles) {
        Outcome<Molecule> parsed = Molecule.parse(smiles);
        if (parsed instanceof Outcome.Failed<Molecule> failed) {
            throw new UsageException("similar: \"" + smiles + "\" is not a molecule: "
                    + failed.issue().message());
        }
        return parsed.orThrow();
    }

    @Override
    public Bound bind(Schema in) {
        String column = FingerprintColumn.find(in, by, "similar");
        Fingerprint.Kind kind = kind(column);
        Schema out = in.with(List.of(
                new Column("query", ColumnType.LONG),
                new Column("query_smiles", ColumnType.STRING),
                new Column("rank", ColumnType.LONG),
                new Column("similarity", ColumnType.DOUBLE)));
        return new Bound(out, (rows, context) -> run(rows, column, kind, context));
    }

    private static Fingerprint.Kind kind(String column) {
        for (Fingerprint.Kind kind : Fingerprint.Kind.values()) {
            if (kind.name().equals(column.toUpperCase(Locale.ROOT))) {
                return kind;
            }
        }
        throw new UsageException("similar --by: the kind of the fingerprints in \"" + column
                + "\" is not known; accepted" + " is a column that the stage fingerprint made, such as ecfp4");
    }

    private Table run(Table rows, String column, Fingerprint.Kind kind, Context context) {
        FingerprintColumn fingerprints = FingerprintColumn.read(rows, column);
        FingerprintSet queries = FingerprintSet.ofBytes(to.stream()
                .map(smiles -> Fingerprint.of(kind, molecule(smiles).graph()))
                .toList());
        List<List<Hit>> found = fingerprints.set().size() == 0
                ? List.of()
                : SimilaritySearch.over(fingerprints.set())
                        .search(
                                queries,
                                new HitLimit(top, similarity),
                                new Execution(context.workers(), context.cancel(), context::progress));
        Table hits = context.keep(hits(found, fingerprints.rows()));
        int[] places = new int[fingerprints.rowCount()];
        for (int i = 0; i < places.length; i++) {
            places[i] = i;
        }
        Table placed = context.beside(rows, new ArrayTable(places.length).with("retort_place", places));
        return context.workspace()
                .sql("SELECT r.* EXCLUDE (retort_place" + already(rows) + "), h.query, h.query_smiles, h.rank,"
                        + " h.similarity FROM (" + placed.query() + ") AS r JOIN (" + hits.query()
                        + ") AS h ON r.retort_place = h.place ORDER BY h.query, h.rank");
    }

    /** Columns of an earlier search, which this one replaces. */
    private static String already(Table rows) {
        StringBuilder names = new StringBuilder();
        for (String name : List.of("query", "query_smiles", "rank", "similarity")) {
            rows.schema().find(name).ifPresent(i -> names.append(", ").append(name));
        }
        return names.toString();
    }

    private ArrayTable hits(List<List<Hit>> found, int[] rows) {
        List<int[]> numbers = new ArrayList<>();
        List<Double> similarities = new ArrayList<>();
        for (int query = 0; query < found.size(); query++) {
            int rank = 0;
            for (Hit hit : found.get(query)) {
                numbers.add(new int[] {rows[hit.row()], query + 1, ++rank});
                similarities.add(hit.similarity());
            }
        }
        int[] place = numbers.stream().mapToInt(n -> n[0]).toArray();
        int[] query = numbers.stream().mapToInt(n -> n[1]).toArray();
        int[] rank = numbers.stream().mapToInt(n -> n[2]).toArray();
        String[] smiles = numbers.stream().map(n -> to.get(n[1] - 1)).toArray(String[]::new);
        double[] similarity =
                similarities.stream().mapToDouble(Double::doubleValue).toArray();
        return new ArrayTable(place.length)
                .with("place", place)
                .with("query", query)
                .with("query_smiles", smiles)
                .with("rank", rank)
                .with("similarity", similarity);
    }
}
