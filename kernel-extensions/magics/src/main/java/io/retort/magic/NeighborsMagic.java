package io.retort.magic;

import io.retort.core.OptionSet;
import io.retort.core.UsageException;
import io.retort.embed.search.Execution;
import io.retort.embed.search.Neighbors;
import io.retort.embed.search.VectorSearch;
import io.retort.table.Table;
import java.util.List;

/**
 * {@code %neighbors TABLE TEXT} searches a column of vectors where it lies, without sending the rows through a pipeline, so
 * that the table's model is known and its index can be used.
 */
final class NeighborsMagic implements Magic<RawText> {
    private static final OptionSet<Neighbors> OPTIONS = OptionSet.of(Neighbors.class);
    private static final int SHOWN = 100;

    @Override
    public String name() {
        return "neighbors";
    }

    @Override
    public String help() {
        return "finds the rows of a table whose vectors are nearest to those of texts or of a row";
    }

    @Override
    public Class<RawText> arguments() {
        return RawText.class;
    }

    @Override
    public String usage() {
        return OPTIONS.help("%neighbors TABLE")
                + "\n\n  --out TABLE\n      Keep the rows; TABLE_neighbors if not given.";
    }

    @Override
    public List<String> suggest(String text) {
        return TableWords.suggest(text, OPTIONS);
    }

    @Override
    public Object run(RawText line, MagicCall call) {
        return search("%neighbors", JavaValues.words(line.text(), call), call);
    }

    static Object search(String magic, List<String> given, MagicCall call) {
        TableWords words = TableWords.of(given, OPTIONS, true);
        if (words.table() == null) {
            throw new UsageException(magic + ": missing TABLE, the table of the workspace that it searches");
        }
        Table table = Session.table(words.table());
        Neighbors search = OPTIONS.read(magic, words.rest());
        String out = words.out() == null ? table.name() + magic.replace('%', '_') : words.out();
        try (LiveDisplay live = call.live()) {
            int workers = Runtime.getRuntime().availableProcessors();
            Execution execution = new Execution(
                    workers,
                    call.token(),
                    share -> live.update(
                            new ProgressView(String.format(java.util.Locale.ROOT, "%.0f %%", 100 * share), share)));
            VectorSearch.Found found =
                    VectorSearch.in(Session.workspace(), table).find(search, execution);
            Table kept = Session.workspace().create(out, found.rows().query(), call.token());
            live.update(new PlainText(kept.rowCount() + " rows in " + out + "; " + found.how()));
            return call.assigned() ? kept : TableView.of(kept, SHOWN);
        }
    }
}
