package io.retort.magic;

import static org.assertj.core.api.Assertions.assertThat;

import org.dflib.jjava.jupyter.kernel.display.mime.MIMEType;
import org.junit.jupiter.api.Test;

class LiveDisplayTest {
    @Test
    void update_first_displaysWithAnId() {
        try (PlainHost host = new PlainHost()) {
            LiveDisplay live = LiveDisplay.of(host);
            live.update("10 %");
            live.update("20 %");
            live.close();

            assertThat(host.displayed).hasSize(1);
            assertThat(host.displayed.get(0).hasDisplayId()).isTrue();
            assertThat(host.displayed.get(0).getData(MIMEType.TEXT_PLAIN)).isEqualTo("10 %");
        }
    }

    @Test
    void close_withoutUpdate_displaysNothing() {
        try (PlainHost host = new PlainHost()) {
            LiveDisplay.of(host).close();

            assertThat(host.displayed).isEmpty();
        }
    }
}
