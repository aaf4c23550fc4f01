package io.retort.kernel;

import io.retort.core.Option;
import io.retort.core.UsageException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Arguments of {@code install}.
 *
 * @param name folder name of the kernelspec
 * @param displayName name in menus
 * @param prefix folder under which {@code share/jupyter/kernels} is written
 * @param user whether to install for this user (the default)
 * @param sysPrefix whether to install into the active Python environment
 * @param jdk JDK that runs the kernel
 * @param heap greatest heap
 * @param noArchive whether to go without an archive of classes
 */
record InstallOptions(
        @Option(help = "folder name of the kernelspec", defaultValue = "retort")
        String name,

        @Option(help = "name in menus", defaultValue = "Retort (Java)")
        String displayName,

        @Option(help = "folder under which share/jupyter/kernels is written") @Nullable
        Path prefix,

        @Option(help = "install for this user, the default") boolean user,

        @Option(help = "install into the active Python environment")
        boolean sysPrefix,

        @Option(help = "JDK 17 or newer; the one that runs this command if not given") @Nullable
        Path jdk,

        @Option(help = "greatest heap, such as 4g; Java's own choice if not given") @Nullable
        String heap,

        @Option(
                help =
                        "go without the archive of classes, which takes some seconds to make and lets kernels start faster")
        boolean noArchive) {

    InstallOptions {
        if (!name.matches("[A-Za-z0-9._-]+")) {
            throw new UsageException("--name may hold letters, digits, dot, dash and underscore, got \"" + name + "\"");
        }
        if (heap != null && !heap.matches("[1-9]\\d*[kmgKMG]?")) {
            throw new UsageException("--heap must be a size such as 4g or 800m, got \"" + heap + "\"");
        }
        if ((prefix == null ? 0 : 1) + (user ? 1 : 0) + (sysPrefix ? 1 : 0) > 1) {
            throw new UsageException("Only one of --prefix, --user and --sys-prefix may be given");
        }
    }
}
