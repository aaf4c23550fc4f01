package io.retort.magic;

import io.retort.core.OptionSet;
import java.util.List;
import java.util.Optional;
import org.dflib.jjava.jupyter.kernel.BaseKernel;
import org.dflib.jjava.jupyter.kernel.magic.CellMagic;
import org.dflib.jjava.jupyter.kernel.magic.LineMagic;
import org.dflib.jjava.jupyter.kernel.magic.MagicsRegistry;
import org.jspecify.annotations.Nullable;

/**
 * Makes a {@link Magic} callable through the registry of any JJava kernel. Kernels that pass {@link WrittenArguments}
 * let the magic see the line as it was written.
 *
 * @param <A> record of arguments
 */
public final class MagicAdapter<A extends Record>
        implements LineMagic<@Nullable Object, BaseKernel>, CellMagic<@Nullable Object, BaseKernel> {
    private final Magic<A> magic;

    /**
     * Wraps a magic.
     *
     * @param magic what is to be called
     */
    public MagicAdapter(Magic<A> magic) {
        this.magic = magic;
    }

    /**
     * Registers the magic under its name.
     *
     * @param registry registry of the host
     */
    public void register(MagicsRegistry registry) {
        MagicCatalog.add(registry, magic);
        if (magic.form() != Magic.Form.CELL) {
            registry.registerLineMagic(magic.name(), this);
        }
        if (magic.form() != Magic.Form.LINE) {
            registry.registerCellMagic(magic.name(), this);
        }
    }

    @Override
    public @Nullable Object eval(BaseKernel kernel, List<String> args) throws Exception {
        return call(new MagicCall(
                kernel, WrittenArguments.textOf(args), Optional.empty(), WrittenArguments.isAssigned(args)));
    }

    @Override
    public @Nullable Object eval(BaseKernel kernel, List<String> args, String body) throws Exception {
        return call(new MagicCall(kernel, WrittenArguments.textOf(args), Optional.of(body)));
    }

    private @Nullable Object call(MagicCall call) throws Exception {
        String command = (call.body().isPresent() ? "%%" : "%") + magic.name();
        Class<A> type = magic.arguments();
        A arguments = type == RawText.class
                ? type.cast(new RawText(call.text()))
                : OptionSet.of(type).read(command, JavaValues.words(call.text(), call));
        Object value = magic.run(arguments, call);
        return call.assigned() && value instanceof PlainText plain ? plain.text() : value;
    }
}
