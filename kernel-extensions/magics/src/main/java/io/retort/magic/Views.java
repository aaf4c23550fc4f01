package io.retort.magic;

import io.retort.chem.Molecule;
import io.retort.core.Outcome;
import io.retort.core.UsageException;
import io.retort.engine.RunReport;
import io.retort.manybody.ManyBodyResult;
import io.retort.plot.Figure;
import io.retort.table.Table;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.dflib.jjava.jupyter.kernel.display.Renderer;
import org.dflib.jjava.jupyter.kernel.display.mime.MIMEType;
import org.jspecify.annotations.Nullable;

/** How a cell shows tables, molecules, charts and accounts when they are its value. */
final class Views {
    private static final int ROWS = 10;

    private Views() {}

    static void register(Renderer renderer) {
        renderer.createRegistration(Figure.class)
                .preferring(MIMEType.IMAGE_PNG)
                .register((figure, context) ->
                        context.getOutputContainer().assign(FigureView.of(figure, FigureView.Format.PNG)));
        table(renderer, Table.class, TableView::of);
        table(renderer, tech.tablesaw.api.Table.class, TableView::of);
        table(renderer, VectorSchemaRoot.class, TableView::of);
        table(renderer, ResultSet.class, Views::result);
        table(renderer, Record.class, ValueTable::of);
        table(renderer, Collection.class, ValueTable::of);
        table(renderer, Map.class, ValueTable::of);
        table(renderer, Object.class, Views::array);
        renderer.createRegistration(Molecule.class)
                .preferring(MIMEType.TEXT_HTML)
                .supporting(MIMEType.TEXT_PLAIN)
                .register(MoleculeView::render);
        renderer.createRegistration(Outcome.class)
                .preferring(MIMEType.TEXT_HTML)
                .supporting(MIMEType.TEXT_PLAIN)
                .register(OutcomeView::render);
        renderer.createRegistration(ManyBodyResult.class)
                .preferring(MIMEType.TEXT_HTML)
                .supporting(MIMEType.TEXT_PLAIN)
                .register((result, context) -> new ManyBodyView(result, List.of()).render(context));
        renderer.createRegistration(RunReport.class)
                .preferring(MIMEType.TEXT_HTML)
                .supporting(MIMEType.TEXT_PLAIN)
                .register((report, context) -> new RunView(report).render(context));
    }

    /** Shows a type as a table; a value that gives none is shown as its text, which the renderer adds. */
    private static <T> void table(Renderer renderer, Class<T> type, Reader<? super T> reader) {
        renderer.createRegistration(type)
                .preferring(MIMEType.TEXT_HTML)
                .supporting(MIMEType.TEXT_PLAIN)
                .register((value, context) -> {
                    HtmlTable table = reader.read(value, ROWS);
                    if (table != null) {
                        table.render(context);
                    }
                });
    }

    /** Arrays have no type of their own above them, so they come with everything else. */
    private static @Nullable HtmlTable array(Object value, int limit) {
        return value instanceof Object[] ? ValueTable.of(value, limit) : null;
    }

    private static HtmlTable result(ResultSet result, int limit) {
        try {
            return TableView.of(result, limit);
        } catch (SQLException e) {
            throw new UsageException("The result set cannot be read; is it closed? " + e.getMessage());
        }
    }

    /** Reads a value as a table. */
    private interface Reader<T> {
        @Nullable
        HtmlTable read(T value, int limit);
    }
}
