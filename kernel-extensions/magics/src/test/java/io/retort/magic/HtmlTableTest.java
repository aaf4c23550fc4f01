package io.retort.magic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Chars;
import org.junit.jupiter.api.Test;

class HtmlTableTest {
    /** The tags that a table is made of; attributes hold neither quotes nor angle brackets of their own. */
    private static final Pattern OWN_TAG = Pattern.compile(
            "</?(div|table|thead|tbody|tr|th|td|span|br|svg|title|path)( [a-zA-Z-]+=\"[^\"<>$]*\")*/?>");

    @Test
    void toHtml_markup_isEscaped() {
        HtmlTable table = HtmlTable.of(List.of("<b>"), new Object[][] {{"<script>alert('x')</script> & \"q\" $y$"}});

        assertThat(table.toHtml())
                .doesNotContain("<script>", "<b>", "$y$")
                .contains("&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt; &amp; &quot;q&quot;");
    }

    @Test
    void toHtml_unitAndType_areEscaped() {
        HtmlTable table = new HtmlTable(List.of(new HtmlTable.Column("m", "<u>", "\"t")), new Object[][] {{1}}, 1);

        assertThat(table.toHtml()).contains("&lt;u&gt;", "title=\"&quot;t\"");
    }

    @Test
    void toHtml_manyRowsAndColumns_areCappedAndTheCapIsStated() {
        List<String> names = IntStream.range(0, 40).mapToObj(i -> "c" + i).toList();
        Object[][] rows = new Object[60][40];
        HtmlTable table = new HtmlTable(
                names.stream().map(n -> new HtmlTable.Column(n, "", "")).toList(), rows, 12345);

        assertThat(table.toHtml())
                .contains("50 of 12,345 rows, 30 of 40 columns")
                .doesNotContain("c30");
        assertThat(table.toText()).endsWith("50 of 12,345 rows, 30 of 40 columns");
    }

    @Test
    void toHtml_numbers_areAlignedRight() {
        String html = HtmlTable.of(List.of("n", "t"), new Object[][] {{1.5, "a"}, {null, "b"}})
                .toHtml();

        assertThat(html).contains("text-align:right;font-variant-numeric:tabular-nums\">1.5</td>");
        assertThat(html).contains("text-align:left\">a</td>");
    }

    @Test
    void toHtml_anyTable_namesNoColours() {
        String html = HtmlTable.of(List.of("n"), new Object[][] {{1}, {null}}).toHtml();

        assertThat(html).doesNotContainPattern("#[0-9a-fA-F]{3,6}|rgb|white|black|<style|<script");
    }

    @Test
    void toText_numbersAndText_areAligned() {
        HtmlTable table = HtmlTable.of(List.of("name", "x"), new Object[][] {{"a", 1.0}, {"bcdef", 123456.789}});

        assertThat(table.toText()).isEqualTo("name          x\na             1\nbcdef  123456.8\n2 rows, 2 columns");
    }

    @Test
    void constructor_raggedRow_isRefused() {
        assertThatThrownBy(() -> HtmlTable.of(List.of("a", "b"), new Object[][] {{1}}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("1 values for 2 columns");
    }

    @Test
    void toHtml_unitInAName_standsBelowIt() {
        HtmlTable table = HtmlTable.of(List.of("tpsa_a2", "rings"), new Object[][] {{63.6, 1}});

        assertThat(table.toHtml()).contains(">tpsa_a2<br><span", ">Å²</span>");
        assertThat(table.toText()).startsWith("tpsa_a2 [Å²]  rings");
    }

    @Test
    void toHtml_longText_isBroken() {
        assertThat(HtmlTable.of(List.of("t"), new Object[][] {{"x".repeat(120)}})
                        .toHtml())
                .contains("overflow-wrap:anywhere\">xxx");
    }

    @Test
    void caption_unknownCount_saysThatThereIsMore() {
        HtmlTable table =
                new HtmlTable(List.of(HtmlTable.Column.named("a", "")), new Object[][] {{1}, {2}}, HtmlTable.MORE);

        assertThat(table.toText()).endsWith("first 2 rows, 1 column");
    }

    @Property
    void toHtml_anyText_isEscaped(@ForAll String name, @ForAll String unit, @ForAll String type, @ForAll String value) {
        List<HtmlTable.Column> columns =
                List.of(new HtmlTable.Column(name, unit, type), HtmlTable.Column.named("smiles", type));

        String html = new HtmlTable(columns, new Object[][] {{value, value}}, 1).toHtml();

        assertThat(OWN_TAG.matcher(html).replaceAll("")).doesNotContain("<", ">", "$");
    }

    @Property
    void toHtml_anyMarkup_isEscaped(@ForAll @Chars({'<', '>', '"', '\'', '&', '$', 'b', '/', ' '}) String text) {
        String html =
                new HtmlTable(List.of(new HtmlTable.Column(text, text, text)), new Object[][] {{text}}, 1).toHtml();

        assertThat(OWN_TAG.matcher(html).replaceAll("")).doesNotContain("<", ">", "$");
    }
}
