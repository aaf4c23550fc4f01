package io.retort.magic;

import io.retort.engine.RunReport;
import io.retort.plot.Figure;
import io.retort.table.Table;
import org.dflib.jjava.jupyter.kernel.display.RenderContext;
import org.dflib.jjava.jupyter.kernel.display.Renderer;
import org.dflib.jjava.jupyter.kernel.display.mime.MIMEType;

/** How a cell shows the library's own types when they are its value. */
final class Views {
    private static final int ROWS = 10;

    private Views() {}

    static void register(Renderer renderer) {
        renderer.createRegistration(Figure.class)
                .preferring(MIMEType.IMAGE_PNG)
                .register((figure, context) -> context.getOutputContainer().assign(FigureView.of(figure)));
        renderer.createRegistration(Table.class)
                .preferring(MIMEType.TEXT_HTML)
                .supporting(MIMEType.TEXT_PLAIN)
                .register((table, context) -> show(TableView.of(table, ROWS), context));
        renderer.createRegistration(tech.tablesaw.api.Table.class)
                .preferring(MIMEType.TEXT_HTML)
                .supporting(MIMEType.TEXT_PLAIN)
                .register((table, context) -> show(TableView.of(table, ROWS), context));
        renderer.createRegistration(RunReport.class)
                .preferring(MIMEType.TEXT_HTML)
                .supporting(MIMEType.TEXT_PLAIN)
                .register((report, context) -> new RunView(report).render(context));
    }

    private static void show(HtmlTable table, RenderContext context) {
        table.render(context);
    }
}
