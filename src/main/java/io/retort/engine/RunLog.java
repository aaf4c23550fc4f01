package io.retort.engine;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.retort.core.ResourceException;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What happens in a run, a JSON object a line: {@code at} (UTC), {@code run}, {@code event}, and what belongs to the
 * event. Events are {@code started}, {@code batch}, {@code commit}, {@code alert} and {@code ended}. A run that is
 * resumed goes on in the same file. Safe for use by several threads.
 */
final class RunLog implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final @Nullable BufferedWriter writer;
    private final @Nullable Path file;
    private final String run;
    private final Clock clock;

    private RunLog(@Nullable Path file, String run, Clock clock) {
        this.file = file;
        this.run = run;
        this.clock = clock;
        try {
            this.writer = file == null
                    ? null
                    : Files.newBufferedWriter(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw broken(file, e);
        }
    }

    /** Opens the log; without a file nothing is written. */
    static RunLog open(@Nullable Path file, String run, Clock clock) {
        return new RunLog(file, run, clock);
    }

    private static ResourceException broken(@Nullable Path file, IOException e) {
        return new ResourceException("--log: " + file + " cannot be written: " + e.getMessage(), e);
    }

    /** Writes an event; names and values take turns. */
    synchronized void event(String event, Object... entries) {
        BufferedWriter to = writer;
        if (to == null) {
            return;
        }
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("at", clock.instant().truncatedTo(ChronoUnit.MILLIS).toString());
        line.put("run", run);
        line.put("event", event);
        for (int i = 0; i < entries.length; i += 2) {
            line.put((String) entries[i], entries[i + 1]);
        }
        try {
            to.write(JSON.writeValueAsString(line));
            to.newLine();
            if (!event.equals("batch")) {
                to.flush();
            }
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an event can always be written", e);
        } catch (IOException e) {
            throw broken(file, e);
        }
    }

    void batch(BatchRow batch) {
        if (writer == null) {
            return;
        }
        Batch.Done done = batch.done();
        event(
                "batch",
                "batch",
                batch.number(),
                "rows",
                done.rows().size(),
                "asked",
                done.origin().asked(),
                "rejected",
                batch.rejected(),
                "seconds",
                done.work().wallNanos() / 1e9,
                "worker",
                done.work().worker(),
                "troubles",
                done.work().troubles());
    }

    @Override
    public synchronized void close() {
        try {
            if (writer != null) {
                writer.close();
            }
        } catch (IOException e) {
            throw broken(file, e);
        }
    }
}
