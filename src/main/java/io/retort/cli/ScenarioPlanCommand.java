package io.retort.cli;

import io.retort.scenario.ScenarioModels;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code retort scenario plan}: the models of a year in their order. */
final class ScenarioPlanCommand implements Main.Command {
    private final Main.Console console;

    private ScenarioPlanCommand(Main.Console console) {
        this.console = console;
    }

    static CommandSpec spec(Main.Console console) {
        CommandSpec spec = CommandSpec.wrapWithoutInspection(new ScenarioPlanCommand(console))
                .name("plan")
                .mixinStandardHelpOptions(true);
        spec.usageMessage()
                .description("Shows the models of a year: their order, what becomes of them, what they need.");
        return spec;
    }

    @Override
    public int execute(ParseResult parsed) {
        console.out().print(ScenarioModels.plan());
        return 0;
    }
}
