package io.retort.chem;

import io.retort.core.CancelToken;
import io.retort.core.Option;
import io.retort.core.Outcome;
import io.retort.engine.RowStage;
import io.retort.engine.SourceStage;
import io.retort.engine.StageInfo;
import io.retort.table.Column;
import io.retort.table.ColumnType;
import io.retort.table.Schema;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Makes molecules of a virtual library: the same seed and offset always give the same rows.
 *
 * @param count how many
 * @param seed which order of the library
 * @param offset where to start in it
 */
@StageInfo(
        name = "generate",
        help = "Makes molecules of a virtual library from our own building blocks and reactions.",
        example = "generate 100000 --seed 7",
        columns = "row, input_smiles, smiles, reaction, building_blocks")
public record Generate(
        @Option(help = "How many molecules.", defaultValue = "10000", positional = true, unit = "molecules", min = 1)
        long count,

        @Option(help = "Which order of the library.", defaultValue = "42")
        long seed,

        @Option(help = "Where to start in it.", defaultValue = "0", min = 0)
        long offset)
        implements SourceStage {

    private static final Schema SCHEMA = Schema.of(List.of(
            new Column(ParseMolecules.INPUT, ColumnType.STRING),
            new Column("reaction", ColumnType.STRING),
            new Column("building_blocks", ColumnType.STRING)));

    @Override
    public Rows open(Context context) {
        VirtualLibrary library = VirtualLibrary.seeded(seed);
        if (offset + count > library.size() || offset + count < 0) {
            throw new io.retort.core.UsageException("generate: offset " + offset + " and count " + count
                    + " reach beyond the library, which has " + library.size() + " molecules");
        }
        return new Members(library, offset, offset + count, context.cancel());
    }

    private static final class Members implements Rows {
        private final VirtualLibrary library;
        private final long start;
        private final long end;
        private final CancelToken cancel;
        private long index;

        Members(VirtualLibrary library, long start, long end, CancelToken cancel) {
            this.library = library;
            this.start = start;
            this.end = end;
            this.index = start;
            this.cancel = cancel;
        }

        @Override
        public Schema schema() {
            return SCHEMA;
        }

        @Override
        public int inputColumn() {
            return 0;
        }

        @Override
        public Optional<RowStage> parser() {
            return ParseMolecules.find(SCHEMA, null);
        }

        @Override
        public @Nullable Outcome<@Nullable Object[]> next() {
            if (index == end || cancel.isCancelled()) {
                return null;
            }
            long i = index++;
            return Outcome.ok(
                    new @Nullable Object[] {library.smiles(i), library.reaction(i), library.buildingBlocks(i)});
        }

        @Override
        public double fraction() {
            return (double) (index - start) / (end - start);
        }

        @Override
        public void close() {
            index = end;
        }
    }
}
