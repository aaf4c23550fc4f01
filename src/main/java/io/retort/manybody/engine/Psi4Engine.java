package io.retort.manybody.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.retort.core.CancelToken;
import io.retort.core.DataException;
import io.retort.core.ModelException;
import io.retort.core.ResourceException;
import io.retort.core.SpillFolder;
import io.retort.core.UsageException;
import io.retort.manybody.Atom;
import io.retort.manybody.Calculation;
import io.retort.manybody.CalculationResult;
import io.retort.manybody.Driver;
import io.retort.manybody.EnergyEngine;
import io.retort.manybody.ModelChemistry;
import io.retort.manybody.engine.ProcessEngine.CrashException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The program psi4: any method and basis it has, with ghost atoms, gradients, Hessians and embedding charges. Workers
 * stay, since to start one takes a second and a small calculation a tenth: as many as calculations run at once, each with
 * a private scratch folder. Exact integrals and tight convergence are set, nothing is moved or turned, and the same
 * calculation in a fresh worker gives the same digits. Source: parrish2017.
 */
final class Psi4Engine implements EnergyEngine {
    private static final String WORKER = "psi4_worker.py";

    private final String program;
    private final String version;
    private final ProcessLimits limits;
    private final long memoryBytes;
    private final Map<String, String> settings;
    private final SpillFolder scratch = SpillFolder.make();
    private final AtomicLong count = new AtomicLong();
    private final Deque<LineWorker> idle = new ConcurrentLinkedDeque<>();
    private final Set<LineWorker> all = ConcurrentHashMap.newKeySet();
    private final ScheduledThreadPoolExecutor timer;
    private volatile boolean closed;

    Psi4Engine(String program, long memoryBytes, Map<String, String> settings, ProcessLimits limits) {
        version = Programs.version(program, "--version", "psi4");
        this.program = program;
        this.memoryBytes = memoryBytes;
        this.settings = Map.copyOf(settings);
        this.limits = limits;
        timer = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(task, "psi4-timeouts");
            thread.setDaemon(true);
            return thread;
        });
        timer.setRemoveOnCancelPolicy(true);
    }

    @Override
    public String name() {
        return "psi4";
    }

    @Override
    public String version() {
        return version;
    }

    @Override
    public Optional<String> refusal(ModelChemistry model, boolean ghosts, boolean embedding, Driver driver) {
        return Optional.empty();
    }

    @Override
    public CalculationResult run(Calculation calculation, CancelToken cancel) {
        ObjectNode request = request(calculation);
        for (int attempt = 0; ; attempt++) {
            try {
                return attempt(calculation, request, cancel);
            } catch (CrashException e) {
                if (attempt >= limits.retries()) {
                    throw e.failure;
                }
            }
        }
    }

    private CalculationResult attempt(Calculation calculation, ObjectNode request, CancelToken cancel)
            throws CrashException {
        LineWorker worker = take(cancel);
        boolean alive = false;
        try {
            JsonNode answer = worker.ask(request, limits.timeout(), cancel);
            CalculationResult result = read(calculation, answer);
            alive = true;
            return result;
        } catch (ModelException e) {
            // psi4 refused the calculation but lives on.
            alive = true;
            throw e;
        } finally {
            if (alive && !closed) {
                idle.push(worker);
            } else {
                drop(worker);
            }
        }
    }

    private LineWorker take(CancelToken cancel) throws CrashException {
        LineWorker waiting = idle.poll();
        return waiting == null ? start(cancel) : waiting;
    }

    private LineWorker start(CancelToken cancel) throws CrashException {
        if (closed) {
            throw new UsageException("The psi4 engine is closed.");
        }
        Path folder = scratch.path().resolve("psi4-" + count.incrementAndGet());
        LineWorker worker = new LineWorker(builder(folder), folder, timer);
        all.add(worker);
        try {
            worker.greeting(limits.timeout(), cancel);
            return worker;
        } catch (CrashException | RuntimeException e) {
            drop(worker);
            throw e;
        }
    }

    private ProcessBuilder builder(Path folder) {
        try (InputStream source = Psi4Engine.class.getResourceAsStream(WORKER)) {
            if (source == null) {
                throw new DataException("The script " + WORKER + " is missing from the library.");
            }
            Files.createDirectory(folder);
            Files.copy(source, folder.resolve(WORKER));
        } catch (IOException e) {
            throw new ResourceException("No folder for psi4 can be made in " + scratch.path() + ".", e);
        }
        List<String> command = List.of(program, "--skip-preprocessor", "-s", folder.toString(), WORKER, "output.txt");
        return ChildProcess.builder(command, folder, limits.threads());
    }

    private void drop(LineWorker worker) {
        all.remove(worker);
        worker.close();
    }

    private ObjectNode request(Calculation c) {
        ObjectNode request = JsonNodeFactory.instance.objectNode();
        request.put("driver", c.driver().name().toLowerCase(Locale.ROOT))
                .put("method", c.model().method())
                .put("basis", c.model().basis())
                .put("charge", c.charge())
                .put("multiplicity", c.multiplicity())
                .put("threads", limits.threads())
                .put("memory_bytes", memoryBytes);
        ObjectNode options = request.putObject("options");
        settings.forEach(options::put);
        ArrayNode atoms = request.putArray("atoms");
        c.real().forEach(a -> add(atoms, a, true));
        c.ghosts().forEach(a -> add(atoms, a, false));
        ArrayNode charges = request.putArray("charges");
        c.embedding()
                .forEach(q ->
                        charges.addArray().add(q.charge()).add(q.x()).add(q.y()).add(q.z()));
        return request;
    }

    private static void add(ArrayNode atoms, Atom a, boolean real) {
        atoms.addArray().add(a.element()).add(real).add(a.x()).add(a.y()).add(a.z());
    }

    private CalculationResult read(Calculation c, JsonNode answer) {
        if (answer.hasNonNull("error")) {
            throw new ModelException(
                    "psi4 " + version + " failed for " + c.model().method() + "/"
                            + c.model().basis() + ": " + answer.get("error").asText());
        }
        int n = 3 * (c.real().size() + c.ghosts().size());
        double[] energy = JsonNumbers.of(program, answer.path("energy"), 1);
        return new CalculationResult(
                energy[0],
                c.driver() == Driver.ENERGY ? null : JsonNumbers.of(program, answer.path("gradient"), n),
                c.driver() == Driver.HESSIAN ? JsonNumbers.of(program, answer.path("hessian"), n * n) : null);
    }

    /** How many workers live, for tests. */
    int workers() {
        return all.size();
    }

    @Override
    public void close() {
        closed = true;
        timer.shutdownNow();
        all.forEach(this::drop);
        idle.clear();
        scratch.close();
    }

    /** Options as a user gives them: NAME=VALUE. */
    static Map<String, String> settings(@Nullable List<String> words) {
        Map<String, String> settings = new java.util.TreeMap<>();
        for (String word : words == null ? List.<String>of() : words) {
            int equals = word.indexOf('=');
            if (equals < 1) {
                throw new UsageException("psi4: option set has '" + word + "': give NAME=VALUE, such as scf_type=df.");
            }
            settings.put(word.substring(0, equals), word.substring(equals + 1));
        }
        return settings;
    }
}
