package io.retort.magic;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MoleculeCellsTest {
    @Test
    void toHtml_smilesColumns_areDrawnAboveTheirText() {
        HtmlTable table = HtmlTable.of(
                List.of("SMILES", "input_smiles", "name"), new Object[][] {{"CCO", "C(O)C", "CCC"}, {"CN", "NC", "x"}});

        assertThat(table.toHtml().split("<svg", -1)).hasSize(5);
        assertThat(table.toHtml()).contains("<title>CCO</title>", ">C(O)C</div>", ">CCC</td>", ">2 rows, 3 columns<");
        assertThat(table.toText()).contains("CCO").doesNotContain("svg", "drawn");
    }

    @Test
    void toHtml_whatIsNoMolecule_isTextAlone() {
        HtmlTable table = HtmlTable.of(List.of("smiles"), new Object[][] {
            {"C1CC"}, {""}, {null}, {7}, {"<script>"}, {"C".repeat(501)}
        });

        assertThat(table.toHtml())
                .doesNotContain("<svg", "<script")
                .contains(">C1CC<", "&lt;script&gt;", ">6 rows, 1 column<");
    }

    @Test
    void toHtml_manyMolecules_drawsAFewAndSaysHowMany() {
        Object[][] rows = IntStream.rangeClosed(1, 60)
                .mapToObj(i -> new Object[] {"C".repeat(i)})
                .toArray(Object[][]::new);

        String html = HtmlTable.of(List.of("smiles"), rows).toHtml();

        assertThat(html.split("<svg", -1)).hasSize(13);
        assertThat(html).contains("50 of 60 rows, 1 column, 12 of 50 molecules drawn");
    }

    @Test
    void toHtml_moleculeTooLargeToDraw_isTextAndCounted() {
        HtmlTable table = HtmlTable.of(List.of("smiles"), new Object[][] {{"C".repeat(160)}, {"C"}});

        assertThat(table.toHtml()).contains("1 of 2 molecules drawn", "C".repeat(160));
    }

    @Test
    void toHtml_plainTable_drawsNothing() {
        HtmlTable table = HtmlTable.of(List.of("smiles"), new Object[][] {{"CCO"}});

        assertThat(table.plain().toHtml()).doesNotContain("<svg").contains(">CCO</td>");
    }

    @Test
    void toHtml_severalColumnsThatDoNotFit_drawsTheOneNamedSmiles() {
        Object[][] rows = IntStream.rangeClosed(1, 10)
                .mapToObj(i -> new Object[] {"N".concat("C".repeat(i)), "C".repeat(i)})
                .toArray(Object[][]::new);

        String html = HtmlTable.of(List.of("input_smiles", "smiles"), rows).toHtml();

        assertThat(html.split("<svg", -1)).hasSize(11);
        assertThat(html).doesNotContain("<title>NC</title>").contains("10 of 20 molecules drawn");
    }
}
