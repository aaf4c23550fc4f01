package io.retort.engine;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.retort.core.DataException;
import io.retort.core.Key128;
import io.retort.core.ResourceException;
import io.retort.core.UsageException;
import io.retort.table.Sql;
import io.retort.table.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;

/**
 * What a run keeps so that it can go on after it was stopped or killed: its staged rows, and where it was, stored in one
 * transaction. It lies in the workspace's file, or in the folder {@code OUT.retort} beside the output where the workspace
 * is in memory. A run that ends well takes it away.
 */
final class Checkpoint implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    static final String TABLE = "retort_checkpoints";

    private final Workspace workspace;
    private final RunHome home;
    private final Path folder;
    private final String key;
    private final String pipeline;
    private final String signature;
    private final @Nullable State saved;
    private final String run;

    /**
     * Where a run was at a commit.
     *
     * @param run name of the run
     * @param position records of the source that were committed
     * @param sourceHash hash of those records
     * @param seconds time that the run has taken
     * @param tally counts up to there
     * @param keyMarks for each distinct step the length of its log of keys
     * @param resumed how often the run was resumed
     */
    record State(
            String run,
            long position,
            long sourceHash,
            double seconds,
            Tally.State tally,
            java.util.Map<Integer, Long> keyMarks,
            int resumed) {}

    private Checkpoint(Workspace workspace, RunHome home, Path folder, String key, Pipeline pipeline, String newRun) {
        this.workspace = workspace;
        this.home = home;
        this.folder = folder;
        this.key = key;
        this.pipeline = pipeline.text();
        this.signature = signature(pipeline);
        workspace.execute("CREATE TABLE IF NOT EXISTS " + home.name(TABLE)
                + " (key VARCHAR PRIMARY KEY, run VARCHAR, pipeline VARCHAR, signature VARCHAR, state VARCHAR)");
        this.saved = load();
        this.run = saved == null ? newRun : saved.run();
    }

    /** Opens the checkpoint of this run's target, made by an earlier run or new. */
    static Checkpoint open(Workspace workspace, Pipeline pipeline, RunOptions options, String newRun) {
        String target = target(pipeline, options);
        String key = String.format("%016x", Key128.of(target).high());
        Path file = workspace.file().orElse(null);
        if (file != null) {
            Path folder = file.resolveSibling(file.getFileName() + ".retort").resolve(key);
            make(folder);
            RunHome home = new RunHome("", folder);
            return new Checkpoint(workspace, home, folder, key, pipeline, newRun);
        }
        Path output = pipeline.firstFile()
                .orElseThrow(() -> new UsageException("--checkpoint needs a place that outlives the process: end the"
                        + " pipeline with write FILE, or name a workspace file"));
        Path folder = output.resolveSibling(output.getFileName() + ".retort");
        make(folder);
        RunHome home = new RunHome("retort_run_" + key, folder);
        workspace.attach(folder.resolve("rows.duckdb"), home.catalog());
        try {
            return new Checkpoint(workspace, home, folder, key, pipeline, newRun);
        } catch (RuntimeException e) {
            workspace.detach(home.catalog());
            throw e;
        }
    }

    /** What a checkpoint belongs to: the places where the run's result goes. */
    private static String target(Pipeline pipeline, RunOptions options) {
        return options.out() + "\n"
                + pipeline.endings().stream().map(Pipeline::text).collect(Collectors.joining("\n"));
    }

    /** What must not change between a run and its resumption. */
    private static String signature(Pipeline pipeline) {
        return pipeline.stages().stream()
                .map(s -> Pipeline.text(s) + " @" + s.version())
                .collect(Collectors.joining(" | "));
    }

    private static void make(Path folder) {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new ResourceException("The folder " + folder + " for the checkpoint cannot be made", e);
        }
    }

    private @Nullable State load() {
        String query = "SELECT pipeline, signature, state FROM " + home.name(TABLE) + " WHERE key = " + Sql.text(key);
        List<String> found = workspace.query(
                query, r -> r.next() ? List.of(r.getString(1), r.getString(2), r.getString(3)) : List.<String>of());
        if (found.isEmpty()) {
            return null;
        }
        if (!found.get(1).equals(signature)) {
            String why = found.get(0).equals(pipeline)
                    ? "an earlier version of its stages"
                    : "another pipeline: " + found.get(0);
            throw new DataException("The checkpoint for this output in " + folder + " was made by " + why
                    + "; run that to its end, or delete the checkpoint to start anew ("
                    + (home.isAttached() ? "remove the folder" : "DELETE FROM " + TABLE + " WHERE key = '" + key + "'")
                    + ")");
        }
        try {
            return JSON.readValue(found.get(2), State.class);
        } catch (JsonProcessingException e) {
            throw new DataException("The checkpoint in " + folder + " cannot be read; delete it to start anew", e);
        }
    }

    RunHome home() {
        return home;
    }

    String run() {
        return run;
    }

    /** Where an earlier run was, if there was one. */
    Optional<State> saved() {
        return Optional.ofNullable(saved);
    }

    /** Stores where the run is, in the transaction of the connection. */
    void save(DuckDBConnection connection, State state) throws SQLException {
        String sql = "INSERT OR REPLACE INTO " + home.name(TABLE) + " VALUES (?, ?, ?, ?, ?)";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, key);
            statement.setString(2, state.run());
            statement.setString(3, pipeline);
            statement.setString(4, signature);
            statement.setString(5, JSON.writeValueAsString(state));
            statement.execute();
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a state can always be written", e);
        }
    }

    /** Refuses a source that is not what it was. */
    static DataException changed(State state, String source) {
        return new DataException("The input of " + source + " has changed since the checkpoint was made: its first "
                + state.position() + " rows are no longer the same; bring the old input back, or delete the"
                + " checkpoint to start anew");
    }

    /**
     * The statement that ends the checkpoint in the transaction that gives the rows their final names: from then on there
     * is nothing to resume. Empty for a database of the checkpoint's own, where no transaction spans both.
     */
    String ending() {
        return home.isAttached() ? "" : forgetting();
    }

    private String forgetting() {
        return "DELETE FROM " + home.name(TABLE) + " WHERE key = " + Sql.text(key);
    }

    /** Takes the checkpoint away: the run has ended well. */
    void finish() {
        if (home.isAttached()) {
            // First of all: were the rows to go before it, a kill in between would leave a checkpoint without rows.
            workspace.execute(forgetting());
        }
        close();
        delete(folder);
    }

    /** Lets go of the checkpoint and leaves it where it is. */
    @Override
    public void close() {
        if (home.isAttached()) {
            workspace.detach(home.catalog());
        }
    }

    private static void delete(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path path : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        } catch (IOException e) {
            throw new ResourceException("The folder " + folder + " of the finished run cannot be deleted", e);
        }
    }
}
