package io.retort.benchmarks;

import io.retort.engine.Pipeline;
import io.retort.engine.RunOptions;
import io.retort.engine.RunReport;
import io.retort.table.Workspace;
import java.util.LinkedHashMap;
import java.util.Map;

/** The rate of the whole molecule pipeline on generated molecules, cold and warm. */
final class MoleculesSuite {
    private static final String STAGES = " | standardize | dedup | properties | scaffold | fingerprint";

    private static final int WARM_UP = 300_000;

    private MoleculesSuite() {}

    static Map<String, Object> run(long rows, int workers) {
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("pipeline", "generate " + rows + STAGES);
        result.put("workers", workers);
        for (String state : new String[] {"cold", "warm"}) {
            if (state.equals("warm")) {
                warmUp(workers);
            }
            try (Workspace workspace = Workspace.inMemory()) {
                RunReport report = Pipeline.parse("generate " + rows + STAGES)
                        .run(
                                workspace,
                                RunOptions.defaults().withWorkers(workers).withOut("result"));
                Map<String, Object> figures = new LinkedHashMap<>();
                figures.put("rows_per_s", Math.round(report.rowsPerS()));
                figures.put("rows_per_cpu_s", Math.round(report.rowsIn() / report.cpuS()));
                figures.put("peak_rss_mb", Math.round(report.peakRssMb()));
                figures.put("seconds_for_a_million", Math.round(1e6 / report.rowsPerS()));
                result.put(state, figures);
            }
        }
        return result;
    }

    /** As many molecules as it takes until the machine code of the long loops is there. */
    private static void warmUp(int workers) {
        try (Workspace workspace = Workspace.inMemory()) {
            Pipeline.parse("generate " + WARM_UP + STAGES)
                    .run(workspace, RunOptions.defaults().withWorkers(workers).withOut("result"));
        }
    }
}
