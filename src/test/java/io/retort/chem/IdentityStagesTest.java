package io.retort.chem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.retort.core.UsageException;
import io.retort.engine.Pipeline;
import io.retort.engine.RunOptions;
import io.retort.engine.RunReport;
import io.retort.table.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What counts as the same molecule: by text, InChIKey, scaffold. */
class IdentityStagesTest {
    /** Toluene twice, two tautomers of 2-pyridone, ethylbenzene, and what has no InChI. */
    private static final List<String> INPUT =
            List.of("Cc1ccccc1", "C1=CC=CC=C1C", "O=c1cccc[nH]1", "Oc1ccccn1", "CCc1ccccc1", "*C");

    @TempDir
    private Path folder;

    private RunReport run(Workspace workspace, String steps) throws IOException {
        Path file = Files.write(folder.resolve("in.smi"), INPUT);
        return Pipeline.parse("read " + file + " | " + steps)
                .run(workspace, RunOptions.defaults().withOut("result"));
    }

    @Test
    void dedup_bySmiles_keepsTheFirstAndCountsTheOthers() throws IOException {
        try (Workspace workspace = Workspace.inMemory()) {
            RunReport report = run(workspace, "dedup");

            assertThat(report.duplicates()).isEqualTo(1);
            assertThat(workspace.table("result").numbers("row")).containsExactly(1, 3, 4, 5, 6);
        }
    }

    @Test
    void dedup_byInchikey_takesTautomersAsOne() throws IOException {
        try (Workspace workspace = Workspace.inMemory()) {
            RunReport report = run(workspace, "inchikey --inchi | dedup --by inchikey");

            assertThat(report.duplicates()).isEqualTo(2);
            assertThat(workspace.table("result").numbers("row")).containsExactly(1, 3, 5);
            assertThat(workspace.table("result").texts("inchikey"))
                    .containsExactly(
                            "YXFVVABEGXRONW-UHFFFAOYSA-N",
                            "UBQKCCHYAOITMY-UHFFFAOYSA-N",
                            "YNQLUTRBYVCPMQ-UHFFFAOYSA-N");
            assertThat(workspace.table("result").texts("inchi")).contains("InChI=1S/C7H8/c1-7-5-3-2-4-6-7/h2-6H,1H3");
            assertThat(report.issues()).containsEntry("NO_INCHI", 1L);
        }
    }

    @Test
    void dedup_byScaffold_keepsOneOfEach() throws IOException {
        try (Workspace workspace = Workspace.inMemory()) {
            RunReport report = run(workspace, "scaffold | dedup --by murcko_scaffold");

            assertThat(workspace.table("result").texts("murcko_scaffold")).doesNotHaveDuplicates();
            assertThat(report.duplicates() + report.rowsOut()).isEqualTo(INPUT.size());
            assertThat(report.duplicates()).isEqualTo(2);
        }
    }

    @Test
    void dedup_bySeveralColumns_needsAllOfThemEqual() throws IOException {
        try (Workspace workspace = Workspace.inMemory()) {
            RunReport report = run(workspace, "scaffold | dedup --by murcko_scaffold,smiles");

            assertThat(report.duplicates()).isEqualTo(1);
        }
    }

    @Test
    void dedup_columnThatAStageMakes_namesTheStage() {
        try (Workspace workspace = Workspace.inMemory()) {
            assertThatThrownBy(() -> run(workspace, "dedup --by inchikey"))
                    .isInstanceOf(UsageException.class)
                    .hasMessageContaining("no column \"inchikey\" yet; put the stage \"inchikey\" before dedup");
            assertThatThrownBy(() -> run(workspace, "dedup --by generic_scaffold"))
                    .hasMessageContaining("put the stage \"scaffold\" before dedup")
                    .hasMessageContaining("generic_scaffold with --generic");
            assertThatThrownBy(() -> run(workspace, "dedup --by smils"))
                    .hasMessageContaining("did you mean \"smiles\"");
        }
    }
}
