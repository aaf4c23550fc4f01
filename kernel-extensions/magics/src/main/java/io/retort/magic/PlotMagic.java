package io.retort.magic;

import io.retort.core.Option;
import io.retort.core.UsageException;
import io.retort.plot.Figure;
import io.retort.plot.Plot;
import io.retort.table.Table;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code %plot KIND TABLE X [Y]} draws a table. */
final class PlotMagic implements Magic<PlotMagic.PlotArguments> {
    /** Kinds of charts. */
    enum Kind {
        /** Distribution of a column. */
        HISTOGRAM,
        /** A value for each label. */
        BAR,
        /** One column against another. */
        SCATTER,
        /** One column over another. */
        LINE
    }

    /**
     * Arguments.
     *
     * @param kind kind of chart
     * @param table name of the table
     * @param x column of the horizontal axis
     * @param y column of the vertical axis, not for a histogram
     * @param by column of labels that color the points of a scatter
     * @param bins bins of a histogram
     * @param title what stands above the chart
     * @param format kind of picture
     */
    record PlotArguments(
            @Option(help = "Kind of chart.", positional = true, required = true)
            Kind kind,

            @Option(help = "Name of the table.", positional = true, required = true)
            String table,

            @Option(help = "Column of the horizontal axis.", positional = true, required = true)
            String x,

            @Option(help = "Column of the vertical axis, not for a histogram.", positional = true) @Nullable
            String y,

            @Option(help = "Column of labels that color the points of a scatter.") @Nullable
            String by,

            @Option(help = "Bins of a histogram.", defaultValue = "40", min = 2, max = 200)
            int bins,

            @Option(help = "What stands above the chart.") @Nullable
            String title,

            @Option(help = "Kind of picture: pixels, or lines and curves.", defaultValue = "png")
            FigureView.Format format) {}

    @Override
    public String name() {
        return "plot";
    }

    @Override
    public String help() {
        return "draws a table as histogram, bar, scatter or line";
    }

    @Override
    public Class<PlotArguments> arguments() {
        return PlotArguments.class;
    }

    @Override
    public Object run(PlotArguments arguments, MagicCall call) {
        Figure figure = draw(arguments);
        String title = arguments.title();
        Figure titled = title == null ? figure : figure.title(title);
        return call.assigned() ? titled : FigureView.of(titled, arguments.format());
    }

    private static Figure draw(PlotArguments arguments) {
        Plot plot = Session.plot();
        Table table = Session.table(arguments.table());
        if (arguments.kind() == Kind.HISTOGRAM) {
            return plot.histogram(table, arguments.x(), arguments.bins());
        }
        String y = arguments.y();
        if (y == null) {
            throw new UsageException("%plot: this kind needs a second column, as in %plot scatter TABLE X Y");
        }
        return switch (arguments.kind()) {
            case BAR -> plot.bar(table, arguments.x(), y);
            case LINE -> plot.line(table, arguments.x(), y);
            default -> {
                String by = arguments.by();
                yield by == null ? plot.scatter(table, arguments.x(), y) : plot.map(table, arguments.x(), y, by);
            }
        };
    }

    @Override
    public List<String> suggest(String text) {
        String[] words = text.stripLeading().split("\\s+", -1);
        String word = words[words.length - 1];
        if (word.startsWith("--") || words.length < 2 || words.length > 4) {
            return Magic.super.suggest(text);
        }
        return words.length == 2 ? TableSuggestions.tables(word) : TableSuggestions.columns(words[1], word);
    }
}
