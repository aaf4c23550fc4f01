package io.retort.magic;

import io.retort.core.Settings;
import io.retort.engine.StageCatalog;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
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
        stages(registry).forEach(magic -> new MagicAdapter<>(magic).register(registry));
        magics(registry).forEach(magic -> new MagicAdapter<>(magic).register(registry));
        Views.register(kernel.getRenderer());
    }

    @Override
    public void uninstall(BaseKernel kernel) {
        MagicCatalog.forget(kernel.getMagicsRegistry());
    }

    /** Each stage as a magic, except those whose name is that of a magic here. */
    private static List<StageMagic> stages(MagicsRegistry registry) {
        Set<String> taken = magics(registry).stream().map(Magic::name).collect(Collectors.toSet());
        return StageCatalog.installed().all().stream()
                .filter(stage -> !taken.contains(stage.info().name()))
                .<StageMagic>map(StageMagic::new)
                .toList();
    }

    private static List<Magic<?>> magics(MagicsRegistry registry) {
        ChildEnvironment environment = new ChildEnvironment(Settings.environment());
        return List.of(
                new BashMagic(environment, Settings.shellAllowed()),
                new CancelMagic(),
                new EmbedMagic(),
                new EnvMagic(environment),
                new HelpMagic(registry),
                new ManyBodyMagic(),
                new NeighborsMagic(),
                new PipelineMagic(),
                new PlotMagic(),
                new ProgressMagic(),
                new ResourcesMagic(),
                new RunReportMagic(),
                new RunsMagic(),
                new ScenarioMagic(),
                new ShowMagic(),
                new SimilarMagic(),
                new SqlMagic(),
                new StagesMagic(),
                new WorkspaceMagic());
    }
}
