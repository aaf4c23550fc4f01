package io.retort.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import tech.tablesaw.api.BooleanColumn;
import tech.tablesaw.api.DateColumn;
import tech.tablesaw.api.DateTimeColumn;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.FloatColumn;
import tech.tablesaw.api.InstantColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.LongColumn;
import tech.tablesaw.api.ShortColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.TimeColumn;
import tech.tablesaw.columns.Column;

class TablesawRoundTripTest {
    @Provide
    Arbitrary<List<Long>> seeds() {
        return Arbitraries.longs().between(-1_000_000, 1_000_000).list().ofMaxSize(300);
    }

    /** A table with every type of column; every fifth row is missing in every column. */
    private static tech.tablesaw.api.Table table(List<Long> seeds) {
        Column<?>[] columns = {
            ShortColumn.create("short"),
            IntColumn.create("int"),
            LongColumn.create("long"),
            FloatColumn.create("float"),
            DoubleColumn.create("double"),
            BooleanColumn.create("boolean"),
            StringColumn.create("string"),
            DateColumn.create("date"),
            TimeColumn.create("time"),
            DateTimeColumn.create("date_time"),
            InstantColumn.create("instant")
        };
        for (int row = 0; row < seeds.size(); row++) {
            if (row % 5 == 4) {
                for (Column<?> column : columns) {
                    column.appendMissing();
                }
                continue;
            }
            long seed = seeds.get(row);
            ((ShortColumn) columns[0]).append((short) (seed % 30_000));
            ((IntColumn) columns[1]).append((int) seed * 1000);
            ((LongColumn) columns[2]).append(seed * 1_000_000_007L);
            ((FloatColumn) columns[3]).append(seed / 7f);
            ((DoubleColumn) columns[4]).append(seed / 7.0);
            ((BooleanColumn) columns[5]).append(seed % 2 == 0);
            ((StringColumn) columns[6]).append("é'\"<" + seed);
            ((DateColumn) columns[7]).append(LocalDate.ofEpochDay(seed % 100_000));
            ((TimeColumn) columns[8]).append(LocalTime.ofSecondOfDay(Math.floorMod(seed, 86_400)));
            ((DateTimeColumn) columns[9])
                    .append(LocalDateTime.of(2000, 1, 1, 0, 0).plusSeconds(seed));
            ((InstantColumn) columns[10]).append(Instant.ofEpochMilli(seed * 1_000_003));
        }
        return tech.tablesaw.api.Table.create("all", columns);
    }

    @Property(tries = 20)
    void put_thenToTablesaw_givesTheSameTable(@ForAll("seeds") List<Long> seeds) {
        tech.tablesaw.api.Table before = table(seeds);
        try (Workspace workspace = Workspace.inMemory()) {
            tech.tablesaw.api.Table after = workspace.put("all", before).toTablesaw();

            assertThat(after.columnNames()).isEqualTo(before.columnNames());
            assertThat(after.types()).isEqualTo(before.types());
            assertThat(after.rowCount()).isEqualTo(before.rowCount());
            for (int c = 0; c < before.columnCount(); c++) {
                for (int row = 0; row < before.rowCount(); row++) {
                    assertThat(after.column(c).isMissing(row))
                            .isEqualTo(before.column(c).isMissing(row));
                    assertThat(after.get(row, c))
                            .as(before.column(c).name() + " " + row)
                            .isEqualTo(before.get(row, c));
                }
            }
        }
    }

    @Test
    void toTablesaw_typesThatTablesawLacks_becomeNumbersOrText() {
        try (Workspace workspace = Workspace.inMemory()) {
            tech.tablesaw.api.Table table = workspace
                    .sql("SELECT 170141183460469231731687303715884105727::HUGEINT AS big, 1.5::DECIMAL(9, 2) AS price,"
                            + " [1, 2] AS list, '\\xAB'::BLOB AS bytes, 7::UTINYINT AS tiny")
                    .toTablesaw();

            assertThat(table.get(0, 1)).isEqualTo(1.5);
            assertThat(table.get(0, 2)).isEqualTo("[1, 2]");
            assertThat(table.get(0, 3)).isEqualTo("ab");
            assertThat(table.get(0, 4)).isEqualTo((short) 7);
        }
    }

    @Test
    void toTablesaw_moreThanOneBatch() {
        try (Workspace workspace = Workspace.inMemory()) {
            tech.tablesaw.api.Table table =
                    workspace.sql("SELECT range AS n FROM range(200_000)").toTablesaw();

            assertThat(table.rowCount()).isEqualTo(200_000);
            assertThat(table.longColumn("n").getLong(199_999)).isEqualTo(199_999);
            assertThat(workspace.put("again", table).rowCount()).isEqualTo(200_000);
        }
    }

    @Test
    void put_manyBatches_keepsEveryValueInItsPlace() {
        LongColumn id = LongColumn.create("id", 400_000);
        for (int row = 0; row < id.size(); row++) {
            id.set(row, row);
        }
        try (Workspace workspace = Workspace.inMemory()) {
            workspace.execute("SET threads = 4");
            workspace.put("t", tech.tablesaw.api.Table.create("t", id));

            long inPlace =
                    workspace.query("SELECT count(*) FILTER (id = rowid) FROM t", r -> r.next() ? r.getLong(1) : 0L);
            assertThat(inPlace).isEqualTo(400_000);
        }
    }
}
