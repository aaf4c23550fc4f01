package io.retort.magic;

import io.retort.core.Settings;
import java.util.List;
import org.dflib.jjava.jupyter.Extension;
import org.dflib.jjava.jupyter.kernel.BaseKernel;
import org.dflib.jjava.jupyter.kernel.magic.MagicsRegistry;

/**
 * Installs the magics of Retort into a kernel. A new magic is one class and one line in {@link #magics}.
 */
public final class RetortExtension implements Extension {

    /** Creates the extension; {@code ServiceLoader} calls it. */
    public RetortExtension() {}

    @Override
    public void install(BaseKernel kernel) {
        MagicsRegistry registry = kernel.getMagicsRegistry();
        magics(registry).forEach(magic -> new MagicAdapter<>(magic).register(registry));
        Views.register(kernel.getRenderer());
    }

    @Override
    public void uninstall(BaseKernel kernel) {
        MagicCatalog.forget(kernel.getMagicsRegistry());
    }

    private static List<Magic<?>> magics(MagicsRegistry registry) {
        ChildEnvironment environment = new ChildEnvironment(Settings.environment());
        return List.of(
                new BashMagic(environment, Settings.shellAllowed()),
                new EnvMagic(environment),
                new HelpMagic(registry),
                new PipelineMagic(),
                new PlotMagic(),
                new ResourcesMagic(),
                new ShowMagic(),
                new SqlMagic(),
                new StagesMagic(),
                new WorkspaceMagic());
    }
}
