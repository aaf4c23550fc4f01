package io.retort.magic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.retort.core.UsageException;
import java.util.List;
import org.dflib.jjava.jupyter.kernel.display.DisplayData;
import org.dflib.jjava.jupyter.kernel.display.mime.MIMEType;
import org.junit.jupiter.api.Test;

class RetortExtensionTest {
    @Test
    void serviceLoader_plainHost_installsMagics() throws Exception {
        try (PlainHost host = new PlainHost()) {
            assertThat(host.getMagicsRegistry().getLineMagicNames()).contains("help");
            Object result = host.getMagicsRegistry().evalLineMagic(host, "help", List.of());
            assertThat(result).isInstanceOf(HtmlTable.class).asString().contains("%help");
        }
    }

    @Test
    void help_ofMagic_showsUsage() throws Exception {
        try (PlainHost host = new PlainHost()) {
            Object result = host.getMagicsRegistry().evalLineMagic(host, "help", List.of("%help"));
            assertThat(result).asString().contains("%help [MAGIC]");
        }
    }

    @Test
    void magic_unknownArgument_isRefused() {
        try (PlainHost host = new PlainHost()) {
            assertThatThrownBy(() -> host.getMagicsRegistry().evalLineMagic(host, "help", List.of("--bogus")))
                    .isInstanceOf(UsageException.class)
                    .hasMessageContaining("--bogus");
        }
    }

    @Test
    void table_plainHost_isRenderedAsHtmlAndText() {
        try (PlainHost host = new PlainHost()) {
            var data = host.getRenderer().render(HtmlTable.of(List.of("a"), new Object[][] {{1}}));
            assertThat(data.getData(MIMEType.TEXT_HTML)).asString().contains("<table");
            assertThat(data.getData(MIMEType.TEXT_PLAIN)).asString().startsWith("a\n1\n");
        }
    }

    @Test
    void plot_formatAndTitle_areThoseAskedFor() throws Exception {
        Session.workspace().execute("CREATE OR REPLACE TABLE plotted AS SELECT range AS n FROM range(20)");
        try (PlainHost host = new PlainHost()) {
            DisplayData vector = host.getMagicsRegistry()
                    .evalLineMagic(
                            host, "plot", List.of("histogram", "plotted", "n", "--format", "svg", "--title", "T"));
            DisplayData pixels =
                    host.getMagicsRegistry().evalLineMagic(host, "plot", List.of("histogram", "plotted", "n"));

            assertThat(vector.getData(MIMEType.IMAGE_SVG)).asString().startsWith("<svg");
            assertThat(vector.getData(MIMEType.TEXT_HTML))
                    .asString()
                    .startsWith("<img width=\"680\"")
                    .contains("alt=\"T: Histogram", "src=\"data:image/svg+xml;base64,");
            assertThat(vector.getData(MIMEType.TEXT_PLAIN)).asString().startsWith("T: Histogram");
            assertThat(pixels.hasDataForType(MIMEType.IMAGE_PNG)).isTrue();
        }
    }

    @Test
    void show_plain_leavesMoleculesAsText() throws Exception {
        Session.workspace().execute("CREATE OR REPLACE TABLE drawn AS SELECT 'CCO' AS smiles");
        try (PlainHost host = new PlainHost()) {
            HtmlTable drawn = host.getMagicsRegistry().evalLineMagic(host, "show", List.of("drawn"));
            HtmlTable plain = host.getMagicsRegistry().evalLineMagic(host, "show", List.of("drawn", "--plain"));
            HtmlTable query = host.getMagicsRegistry().evalCellMagic(host, "sql", List.of("--plain"), "FROM drawn");

            assertThat(drawn.toHtml()).contains("<svg");
            assertThat(plain.toHtml()).doesNotContain("<svg");
            assertThat(query.toHtml()).doesNotContain("<svg").contains("CCO");
        }
    }
}
