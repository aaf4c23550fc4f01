package io.retort.engine;

import io.retort.core.UsageException;
import io.retort.table.Column;
import io.retort.table.ColumnType;
import io.retort.table.Schema;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A pipeline whose columns are known at each step. */
final class Plan {
    static final String ROW = "row";

    private final List<Step> steps = new ArrayList<>();
    private final List<Stage> stages = new ArrayList<>();
    private final Schema source;
    private final boolean ownRowNumber;
    private final int numberColumn;
    private final int inputColumn;
    private Schema schema;

    /** A step of the fused segment: either {@code opener} or {@code key} is there. */
    record Step(
            String name,
            String text,
            RowStage.@Nullable Opener opener,
            @Nullable Function<Row, String> key) {}

    Plan(Pipeline pipeline, SourceStage.Rows rows) {
        Schema read = rows.schema();
        this.ownRowNumber = read.find(ROW)
                .map(i -> read.columns().get(i).type() == ColumnType.LONG)
                .orElse(false);
        this.source = ownRowNumber ? read : numbered(read);
        this.numberColumn = ownRowNumber ? read.require(ROW, "row") : 0;
        this.inputColumn = rows.inputColumn() < 0 ? -1 : rows.inputColumn() + (ownRowNumber ? 0 : 1);
        this.schema = source;
        String sourceName = Pipeline.name(pipeline.source());
        rows.parser().ifPresent(parser -> add(sourceName, Pipeline.text(pipeline.source()), parser));
        for (Stage stage : pipeline.steps()) {
            if (stage instanceof RowStage rowStage) {
                add(Pipeline.name(stage), Pipeline.text(stage), rowStage);
            } else if (stage instanceof DistinctStage distinct) {
                steps.add(new Step(Pipeline.name(stage), Pipeline.text(stage), null, distinct.key(schema)));
                stages.add(stage);
            } else {
                throw new UsageException(Pipeline.name(stage) + " cannot stand here");
            }
        }
    }

    private static Schema numbered(Schema read) {
        List<Column> columns = new ArrayList<>(List.of(new Column(ROW, ColumnType.LONG)));
        for (Column column : read.columns()) {
            boolean taken = column.name().equalsIgnoreCase(ROW);
            columns.add(taken ? new Column("input_row", column.type()) : column);
        }
        return Schema.of(columns);
    }

    private void add(String name, String text, RowStage stage) {
        RowStage.Bound bound = stage.bind(schema);
        if (bound.out().size() < schema.size()) {
            throw new IllegalStateException(name + " must keep the columns that come in, and add its own after them");
        }
        schema = bound.out();
        steps.add(new Step(name, text, bound.opener(), null));
        stages.add(stage);
    }

    List<Step> steps() {
        return steps;
    }

    /** The stage of each step. */
    List<Stage> stages() {
        return stages;
    }

    /** Columns of the source, with the one that holds the row's number. */
    Schema source() {
        return source;
    }

    /** Position of the column that holds the row's number. */
    int numberColumn() {
        return numberColumn;
    }

    /** Columns of the result. */
    Schema schema() {
        return schema;
    }

    /** Columns of the result, in the order in which it shows them. */
    Schema result() {
        return Schema.of(
                Arrays.stream(outputOrder()).mapToObj(schema.columns()::get).toList());
    }

    /** Positions of the columns in the order in which the result shows them: identity first. */
    int[] outputOrder() {
        List<Integer> order = new ArrayList<>();
        for (String first : List.of(ROW, "input_smiles", "smiles")) {
            schema.find(first).ifPresent(order::add);
        }
        for (int i = 0; i < schema.size(); i++) {
            if (!order.contains(i)) {
                order.add(i);
            }
        }
        return order.stream().mapToInt(Integer::intValue).toArray();
    }

    /** Column whose value is shown for a failed row, -1 for all. */
    int inputColumn() {
        return inputColumn;
    }

    /** Makes a row of what the source read as its {@code position}-th record. */
    Row row(long position, @Nullable Object[] values) {
        if (ownRowNumber) {
            return new Row(values[numberColumn] instanceof Long number ? number : position, values, numberColumn);
        }
        @Nullable Object[] cells = new Object[values.length + 1];
        cells[0] = position;
        System.arraycopy(values, 0, cells, 1, values.length);
        return new Row(position, cells, numberColumn);
    }
}
