package io.retort.magic;

import io.retort.core.Option;
import io.retort.table.Table;
import java.util.List;

/** {@code %show TABLE} shows a table's first rows. */
final class ShowMagic implements Magic<ShowMagic.ShowArguments> {
    /**
     * Arguments.
     *
     * @param table name of the table
     * @param limit rows to show
     * @param plain whether molecules stay text
     */
    record ShowArguments(
            @Option(help = "Name of the table.", positional = true, required = true)
            String table,

            @Option(help = "Rows to show.", defaultValue = "10", unit = "rows", min = 1, max = 1000)
            int limit,

            @Option(help = "Leave molecules as text.") boolean plain) {}

    @Override
    public String name() {
        return "show";
    }

    @Override
    public String help() {
        return "shows the first rows of a table";
    }

    @Override
    public Class<ShowArguments> arguments() {
        return ShowArguments.class;
    }

    @Override
    public Object run(ShowArguments arguments, MagicCall call) {
        Table table = Session.table(arguments.table());
        if (call.assigned()) {
            return table;
        }
        HtmlTable shown = TableView.of(table, arguments.limit());
        return arguments.plain() ? shown.plain() : shown;
    }

    @Override
    public List<String> suggest(String text) {
        String word = text.substring(Math.max(text.lastIndexOf(' '), text.lastIndexOf('\t')) + 1);
        return word.equals(text) ? TableSuggestions.tables(word) : Magic.super.suggest(text);
    }
}
