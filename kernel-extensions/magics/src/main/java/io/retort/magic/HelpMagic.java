package io.retort.magic;

import io.retort.core.Names;
import io.retort.core.Option;
import io.retort.core.UsageException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.dflib.jjava.jupyter.kernel.magic.MagicsRegistry;

/** {@code %help} lists the magics; {@code %help NAME} shows how one is written. */
final class HelpMagic implements Magic<HelpMagic.HelpArguments> {
    /**
     * Arguments.
     *
     * @param magic the magic to explain
     */
    record HelpArguments(@Option(help = "name of a magic", positional = true) Optional<String> magic) {}

    @Override
    public String name() {
        return "help";
    }

    @Override
    public String help() {
        return "lists the magics, or shows how one is written";
    }

    @Override
    public Class<HelpArguments> arguments() {
        return HelpArguments.class;
    }

    @Override
    public Object run(HelpArguments arguments, MagicCall call) {
        MagicsRegistry registry = call.kernel().getMagicsRegistry();
        return arguments.magic().map(m -> explain(registry, m)).orElseGet(() -> list(registry));
    }

    private static Object list(MagicsRegistry registry) {
        Object[][] rows = names(registry).stream()
                .map(name -> new Object[] {sign(registry, name) + name, help(registry, name)})
                .toArray(Object[][]::new);
        return HtmlTable.of(List.of("magic", "what it does"), rows);
    }

    private static Object explain(MagicsRegistry registry, String asked) {
        String name = asked.replaceFirst("^%+", "");
        Set<String> known = names(registry);
        if (!known.contains(name)) {
            throw new UsageException("There is no magic %" + name + "; " + Names.suggestion(name, known) + ".");
        }
        return new PlainText(MagicCatalog.find(registry, name)
                .map(m -> m.help() + "\n" + m.usage())
                .orElse("Another extension's magic; it gives no help."));
    }

    private static String help(MagicsRegistry registry, String name) {
        return MagicCatalog.find(registry, name).map(Magic::help).orElse("");
    }

    private static String sign(MagicsRegistry registry, String name) {
        return registry.getLineMagicNames().contains(name) ? "%" : "%%";
    }

    private static Set<String> names(MagicsRegistry registry) {
        Set<String> names = new TreeSet<>(registry.getLineMagicNames());
        names.addAll(registry.getCellMagicNames());
        return names;
    }
}
