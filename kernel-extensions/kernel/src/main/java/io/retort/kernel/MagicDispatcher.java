package io.retort.kernel;

import io.retort.core.Names;
import io.retort.core.UsageException;
import io.retort.magic.WrittenArguments;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.dflib.jjava.jupyter.kernel.BaseKernel;
import org.dflib.jjava.jupyter.kernel.magic.MagicsRegistry;
import org.jspecify.annotations.Nullable;

/** Calls magics straight from the registry: no Java is written or compiled for them. */
final class MagicDispatcher {
    private final BaseKernel kernel;

    MagicDispatcher(BaseKernel kernel) {
        this.kernel = kernel;
    }

    @Nullable
    Object line(String name, String text, boolean assigned) throws Exception {
        MagicsRegistry registry = kernel.getMagicsRegistry();
        if (!registry.getLineMagicNames().contains(name)) {
            throw unknown("%", name, registry.getLineMagicNames(), "%%", registry.getCellMagicNames());
        }
        return registry.<@Nullable Object, BaseKernel>evalLineMagic(kernel, name, new WrittenArguments(text, assigned));
    }

    @Nullable
    Object cell(String name, String text, String body) throws Exception {
        MagicsRegistry registry = kernel.getMagicsRegistry();
        if (!registry.getCellMagicNames().contains(name)) {
            throw unknown("%%", name, registry.getCellMagicNames(), "%", registry.getLineMagicNames());
        }
        return registry.<@Nullable Object, BaseKernel>evalCellMagic(kernel, name, new WrittenArguments(text), body);
    }

    private static UsageException unknown(
            String sign, String name, Set<String> known, String otherSign, Set<String> others) {
        if (others.contains(name)) {
            String where = otherSign.length() == 2 ? "as the first line of a cell" : "on a line of its own";
            return new UsageException("The magic " + name + " is written " + otherSign + name + ", " + where + ".");
        }
        List<String> sorted = List.copyOf(new TreeSet<>(known));
        return new UsageException("There is no magic " + sign + name + "; " + Names.suggestion(name, sorted) + ".");
    }
}
