package io.retort.table;

import static org.assertj.core.api.Assertions.assertThat;

import io.retort.core.CancelToken;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Columns in arrays become tables: value by value, in their order, over many batches that the database reads at once. */
class ArrayTableTest {
    private static final int ROWS = 600_000;
    private static final int ROUNDS = 5;

    private static String text(Workspace workspace, String sql) {
        return workspace.query(sql, r -> r.next() ? r.getString(1) : "");
    }

    @Test
    void put_manyBatches_keepsEveryValueInItsPlace() {
        long[] id = new long[ROWS];
        int[] small = new int[ROWS];
        double[] half = new double[ROWS];
        boolean[] tenth = new boolean[ROWS];
        String[] name = new String[ROWS];
        for (int i = 0; i < ROWS; i++) {
            id[i] = i;
            small[i] = i;
            half[i] = i / 2.0;
            tenth[i] = i % 10 == 0;
            name[i] = "n" + i;
        }
        ArrayTable data = new ArrayTable(ROWS)
                .with("id", id)
                .with("small", small)
                .with("half", half)
                .with("tenth", tenth)
                .with("name", name);
        try (Workspace workspace = Workspace.inMemory()) {
            workspace.execute("SET threads = 4");
            for (int round = 0; round < ROUNDS; round++) {
                workspace.put("t", data);

                assertThat(
                                text(
                                        workspace,
                                        "SELECT count(*) FILTER (id = rowid AND small = rowid AND half = rowid / 2.0"
                                                + " AND tenth = (rowid % 10 = 0) AND name = 'n' || rowid) || ' of ' || count(*) FROM t"))
                        .isEqualTo("600000 of 600000");
            }
        }
    }

    @Test
    void put_oneColumnOfFlags_keepsThem() {
        boolean[] tenth = new boolean[ROWS];
        for (int i = 0; i < ROWS; i += 10) {
            tenth[i] = true;
        }
        try (Workspace workspace = Workspace.inMemory()) {
            workspace.execute("SET threads = 4");
            for (int round = 0; round < ROUNDS; round++) {
                workspace.put("t", new ArrayTable(ROWS).with("tenth", tenth));

                assertThat(text(workspace, "SELECT count(*) FILTER (tenth = (rowid % 10 = 0)) FROM t"))
                        .isEqualTo("600000");
            }
        }
    }

    @Test
    void read_manyBatches_givesEveryValueInItsPlace() {
        try (Workspace workspace = Workspace.inMemory()) {
            workspace.execute("SET threads = 4; CREATE TABLE t AS SELECT i, i % 3 = 0 AS third,"
                    + " CASE WHEN i % 7 = 0 THEN NULL ELSE i / 2.0 END AS half, CAST(i AS VARCHAR)::BLOB AS bytes,"
                    + " [i, -i]::FLOAT[2] AS vector FROM range(" + ROWS + ") r(i)");
            Table table = workspace.table("t");
            int[] row = new int[3];

            double[] numbers = table.numbers("i");
            assertThat(numbers).hasSize(ROWS);
            for (int i = 0; i < ROWS; i++) {
                if (numbers[i] != i) {
                    throw new AssertionError("number of row " + i);
                }
            }
            table.bytes("bytes", value -> {
                if (!new String(value, StandardCharsets.UTF_8).equals(String.valueOf(row[0]++))) {
                    throw new AssertionError("bytes of row " + row[0]);
                }
            });
            table.vectors("vector", value -> {
                if (value[0] != row[1] || value[1] != -row[1]++) {
                    throw new AssertionError("vector of row " + row[1]);
                }
            });
            table.numberBlocks(List.of("i", "half"), new CancelToken(), (values, missing, count) -> {
                for (int i = 0; i < count; i++, row[2]++) {
                    if (values[0][i] != row[2] || Double.isNaN(values[1][i]) != (row[2] % 7 == 0)) {
                        throw new AssertionError("numbers of row " + row[2]);
                    }
                }
            });
            assertThat(row).containsOnly(ROWS);
        }
    }

    @Test
    void put_missingValues_areMissing() {
        try (Workspace workspace = Workspace.inMemory()) {
            workspace.put(
                    "t",
                    new ArrayTable(2)
                            .with("i", new int[] {ArrayTable.MISSING, 7})
                            .with("d", new double[] {Double.NaN, 1})
                            .with("s", new String[] {null, ""}));

            assertThat(text(workspace, "SELECT (i IS NULL) || ' ' || (d IS NULL) || ' ' || (s IS NULL) FROM t"))
                    .isEqualTo("true true true");
            assertThat(text(workspace, "SELECT i || ' ' || d || '|' || s FROM t OFFSET 1"))
                    .isEqualTo("7 1.0|");
        }
    }
}
