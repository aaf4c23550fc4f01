package io.retort.magic;

import io.retort.core.Issue;
import io.retort.core.Outcome;
import java.util.List;
import org.dflib.jjava.jupyter.kernel.display.DisplayData;
import org.dflib.jjava.jupyter.kernel.display.RenderContext;
import org.dflib.jjava.jupyter.kernel.display.mime.MIMEType;
import org.jspecify.annotations.Nullable;

/** Shows an {@link Outcome}: its value as that would be shown, with the remarks below it, or the reason why there is none. */
final class OutcomeView {
    private OutcomeView() {}

    static void render(Outcome<?> outcome, RenderContext context) {
        DisplayData out = context.getOutputContainer();
        if (outcome instanceof Outcome.Failed<?> failed) {
            out.putText("Failed: " + failed.issue());
            return;
        }
        Object value = outcome.orThrow();
        out.assign(context.getRenderer().render(value));
        if (outcome instanceof Outcome.Warned<?> warned) {
            List<String> remarks = warned.issues().stream().map(Issue::toString).toList();
            remark(out, remarks);
        }
    }

    private static void remark(DisplayData out, List<String> remarks) {
        @Nullable Object text = out.getData(MIMEType.TEXT_PLAIN);
        out.putText((text == null ? "" : text + "\n") + String.join("\n", remarks));
        Object html = out.getData(MIMEType.TEXT_HTML);
        if (html != null) {
            StringBuilder below = new StringBuilder(html.toString());
            remarks.forEach(r -> below.append("<div style=\"opacity:.75\">")
                    .append(CellText.escape(r))
                    .append("</div>"));
            out.putHTML(below.toString());
        }
    }
}
