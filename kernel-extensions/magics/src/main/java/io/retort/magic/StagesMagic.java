package io.retort.magic;

import io.retort.core.DeclaredOption;
import io.retort.core.Option;
import io.retort.engine.StageCatalog;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code %stages [NAME]} lists the stages, or shows one with its options. */
final class StagesMagic implements Magic<StagesMagic.StagesArguments> {
    /**
     * Arguments.
     *
     * @param stage name of a stage
     */
    record StagesArguments(
            @Option(help = "Name of a stage.", positional = true) @Nullable
            String stage) {}

    @Override
    public String name() {
        return "stages";
    }

    @Override
    public String help() {
        return "lists the stages of a pipeline, or shows one with its options";
    }

    @Override
    public Class<StagesArguments> arguments() {
        return StagesArguments.class;
    }

    @Override
    public Object run(StagesArguments arguments, MagicCall call) {
        if (arguments.stage() != null) {
            StageCatalog.Entry<?> entry = StageCatalog.installed().require(arguments.stage());
            Object[][] rows =
                    entry.options().declared().stream().map(StagesMagic::row).toArray(Object[][]::new);
            call.display(new PlainText(entry.info().help() + "\nusage: " + entry.usage() + "\nexample: "
                    + entry.info().example()
                    + (entry.info().columns().isEmpty()
                            ? ""
                            : "\ncolumns: " + entry.info().columns())));
            return HtmlTable.of(List.of("option", "what it does", "accepted", "default"), rows);
        }
        Object[][] rows = StageCatalog.installed().all().stream()
                .map(e ->
                        new Object[] {e.info().name(), e.info().help(), e.info().example()})
                .toArray(Object[][]::new);
        return HtmlTable.of(List.of("stage", "what it does", "example"), rows);
    }

    private static Object[] row(DeclaredOption option) {
        return new Object[] {
            option.positional() ? option.name() : "--" + option.name(),
            option.help(),
            option.accepted(),
            option.defaultValue()
        };
    }
}
