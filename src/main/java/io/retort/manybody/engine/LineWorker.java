package io.retort.manybody.engine;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.retort.core.CancelToken;
import io.retort.core.DataException;
import io.retort.core.ResourceException;
import io.retort.manybody.engine.ProcessEngine.CrashException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/**
 * A process that stays and answers each line of JSON with one. Used by one thread at a time; after any exception it is
 * dead. A blocked read cannot be interrupted, so timeout and cancel end the process, which ends the read.
 */
final class LineWorker implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final String program;
    private final Path folder;
    private final Process process;
    private final BufferedReader from;
    private final Writer to;
    private final ScheduledExecutorService timer;
    private volatile boolean late;

    LineWorker(ProcessBuilder builder, Path folder, ScheduledExecutorService timer) {
        program = builder.command().get(0);
        this.folder = folder;
        this.timer = timer;
        process = ChildProcess.start(builder);
        from = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        to = new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8);
    }

    /** The first line, which comes unasked. */
    JsonNode greeting(Duration timeout, CancelToken cancel) throws CrashException {
        return exchange(null, timeout, cancel);
    }

    /** Sends a line and waits for the answer. */
    JsonNode ask(JsonNode request, Duration timeout, CancelToken cancel) throws CrashException {
        return exchange(request, timeout, cancel);
    }

    private JsonNode exchange(@org.jspecify.annotations.Nullable JsonNode request, Duration timeout, CancelToken cancel)
            throws CrashException {
        cancel.throwIfCancelled();
        ScheduledFuture<?> watch = timer.schedule(
                () -> {
                    late = true;
                    ChildProcess.kill(process);
                },
                timeout.toMillis(),
                TimeUnit.MILLISECONDS);
        try (CancelToken.Registration registration = cancel.onCancel(() -> ChildProcess.kill(process))) {
            if (request != null) {
                to.write(JSON.writeValueAsString(request) + "\n");
                to.flush();
            }
            return answer(from.readLine());
        } catch (JsonProcessingException e) {
            throw dead(
                    new DataException("The program '" + program + "' answered with no JSON." + said(), e),
                    timeout,
                    cancel);
        } catch (IOException e) {
            throw dead(new ResourceException("The program '" + program + "' crashed." + said(), e), timeout, cancel);
        } finally {
            watch.cancel(false);
        }
    }

    private static JsonNode answer(@org.jspecify.annotations.Nullable String line) throws IOException {
        if (line == null) {
            throw new IOException("end of output");
        }
        return JSON.readTree(line);
    }

    private CrashException dead(io.retort.core.RetortException failure, Duration timeout, CancelToken cancel) {
        close();
        cancel.throwIfCancelled();
        if (late) {
            throw new ResourceException(ChildProcess.late(program, timeout) + said());
        }
        return new CrashException(failure);
    }

    private String said() {
        return ChildProcess.tail(folder.resolve(ChildProcess.ERR));
    }

    @Override
    public void close() {
        ChildProcess.kill(process);
        ProcessEngine.delete(folder);
    }
}
