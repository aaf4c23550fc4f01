package io.retort.cli;

import io.retort.core.Names;
import io.retort.core.RetortException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CancellationException;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** The command line's entry. Exit codes: 0 well, 1 failure, 2 wrong usage, 130 interrupted. */
public final class Main {
    static final String VERSION = "0.1.0";
    static final int FAILURE = 1;
    static final int USAGE = 2;
    static final int INTERRUPTED = 130;

    private Main() {}

    /**
     * Runs a command and ends the process.
     *
     * @param args the command and its arguments
     */
    public static void main(String[] args) {
        PrintStream out =
                new PrintStream(new java.io.FileOutputStream(java.io.FileDescriptor.out), true, StandardCharsets.UTF_8);
        PrintStream err =
                new PrintStream(new java.io.FileOutputStream(java.io.FileDescriptor.err), true, StandardCharsets.UTF_8);
        System.exit(run(new Console(System.in, out, err), args));
    }

    /**
     * Where a command reads and writes.
     *
     * @param in what {@code -} stands for
     * @param out results
     * @param err progress and errors
     */
    public record Console(InputStream in, PrintStream out, PrintStream err) {}

    /**
     * Runs a command.
     *
     * @param console where it reads and writes
     * @param args the command and its arguments
     * @return exit code
     */
    public static int run(Console console, String... args) {
        CommandSpec root = CommandSpec.create()
                .name("retort")
                .mixinStandardHelpOptions(true)
                .version("retort " + VERSION);
        root.usageMessage().description("A notebook-driven analytics kernel for the JVM.");
        root.addSubcommand("run", new CommandLine(RunCommand.spec(console)));
        root.addSubcommand("import", new CommandLine(ImportCommand.spec(console)));
        root.addSubcommand("embed", new CommandLine(EmbedCommand.spec(console)));
        root.addSubcommand("stages", new CommandLine(StagesCommand.spec(console)));
        root.addSubcommand("manybody", new CommandLine(ManyBodyCommand.spec(console)));
        root.addSubcommand("models", new CommandLine(ModelsCommand.spec(console)));
        root.addSubcommand("doctor", new CommandLine(DoctorCommand.spec(console)));
        root.addSubcommand("scenario", new CommandLine(ScenarioCommand.spec(console)));
        CommandLine line = new CommandLine(root);
        line.setExecutionStrategy(parsed -> execute(console, parsed));
        line.setOut(new java.io.PrintWriter(console.out(), true, StandardCharsets.UTF_8));
        line.setErr(new java.io.PrintWriter(console.err(), true, StandardCharsets.UTF_8));
        line.setParameterExceptionHandler((e, a) -> usage(console, e));
        return line.execute(args);
    }

    private static int execute(Console console, CommandLine.ParseResult parsed) {
        Integer help = CommandLine.executeHelpRequest(parsed);
        if (help != null) {
            return help;
        }
        if (!parsed.hasSubcommand()) {
            List<String> known = List.copyOf(parsed.commandSpec().subcommands().keySet());
            throw new ParameterException(
                    parsed.commandSpec().commandLine(),
                    "a command is missing: " + String.join(", ", known.subList(0, known.size() - 1)) + " or "
                            + known.get(known.size() - 1));
        }
        CommandLine.ParseResult command = parsed.subcommand();
        Command action = (Command) command.commandSpec().userObject();
        try {
            return action.execute(command);
        } catch (RuntimeException e) {
            return failure(console, e);
        }
    }

    private static int usage(Console console, ParameterException e) {
        String command = e.getCommandLine().getCommandName();
        boolean root = command.equals("retort");
        String said = String.valueOf(e.getMessage());
        if (e instanceof CommandLine.UnmatchedArgumentException unmatched) {
            String first = unmatched.getUnmatched().get(0);
            List<String> known = root
                    ? List.copyOf(e.getCommandLine().getSubcommands().keySet())
                    : List.copyOf(
                            e.getCommandLine().getCommandSpec().optionsMap().keySet());
            String kind =
                    root ? "unknown command " : first.startsWith("-") ? "unknown option " : "unexpected argument ";
            said = kind + "\"" + first + "\"; " + Names.suggestion(first, known);
        }
        said = Character.toLowerCase(said.charAt(0)) + said.substring(1);
        console.err().println("retort: " + (root ? "" : command + ": ") + said);
        return USAGE;
    }

    private static int failure(Console console, RuntimeException e) {
        if (e instanceof IllegalArgumentException) {
            console.err().println("retort: " + e.getMessage());
            return USAGE;
        }
        if (e instanceof CancellationException) {
            console.err().println("retort: stopped; no file was written, and what a workspace or database holds stays");
            return INTERRUPTED;
        }
        if (e instanceof RetortException) {
            console.err().println("retort: " + e.getMessage());
            return FAILURE;
        }
        console.err().println("retort: this should not have happened, please report it: " + e);
        return FAILURE;
    }

    /** What a command does. */
    @FunctionalInterface
    interface Command {
        int execute(CommandLine.ParseResult parsed);
    }
}
