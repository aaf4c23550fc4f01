package io.retort.magic;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.dflib.jjava.jupyter.kernel.BaseKernel;
import org.dflib.jjava.jupyter.kernel.JupyterIO;
import org.dflib.jjava.jupyter.kernel.LanguageInfo;
import org.dflib.jjava.jupyter.kernel.ReplacementOptions;
import org.dflib.jjava.jupyter.kernel.comm.CommManager;
import org.dflib.jjava.jupyter.kernel.display.DisplayData;
import org.dflib.jjava.jupyter.kernel.display.Renderer;
import org.dflib.jjava.jupyter.kernel.magic.MagicParser;
import org.dflib.jjava.jupyter.kernel.magic.MagicTranspiler;
import org.dflib.jjava.jupyter.kernel.magic.MagicsRegistry;
import org.dflib.jjava.jupyter.kernel.util.StringStyler;

/** A kernel of nobody in particular, as any host of the extension may be. It runs no code and keeps what is displayed. */
final class PlainHost extends BaseKernel implements AutoCloseable {
    final List<DisplayData> displayed = new ArrayList<>();
    /** Open once something is displayed. */
    final CountDownLatch showing = new CountDownLatch(1);

    PlainHost() {
        super(
                "plain",
                "1",
                new LanguageInfo.Builder("java").build(),
                List.of(),
                null,
                new JupyterIO(StandardCharsets.UTF_8),
                new CommManager(),
                new Renderer(),
                new MagicParser("^%", "%%", new MagicTranspiler()),
                new MagicsRegistry(),
                true,
                new StringStyler.Builder().build());
        onStartup();
    }

    @Override
    public void display(DisplayData data) {
        displayed.add(data);
        showing.countDown();
    }

    @Override
    public Object evalRaw(String source) {
        throw new UnsupportedOperationException();
    }

    @Override
    public DisplayData inspect(String code, int at, boolean extraDetail) {
        throw new UnsupportedOperationException();
    }

    @Override
    public ReplacementOptions complete(String code, int at) {
        throw new UnsupportedOperationException();
    }

    @Override
    public String isComplete(String code) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void close() {
        onShutdown(false);
    }
}
