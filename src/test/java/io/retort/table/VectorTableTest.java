package io.retort.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Random;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Every row gets its own vector, also where others have none, rows are missing, or blocks are larger than DuckDB's. */
@Timeout(60)
class VectorTableTest {
    private static final int ROWS = 10_000;
    private static final int DIMENSION = 5;

    private Workspace workspace;

    @BeforeEach
    void open() {
        workspace = Workspace.inMemory();
        make("");
    }

    private void make(String more) {
        workspace.execute("CREATE OR REPLACE TABLE source AS SELECT i AS id, 'text ' || i AS text" + more
                + " FROM range(" + ROWS + ") t(i)");
        // Gaps, so that numbers of rows and places differ.
        workspace.execute("DELETE FROM source WHERE id % 97 = 13 OR id BETWEEN 4000 AND 4100");
    }

    @AfterEach
    void close() {
        workspace.close();
    }

    private static boolean isThere(long id) {
        return id % 97 != 13 && (id < 4000 || id > 4100);
    }

    /** Number d of the vector of a row. */
    private static float number(long id, int d) {
        return id * 10 + d;
    }

    private static VectorTable.Block block(long[] ids, int[] made) {
        ByteBuffer bytes =
                ByteBuffer.allocateDirect(made.length * DIMENSION * Float.BYTES).order(ByteOrder.nativeOrder());
        for (int row : made) {
            for (int d = 0; d < DIMENSION; d++) {
                bytes.putFloat(number(ids[row], d));
            }
        }
        return new VectorTable.Block(ids, made, bytes.flip());
    }

    private static long[] ids(int from, int to) {
        return IntStream.range(from, to)
                .filter(VectorTableTest::isThere)
                .asLongStream()
                .toArray();
    }

    private VectorTable table(boolean keep) {
        return VectorTable.open(workspace, new VectorTable.Layout("source", "out", "v", DIMENSION, keep));
    }

    private void write(boolean keep, int blockRows, IntPredicate hasVector) {
        try (VectorTable table = table(keep)) {
            write(table, blockRows, hasVector);
        }
        checkVectors("out");
    }

    private static void write(VectorTable table, int blockRows, IntPredicate hasVector) {
        for (int from = 0; from < ROWS; from += blockRows) {
            long[] ids = ids(from, Math.min(ROWS, from + blockRows));
            int[] made = IntStream.range(0, ids.length)
                    .filter(i -> hasVector.test((int) ids[i]))
                    .toArray();
            table.write(block(ids, made));
        }
        table.commit();
    }

    private long count(String sql) {
        return workspace.query(sql, r -> r.next() ? r.getLong(1) : -1);
    }

    private void checkVectors(String table) {
        assertThat(count("SELECT count(*) FROM " + table)).isEqualTo(count("SELECT count(*) FROM source"));
        assertThat(count("SELECT count(*) FROM (SELECT id, lag(id) OVER (ORDER BY rowid) AS before FROM " + table
                        + ") WHERE id <= before"))
                .isZero();
        assertThat(count("SELECT count(*) FROM " + table + " WHERE text <> 'text ' || id"))
                .isZero();
        for (int d = 0; d < DIMENSION; d++) {
            assertThat(count("SELECT count(*) FROM " + table + " WHERE v IS NOT NULL AND v[" + (d + 1)
                            + "] IS DISTINCT FROM CAST(id * 10 + " + d + " AS FLOAT)"))
                    .isZero();
        }
    }

    @Test
    void write_allRowsHaveVectors_eachHasItsOwnInTheSourcesOrder() {
        write(true, 7000, id -> true);
        assertThat(count("SELECT count(*) FROM out WHERE v IS NULL")).isZero();
    }

    @Test
    void write_someRowsHaveNone_theirsIsNull() {
        Random random = new Random(5);
        boolean[] has = new boolean[ROWS];
        IntStream.range(0, ROWS).forEach(i -> has[i] = random.nextInt(3) > 0);
        write(true, 3000, id -> has[id]);
        long expected =
                IntStream.range(0, ROWS).filter(i -> isThere(i) && has[i]).count();
        assertThat(count("SELECT count(v) FROM out")).isEqualTo(expected);
    }

    @Test
    void write_noRowHasAVector_rowsAreThereAllTheSame() {
        write(true, 5000, id -> false);
        assertThat(count("SELECT count(v) FROM out")).isZero();
    }

    @Test
    void write_sourceHasVectors_newOnesTakeTheirPlaceAndOthersStay() {
        make(", CASE WHEN i % 3 = 0 THEN [i * 10, i * 10 + 1, i * 10 + 2, i * 10 + 3, i * 10 + 4] END::FLOAT["
                + DIMENSION + "] AS v");
        write(true, 3000, id -> id % 3 == 1);
        assertThat(count("SELECT count(*) FROM out WHERE (v IS NULL) <> (id % 3 = 2)"))
                .isZero();
    }

    @Test
    void write_sourcesVectorsAreNotKept_onlyNewOnesAreThere() {
        make(", [0, 0, 0, 0, 0]::FLOAT[" + DIMENSION + "] AS v");
        write(false, 3000, id -> id % 3 == 1);
        assertThat(count("SELECT count(*) FROM out WHERE (v IS NULL) <> (id % 3 <> 1)"))
                .isZero();
    }

    @Test
    void write_rowsThatAreGoneMeanwhile_isRefused() {
        try (VectorTable table = table(true)) {
            long[] ids = ids(0, 100);
            ids[50] = 13;
            assertThatThrownBy(() -> table.write(
                            block(ids, IntStream.range(0, ids.length).toArray())))
                    .hasMessageContaining("rows of table source have changed");
        }
    }
}
