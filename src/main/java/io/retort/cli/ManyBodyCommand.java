package io.retort.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.retort.core.DataException;
import io.retort.core.OptionSet;
import io.retort.core.UsageException;
import io.retort.manybody.AssembleOptions;
import io.retort.manybody.CaseAssembler;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code retort manybody run} and {@code retort manybody assemble}. */
final class ManyBodyCommand implements Main.Command {
    static final ObjectMapper JSON = new ObjectMapper();
    private static final OptionSet<AssembleOptions> ASSEMBLE = OptionSet.of(AssembleOptions.class);

    private ManyBodyCommand() {}

    static CommandSpec spec(Main.Console console) {
        CommandSpec spec = CommandSpec.wrapWithoutInspection(new ManyBodyCommand())
                .name("manybody")
                .mixinStandardHelpOptions(true);
        spec.usageMessage().description("Many-body expansion of a cluster of molecules.");
        spec.addSubcommand("run", new CommandLine(ManyBodyRunCommand.spec(console)));
        spec.addSubcommand("assemble", new CommandLine(assembleSpec(console)));
        return spec;
    }

    @Override
    public int execute(ParseResult parsed) {
        ParseResult command = parsed.subcommand();
        if (command == null) {
            throw new UsageException("manybody: say what to do: run or assemble");
        }
        return ((Main.Command) command.commandSpec().userObject()).execute(command);
    }

    private static CommandSpec assembleSpec(Main.Console console) {
        Main.Command command = parsed -> assemble(console, parsed);
        CommandSpec spec =
                CommandSpec.wrapWithoutInspection(command).name("assemble").mixinStandardHelpOptions(true);
        spec.usageMessage()
                .description("Assembles expansions from results that are there already.")
                .footer("", "Example:", "  retort manybody assemble --cases cases.json --out results.json");
        RecordOptions.declare(spec, ASSEMBLE);
        return spec;
    }

    private static int assemble(Main.Console console, ParseResult parsed) {
        AssembleOptions options = RecordOptions.read("manybody assemble", ASSEMBLE, parsed);
        ArrayNode results = CaseAssembler.assemble(options.cases());
        write(options.out(), results);
        int errors = 0;
        for (JsonNode result : results) {
            errors += result.has("error") ? 1 : 0;
        }
        console.out()
                .printf(
                        Locale.ROOT,
                        "%d cases assembled, %d with an error%nwrote %s%n",
                        results.size() - errors,
                        errors,
                        options.out());
        return 0;
    }

    static void write(Path file, JsonNode json) {
        try {
            JSON.writerWithDefaultPrettyPrinter().writeValue(file.toFile(), json);
        } catch (IOException e) {
            throw new DataException("the file " + file + " cannot be written: " + e.getMessage(), e);
        }
    }
}
