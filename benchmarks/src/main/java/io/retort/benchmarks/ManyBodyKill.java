package io.retort.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.retort.core.DataException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Sixteen waters to 3-body through the command line: killed without a warning half-way, and then the same command again.
 * Fails if nothing is resumed, or if a bit of an energy is another than without the kill.
 */
final class ManyBodyKill {
    private static final String LEVELS = "1=hf/sto-3g,2=hf/sto-3g,3=hf/sto-3g";

    private final int workers;

    ManyBodyKill(int workers) {
        this.workers = workers;
    }

    Map<String, Object> run() throws IOException {
        Path folder = Files.createTempDirectory("retort-manybody");
        try {
            return run(folder);
        } finally {
            ChaosKills.delete(folder);
        }
    }

    private Map<String, Object> run(Path folder) throws IOException {
        Child child = new Child(folder, "512m");
        double unbroken = child.start(command(child, "unbroken.json"), -1)
                .well("16 waters to 3-body")
                .seconds();
        List<String> command = command(child, "killed.json");
        Child.End killed = child.start(command, (long) (1000 * unbroken / 2));
        check(
                killed.killed(),
                "the run ended before it was killed: " + killed.said().strip());
        double again = child.start(command, -1).well("the resumed run").seconds();

        JsonNode whole =
                new ObjectMapper().readTree(folder.resolve("unbroken.json").toFile());
        JsonNode resumed =
                new ObjectMapper().readTree(folder.resolve("killed.json").toFile());
        JsonNode report = resumed.get("report");
        check(report.get("resumed").asInt() > 0, "nothing was resumed");
        for (String name : List.of("ret_energy", "components")) {
            check(resumed.get(name).equals(whole.get(name)), name + " differs from the run without a kill");
        }
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("calculations", report.get("calculations").asInt());
        figures.put("done_before_the_kill", report.get("resumed").asInt());
        figures.put("done_after_it", report.get("done").asInt());
        figures.put("unbroken_process_s", unbroken);
        figures.put("killed_after_s", killed.seconds());
        figures.put("resuming_process_s", again);
        figures.put("energy_hartree", resumed.get("ret_energy").asDouble());
        figures.put("energies_same_to_the_bit", true);
        return figures;
    }

    private List<String> command(Child child, String out) {
        return child.java(
                "io.retort.cli.Main",
                "manybody",
                "run",
                "--in",
                BenchClusters.file(16).toAbsolutePath().toString(),
                "--levels",
                LEVELS,
                "--workers",
                Integer.toString(workers),
                "--checkpoint",
                "--quiet",
                "--out",
                out);
    }

    private static void check(boolean kept, String otherwise) {
        if (!kept) {
            throw new DataException("manybody: 16 waters to 3-body: " + otherwise);
        }
    }
}
