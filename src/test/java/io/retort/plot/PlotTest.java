package io.retort.plot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.retort.core.CancelToken;
import io.retort.core.UsageException;
import io.retort.table.Table;
import io.retort.table.Workspace;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PlotTest {
    private Workspace workspace;
    private Plot plot;
    private Table table;

    @BeforeEach
    void open() {
        workspace = Workspace.inMemory();
        plot = Plot.in(workspace);
        table = workspace.create(
                "t",
                "SELECT range AS n, range * 1.5 AS mol_weight_da, 'label ' || range AS name, NULL::DOUBLE AS none"
                        + " FROM range(20)",
                new CancelToken());
    }

    @AfterEach
    void close() {
        workspace.close();
    }

    private static void assertDrawn(Figure figure) throws IOException {
        BufferedImage image = ImageIO.read(new ByteArrayInputStream(figure.png()));
        assertThat(image.getWidth()).isEqualTo(2 * figure.width());
        assertThat(image.getHeight()).isEqualTo(2 * figure.height());
        assertThat(figure.description()).isNotBlank();
    }

    @Test
    void charts_areDrawn() throws IOException {
        assertDrawn(plot.histogram(table, "mol_weight_da", 10));
        assertDrawn(plot.compare("n", 10, table, table.name().isEmpty() ? table : workspace.sql("SELECT 5 AS n")));
        assertDrawn(plot.bar(table, "name", "n"));
        assertDrawn(plot.scatter(table, "n", "mol_weight_da"));
        assertDrawn(plot.line(table, "n", "mol_weight_da"));
    }

    @Test
    void grid_hasRoundEdgesAndCountsEveryRow() {
        Bins.Grid grid = Bins.grid(new double[] {3.7, 88.2}, 10);

        assertThat(grid.width()).isEqualTo(10);
        assertThat(grid.start()).isEqualTo(0);
        assertThat(Bins.of(workspace, table, "n", Bins.grid(new double[] {0, 19}, 7)))
                .satisfies(counts ->
                        assertThat(java.util.Arrays.stream(counts).sum()).isEqualTo(20));
    }

    @Test
    void mistakes_nameTheColumn() {
        assertThatThrownBy(() -> plot.histogram(table, "weight", 10))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("no column \"weight\"");
        assertThatThrownBy(() -> plot.histogram(table, "name", 10)).hasMessageContaining("is not of numbers");
        assertThatThrownBy(() -> plot.histogram(table, "none", 10)).hasMessageContaining("holds no numbers");
        assertThatThrownBy(() -> plot.histogram(table, "n", 1)).hasMessageContaining("from 2 to 200");
        assertThatThrownBy(() -> plot.scatter(table, "n", "none")).hasMessageContaining("no row with both");
    }

    @Test
    void labels_carryTheUnit() {
        assertThat(AxisLabel.of("mol_weight_da")).isEqualTo("mol weight (Da)");
        assertThat(AxisLabel.of("tpsa_a2")).isEqualTo("tpsa (Å²)");
        assertThat(AxisLabel.of("rows_in")).isEqualTo("rows in");
    }
}
