package io.retort.magic;

import io.retort.core.Names;
import io.retort.core.Option;
import io.retort.core.UsageException;
import java.util.List;
import java.util.Optional;

/** {@code %help} lists the magics; {@code %help NAME} shows how one is written. */
final class HelpMagic implements Magic<HelpMagic.HelpArguments> {
    private final List<Magic<?>> magics;

    HelpMagic(List<Magic<?>> magics) {
        this.magics = magics;
    }

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
        return arguments.magic().map(this::explain).orElseGet(this::list);
    }

    @Override
    public List<String> suggest(String text) {
        String word = text.strip();
        return magics.stream().map(Magic::name).filter(n -> n.startsWith(word)).toList();
    }

    private Object list() {
        Object[][] rows = magics.stream()
                .map(m -> new Object[] {(m.form() == Form.CELL ? "%%" : "%") + m.name(), m.help()})
                .toArray(Object[][]::new);
        return HtmlTable.of(List.of("magic", "what it does"), rows);
    }

    private Object explain(String asked) {
        String name = asked.replaceFirst("^%+", "");
        Magic<?> magic = magics.stream().filter(m -> m.name().equals(name)).findFirst().orElseThrow(
                () -> new UsageException("There is no magic %" + name + "; "
                        + Names.suggestion(name, magics.stream().map(Magic::name).toList())));
        return new PlainText(magic.help() + "\n" + magic.usage());
    }
}
