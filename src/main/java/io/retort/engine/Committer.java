package io.retort.engine;

import io.retort.core.Issue;
import io.retort.core.Key128;
import io.retort.core.ResourceException;
import io.retort.table.Column;
import io.retort.table.Schema;
import io.retort.table.Sql;
import io.retort.table.Workspace;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;

/**
 * The commit point: takes batches in input order, drops later rows of a key, and stores rows, rejects, duplicates and
 * the batch's own account in one transaction. Determinism, reconciliation and deduplication come from here.
 */
final class Committer implements Consumer<Batch.Done>, AutoCloseable {
    private final Plan plan;
    private final String sourceName;
    private final DistinctKeys keys;
    private final Tally tally;
    private final RunTables tables;
    private final int[] order;
    private final DuckDBConnection connection;
    private final DuckDBAppender rows;
    private final DuckDBAppender rejects;
    private final DuckDBAppender duplicates;
    private final DuckDBAppender issues;
    private final DuckDBAppender batches;

    Committer(Workspace workspace, Plan plan, String sourceName, DistinctKeys keys, Tally tally, RunTables tables) {
        this.plan = plan;
        this.sourceName = sourceName;
        this.keys = keys;
        this.tally = tally;
        this.tables = tables;
        this.order = plan.outputOrder();
        this.connection = workspace.newConnection();
        try (Statement statement = connection.createStatement()) {
            statement.execute(create(tables.staging(), plan.schema(), order));
            statement.execute("CREATE TABLE " + Sql.name(tables.stagingRejects())
                    + " (\"row\" BIGINT, stage VARCHAR, code VARCHAR, message VARCHAR, input VARCHAR)");
            statement.execute("CREATE TABLE " + Sql.name(tables.stagingDuplicates())
                    + " (\"row\" BIGINT, stage VARCHAR, first_row BIGINT)");
            connection.setAutoCommit(false);
            rows = connection.createAppender(tables.staging());
            rejects = connection.createAppender(tables.stagingRejects());
            duplicates = connection.createAppender(tables.stagingDuplicates());
            issues = connection.createAppender("retort_issues");
            batches = connection.createAppender("retort_batches");
        } catch (SQLException e) {
            throw failure(e);
        }
    }

    private static String create(String table, Schema schema, int[] order) {
        return "CREATE TABLE " + Sql.name(table) + " ("
                + Arrays.stream(order)
                        .mapToObj(schema.columns()::get)
                        .map(c -> Sql.name(c.name()) + " " + c.type().sql())
                        .collect(Collectors.joining(", "))
                + ")";
    }

    private static RuntimeException failure(SQLException e) {
        return new ResourceException("The workspace cannot store a batch: " + e.getMessage(), e);
    }

    @Override
    public void accept(Batch.Done done) {
        try {
            long rejectedBefore = tally.rejected();
            for (Batch.RowEnd end : done.rows()) {
                commit(end);
            }
            account(done, tally.rejected() - rejectedBefore);
            for (DuckDBAppender appender : List.of(rows, rejects, duplicates, issues, batches)) {
                appender.flush();
            }
            connection.commit();
        } catch (SQLException e) {
            throw failure(e);
        }
    }

    private void commit(Batch.RowEnd end) throws SQLException {
        tally.step(-1).in++;
        Issue issue = end.issue();
        if (end.step() < 0) {
            reject(issue == null ? null : issue.at(end.number(), sourceName), -1);
            return;
        }
        int key = 0;
        for (int step = 0; step < plan.steps().size() && step <= end.step(); step++) {
            tally.step(step).in++;
            if (plan.steps().get(step).key() != null && key < end.keys().size()) {
                Key128 hash = Key128.of(end.keys().get(key++));
                long first = keys.add(step, hash, end.number());
                if (first > 0) {
                    remark(end, step);
                    duplicate(end.number(), step, first);
                    return;
                }
            }
            if (step == end.step() && issue != null) {
                remark(end, step);
                reject(issue, step);
                return;
            }
        }
        Row row = end.row();
        if (row == null) {
            throw new IllegalStateException("row " + end.number() + " ended without a reason");
        }
        remark(end, end.step());
        append(row);
    }

    /** Stores the remarks up to a step: what came after it would not have run, had the steps run one by one. */
    private void remark(Batch.RowEnd end, int lastStep) throws SQLException {
        for (Batch.Remark remark : end.remarks()) {
            if (remark.step() <= lastStep) {
                tally.step(remark.step()).warned++;
                append(issues, remark.issue(), "warning");
            }
        }
    }

    private void reject(@Nullable Issue issue, int step) throws SQLException {
        if (issue == null) {
            throw new IllegalStateException("a row was rejected without a reason");
        }
        tally.step(step).rejected++;
        tally.issue(issue.code());
        rejects.beginRow();
        rejects.append(issue.row());
        rejects.append(issue.stage());
        rejects.append(issue.code().name());
        rejects.append(issue.message());
        rejects.append(issue.input());
        rejects.endRow();
        append(issues, issue, "rejected");
    }

    private void append(DuckDBAppender to, Issue issue, String effect) throws SQLException {
        to.beginRow();
        to.append(tables.run());
        to.append(issue.row());
        to.append(issue.stage());
        to.append(issue.code().name());
        to.append(effect);
        to.append(issue.message());
        to.endRow();
    }

    private void duplicate(long row, int step, long first) throws SQLException {
        tally.step(step).duplicates++;
        duplicates.beginRow();
        duplicates.append(row);
        duplicates.append(plan.steps().get(step).name());
        duplicates.append(first);
        duplicates.endRow();
    }

    private void append(Row row) throws SQLException {
        rows.beginRow();
        for (int column : order) {
            append(plan.schema().columns().get(column), row.get(column));
        }
        rows.endRow();
    }

    private void append(Column column, @Nullable Object value) throws SQLException {
        if (value == null) {
            rows.appendNull();
            return;
        }
        switch (column.type()) {
            case BOOLEAN -> rows.append((Boolean) value);
            case LONG -> rows.append(((Number) value).longValue());
            case DOUBLE -> rows.append(((Number) value).doubleValue());
            case STRING -> rows.append((String) value);
            case BYTES -> rows.append((byte[]) value);
        }
    }

    private void account(Batch.Done done, long rejectedRows) throws SQLException {
        batches.beginRow();
        batches.append(tables.run());
        batches.append(tally.batches());
        batches.append((long) done.rows().size());
        batches.append(done.wallNanos() / 1e9);
        batches.append(rejectedRows);
        batches.endRow();
        tally.batch(done.stepNanos());
    }

    @Override
    public void close() {
        try {
            for (DuckDBAppender appender : List.of(rows, rejects, duplicates, issues, batches)) {
                appender.close();
            }
            connection.close();
        } catch (SQLException e) {
            throw failure(e);
        }
    }
}
