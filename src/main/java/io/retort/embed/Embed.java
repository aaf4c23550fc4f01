package io.retort.embed;

import io.retort.core.Option;
import io.retort.core.OptionSet;
import io.retort.engine.BarrierStage;
import io.retort.engine.StageInfo;
import io.retort.table.ArrayTable;
import io.retort.table.Column;
import io.retort.table.ColumnType;
import io.retort.table.Schema;
import io.retort.table.Sql;
import io.retort.table.Table;
import io.retort.table.Workspace;
import java.util.List;

/**
 * Gives each row the vector of its text; rows that get none, such as those whose text is too long, keep NULL. A run that is
 * resumed makes all vectors anew; for work of hours use {@link EmbeddingJob}, which goes on where it was stopped.
 *
 * @param column column of the texts
 * @param into column of the vectors
 * @param model as in {@link EmbedOptions}, but for URLs
 * @param device where to compute
 * @param dtype number format to compute in
 * @param tooLong what becomes of texts that are too long
 */
@StageInfo(
        name = "embed",
        help = "Adds the vector that a model makes of a text.",
        example = "embed --dtype int8",
        columns = "embedding")
public record Embed(
        @Option(help = "Column of the texts.", defaultValue = "smiles")
        String column,

        @Option(help = "Column of the vectors.", defaultValue = "embedding")
        String into,

        @Option(
                help =
                        "molecule-encoder, a folder in Hugging Face's layout, or an ONNX file beside its tokenizer.json.",
                defaultValue = LoadedModel.OWN)
        String model,

        @Option(help = "Where to compute.", defaultValue = "auto")
        DeviceChoice device,

        @Option(help = "Number format to compute in; vectors are stored as float32.", defaultValue = "auto")
        DtypeChoice dtype,

        @Option(help = "What becomes of texts with more tokens than the model takes.", defaultValue = "reject")
        TooLong tooLong)
        implements BarrierStage {

    /**
     * Every default.
     *
     * @return Retort's own model on the best device
     */
    public static Embed defaults() {
        return OptionSet.of(Embed.class).defaults("embed");
    }

    @Override
    public Bound bind(Schema in) {
        in.require(column, "embed --column");
        Schema out = in.with(List.of(new Column(into, ColumnType.STRING)));
        return new Bound(out, this::run);
    }

    private Table run(Table rows, Context context) {
        Workspace workspace = context.workspace();
        // A name that is free, and whose table goes when the step has ended.
        String place =
                context.keep(new ArrayTable(0).with("nothing", new int[0])).name();
        workspace.execute("DROP TABLE " + Sql.name(place));
        EmbedOptions options = new EmbedOptions(
                column,
                into,
                model,
                null,
                device,
                dtype,
                context.workers(),
                tooLong,
                null,
                true,
                "auto",
                "auto",
                "auto",
                "auto");
        EmbeddingJob.Control control = new EmbeddingJob.Control(
                context.cancel(), progress -> context.progress(progress.fraction()), plan -> {});
        try {
            EmbeddingJob.of(options).run(workspace, rows, place, control);
        } finally {
            workspace.execute("DROP TABLE IF EXISTS " + Sql.name(place + "_rejects"));
            workspace.execute("DELETE FROM retort_embeddings WHERE table_name = " + Sql.text(place));
        }
        return workspace.sql("SELECT * FROM " + Sql.name(place));
    }
}
