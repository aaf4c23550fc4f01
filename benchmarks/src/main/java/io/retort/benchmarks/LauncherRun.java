package io.retort.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.retort.core.DataException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A pipeline that was run through the launcher, in a process of its own and a budget of memory, into a workspace file.
 *
 * @param account the report of the run
 * @param peakKb most memory that the process held, in KiB, by the system's own count
 */
record LauncherRun(JsonNode account, long peakKb) {
    /**
     * Runs to the end.
     *
     * @param suite whose run it is, for messages
     * @param folder for the workspace and the report
     * @param budget as {@code --memory} takes it
     * @param pipeline what is run
     * @param options further words
     * @throws DataException if it fails
     */
    static LauncherRun of(String suite, Path folder, String budget, String pipeline, String... options)
            throws IOException {
        Path report = folder.resolve("report.json");
        Path said = folder.resolve("said.txt");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("retort.root", "."))
                        .resolve("retort")
                        .toString(),
                "run",
                pipeline,
                "--memory",
                budget,
                "--quiet",
                "--out",
                "molecules",
                "--workspace",
                folder.resolve("lab.duckdb").toString(),
                "--report",
                report.toString()));
        command.addAll(List.of(options));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
        long peakKb = Program.peakKb(process);
        if (process.exitValue() != 0) {
            throw new DataException(suite + ": \"" + pipeline + "\" ended with " + process.exitValue() + ": "
                    + Files.readString(said).strip());
        }
        return new LauncherRun(new ObjectMapper().readTree(report.toFile()), peakKb);
    }
}
