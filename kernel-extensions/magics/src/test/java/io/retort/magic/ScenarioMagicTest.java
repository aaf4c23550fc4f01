package io.retort.magic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.retort.core.CancelToken;
import io.retort.core.UsageException;
import io.retort.scenario.census.CensusGenerator;
import io.retort.scenario.census.CensusOptions;
import io.retort.table.Table;
import java.nio.file.Path;
import java.util.concurrent.CancellationException;
import org.dflib.jjava.jupyter.kernel.display.mime.MIMEType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class ScenarioMagicTest {
    private static final String TWO = "name: base\n---\nname: rich\nmatch: {formula: stretch}\n";

    private final PlainHost host = new PlainHost();

    @TempDir
    private Path folder;

    private static final class Stopped extends CellScope {}

    @BeforeEach
    void drawCensus() {
        Session.open(folder.resolve("session.duckdb"));
        CensusGenerator.generate(Session.workspace(), "census", CensusOptions.of(300, 1), new CancelToken());
    }

    @AfterEach
    void close(@TempDir Path other) {
        Session.open(other.resolve("other.duckdb"));
        host.close();
    }

    private Object cell(String line, String body) throws Exception {
        return host.getMagicsRegistry().evalCellMagic(host, "scenario", new WrittenArguments(line), body);
    }

    @Test
    void documents_areRunAndCompared_andTheirTablesStay() throws Exception {
        Object shown = cell("--census census --years 2025-2026 --seeds 1-2", TWO);

        assertThat(shown)
                .isInstanceOfSatisfying(
                        Table.class, t -> assertThat(t.rowCount()).isEqualTo(2 * 3));
        assertThat(Session.table("scenario_events").rowCount()).isPositive();
        assertThat(Session.sql("SELECT DISTINCT scenario FROM scenario_uncertainty")
                        .rowCount())
                .isEqualTo(2);
        String all = host.displayed.stream()
                .map(d -> String.valueOf(d.getData(MIMEType.TEXT_PLAIN)))
                .reduce("", String::concat);
        assertThat(all).contains("of 4 years").contains("base, rich: 300 employees, 2 seeds, 2025-2026");
    }

    @Test
    void map_ofScenarios_isComparedWithTheBase_andGoesOnWhereItWas() throws Exception {
        String map = "scenarios:\n  plain: {workforce: {growth: 2 %}}\n  rich: {match: {formula: stretch}}\n";
        cell("--census=census --years=2025-2025 --base rich", map);
        assertThat(Session.sql(
                                "SELECT * FROM scenario_comparison WHERE scenario = 'rich' AND employer_cost_difference <> 0")
                        .rowCount())
                .isZero();

        cell("--census census --years 2025-2026", map);

        assertThat(host.displayed)
                .anySatisfy(d -> assertThat(String.valueOf(d.getData(MIMEType.TEXT_PLAIN)))
                        .contains("2 years made, 2 found"));
    }

    @Test
    void mistakes_areNamedWithTheirLine_andNothingIsWritten() {
        assertThatThrownBy(() -> cell("--census census", "name: a\n---\nname: b\nworkforce: {growht: 1}\n"))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("line 4")
                .hasMessageContaining("growht");
        assertThatThrownBy(() -> cell("--census census", "scenarios:\n  a: {growht: 1}\n"))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("line 2");
        assertThatThrownBy(() -> cell("--census cencus", "")).hasMessageContaining("census");
        assertThatThrownBy(() -> cell("--census census --sedes 1", ""))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("seeds");
        assertThatThrownBy(() -> cell("", "")).hasMessageContaining("census");
        assertThat(Session.workspace().tables()).doesNotContain("scenario_years");
    }

    @Test
    @SuppressWarnings("try") // the binding works by being open
    void interrupt_stopsTheRun() {
        Stopped scope = new Stopped();
        try (CellScope.Binding binding = scope.bind()) {
            scope.token().cancel("interrupted");
            assertThatThrownBy(() -> cell("--census census", "")).isInstanceOf(CancellationException.class);
        }
    }

    @Test
    void interrupt_duringTheRun_keepsCompleteYears() throws Exception {
        Stopped scope = new Stopped();
        Thread cell = new Thread(() -> {
            try (CellScope.Binding binding = scope.bind()) {
                assertThatThrownBy(() -> cell("--census census --years 2025-2080 --seeds 1-40 --batch-rows 1", ""))
                        .isInstanceOf(CancellationException.class);
            }
        });
        cell.start();
        while (cell.isAlive() && host.displayed.isEmpty()) {
            Thread.onSpinWait();
        }
        scope.token().cancel("interrupted");
        cell.join(60_000);

        assertThat(cell.isAlive()).isFalse();
        assertThat(host.displayed).isNotEmpty();
        assertThat(String.valueOf(host.displayed.get(0).getData(MIMEType.TEXT_PLAIN)))
                .contains("of 2240 years");
    }
}
