package io.retort.magic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.retort.core.OptionSet;
import io.retort.core.UsageException;
import io.retort.engine.RunOptions;
import io.retort.engine.StageCatalog;
import io.retort.table.Table;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StageMagicTest {
    @TempDir
    Path folder;

    private final PlainHost host = new PlainHost();

    @AfterEach
    void close() {
        host.close();
    }

    private Object run(String name, String line) throws Exception {
        return host.getMagicsRegistry().evalLineMagic(host, name, new WrittenArguments(line));
    }

    private void read() throws Exception {
        Path file = Files.writeString(
                folder.resolve("two words.smi"), "CC(=O)[O-].[Na+] acetate\nCC(=O)O acid\nC1CC broken\nCCO ethanol\n");
        run("read", "\"" + file + "\" --out stage_mols");
    }

    @Test
    void stages_oneAfterTheOther_keepTheirTables() throws Exception {
        read();
        run("standardize", "stage_mols");
        run("dedup", "stage_mols_standardize --out stage_unique");
        run("properties", "stage_unique --out stage_measured --workers 2");

        Table measured = Session.table("stage_measured");
        assertThat(measured.rowCount()).isEqualTo(2);
        assertThat(measured.schema().names()).contains("smiles", "mol_weight_da");
        assertThat(host.displayed).isNotEmpty();
    }

    @Test
    void assigned_stage_givesItsTable() throws Exception {
        read();

        Object value = host.getMagicsRegistry()
                .evalLineMagic(host, "scaffold", new WrittenArguments("stage_mols --out stage_scaffolds", true));

        assertThat(value)
                .isInstanceOfSatisfying(Table.class, t -> assertThat(t.name()).isEqualTo("stage_scaffolds"));
    }

    @Test
    void write_table_makesTheFile() throws Exception {
        read();
        Path out = folder.resolve("out file.tsv");

        run("write", "stage_mols '" + out + "'");

        assertThat(Files.readString(out)).contains("ethanol");
    }

    @Test
    void generate_options_areThoseOfTheStageAndOfTheRun() throws Exception {
        run("generate", "--count 20 --out stage_library --batch-size 5");

        assertThat(Session.table("stage_library").rowCount()).isEqualTo(20);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "properties | stage_mol | stage_mols",
                "properties | stage_mols --wrkers 2 | workers",
                "fingerprint | stage_mols --knd ecfp4 | kind",
                "fingerprint | stage_mols --kind ecfp5 | ecfp4",
                "properties | '' | missing TABLE",
                "properties | stage_mols --workers | needs a value"
            })
    void run_wrongWords_areNamedWithWhatIsAccepted(String name, String line, String said) throws Exception {
        read();

        assertThatThrownBy(() -> run(name, line))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining(said);
    }

    @Test
    void suggest_tablesThenOptionsOfBoth() throws Exception {
        read();
        Magic<?> fingerprint =
                MagicCatalog.find(host.getMagicsRegistry(), "fingerprint").orElseThrow();

        assertThat(fingerprint.suggest("stage_m")).contains("stage_mols");
        assertThat(fingerprint.suggest("stage_mols --")).contains("--kind", "--workers", "--out");
        assertThat(fingerprint.usage()).contains("--kind", "--workers");
    }

    @Test
    void options_ofStagesAndRuns_haveDifferentNames() {
        List<String> run = OptionSet.of(RunOptions.class).declared().stream()
                .map(o -> o.name())
                .toList();

        StageCatalog.installed()
                .all()
                .forEach(stage -> assertThat(stage.options().declared())
                        .as(stage.info().name())
                        .noneMatch(option -> run.contains(option.name())));
    }
}
