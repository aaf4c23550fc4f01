package io.retort.magic;

import io.retort.core.CancelToken;
import java.util.Optional;
import org.dflib.jjava.jupyter.kernel.BaseKernel;
import org.dflib.jjava.jupyter.kernel.display.DisplayData;

/**
 * The cell's side of a call of a magic. Used by the thread that runs the cell; the displays that it makes may be used by
 * any thread.
 */
public final class MagicCall {
    private final BaseKernel kernel;
    private final String text;
    private final Optional<String> body;
    private final boolean assigned;

    /**
     * Creates a call whose value is shown.
     *
     * @param kernel the kernel that runs the cell
     * @param text the arguments as the user wrote them, in one line
     * @param body the cell below the first line, if the magic was written as a cell magic
     */
    public MagicCall(BaseKernel kernel, String text, Optional<String> body) {
        this(kernel, text, body, false);
    }

    /**
     * Creates a call.
     *
     * @param kernel the kernel that runs the cell
     * @param text the arguments as the user wrote them, in one line
     * @param body the cell below the first line, if the magic was written as a cell magic
     * @param assigned whether a Java variable takes the value
     */
    public MagicCall(BaseKernel kernel, String text, Optional<String> body, boolean assigned) {
        this.kernel = kernel;
        this.text = text;
        this.body = body;
        this.assigned = assigned;
    }

    /**
     * Whether a Java variable takes the value, as in {@code var t = %sql SELECT 1}. Then a magic returns what it worked
     * out (a table, a figure) instead of a view of it.
     *
     * @return false if the value is shown
     */
    public boolean assigned() {
        return assigned;
    }

    /**
     * The kernel that runs the cell.
     *
     * @return the host; any kernel on the JJava protocol layer
     */
    public BaseKernel kernel() {
        return kernel;
    }

    /**
     * The arguments as written, quotes included.
     *
     * @return one line, may be empty
     */
    public String text() {
        return text;
    }

    /**
     * The cell below the first line.
     *
     * @return empty if the magic was written as a line magic
     */
    public Optional<String> body() {
        return body;
    }

    /**
     * The token of the running cell.
     *
     * @return cancelled when the cell is interrupted
     */
    public CancelToken token() {
        return CellScope.currentToken();
    }

    /**
     * Shows a value below the cell at once, by the renderer for its type.
     *
     * @param value what to show; {@link DisplayData} goes out as it is
     */
    public void display(Object value) {
        kernel.display(
                value instanceof DisplayData data ? data : kernel.getRenderer().render(value));
    }

    /**
     * Starts a display that is updated in place.
     *
     * @return the display; close it to show its last state
     */
    public LiveDisplay live() {
        return LiveDisplay.of(kernel);
    }
}
