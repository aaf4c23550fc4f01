package io.retort.magic;

import io.retort.core.Names;
import io.retort.core.Option;
import io.retort.core.UsageException;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.dflib.jjava.jupyter.kernel.magic.MagicsRegistry;
import org.jspecify.annotations.Nullable;

/** {@code %help} lists the magics; {@code %help NAME} shows how one is written. */
final class HelpMagic implements Magic<HelpMagic.HelpArguments> {
    private final MagicsRegistry registry;

    HelpMagic(MagicsRegistry registry) {
        this.registry = registry;
    }

    /**
     * Arguments.
     *
     * @param magic the magic to explain
     */
    record HelpArguments(
            @Option(help = "name of a magic", positional = true) @Nullable
            String magic) {}

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
        if (arguments.magic() == null) {
            return list();
        }
        PlainText text = explain(arguments.magic());
        if (call.kernel() instanceof Pager pager) {
            pager.page(text.text());
        }
        return text;
    }

    @Override
    public List<String> suggest(String text) {
        return names().stream().filter(name -> name.startsWith(text.strip())).toList();
    }

    private Object list() {
        Object[][] rows = names().stream()
                .sorted(Comparator.comparing(this::isStage).thenComparing(name -> name))
                .map(name -> new Object[] {sign(name) + name, help(name)})
                .toArray(Object[][]::new);
        return HtmlTable.of(List.of("magic", "what it does"), rows);
    }

    private PlainText explain(String asked) {
        String name = asked.replaceFirst("^%+", "");
        Set<String> known = names();
        if (!known.contains(name)) {
            throw new UsageException("There is no magic %" + name + "; " + Names.suggestion(name, known) + ".");
        }
        return new PlainText(MagicCatalog.find(registry, name)
                .map(m -> m.help() + "\n" + m.usage())
                .orElse("Another extension's magic; it gives no help."));
    }

    private String help(String name) {
        return MagicCatalog.find(registry, name).map(Magic::help).orElse("");
    }

    private boolean isStage(String name) {
        return MagicCatalog.find(registry, name).orElse(null) instanceof StageMagic;
    }

    private String sign(String name) {
        boolean line = registry.getLineMagicNames().contains(name);
        boolean cell = registry.getCellMagicNames().contains(name);
        return line && cell ? "%" + name + ", %%" : line ? "%" : "%%";
    }

    private Set<String> names() {
        Set<String> names = new TreeSet<>(registry.getLineMagicNames());
        names.addAll(registry.getCellMagicNames());
        return names;
    }
}
