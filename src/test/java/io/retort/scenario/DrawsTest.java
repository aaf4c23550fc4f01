package io.retort.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.retort.table.Workspace;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DrawsTest {
    private static final int MANY = 100_000;

    /** Below this with probability 0.999999 when 255 classes are free: 255 + 4.75 * sqrt(2 * 255), and some. */
    private static final double CHI_SQUARE_MOST = 375;

    /** The numbers were worked out apart from this code, with whole numbers of any size in Python. */
    @Test
    void draw_knownKeys_staysWhatItIs() {
        Draws.Keys keys = Draws.keys(42, "shared", 2025);

        assertThat(List.of(keys.first(), keys.second())).isEqualTo(List.of(2025951403L, 2871832072L));
        assertThat(Draws.word(1, keys)).isEqualTo(55738106L);
        assertThat(Draws.draw(Draws.word(1, keys), 1)).isEqualTo(0.01093145040795207);
    }

    @Test
    void draw_inSql_isTheSameAsInJava() {
        Draws.Keys keys = Draws.keys(7, "shared", 2026);
        String sql = "SELECT employee, stream, draw_of(draw_half(draw_mix(draw_mix(employee, " + keys.first() + "), "
                + keys.second()
                + "), stream)) FROM (SELECT unnest([1, 2, 3, 99999, 67108863, 67108864, 4294967295]) AS employee),"
                + " (SELECT unnest(range(1, 25)) AS stream)";
        try (Workspace workspace = Workspace.inMemory()) {
            workspace.execute(Draws.MACROS);
            List<Object[]> rows = workspace.sql(sql).head(1000);
            assertThat(rows).hasSize(168);
            for (Object[] row : rows) {
                long employee = ((Number) row[0]).longValue();
                int stream = ((Number) row[1]).intValue();
                assertThat(row[2]).isEqualTo(Draws.draw(Draws.word(employee, keys), stream));
            }
        }
    }

    @Test
    void draw_overEmployees_isUniform() {
        for (int stream = 1; stream < 25; stream++) {
            assertThat(chiSquare(column(42, 2025, stream)))
                    .as("stream %d", stream)
                    .isBetween(150.0, CHI_SQUARE_MOST);
        }
    }

    @Test
    void draw_ofOtherStreamYearSeedOrNeighbor_isNotCorrelated() {
        double[] draws = column(42, 2025, 1);
        double most = 5 / Math.sqrt(MANY);
        for (int stream = 2; stream < 25; stream++) {
            assertThat(correlation(draws, column(42, 2025, stream), 0)).isBetween(-most, most);
        }
        for (int step = 1; step < 30; step++) {
            assertThat(correlation(draws, column(42, 2025 + step, 1), 0)).isBetween(-most, most);
            assertThat(correlation(draws, column(42 + step, 2025, 1), 0)).isBetween(-most, most);
            assertThat(correlation(draws, draws, step)).isBetween(-most, most);
        }
    }

    @Test
    void draw_pairsOfStreams_fillTheSquare() {
        double[] x = column(1, 2025, 1);
        for (int stream = 2; stream < 25; stream++) {
            double[] y = column(1, 2025, stream);
            double[] cells = new double[MANY];
            for (int i = 0; i < MANY; i++) {
                cells[i] = (Math.floor(x[i] * 16) * 16 + Math.floor(y[i] * 16)) / 256;
            }
            assertThat(chiSquare(cells)).as("stream %d", stream).isBetween(150.0, CHI_SQUARE_MOST);
        }
    }

    @Test
    void keys_ofSeedsYearsAndGroups_allDiffer() {
        List<Draws.Keys> all = new ArrayList<>();
        for (long seed = 0; seed < 100; seed++) {
            for (int year = 2020; year < 2040; year++) {
                all.add(Draws.keys(seed, "shared", year));
                all.add(Draws.keys(seed, "other", year));
            }
        }
        assertThat(all).doesNotHaveDuplicates();
    }

    private static double[] column(long seed, int year, int stream) {
        Draws.Keys keys = Draws.keys(seed, "shared", year);
        double[] draws = new double[MANY];
        for (int i = 0; i < MANY; i++) {
            draws[i] = Draws.draw(Draws.word(i + 1, keys), stream);
        }
        return draws;
    }

    private static double chiSquare(double[] draws) {
        int[] counts = new int[256];
        for (double draw : draws) {
            counts[(int) (draw * 256)]++;
        }
        double expected = draws.length / 256.0;
        double sum = 0;
        for (int count : counts) {
            sum += (count - expected) * (count - expected) / expected;
        }
        return sum;
    }

    private static double correlation(double[] x, double[] y, int lag) {
        double sum = 0;
        for (int i = 0; i + lag < x.length; i++) {
            sum += (x[i] - 0.5) * (y[i + lag] - 0.5);
        }
        return sum / (x.length - lag) * 12;
    }
}
