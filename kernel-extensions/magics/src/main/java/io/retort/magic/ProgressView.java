package io.retort.magic;

import io.retort.engine.Progress;
import java.util.Locale;
import java.util.Set;
import org.dflib.jjava.jupyter.kernel.display.DisplayDataRenderable;
import org.dflib.jjava.jupyter.kernel.display.RenderContext;
import org.dflib.jjava.jupyter.kernel.display.mime.MIMEType;

/**
 * A run's progress as a bar and a line of text, in the page's own colours.
 *
 * @param line the progress in words
 * @param fraction from 0 to 1, or -1 if not known
 */
record ProgressView(String line, double fraction) implements DisplayDataRenderable {
    static ProgressView of(Progress progress) {
        return new ProgressView(progress.line(), progress.fraction());
    }

    @Override
    public Set<MIMEType> getSupportedRenderTypes() {
        return Set.of(MIMEType.TEXT_HTML, MIMEType.TEXT_PLAIN);
    }

    @Override
    public void render(RenderContext context) {
        context.renderIfRequested(MIMEType.TEXT_HTML, () -> html());
        context.renderIfRequested(MIMEType.TEXT_PLAIN, () -> line);
    }

    private String html() {
        String bar = fraction < 0
                ? ""
                : String.format(
                        Locale.ROOT,
                        "<div style=\"width:100%%;max-width:480px;border:1px solid currentColor;border-radius:3px\">"
                                + "<div style=\"width:%.1f%%;height:8px;background:currentColor;opacity:.55\"></div></div>",
                        100 * Math.min(1, fraction));
        return bar + "<div style=\"font-variant-numeric:tabular-nums\">" + CellText.escape(line) + "</div>";
    }
}
