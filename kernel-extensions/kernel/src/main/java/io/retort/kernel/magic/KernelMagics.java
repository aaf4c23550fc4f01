package io.retort.kernel.magic;

import io.retort.core.Settings;
import io.retort.magic.Magic;
import io.retort.magic.MagicAdapter;
import java.util.List;
import org.dflib.jjava.jupyter.kernel.magic.MagicsRegistry;

/** The magics of the kernel itself. A new one is one class and one line in {@link #magics}. */
public final class KernelMagics {
    private KernelMagics() {}

    /**
     * Registers them.
     *
     * @param registry registry of the kernel
     * @param java the kernel's Java
     */
    public static void register(MagicsRegistry registry, JavaSession java) {
        magics(java).forEach(magic -> new MagicAdapter<>(magic).register(registry));
    }

    private static List<Magic<?>> magics(JavaSession java) {
        return List.of(
                new ClassPathMagic(java),
                new JarsMagic(java),
                new MavenMagic(java, () -> MavenPlaces.find(Settings.environment(), Settings.properties())),
                new TimeitMagic(java));
    }
}
