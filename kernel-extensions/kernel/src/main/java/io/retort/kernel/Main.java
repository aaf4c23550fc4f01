package io.retort.kernel;

import io.retort.core.Names;
import io.retort.core.OptionSet;
import io.retort.core.RetortException;
import io.retort.core.UsageException;
import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;

/**
 * The commands of the kernel: {@code run CONNECTION_FILE}, which Jupyter calls, and {@code install}. Exit code 2 for a
 * mistake of the caller, 1 for anything else that fails.
 */
public final class Main {
    private static final List<String> COMMANDS = List.of("run", "install");

    private Main() {}

    /**
     * Runs a command.
     *
     * @param args command and its arguments
     */
    public static void main(String[] args) {
        int code = run(List.of(args), System.getenv(), System.out, System.err);
        if (code != 0) {
            System.exit(code);
        }
    }

    static int run(List<String> args, Map<String, String> environment, PrintStream out, PrintStream err) {
        try {
            dispatch(args, environment, out);
            return 0;
        } catch (IllegalArgumentException e) {
            err.println(e.getMessage());
            return 2;
        } catch (RetortException e) {
            err.println(e.getMessage());
            return 1;
        } catch (IOException | RuntimeException e) {
            err.println("The kernel failed: " + e);
            return 1;
        }
    }

    private static void dispatch(List<String> args, Map<String, String> environment, PrintStream out)
            throws IOException {
        String command = args.isEmpty() ? "" : args.get(0);
        switch (command) {
            case "run" ->
                RunCommand.run(
                        OptionSet.of(RunCommand.RunOptions.class).read("run", args.subList(1, args.size())),
                        environment);
            case "install" -> {
                InstallOptions options =
                        OptionSet.of(InstallOptions.class).read("install", args.subList(1, args.size()));
                Installer installer = new Installer(environment);
                out.println("Installed " + installer.install(options));
                installer.notes().forEach(out::println);
            }
            case "train" -> {
                TrainingRun.hold();
                System.exit(0); // threads of the kernel still live
            }
            case "help", "--help", "-h" -> out.println(usage());
            default ->
                throw new UsageException(
                        command.isEmpty()
                                ? "A command is needed: run or install"
                                : "There is no command \"" + command + "\"; " + Names.suggestion(command, COMMANDS));
        }
    }

    private static String usage() {
        return OptionSet.of(RunCommand.RunOptions.class).help("run") + "\n\n"
                + OptionSet.of(InstallOptions.class).help("install") + "\n\n"
                + "RETORT_JVM_FLAGS, read by install, adds JVM flags to the kernel for good;"
                + " JDK_JAVA_OPTIONS, read by Java, adds them to one start.";
    }
}
