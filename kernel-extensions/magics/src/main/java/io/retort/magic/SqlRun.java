package io.retort.magic;

import io.retort.core.CancelToken;
import io.retort.core.UsageException;
import io.retort.table.BoundSql;
import io.retort.table.Table;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Runs SQL once and shows or keeps its rows; statements that give no rows are run and nothing is shown. */
final class SqlRun {
    private static final AtomicLong KEPT = new AtomicLong();

    private SqlRun() {}

    static @Nullable HtmlTable show(BoundSql sql, int limit, CancelToken token) {
        String first = firstWords(sql);
        if (!isQuery(first)) {
            boolean describes = first.matches("(?s)(describe|show|summarize|explain|pragma|call)\\b.*");
            if (describes && sql.values().isEmpty()) {
                return TableView.of(Session.sql(sql.text()), limit);
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

    /** Keeps the rows of a query as they are now, under a name of ours unless one is given. */
    static Table keep(BoundSql sql, @Nullable String name, CancelToken token) {
        if (!isQuery(firstWords(sql))) {
            throw new UsageException("Only a query has rows to assign: SELECT, WITH, FROM or VALUES");
        }
        String table = name == null ? "retort_value_" + KEPT.incrementAndGet() : name;
        return Session.workspace().create(table, sql, token);
    }

    private static String firstWords(BoundSql sql) {
        return sql.text()
                .replaceAll("(?s)--[^\\n]*(\\n|$)|/\\*.*?\\*/", " ")
                .strip()
                .toLowerCase(Locale.ROOT);
    }

    private static boolean isQuery(String first) {
        return first.startsWith("select")
                || first.startsWith("with")
                || first.startsWith("from")
                || first.startsWith("values")
                || first.startsWith("(");
    }
}
