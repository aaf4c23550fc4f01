package io.retort.benchmarks;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.retort.core.DataException;
import io.retort.core.ModelException;
import io.retort.table.Workspace;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * The embedding job as it is published, before its optimizations, written again in Java: pages of 100 rows by OFFSET, batches
 * of 32 texts padded to the longest, float32, a commit for each page. Each step mends one thing more; what is left after
 * the last of them is what Retort's job does better.
 */
final class PublishedJob {
    private static final int PAGE = 100;
    private static final int BATCH = 32;
    private static final int LARGE_PAGE = 4096;
    private static final int TOKENS = 1024;

    private PublishedJob() {}

    /** What has been mended so far. */
    enum Step {
        /** Nothing. */
        PUBLISHED,
        /** Pages start behind the last key. */
        KEYSET,
        /** Large pages, sorted by length, batches by tokens. */
        BY_LENGTH;

        String label() {
            return this == PUBLISHED ? "published" : "with_" + name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    /**
     * A row that was read.
     *
     * @param id its key
     * @param tokens of its text
     */
    private record Row(long id, long[] tokens) {}

    static double rowsPerSecond(Workspace workspace, Step step, int threads) throws IOException {
        workspace.execute("CREATE OR REPLACE TABLE vectors (id BIGINT, embedding FLOAT[])");
        BareLoop.Tokens reader = BareLoop.Tokens.open();
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions();
                Connection connection = workspace.newConnection()) {
            options.setIntraOpNumThreads(threads);
            byte[] graph = BareLoop.file("encoder_fused.onnx");
            try (OrtSession session = OrtEnvironment.getEnvironment().createSession(graph, options)) {
                connection.setAutoCommit(false);
                long start = System.nanoTime();
                long rows = work(connection, session, reader, step);
                return rows * 1e9 / (System.nanoTime() - start);
            }
        } catch (OrtException e) {
            throw new ModelException("the published job failed: " + e.getMessage(), e);
        } catch (SQLException e) {
            throw new DataException("the published job failed: " + e.getMessage(), e);
        }
    }

    private static long work(Connection connection, OrtSession session, BareLoop.Tokens reader, Step step)
            throws SQLException, OrtException {
        long done = 0;
        long last = 0;
        List<Row> page = page(connection, reader, step, 0, 0);
        while (!page.isEmpty()) {
            last = page.get(page.size() - 1).id();
            if (step == Step.BY_LENGTH) {
                page.sort(Comparator.comparingInt(row -> -row.tokens().length));
            }
            for (int from = 0; from < page.size(); ) {
                int size = step == Step.BY_LENGTH
                        ? Math.max(1, TOKENS / page.get(from).tokens().length)
                        : BATCH;
                int to = Math.min(page.size(), from + size);
                store(connection, page.subList(from, to), vectors(session, page.subList(from, to)));
                from = to;
            }
            connection.commit();
            done += page.size();
            page = page(connection, reader, step, done, last);
        }
        return done;
    }

    private static List<Row> page(Connection connection, BareLoop.Tokens reader, Step step, long done, long last)
            throws SQLException {
        String sql = switch (step) {
            case PUBLISHED -> "SELECT id, smiles FROM rows ORDER BY id LIMIT " + PAGE + " OFFSET " + done;
            case KEYSET -> "SELECT id, smiles FROM rows WHERE id > " + last + " ORDER BY id LIMIT " + PAGE;
            case BY_LENGTH -> "SELECT id, smiles FROM rows WHERE id > " + last + " ORDER BY id LIMIT " + LARGE_PAGE;
        };
        List<Row> rows = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(sql);
                ResultSet result = statement.executeQuery()) {
            while (result.next()) {
                rows.add(new Row(result.getLong(1), reader.of(result.getString(2))));
            }
        }
        return rows;
    }

    private static float[][] vectors(OrtSession session, List<Row> rows) throws OrtException {
        int width = rows.stream().mapToInt(row -> row.tokens().length).max().orElse(1);
        long[][] ids = new long[rows.size()][];
        long[][] mask = new long[rows.size()][width];
        for (int i = 0; i < rows.size(); i++) {
            ids[i] = Arrays.copyOf(rows.get(i).tokens(), width);
            Arrays.fill(mask[i], 0, rows.get(i).tokens().length, 1);
        }
        OrtEnvironment environment = OrtEnvironment.getEnvironment();
        try (OnnxTensor first = OnnxTensor.createTensor(environment, ids);
                OnnxTensor second = OnnxTensor.createTensor(environment, mask);
                OrtSession.Result result = session.run(Map.of("input_ids", first, "attention_mask", second))) {
            return (float[][]) result.get(0).getValue();
        }
    }

    private static void store(Connection connection, List<Row> rows, float[][] vectors) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("INSERT INTO vectors VALUES (?, ?::FLOAT[])")) {
            for (int i = 0; i < vectors.length; i++) {
                statement.setLong(1, rows.get(i).id());
                statement.setString(2, Arrays.toString(vectors[i]));
                statement.executeUpdate();
            }
        }
    }
}
