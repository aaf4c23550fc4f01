package io.retort.cli;

import io.retort.core.Settings;
import io.retort.engine.StageCatalog;
import io.retort.table.Workspace;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
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
        spec.addOption(OptionSpec.builder("--json")
                .type(boolean.class)
                .arity("0")
                .description("One JSON object.")
                .build());
        return spec;
    }

    @Override
    public int execute(ParseResult parsed) {
        Map<String, String> found = new LinkedHashMap<>();
        boolean well = check(found, "java", () -> Runtime.version().toString());
        well &= check(
                found,
                "compiler",
                () -> javax.tools.ToolProvider.getSystemJavaCompiler() == null
                        ? fail("this is a JRE; install a JDK, for example apt-get install openjdk-17-jdk-headless")
                        : "present");
        well &= check(found, "duckdb", DoctorCommand::duckdb);
        well &= check(found, "arrow", DoctorCommand::arrow);
        well &= check(
                found,
                "stages",
                () -> String.join(", ", StageCatalog.installed().names()));
        well &= check(found, "temporary folder", () -> free(Settings.temporaryFolder()));
        if (parsed.hasMatchedOption("--json")) {
            console.out().println(json(found));
        } else {
            found.forEach((name, state) -> console.out().printf("%-18s %s%n", name, state));
        }
        return well ? 0 : Main.FAILURE;
    }

    private static String json(Map<String, String> found) {
        try {
            return new com.fasterxml.jackson.databind.ObjectMapper().writeValueAsString(found);
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static boolean check(Map<String, String> found, String name, Callable<String> attempt) {
        try {
            found.put(name, attempt.call());
            return true;
        } catch (Exception | LinkageError e) {
            found.put(name, "FAILED: " + e.getMessage());
            return false;
        }
    }

    private static String fail(String why) {
        throw new IllegalStateException(why);
    }

    private static String duckdb() {
        try (Workspace workspace = Workspace.inMemory()) {
            return workspace.query("SELECT version()", r -> r.next() ? r.getString(1) : "");
        }
    }

    private static String arrow() {
        try (Workspace workspace = Workspace.inMemory()) {
            return workspace.sql("SELECT 42 AS answer").arrowBatchCount() == 1 ? "works" : fail("no batch came back");
        }
    }

    private static String free(java.nio.file.Path folder) throws java.io.IOException {
        long bytes = java.nio.file.Files.getFileStore(folder).getUsableSpace();
        return folder + ", " + bytes / 1_000_000_000 + " GB free";
    }
}
