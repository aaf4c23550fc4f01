package io.retort.benchmarks;

import io.retort.core.CancelToken;
import io.retort.table.Session;
import io.retort.table.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** One statement in a process of its own: opens the workspace, runs it, closes. Prints its seconds and peak memory. */
public final class ScenarioStep {
    private ScenarioStep() {}

    /**
     * Runs a statement.
     *
     * @param args workspace file, file with the SQL
     * @throws IOException if the file cannot be read
     */
    public static void main(String[] args) throws IOException {
        String sql = Files.readString(Path.of(args[1]));
        try (Workspace workspace = Workspace.open(Path.of(args[0]));
                Session session = new Session(workspace, new CancelToken())) {
            long start = System.nanoTime();
            session.execute(sql);
            double seconds = (System.nanoTime() - start) / 1e9;
            System.out.println(seconds + " " + peakRssMb());
        }
    }

    /** Most memory that the process held, 0 where the system does not tell. */
    static double peakRssMb() throws IOException {
        Path status = Path.of("/proc/self/status");
        return Files.isReadable(status)
                ? Files.readAllLines(status).stream()
                        .filter(line -> line.startsWith("VmHWM:"))
                        .mapToDouble(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024 / 1e6)
                        .findFirst()
                        .orElse(0)
                : 0;
    }
}
