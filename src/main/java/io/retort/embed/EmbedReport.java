package io.retort.embed;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.util.Locale;
import java.util.Map;

/**
 * How rows became vectors.
 *
 * @param run name of the run in {@code retort_runs}
 * @param started moment in UTC
 * @param rows rows of this sitting
 * @param embedded of them, rows that got a vector
 * @param repeated of them, rows whose text came before on their page, so that it was not computed again
 * @param rejected rows that got none, with the reason in the table of rejects
 * @param kept rows that had a vector
 * @param rowsBefore rows that earlier sittings did
 * @param seconds wall time, loading of the model included
 * @param loadSeconds time in which the model was loaded
 * @param rowsPerS rows of this sitting that got a vector, in each second after loading
 * @param tokensPerS tokens computed in each second after loading, padding left out
 * @param paddingShare share of what was computed that was padding
 * @param model its name
 * @param fingerprint tells the model from all others
 * @param dimension numbers in a vector
 * @param device {@code cpu} or {@code cuda}
 * @param provider as ONNX Runtime calls it
 * @param reason why this device
 * @param dtype number format that was computed in
 * @param workers batches at once
 * @param threadsPerBatch threads of the processor for each
 * @param fetchRows rows in a page
 * @param batchTokens tokens in a batch, as found; 0 if the work ended before it was known
 * @param halvings how often a batch did not fit into memory
 * @param commits transactions
 * @param cpuS processor time of the process
 * @param peakMemoryMb most memory of the process, in 10^6 bytes
 * @param gpuShare how busy the GPU was, -1 without one
 * @param peakGpuMb most memory in use on the GPU, in 10^6 bytes, -1 without one
 * @param issues number of issues by code
 */
public record EmbedReport(
        String run,
        String started,
        long rows,
        long embedded,
        long repeated,
        long rejected,
        long kept,
        @JsonProperty("rows_before") long rowsBefore,
        double seconds,
        @JsonProperty("load_seconds") double loadSeconds,
        @JsonProperty("rows_per_s") double rowsPerS,
        @JsonProperty("tokens_per_s") double tokensPerS,
        @JsonProperty("padding_share") double paddingShare,
        String model,
        String fingerprint,
        int dimension,
        String device,
        String provider,
        String reason,
        String dtype,
        int workers,
        @JsonProperty("threads_per_batch") int threadsPerBatch,
        @JsonProperty("fetch_rows") int fetchRows,
        @JsonProperty("batch_tokens") int batchTokens,
        int halvings,
        int commits,
        @JsonProperty("cpu_s") double cpuS,
        @JsonProperty("peak_memory_mb") double peakMemoryMb,
        @JsonProperty("gpu_share") double gpuShare,
        @JsonProperty("peak_gpu_mb") double peakGpuMb,
        Map<String, Long> issues) {

    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    /** Copies the issues. */
    public EmbedReport {
        issues = Map.copyOf(issues);
    }

    /**
     * The account of the rows as a line.
     *
     * @return {@code ROWS rows = ...}, which adds up
     */
    public String counts() {
        return String.format(
                Locale.ROOT,
                "%,d rows = %,d embedded%s + %,d rejected + %,d with a vector already; %,d before",
                rows,
                embedded,
                repeated == 0 ? "" : String.format(Locale.ROOT, " (%,d repeat an earlier text)", repeated),
                rejected,
                kept,
                rowsBefore);
    }

    /**
     * The report as JSON.
     *
     * @return an object
     */
    public String json() {
        try {
            return JSON.writeValueAsString(this);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a report can always be written", e);
        }
    }
}
