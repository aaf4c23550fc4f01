package io.retort.cli;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Checks what may lie on this machine besides Retort: GPUs and programs that compute. None of them is needed. */
final class DoctorMachine {
    private static final Pattern VERSION = Pattern.compile("\\d+\\.\\d+[\\w.+-]*");

    private DoctorMachine() {}

    static List<DoctorCheck> checks() {
        return List.of(
                new DoctorCheck("cuda", "", DoctorMachine::cuda),
                program("psi4", "--version"),
                program("xtb", "--version"),
                program("mopac", "--version"));
    }

    private static DoctorFinding cuda() throws Exception {
        Optional<DoctorProgram.Said> said = DoctorProgram.ask(
                "nvidia-smi", "--query-gpu=name,memory.total,driver_version", "--format=csv,noheader");
        if (said.isEmpty()) {
            return DoctorFinding.note("cuda", "no NVIDIA driver (nvidia-smi) here; models run on the processors", "");
        }
        String text = said.get().text();
        if (!said.get().ended() || text.isBlank()) {
            return DoctorFinding.note(
                    "cuda", "nvidia-smi does not work: " + text, "see whether the NVIDIA driver is loaded");
        }
        return DoctorFinding.ok("cuda", gpus(text));
    }

    /**
     * Reads what nvidia-smi says.
     *
     * @param table a line for each GPU: name, memory, version of the driver
     * @return the GPUs and the driver
     */
    static String gpus(String table) {
        List<String[]> rows = table.strip()
                .lines()
                .map(line -> line.split(",\\s*"))
                .filter(row -> row.length == 3)
                .toList();
        if (rows.isEmpty()) {
            return table.strip();
        }
        String names = rows.stream().map(row -> row[0] + " (" + row[1] + ")").collect(Collectors.joining(", "));
        return names + ", driver " + rows.get(0)[2];
    }

    private static DoctorCheck program(String name, String option) {
        return new DoctorCheck(
                name,
                "",
                () -> DoctorProgram.ask(name, option)
                        .map(said -> DoctorFinding.ok(name, version(said.text())))
                        .orElseGet(() -> DoctorFinding.note(
                                name,
                                "not found on the PATH; Retort works without it",
                                "sudo apt-get install " + name)));
    }

    /** The first thing that looks like a version. */
    static String version(String text) {
        Matcher version = VERSION.matcher(text);
        return version.find() ? "version " + version.group() : "found, version unknown";
    }
}
