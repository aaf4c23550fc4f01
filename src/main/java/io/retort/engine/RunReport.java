package io.retort.engine;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.retort.core.ResourceException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The account of a run. Rows in are always rows out + rejected + duplicates. In JSON the names are in snake case.
 *
 * @param run name of the run
 * @param started time of the start, UTC, ISO 8601
 * @param pipeline text form of the pipeline
 * @param rowsIn rows that the source gave, whether they could be read or not
 * @param rowsOut rows that went through all row by row steps: the result, unless {@code resultRows} says otherwise
 * @param rejected rows that failed
 * @param duplicates rows that were dropped as duplicates
 * @param resultRows rows in the result where a step that needs all rows, such as a pick or a summary, made it of the rows
 *     out; null otherwise
 * @param wallS seconds from start to end, with writing
 * @param cpuS processor seconds of the process in that time
 * @param rowsPerS rows in per second of wall time
 * @param peakRssMb most memory that the process held, in 10^6 bytes, sampled four times a second
 * @param workers threads that carried rows
 * @param batchSize rows per batch, 0 when the run found the size by itself
 * @param batches number of batches
 * @param resumed how often the run was resumed from a checkpoint
 * @param idleShare share of the time in which workers waited, from 0 to 1
 * @param lostThreads threads that were left behind in rows that did not end
 * @param settings what the run really worked with
 * @param stages what each stage did
 * @param cache what the cache did, null for a run without one
 * @param resources what happened on resources outside of the process, such as databases: calls, retries, waiting
 * @param issues number of rejected rows by code
 * @param alerts alerts that came true, in words
 * @param outputs what was written
 * @param machine where it ran
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RunReport(
        String run,
        String started,
        String pipeline,
        long rowsIn,
        long rowsOut,
        long rejected,
        long duplicates,
        @Nullable Long resultRows,
        double wallS,
        double cpuS,
        double rowsPerS,
        double peakRssMb,
        int workers,
        int batchSize,
        long batches,
        int resumed,
        double idleShare,
        int lostThreads,
        Map<String, Object> settings,
        List<StageReport> stages,
        @Nullable CacheReport cache,
        List<ExternalResource.Counts> resources,
        Map<String, Long> issues,
        List<String> alerts,
        List<String> outputs,
        Machine machine) {

    private static final ObjectMapper JSON = new ObjectMapper()
            .setPropertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .enable(SerializationFeature.INDENT_OUTPUT)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

    /** Checks that nothing is lost. */
    public RunReport {
        // A report that an earlier version wrote lacks what came later.
        settings = settings == null ? Map.of() : settings;
        resources = resources == null ? List.of() : List.copyOf(resources);
        alerts = alerts == null ? List.of() : List.copyOf(alerts);
        if (rowsIn != rowsOut + rejected + duplicates) {
            throw new IllegalStateException("rows do not add up: " + rowsIn + " in, " + rowsOut + " out, " + rejected
                    + " rejected, " + duplicates + " duplicates");
        }
    }

    /**
     * What one stage did.
     *
     * @param name the stage
     * @param options the stage in pipeline text
     * @param rowsIn rows that reached it
     * @param rowsOut rows that left it
     * @param rejected rows that failed in it
     * @param duplicates rows that it dropped
     * @param warnings remarks that it made
     * @param seconds time in it, summed over workers
     * @param rowsPerS rows in per second of that time
     */
    public record StageReport(
            String name,
            String options,
            long rowsIn,
            long rowsOut,
            long rejected,
            long duplicates,
            long warnings,
            double seconds,
            double rowsPerS) {}

    /**
     * What the cache did in this run, since it was started or resumed.
     *
     * @param hits rows whose result was taken from it
     * @param misses rows that were looked up and had to be computed
     * @param stored results that were added
     * @param diskMb what its files take at the end, in 10^6 bytes, with the results of other pipelines
     * @param lz4Ratio bytes of the added blocks before LZ4 by those after it, null if there were none or LZ4 was off
     * @param note why results were not kept, null if they were
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record CacheReport(
            long hits,
            long misses,
            long stored,
            double diskMb,

            @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable
            Double lz4Ratio,

            @Nullable String note) {

        /**
         * The same in words.
         *
         * @return one line
         */
        public String text() {
            String ratio = lz4Ratio == null ? "" : String.format(Locale.ROOT, ", LZ4 %.2f : 1", lz4Ratio);
            return String.format(
                    Locale.ROOT,
                    "cache: %,d hits, %,d misses, %,d stored, %.1f MB on disk%s%s",
                    hits,
                    misses,
                    stored,
                    diskMb,
                    ratio,
                    note == null ? "" : "; " + note);
        }
    }

    /**
     * Where a run ran.
     *
     * @param os operating system
     * @param cpus processors that the process may use
     * @param jdk version of Java
     * @param heapMb most heap that Java may take
     * @param retort version of Retort
     * @param commit commit that it was built from
     */
    public record Machine(String os, int cpus, String jdk, long heapMb, String retort, String commit) {}

    /**
     * What became of the rows.
     *
     * @return one line
     */
    public String rowsText() {
        String rows = String.format(
                Locale.ROOT,
                "%,d rows in = %,d out + %,d rejected + %,d duplicates",
                rowsIn,
                rowsOut,
                rejected,
                duplicates);
        return resultRows == null ? rows : rows + String.format(Locale.ROOT, "; %,d in the result", resultRows);
    }

    /**
     * The report as JSON.
     *
     * @return several lines
     */
    public String json() {
        try {
            return JSON.writeValueAsString(this);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a report can always be written", e);
        }
    }

    /** Reads what {@link #json} wrote, of this or another version of Retort. */
    static RunReport read(String json) {
        try {
            return JSON.readValue(json, RunReport.class);
        } catch (JsonProcessingException e) {
            throw new io.retort.core.DataException("The report of a run cannot be read: " + e.getOriginalMessage(), e);
        }
    }

    void write(Path file) {
        Path partial = file.resolveSibling(file.getFileName() + ".retort-partial");
        try {
            Files.writeString(partial, json() + "\n");
            Files.move(partial, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new ResourceException("The report " + file + " cannot be written: " + e.getMessage(), e);
        }
    }
}
