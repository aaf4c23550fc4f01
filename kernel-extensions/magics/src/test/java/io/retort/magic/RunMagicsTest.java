package io.retort.magic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.retort.core.UsageException;
import io.retort.engine.RunHandle;
import io.retort.engine.RunReport;
import io.retort.table.Table;
import java.util.concurrent.TimeUnit;
import org.dflib.jjava.jupyter.kernel.display.mime.MIMEType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class RunMagicsTest {
    private final PlainHost host = new PlainHost();

    @AfterEach
    void close() {
        BackgroundRuns.stopAll(30);
        host.close();
    }

    private Object line(String name, String line) throws Exception {
        return host.getMagicsRegistry().evalLineMagic(host, name, new WrittenArguments(line));
    }

    private Object assigned(String name, String line) throws Exception {
        return host.getMagicsRegistry().evalLineMagic(host, name, new WrittenArguments(line, true));
    }

    private RunHandle background(String pipeline, String options) throws Exception {
        host.getMagicsRegistry()
                .evalCellMagic(host, "pipeline", new WrittenArguments("--background " + options), pipeline);
        return BackgroundRuns.all().get(BackgroundRuns.all().size() - 1);
    }

    @Test
    void background_cellEndsAtOnce_andTheRunGoesOn() throws Exception {
        RunHandle handle = background("generate 3000 | dedup", "--out magic_background");
        assertThat(host.displayed).isNotEmpty();
        assertThat(String.valueOf(host.displayed.get(0).getData(MIMEType.TEXT_PLAIN)))
                .contains(handle.name());

        RunReport report = handle.future().get(60, TimeUnit.SECONDS);

        assertThat(report.rowsIn()).isEqualTo(3000);
        assertThat(Session.table("magic_background").rowCount()).isEqualTo(report.rowsOut());
        assertThat(String.valueOf(line("progress", handle.name().substring(0, 5))))
                .contains("finished");
    }

    @Test
    void cancel_stopsIt_andRunsSaysSo() throws Exception {
        RunHandle handle = background("generate 5000000 | dedup", "--out magic_cancelled");
        assertThat(line("runs", "").toString()).contains(handle.name()).contains("running");

        String said = line("cancel", handle.name()).toString();

        assertThat(said).isEqualTo("Run " + handle.name() + ": stopped.");
        assertThat(handle.state()).isEqualTo(RunHandle.State.STOPPED);
        assertThat(line("runs", "").toString()).contains(handle.name()).contains("stopped");
        assertThat(line("cancel", "--all").toString()).isEqualTo("No run goes on.");
    }

    @Test
    void progress_follow_endsWithTheRun() throws Exception {
        RunHandle handle = background("generate 2000", "--out magic_followed");

        line("progress", "--follow");

        assertThat(handle.state()).isEqualTo(RunHandle.State.FINISHED);
    }

    @Test
    void workspace_whileARunGoesOn_isRefused() throws Exception {
        RunHandle handle = background("generate 5000000", "--out magic_held");

        assertThatThrownBy(() -> line("workspace", "other.duckdb"))
                .hasMessageContaining(handle.name())
                .hasMessageContaining("%cancel --all");
    }

    @Test
    void names_thatDoNotFit_areRefused() {
        assertThatThrownBy(() -> line("cancel", ""))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("--all");
        assertThatThrownBy(() -> line("cancel", "zzz"))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("zzz");
        assertThatThrownBy(() -> line("progress", "zzz")).isInstanceOf(UsageException.class);
        assertThatThrownBy(() -> line("runreport", "zzz")).isInstanceOf(UsageException.class);
    }

    @Test
    void runreport_showsTheLastRun_withPlotsAndAdvice() throws Exception {
        host.getMagicsRegistry()
                .evalCellMagic(
                        host,
                        "pipeline",
                        new WrittenArguments("--out magic_report --batch-size 100 --alert rejected<1"),
                        "generate 2000 | dedup");
        host.displayed.clear();

        Object advice = line("runreport", "");

        assertThat(advice.toString()).startsWith("What to do:\n- ");
        String all = host.displayed.stream()
                .map(d -> String.valueOf(d.getData(MIMEType.TEXT_PLAIN)))
                .reduce("", String::concat);
        assertThat(all)
                .contains("generate 2000 | dedup")
                .contains("rows in =")
                .contains("workers idle")
                .contains("rejected<1 was 0")
                .contains("Rows per batch")
                .contains("Memory");
        assertThat(assigned("runreport", "")).isInstanceOf(RunReport.class);
        assertThat(assigned("runs", "")).isInstanceOf(Table.class);
    }

    @Test
    void resources_onceAndForAWhile() throws Exception {
        assertThat(line("resources", "").toString()).contains("runs in the background");
        assertThat(line("resources", "--seconds 0.3")).isNull();
        assertThat(host.displayed).isNotEmpty();
    }
}
