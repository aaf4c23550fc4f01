package io.retort.magic;

import io.retort.core.CancelToken;
import io.retort.table.Table;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Runs SQL once and shows its first rows; statements that give no rows are run and nothing is shown. */
final class SqlRun {
    private SqlRun() {}

    static @Nullable HtmlTable show(String sql, int limit, CancelToken token) {
        String first =
                sql.replaceAll("(?s)--[^\\n]*\\n|/\\*.*?\\*/", " ").strip().toLowerCase(Locale.ROOT);
        boolean query = first.startsWith("select")
                || first.startsWith("with")
                || first.startsWith("from")
                || first.startsWith("values")
                || first.startsWith("(");
        if (!query) {
            boolean describes = first.matches("(?s)(describe|show|summarize|explain|pragma|call)\\b.*");
            if (describes) {
                return TableView.of(Session.sql(sql), limit);
            }
            Session.workspace().execute(sql, token);
            return null;
        }
        String name = "retort_shown_" + UUID.randomUUID().toString().replace("-", "");
        try {
            Table result = Session.workspace().create(name, sql, token);
            return TableView.of(result, limit);
        } finally {
            Session.workspace().execute("DROP TABLE IF EXISTS " + name);
        }
    }
}
