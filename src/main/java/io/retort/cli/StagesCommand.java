package io.retort.cli;

import io.retort.engine.StageCatalog;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/** {@code retort stages [NAME]}: the stages that are installed, or one with its options. */
final class StagesCommand implements Main.Command {
    private final Main.Console console;

    private StagesCommand(Main.Console console) {
        this.console = console;
    }

    static CommandSpec spec(Main.Console console) {
        CommandSpec spec = CommandSpec.wrapWithoutInspection(new StagesCommand(console))
                .name("stages")
                .mixinStandardHelpOptions(true);
        spec.usageMessage().description("Lists the stages, or shows one with its options.");
        spec.addPositional(PositionalParamSpec.builder()
                .paramLabel("NAME")
                .arity("0..1")
                .type(String.class)
                .description("Name of a stage.")
                .build());
        return spec;
    }

    @Override
    public int execute(ParseResult parsed) {
        if (parsed.hasMatchedPositional(0)) {
            show(StageCatalog.installed().require(parsed.matchedPositionalValue(0, "")));
            return 0;
        }
        for (StageCatalog.Entry<?> entry : StageCatalog.installed().all()) {
            console.out().printf("%-12s %s%n", entry.info().name(), entry.info().help());
        }
        return 0;
    }

    private void show(StageCatalog.Entry<?> entry) {
        console.out().println(entry.info().help());
        console.out().println("usage: " + entry.options().help(entry.info().name()));
        if (!entry.info().columns().isEmpty()) {
            console.out().println("columns: " + entry.info().columns());
        }
        console.out().println("example: " + entry.info().example());
    }
}
