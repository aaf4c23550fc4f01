package io.retort.manybody;

import io.retort.core.Settings;
import io.retort.engine.TaskReport;
import java.util.List;
import java.util.Map;

/**
 * The account of a run.
 *
 * @param engine name of the engine
 * @param engineVersion its version
 * @param mode {@code free} or {@code levels}
 * @param workers calculations at a time
 * @param calculations calculations of the plan
 * @param merged those that were the same as others
 * @param done those that were done in this sitting
 * @param resumed those that a sitting before had done
 * @param cached those whose results the workspace had
 * @param retries attempts that failed and were made again
 * @param wallS seconds from start to end
 * @param cpuS processor seconds of this process in that time; those of engines that are processes are not among them
 * @param taskS seconds in calculations, summed over workers
 * @param idleShare share of the time in which workers waited, from 0 to 1
 * @param speedup {@code taskS} over {@code wallS}
 * @param speedupBound what no schedule of these calculations can exceed with these workers in this mode
 * @param processors processors that the process may use
 * @param java version of Java
 * @param system operating system and architecture
 * @param levels what was done for each number of real fragments
 */
public record ManyBodyReport(
        String engine,
        String engineVersion,
        String mode,
        int workers,
        int calculations,
        int merged,
        int done,
        int resumed,
        int cached,
        long retries,
        double wallS,
        double cpuS,
        double taskS,
        double idleShare,
        double speedup,
        double speedupBound,
        int processors,
        String java,
        String system,
        List<ManyBodyProgress.Level> levels) {

    /** Copies the list. */
    public ManyBodyReport {
        levels = List.copyOf(levels);
    }

    /** Counts that the run knows beside the graph's own account. */
    record Counts(int calculations, int merged, double bound) {}

    static ManyBodyReport of(EnergyEngine engine, TaskReport graph, RunMeter meter, Counts counts) {
        Map<String, String> properties = Settings.properties();
        double taskSeconds = meter.taskSeconds();
        return new ManyBodyReport(
                engine.name(),
                engine.version(),
                graph.mode(),
                graph.workers(),
                counts.calculations(),
                counts.merged(),
                Math.toIntExact(graph.done()) - meter.cachedCount(),
                Math.toIntExact(graph.resumed()),
                meter.cachedCount(),
                meter.retries(),
                graph.wallS(),
                graph.cpuS(),
                taskSeconds,
                graph.idleShare(),
                graph.wallS() > 0 ? taskSeconds / graph.wallS() : 0,
                counts.bound(),
                Runtime.getRuntime().availableProcessors(),
                properties.getOrDefault("java.version", ""),
                properties.getOrDefault("os.name", "") + " " + properties.getOrDefault("os.arch", ""),
                meter.progress(graph.wallS(), true).levels());
    }
}
