package io.retort.cli;

import io.retort.core.UsageException;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code retort scenario}: simulates a workforce and its retirement plan, compares and checks what came of it. */
final class ScenarioCommand implements Main.Command {
    private ScenarioCommand() {}

    static CommandSpec spec(Main.Console console) {
        CommandSpec spec = CommandSpec.wrapWithoutInspection(new ScenarioCommand())
                .name("scenario")
                .mixinStandardHelpOptions(true);
        spec.usageMessage().description("Simulates a workforce and its retirement plan over years.");
        spec.addSubcommand("census", new CommandLine(ScenarioCensusCommand.spec(console)));
        spec.addSubcommand("run", new CommandLine(ScenarioRunCommand.spec(console)));
        spec.addSubcommand("compare", new CommandLine(ScenarioCompareCommand.spec(console)));
        spec.addSubcommand("plan", new CommandLine(ScenarioPlanCommand.spec(console)));
        spec.addSubcommand("test", new CommandLine(ScenarioTestCommand.spec(console)));
        return spec;
    }

    @Override
    public int execute(ParseResult parsed) {
        if (!parsed.hasSubcommand()) {
            throw new UsageException("scenario: a command is missing: "
                    + String.join(", ", parsed.commandSpec().subcommands().keySet()));
        }
        ParseResult command = parsed.subcommand();
        return ((Main.Command) command.commandSpec().userObject()).execute(command);
    }
}
