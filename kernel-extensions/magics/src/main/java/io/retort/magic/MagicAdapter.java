package io.retort.magic;

import java.util.List;
import java.util.Optional;
import org.dflib.jjava.jupyter.kernel.BaseKernel;
import org.dflib.jjava.jupyter.kernel.magic.CellMagic;
import org.dflib.jjava.jupyter.kernel.magic.LineMagic;
import org.dflib.jjava.jupyter.kernel.magic.MagicsRegistry;
import org.jspecify.annotations.Nullable;

/**
 * Makes a {@link Magic} callable through the registry of any JJava kernel. Kernels that know this type call
 * {@link #call} with the text as written; others pass the words.
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
     * The wrapped magic.
     *
     * @return what is called
     */
    public Magic<A> magic() {
        return magic;
    }

    /**
     * Registers the magic under its name.
     *
     * @param registry registry of the host
     */
    public void register(MagicsRegistry registry) {
        if (magic.form() != Magic.Form.CELL) {
            registry.registerLineMagic(magic.name(), this);
        }
        if (magic.form() != Magic.Form.LINE) {
            registry.registerCellMagic(magic.name(), this);
        }
    }

    /**
     * Calls the magic.
     *
     * @param kernel the host
     * @param text arguments as written
     * @param body body of a cell magic
     * @return what the cell shows, or null
     * @throws Exception if the magic fails
     */
    public @Nullable Object call(BaseKernel kernel, String text, Optional<String> body) throws Exception {
        String command = (body.isPresent() ? "%%" : "%") + magic.name();
        A arguments = Arguments.read(command, magic.arguments(), ArgumentLine.split(text));
        return magic.run(arguments, new MagicCall(kernel, text, body));
    }

    @Override
    public @Nullable Object eval(BaseKernel kernel, List<String> args) throws Exception {
        return call(kernel, ArgumentLine.join(args), Optional.empty());
    }

    @Override
    public @Nullable Object eval(BaseKernel kernel, List<String> args, String body) throws Exception {
        return call(kernel, ArgumentLine.join(args), Optional.of(body));
    }
}
