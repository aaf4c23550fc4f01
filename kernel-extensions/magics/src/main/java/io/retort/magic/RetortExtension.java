package io.retort.magic;

import java.util.List;
import org.dflib.jjava.jupyter.Extension;
import org.dflib.jjava.jupyter.kernel.BaseKernel;

/**
 * Installs the magics of Retort into a kernel. A new magic is one class and one line in {@link #magics()}.
 */
public final class RetortExtension implements Extension {

    /** Creates the extension; {@code ServiceLoader} calls it. */
    public RetortExtension() {}

    @Override
    public void install(BaseKernel kernel) {
        magics().forEach(magic -> new MagicAdapter<>(magic).register(kernel.getMagicsRegistry()));
    }

    private static List<Magic<?>> magics() {
        return List.of(new HelpMagic());
    }
}
