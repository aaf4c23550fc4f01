package io.retort.magic;

import io.retort.core.OptionSet;
import io.retort.core.UsageException;
import io.retort.embed.EmbedOptions;
import io.retort.embed.EmbedReport;
import io.retort.embed.EmbeddingJob;
import io.retort.engine.Progress;
import io.retort.table.Table;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * {@code %embed TABLE} gives the rows of a table vectors, {@code %%embed} those of the query below it. Pages that are done
 * stay when the cell is interrupted, and the same cell goes on.
 */
final class EmbedMagic implements Magic<RawText> {
    private static final OptionSet<EmbedOptions> OPTIONS = OptionSet.of(EmbedOptions.class);
    private static final String DEFAULT_TABLE = "embedded";

    @Override
    public String name() {
        return "embed";
    }

    @Override
    public String help() {
        return "makes vectors of the texts in a table, or in the result of the query in the cell";
    }

    @Override
    public Form form() {
        return Form.BOTH;
    }

    @Override
    public Class<RawText> arguments() {
        return RawText.class;
    }

    @Override
    public String usage() {
        return OPTIONS.help("%embed TABLE")
                + "\n\n  --out TABLE\n      Table of the result; the table itself with %embed, " + DEFAULT_TABLE
                + " with %%embed.\n\n  %%embed takes a query in the lines below in place of TABLE.";
    }

    @Override
    public List<String> suggest(String text) {
        return TableWords.suggest(text, OPTIONS);
    }

    @Override
    public @Nullable Object run(RawText line, MagicCall call) {
        String query = call.body().orElse(null);
        TableWords words = TableWords.of(JavaValues.words(line.text(), call), OPTIONS, query == null);
        EmbedOptions options = OPTIONS.read("%embed", words.rest());
        if (query == null && words.table() == null) {
            throw new UsageException("%embed: missing TABLE, the table of the workspace that it reads; %%embed takes a"
                    + " query in the lines below");
        }
        Table source = query == null
                ? Session.table(String.valueOf(words.table()))
                : Session.sql(JavaValues.fill(query, call));
        String out = words.out() != null ? words.out() : query == null ? source.name() : DEFAULT_TABLE;
        EmbedReport report = run(options, source, out, call);
        call.display(new PlainText(account(report, out)));
        Table made = Session.table(out);
        return call.assigned() ? made : null;
    }

    private static EmbedReport run(EmbedOptions options, Table source, String out, MagicCall call) {
        AtomicReference<@Nullable Progress> last = new AtomicReference<>();
        try (LiveDisplay live = call.live()) {
            try {
                return EmbeddingJob.of(options)
                        .run(
                                Session.workspace(),
                                source,
                                out,
                                new EmbeddingJob.Control(
                                        call.token(),
                                        progress -> {
                                            last.set(progress);
                                            live.update(ProgressView.of(progress));
                                        },
                                        plan -> live.update(new PlainText(
                                                plan.device() + " in " + plan.dtype() + ": " + plan.reason()))));
            } catch (CancellationException e) {
                Progress progress = last.get();
                if (progress != null) {
                    live.update(new PlainText(
                            progress.endLine("Stopped") + "; what is stored stays, and the same cell goes on."));
                }
                throw e;
            }
        }
    }

    private static String account(EmbedReport report, String out) {
        return String.format(
                Locale.ROOT,
                "%s%n%s (%s) on %s, %,.0f rows/s, %.1f s, %,.0f MB at most%nKept in: %s%s",
                report.counts(),
                report.model(),
                report.dtype(),
                report.device(),
                report.rowsPerS(),
                report.seconds(),
                report.peakMemoryMb(),
                out,
                report.rejected() > 0 ? ", " + out + "_rejects" : "");
    }
}
