package io.retort.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.retort.cli.DoctorFinding.State;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** {@code retort doctor}: tries each part that runs inside Java; the launcher checks what is outside. */
final class DoctorCommand implements Main.Command {
    private final Main.Console console;

    private DoctorCommand(Main.Console console) {
        this.console = console;
    }

    static CommandSpec spec(Main.Console console) {
        CommandSpec spec = CommandSpec.wrapWithoutInspection(new DoctorCommand(console))
                .name("doctor")
                .mixinStandardHelpOptions(true);
        spec.usageMessage().description("Tries each part that runs inside Java.");
        spec.addOption(option("--json", "One JSON object."));
        spec.addOption(
                option("--tabs", "A line for each check: name, state, detail and mend, with tabs between them."));
        return spec;
    }

    private static OptionSpec option(String name, String help) {
        return OptionSpec.builder(name)
                .type(boolean.class)
                .arity("0")
                .description(help)
                .build();
    }

    @Override
    public int execute(ParseResult parsed) {
        List<DoctorFinding> found =
                examine(Stream.of(DoctorRuntime.checks(), DoctorLibraries.checks(), DoctorMachine.checks())
                        .flatMap(List::stream)
                        .toList());
        boolean well = found.stream().noneMatch(f -> f.state() == State.BAD);
        if (parsed.hasMatchedOption("--json")) {
            console.out().println(json(found, well));
        } else if (parsed.hasMatchedOption("--tabs")) {
            found.forEach(f ->
                    console.out().println(String.join("\t", f.name(), f.state().word(), f.detail(), f.mend())));
        } else {
            found.forEach(this::print);
        }
        return well ? 0 : Main.FAILURE;
    }

    /** Runs the checks side by side, as most of them wait; the order of the findings is that of the checks. */
    private static List<DoctorFinding> examine(List<DoctorCheck> checks) {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<DoctorFinding> found = new ArrayList<>();
            for (Future<DoctorFinding> check : threads.invokeAll(checks.stream()
                    .<java.util.concurrent.Callable<DoctorFinding>>map(c -> c::run)
                    .toList())) {
                found.add(check.get());
            }
            return found;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new java.util.concurrent.CancellationException("the checks were interrupted");
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause()); // a check reports what it meets and throws nothing
        } finally {
            threads.shutdownNow();
        }
    }

    private void print(DoctorFinding finding) {
        console.out().printf("%-4s  %-10s %s%n", finding.state().word(), finding.name(), finding.detail());
        if (!finding.mend().isEmpty()) {
            console.out().printf("%-16s mend: %s%n", "", finding.mend());
        }
    }

    private static String json(List<DoctorFinding> found, boolean well) {
        List<Map<String, String>> checks = found.stream()
                .map(f -> {
                    Map<String, String> check = new LinkedHashMap<>();
                    check.put("name", f.name());
                    check.put("state", f.state().word());
                    check.put("detail", f.detail());
                    check.put("mend", f.mend());
                    return check;
                })
                .toList();
        Map<String, Object> whole = new LinkedHashMap<>();
        whole.put("retort", Main.VERSION);
        whole.put("ok", well);
        whole.put("checks", checks);
        try {
            return new ObjectMapper().writeValueAsString(whole);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
