package io.retort.magic;

import io.retort.core.Option;
import io.retort.core.OptionSet;
import io.retort.core.UsageException;
import io.retort.engine.Suggestions;
import io.retort.table.BoundSql;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** {@code %%sql} runs the cell, and {@code %sql QUERY} its line, as a query on the workspace. */
final class SqlMagic implements Magic<RawText> {
    /** Options at the start of the line; what follows is SQL. */
    private static final Pattern OPTIONS =
            Pattern.compile("(?:\\s*--(?:plain\\b|[a-z]+(?:=|\\s+)(?:\"[^\"]*\"|'[^']*'|[^\\s\"']|\\\\.)+))*(?=\\s|$)");

    /**
     * Options.
     *
     * @param out table that keeps the result
     * @param limit rows to show
     * @param plain whether molecules stay text
     * @param param values of the query's parameters
     */
    record SqlArguments(
            @Option(help = "Table of the workspace that keeps the result.") @Nullable
            String out,

            @Option(help = "Rows to show.", defaultValue = "20", unit = "rows", min = 1, max = 1000)
            int limit,

            @Option(help = "Leave molecules as text.") boolean plain,

            @Option(help = "Value of a parameter, as name=value; the query says $name.", repeatable = true)
            List<String> param) {}

    @Override
    public String name() {
        return "sql";
    }

    @Override
    public String help() {
        return "runs SQL on the workspace's tables and shows the first rows; var t = %sql ... keeps the result";
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
        return OptionSet.of(SqlArguments.class).help("%%sql")
                + "\n  then a query in the lines below, or after %sql; {expression} is bound to the value of Java";
    }

    @Override
    public List<String> suggest(String text) {
        String word = text.substring(lastWord(text));
        boolean query = text.matches(
                "(?is)\\s*(--\\w+[= ]\\S+\\s+)*(select|with|from|describe|values|insert|update|delete)\\b.*");
        return query
                ? TableSuggestions.query(text, word)
                : OptionSet.of(SqlArguments.class).suggest(text);
    }

    @Override
    public Suggestions suggestBody(String body, int cursor) {
        int from = lastWord(body.substring(0, cursor));
        return new Suggestions(from, TableSuggestions.query(body, body.substring(from, cursor)));
    }

    private static int lastWord(String text) {
        int start = text.length();
        while (start > 0 && Character.isJavaIdentifierPart(text.charAt(start - 1))) {
            start--;
        }
        return start;
    }

    @Override
    public @Nullable Object run(RawText line, MagicCall call) {
        Matcher options = OPTIONS.matcher(line.text());
        int optionsEnd = options.lookingAt() ? options.end() : 0;
        String onLine = line.text().substring(optionsEnd).strip();
        if (call.body().isPresent() && !onLine.isEmpty() && !onLine.startsWith("--")) {
            throw new UsageException("%%sql takes its query below its first line, got \"" + onLine + "\" in it");
        }
        boolean rest = call.body().isPresent();
        String read = rest ? line.text() : line.text().substring(0, optionsEnd);
        SqlArguments arguments =
                OptionSet.of(SqlArguments.class).read(rest ? "%%sql" : "%sql", JavaValues.words(read, call));
        String query = call.body().orElse(onLine);
        if (query.isBlank()) {
            throw new UsageException("%%sql needs a query below its first line, or %sql one after it");
        }
        return run(arguments, SqlParameters.bind(query, arguments.param(), call), call);
    }

    private static @Nullable Object run(SqlArguments arguments, BoundSql query, MagicCall call) {
        if (call.assigned()) {
            return SqlRun.keep(query, arguments.out(), call.token());
        }
        HtmlTable shown = arguments.out() == null
                ? SqlRun.show(query, arguments.limit(), call.token())
                : TableView.of(Session.workspace().create(arguments.out(), query, call.token()), arguments.limit());
        return shown != null && arguments.plain() ? shown.plain() : shown;
    }
}
