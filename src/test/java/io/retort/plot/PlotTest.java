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
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
    void map_rareLabels_areDrawnAndNotThinnedAway() throws IOException {
        Table many = workspace.sql(
                "SELECT range AS x, range % 97 AS y, CASE WHEN range % 10000 = 7 THEN 'rare' ELSE 'common' END AS label"
                        + " FROM range(100000)");

        Figure figure = plot.map(many, "x", "y", "label");

        assertDrawn(figure);
        assertThat(figure.svg()).contains(svgColor(Look.COLORS[0])).contains(svgColor(Look.COLORS[1]));
        assertThatThrownBy(() -> plot.map(many, "x", "y", "no")).hasMessageContaining("no column \"no\"");
    }

    @Test
    void bands_withAndWithoutLimits_areDrawn() throws IOException {
        Table years = workspace.sql("SELECT 2025 + i AS year, s AS scenario, CASE WHEN s = 'a' THEN i END AS lo, i + 1"
                + " AS mid, i + 2 AS hi FROM range(3) t(i), (VALUES ('a'), ('b')) v(s)");

        assertDrawn(plot.bands(years, "year", "cost (USD)", "scenario", "lo", "mid", "hi"));
        assertThatThrownBy(() -> plot.bands(years, "year", "cost (USD)", "scenario", "lo", "mid"))
                .hasMessageContaining("low, middle and high");
        assertThatThrownBy(() -> plot.bands(table, "n", "n", "name", "n", "n", "n"))
                .hasMessageContaining("20 different values");
    }

    @Test
    void grid_marksAndSeveralCharts_areOnePicture() throws Exception {
        Figure one = plot.histogram(table, "n", 10).markX(5, "five");
        Figure grid = Figure.grid(2, one, plot.scatter(table, "n", "n").markY(3, "three"), plot.line(table, "n", "n"));

        assertDrawn(grid);
        assertThat(grid.width()).isEqualTo(2 * one.width());
        assertThat(grid.height()).isEqualTo(2 * one.height());
        DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(grid.svg().getBytes(StandardCharsets.UTF_8)));
        assertThatThrownBy(() -> Figure.grid(0, one)).isInstanceOf(UsageException.class);
    }

    private static String svgColor(java.awt.Color color) {
        return "rgb(" + color.getRed() + "," + color.getGreen() + "," + color.getBlue() + ")";
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

    @Test
    void labels_ratePerTime_keepsItsWords() {
        assertThat(AxisLabel.of("rows_per_s")).isEqualTo("rows per s");
    }

    @Test
    void svg_eachChart_isWellFormedOnAWhiteGround() throws Exception {
        for (Figure figure : new Figure[] {
            plot.histogram(table, "mol_weight_da", 10),
            plot.bar(table, "name", "n"),
            plot.scatter(table, "n", "mol_weight_da"),
            plot.line(table, "n", "mol_weight_da")
        }) {
            String svg = figure.svg();

            assertThat(svg).startsWith("<svg").endsWith("</svg>").doesNotContain("<script", "href=", "<image", "<!");
            assertThat(svg).contains("fill:rgb(255,255,255)", "<title>" + figure.description() + "</title>");
            assertThat(svg).doesNotContainPattern("\\d\\.\\d{3}");
            DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)));
        }
    }

    @Test
    void svg_idsOfTwoCharts_differAndThoseOfOneDoNot() {
        Pattern id = Pattern.compile("id=\"([^\"]+)\"");
        String one = plot.scatter(table, "n", "mol_weight_da").svg();
        String other = plot.scatter(table, "mol_weight_da", "n").svg();

        assertThat(plot.scatter(table, "n", "mol_weight_da").svg()).isEqualTo(one);
        List<String> ids = id.matcher(one).results().map(r -> r.group(1)).toList();
        assertThat(ids).isNotEmpty().allSatisfy(i -> assertThat(one).contains("url(#" + i + ")"));
        assertThat(id.matcher(other).results().map(r -> r.group(1)).toList()).doesNotContainAnyElementsOf(ids);
    }

    @Test
    void title_markup_isEscapedInTheDescription() {
        Figure figure = plot.line(table, "n", "mol_weight_da").title("a < b & clip1");

        assertThat(figure.description()).startsWith("a < b & clip1: ");
        assertThat(figure.svg()).contains("<title>a &lt; b &amp; clip1: ");
    }

    @Test
    void save_nameEndsInSvg_isSvg(@TempDir Path folder) throws IOException {
        Figure figure = plot.line(table, "n", "mol_weight_da");
        figure.save(folder.resolve("a.SVG"));
        figure.save(folder.resolve("a.png"));

        assertThat(folder.resolve("a.SVG")).content().startsWith("<svg");
        assertThat(ImageIO.read(folder.resolve("a.png").toFile())).isNotNull();
    }
}
