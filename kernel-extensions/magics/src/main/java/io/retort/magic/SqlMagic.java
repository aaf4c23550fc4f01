package io.retort.magic;

import io.retort.core.CancelToken;
import io.retort.core.Option;
import io.retort.core.UsageException;
import io.retort.table.Table;
import org.jspecify.annotations.Nullable;

/** {@code %%sql} runs the cell as a query on the workspace. */
final class SqlMagic implements Magic<SqlMagic.SqlArguments> {
    /**
     * Arguments.
     *
     * @param out table that keeps the result
     * @param limit rows to show
     * @param plain whether molecules stay text
     */
    record SqlArguments(
            @Option(help = "Table of the workspace that keeps the result.") @Nullable
            String out,

            @Option(help = "Rows to show.", defaultValue = "20", unit = "rows", min = 1, max = 1000)
            int limit,

            @Option(help = "Leave molecules as text.") boolean plain) {}

    @Override
    public String name() {
        return "sql";
    }

    @Override
    public String help() {
        return "runs the cell as SQL on the workspace's tables and shows the first rows";
    }

    @Override
    public Form form() {
        return Form.CELL;
    }

    @Override
    public Class<SqlArguments> arguments() {
        return SqlArguments.class;
    }

    @Override
    public @Nullable Object run(SqlArguments arguments, MagicCall call) {
        String query = call.body()
                .map(String::strip)
                .filter(b -> !b.isEmpty())
                .orElseThrow(() -> new UsageException("%%sql needs a query below its first line"));
        HtmlTable shown = shown(arguments, query, call.token());
        return shown != null && arguments.plain() ? shown.plain() : shown;
    }

    private static @Nullable HtmlTable shown(SqlArguments arguments, String query, CancelToken token) {
        if (arguments.out() != null) {
            Table kept = Session.workspace().create(arguments.out(), query, token);
            return TableView.of(kept, arguments.limit());
        }
        return SqlRun.show(query, arguments.limit(), token);
    }
}
