package io.retort.magic;

import io.retort.engine.Progress;
import io.retort.engine.ProgressListener;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;
import org.dflib.jjava.jupyter.kernel.display.DisplayDataRenderable;
import org.dflib.jjava.jupyter.kernel.display.RenderContext;
import org.dflib.jjava.jupyter.kernel.display.mime.MIMEType;
import org.jspecify.annotations.Nullable;

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

    /** Shows a run's progress and remembers the last, so that a run that is cut off can say how far it was. */
    static final class Follower implements ProgressListener {
        private final Consumer<Object> display;
        private volatile @Nullable Progress last;

        Follower(Consumer<Object> display) {
            this.display = display;
        }

        @Override
        public void update(Progress progress) {
            last = progress;
            display.accept(of(progress));
        }

        /**
         * Puts a line in the place of the progress, which remains of a run that did not come to its end. Where no
         * progress was shown there is nothing to say.
         */
        void end(String how) {
            Progress progress = last;
            if (progress != null) {
                display.accept(new PlainText(progress.endLine(how) + "; no result was kept."));
            }
        }
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

    String html() {
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
