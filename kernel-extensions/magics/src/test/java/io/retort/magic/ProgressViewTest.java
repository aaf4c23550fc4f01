package io.retort.magic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.retort.engine.Progress;
import java.util.ArrayList;
import java.util.List;
import org.dflib.jjava.jupyter.kernel.display.mime.MIMEType;
import org.junit.jupiter.api.Test;

class ProgressViewTest {
    private static final Progress UNDER_WAY =
            new Progress(500, 480, 20, 0, "properties", 0.5, 2, 300, false, java.util.List.of(), 0);

    @Test
    void html_progress_isABarAndALineWithoutColorsOfItsOwn() {
        String html = ProgressView.of(UNDER_WAY).html();

        assertThat(html)
                .contains("width:50.0%", "500 rows (50 %)", "mostly in properties")
                .doesNotContainPattern("#[0-9a-fA-F]{3,6}|rgb|white|black|<style|<script");
    }

    @Test
    void follower_stoppedRun_endsWithOneLineThatSaysHowFarItWas() {
        List<Object> shown = new ArrayList<>();
        ProgressView.Follower follower = new ProgressView.Follower(shown::add);

        follower.update(UNDER_WAY);
        follower.end("Stopped");

        assertThat(shown).hasSize(2);
        assertThat(shown.get(1))
                .hasToString("Stopped after 500 rows (50 %) in 2.0 s, 20 rejected, 0 duplicates; no result was kept.");
    }

    @Test
    void follower_nothingShown_hasNothingToSay() {
        List<Object> shown = new ArrayList<>();

        new ProgressView.Follower(shown::add).end("Failed");

        assertThat(shown).isEmpty();
    }

    @Test
    void pipeline_run_endsWithTheAccount() throws Exception {
        try (PlainHost host = new PlainHost()) {
            host.getMagicsRegistry().evalCellMagic(host, "pipeline", List.of(), "generate 50");

            assertThat(host.displayed).isNotEmpty();
            assertThat(host.displayed.get(0).getData(MIMEType.TEXT_PLAIN)).isNotNull();
        }
    }

    @Test
    void pipeline_mistake_showsNoProgress() {
        try (PlainHost host = new PlainHost()) {
            assertThatThrownBy(() -> host.getMagicsRegistry()
                            .evalCellMagic(host, "pipeline", List.of(), "read missing-file.smi"))
                    .hasMessageContaining("missing-file.smi");
            assertThat(host.displayed).isEmpty();
        }
    }
}
