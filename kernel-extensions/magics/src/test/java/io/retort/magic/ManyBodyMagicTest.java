package io.retort.magic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.retort.core.UsageException;
import io.retort.manybody.ExpansionPlan;
import io.retort.manybody.ManyBodyResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.dflib.jjava.jupyter.kernel.display.DisplayData;
import org.dflib.jjava.jupyter.kernel.display.mime.MIMEType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(120)
@SuppressWarnings("try") // bindings work by being open
class ManyBodyMagicTest {
    /** Two molecules of hydrogen, 3 angstrom apart. */
    private static final String CLUSTER = "4\n\nH 0 0 0\nH 0.74 0 0\nH 0 3 0\nH 0.74 3 0\n";

    private static final String LEVELS = "--levels 1=hf/sto-3g,2=hf/sto-3g ";

    @TempDir
    Path folder;

    private final PlainHost host = new PlainHost();

    @AfterEach
    void close() {
        host.close();
    }

    private Object cell(String line, String body) throws Exception {
        return host.getMagicsRegistry().evalCellMagic(host, "manybody", new WrittenArguments(line), body);
    }

    private Object assigned(String line) throws Exception {
        return host.getMagicsRegistry().evalLineMagic(host, "manybody", new WrittenArguments(line, true));
    }

    private String shown(MIMEType type) {
        return host.displayed.stream().map(d -> String.valueOf(d.getData(type))).collect(Collectors.joining("\n"));
    }

    private static List<List<Object>> rows(String query) {
        return Session.workspace().query(query, result -> {
            List<List<Object>> rows = new java.util.ArrayList<>();
            while (result.next()) {
                List<Object> row = new java.util.ArrayList<>();
                for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
                    row.add(result.getObject(i));
                }
                rows.add(row);
            }
            return rows;
        });
    }

    @Test
    void cell_clusterInIt_showsContributionsAndKeepsTables() throws Exception {
        Object value = cell(LEVELS + "--bsse nocp,cp --out mb_hydrogen", CLUSTER);

        assertThat(value).isNull();
        List<List<Object>> bodies = rows("SELECT bsse, body, contribution_kcal_mol, contribution_hartree,"
                + " contribution_kj_mol, total_hartree FROM mb_hydrogen");
        assertThat(bodies).hasSize(4);
        List<Object> pair = bodies.stream()
                .filter(r -> r.get(0).equals("cp") && r.get(1).equals(2))
                .findFirst()
                .orElseThrow();
        double hartree = (double) pair.get(3);
        assertThat(hartree).isNotZero();
        assertThat((double) pair.get(2)).isCloseTo(hartree * 627.5094740631, within(1e-9));
        assertThat((double) pair.get(4)).isCloseTo(hartree * 2625.4996394798, within(1e-9));
        // The total of nocp at full order is the energy of the whole cluster.
        List<List<Object>> whole =
                rows("SELECT energy_hartree FROM mb_hydrogen_components WHERE body = 2 AND basis = '[1, 2]'");
        assertThat((double) whole.get(0).get(0))
                .isCloseTo(
                        (double) bodies.stream()
                                .filter(r -> r.get(0).equals("nocp") && r.get(1).equals(2))
                                .findFirst()
                                .orElseThrow()
                                .get(5),
                        within(1e-12));
    }

    @Test
    void show_result_saysEnergyWorkAndBound() throws Exception {
        ManyBodyResult result = (ManyBodyResult) assigned(LEVELS + "--workers 2 --out mb_shown --in " + file());
        DisplayData data = host.getRenderer().render(result);

        String html = String.valueOf(data.getData(MIMEType.TEXT_HTML));
        assertThat(html)
                .contains(String.format(java.util.Locale.ROOT, "%.10f hartree", result.energyHartree()))
                .contains("kcal/mol")
                .contains("nocp");
        assertThat(String.valueOf(data.getData(MIMEType.TEXT_PLAIN)))
                .contains("3 calculations with rhf")
                .contains("Total energy, nocp, through 2 bodies");
    }

    private Path file() throws Exception {
        return Files.writeString(folder.resolve("h2.xyz"), CLUSTER);
    }

    @Test
    void again_theSameCell_computesNothing() throws Exception {
        String line = LEVELS + "--bsse vmfc --out mb_again --in " + file();
        ManyBodyResult first = (ManyBodyResult) assigned(line);
        ManyBodyResult second = (ManyBodyResult) assigned(line);

        assertThat(second.report().done()).isZero();
        assertThat(second.report().cached()).isEqualTo(first.report().calculations());
        assertThat(second.energyHartree()).isEqualTo(first.energyHartree());
    }

    @Test
    void plan_alone_countsAndComputesNothing() throws Exception {
        assertThat(cell(LEVELS + "--bsse cp --plan --out mb_plan", CLUSTER).toString())
                .contains("2 fragments, 4 atoms, cp; 5 calculations");
        assertThat(Session.workspace().tables()).doesNotContain("mb_plan");
        assertThat(assigned(LEVELS + "--plan --in " + file())).isInstanceOf(ExpansionPlan.class);
    }

    @Test
    void interrupt_stopsTheRun_andSaysHowFarItWas() throws Exception {
        AtomicReference<Throwable> thrown = new AtomicReference<>();
        CellScope cell = new CellScope();
        Thread thread = new Thread(() -> {
            try (CellScope.Binding binding = cell.bind()) {
                cell(
                        LEVELS + "--engine synthetic --engine-option mode=latency --engine-option millis=60000"
                                + " --out mb_stopped",
                        CLUSTER);
            } catch (Throwable e) {
                thrown.set(e);
            }
        });
        thread.start();
        assertThat(host.showing.await(60, TimeUnit.SECONDS)).isTrue();

        cell.token().cancel("interrupted");
        thread.join(30_000);

        assertThat(thread.isAlive()).isFalse();
        assertThat(thrown.get()).isInstanceOf(CancellationException.class);
        assertThat(shown(MIMEType.TEXT_PLAIN)).contains("1-body 0/2, 2-body 0/1");
        assertThat(Session.workspace().tables()).doesNotContain("mb_stopped");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--levels 1=hf/sto-3g | '' | --in FILE",
                "--levels 1=hf/sto-3g --in x.xyz | 1 | give one",
                "--levls 1=hf/sto-3g | 1 | did you mean \"levels\"",
                "water.xyz --levels 1=hf/sto-3g | 1 | \"water.xyz\" is no option",
                "--levels | 1 | needs a value",
                "'' | 1 | levels"
            })
    void run_wrongWords_areNamedWithWhatIsAccepted(String line, String body, String said) {
        assertThatThrownBy(() -> cell(line, body))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining(said);
    }

    @Test
    void cp_withAnEngineWithoutGhosts_isRefusedWithTheReason() {
        assertThatThrownBy(() -> cell(
                        "--levels 1=x/y,2=x/y --bsse cp --engine qcschema --engine-option command=cat"
                                + " --engine-option ghosts=false",
                        CLUSTER))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("no ghost atoms");
        assertThat(shown(MIMEType.TEXT_PLAIN)).isEmpty();
    }

    @Test
    void suggest_optionsOfAllGroups() {
        Magic<?> magic = MagicCatalog.find(host.getMagicsRegistry(), "manybody").orElseThrow();

        assertThat(magic.suggest("--")).contains("--levels", "--bsse", "--out", "--fragments", "--in");
        assertThat(magic.suggest("--mode f")).containsExactly("free");
        assertThat(magic.usage()).contains("--levels", "--units");
    }
}
