package io.retort.kernel;

import io.retort.core.CancelToken;
import io.retort.magic.CellScope;
import io.retort.magic.LiveDisplay;
import org.dflib.jjava.jupyter.kernel.BaseKernel;
import org.dflib.jjava.jupyter.messages.publish.PublishClearOutput;

/** What cells can call without an import: displays, the cell's token. */
public final class Notebook {
    private Notebook() {}

    /**
     * Shows a value below the cell at once.
     *
     * @param value anything; the renderer for its type decides how it looks
     */
    public static void display(Object value) {
        kernel().display(kernel().render(value));
    }

    /**
     * Starts a display that is updated in place.
     *
     * @return the display
     */
    public static LiveDisplay live() {
        return LiveDisplay.of(kernel());
    }

    /**
     * Clears what the cell has shown so far.
     *
     * @param wait whether to wait for the next output, which avoids flicker
     */
    public static void clearOutput(boolean wait) {
        kernel().publish(wait ? PublishClearOutput.BEFORE_NEXT_OUTPUT : PublishClearOutput.NOW);
    }

    /**
     * The token that an interrupt of the running cell cancels.
     *
     * @return pass it to work that this cell starts
     */
    public static CancelToken cancelToken() {
        return CellScope.currentToken();
    }

    /**
     * Shows text in the front end's pager when the cell has ended, and not in the notebook.
     *
     * @param text any number of lines
     */
    public static void page(String text) {
        kernel().page(text);
    }

    /**
     * The value of a magic that a variable takes; the kernel writes calls of it for <code>var t = %magic</code>.
     *
     * @param key which value
     * @return the value
     */
    public static Object assigned(long key) {
        return AssignedValues.take(key);
    }

    private static RetortKernel kernel() {
        return (RetortKernel) BaseKernel.notebookKernel();
    }
}
