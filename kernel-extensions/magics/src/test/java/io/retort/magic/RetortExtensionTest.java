package io.retort.magic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.retort.core.UsageException;
import java.util.List;
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
            assertThat(data.getData(org.dflib.jjava.jupyter.kernel.display.mime.MIMEType.TEXT_HTML))
                    .asString()
                    .contains("<table");
            assertThat(data.getData(org.dflib.jjava.jupyter.kernel.display.mime.MIMEType.TEXT_PLAIN))
                    .asString()
                    .startsWith("a\n1\n");
        }
    }
}
