package io.retort.kernel;

import java.nio.charset.StandardCharsets;
import org.dflib.jjava.jupyter.channels.ShellReplyEnvironment;
import org.dflib.jjava.jupyter.kernel.JupyterIO;

/** The streams and displays that magics see, attached for good to an environment that finds the right cell itself. */
final class RetortIO extends JupyterIO {
    RetortIO() {
        super(StandardCharsets.UTF_8);
    }

    void attach(ShellReplyEnvironment environment) {
        setEnv(environment);
    }

    void allowInput(boolean allowed) {
        setJupyterInEnabled(allowed);
    }
}
