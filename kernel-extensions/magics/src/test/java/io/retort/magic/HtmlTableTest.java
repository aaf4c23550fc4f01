package io.retort.magic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class HtmlTableTest {
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
}
