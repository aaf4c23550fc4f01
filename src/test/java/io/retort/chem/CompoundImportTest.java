package io.retort.chem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.retort.core.CancelToken;
import io.retort.core.DataException;
import io.retort.engine.RunControl;
import io.retort.table.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CompoundImportTest {
    private static final String MOLECULES = "\"ChEMBL ID\";\"Name\";\"Smiles\";\"AlogP\"\n"
            + "\"CHEMBL25\";\"ASPIRIN\";\"CC(=O)Oc1ccccc1C(=O)O\";\"1.31\"\n"
            + "\"CHEMBL1\";\"None\";\"C1CC\";\"None\"\n"
            + "\"CHEMBL2\";\"ANTIBODY\";\"\";\"\"\n"
            + "\"CHEMBL25\";\"ASPIRIN\";\"CC(=O)Oc1ccccc1C(=O)O\";\"1.31\"\n"
            + ";;CCO;2\n";
    private static final String ACTIVITIES =
            "\"Molecule ChEMBL ID\";\"Smiles\";\"Standard Type\";\"Standard Relation\";\"Standard Value\";"
                    + "\"Standard Units\";\"pChEMBL Value\";\"Assay ChEMBL ID\";\"Target ChEMBL ID\"\n"
                    + "\"CHEMBL25\";\"CC(=O)Oc1ccccc1C(=O)O\";\"IC50\";\"'='\";\"1000.0\";\"nM\";\"6.0\";\"A1\";\"T1\"\n"
                    + "\"CHEMBL9\";\"CCO\";\"IC50\";\"'>'\";\"10\";\"uM\";\"\";\"A1\";\"T1\"\n"
                    + "\"CHEMBL9\";\"CCO\";\"IC50\";\"'>'\";\"10\";\"uM\";\"\";\"A1\";\"T1\"\n"
                    + "\"CHEMBL9\";\"CCO\";\"IC50\";\"'>'\";\"ten\";\"uM\";\"\";\"A1\";\"T1\"\n";

    @TempDir
    Path folder;

    private final Workspace workspace = Workspace.inMemory();

    @AfterEach
    void close() {
        workspace.close();
    }

    private ImportReport.File run(CompoundImport.Source source, String name, String text, String time)
            throws IOException {
        Path file = Files.writeString(folder.resolve(name), text);
        return new CompoundImport(source, List.of(file.toString()), "36", 2)
                .run(workspace, RunControl.quiet(new CancelToken()), Clock.fixed(Instant.parse(time), ZoneOffset.UTC))
                .files()
                .get(0);
    }

    private ImportReport.File chembl(String name, String text) throws IOException {
        return run(CompoundImport.Source.CHEMBL, name, text, "2026-01-02T03:04:05Z");
    }

    private ImportReport.File pubchem(String name, String text) throws IOException {
        return run(CompoundImport.Source.PUBCHEM, name, text, "2026-01-02T03:04:05Z");
    }

    private List<String> rows(String query) {
        return workspace.sql(query).head(1000).stream().map(Arrays::toString).toList();
    }

    @Test
    void run_moleculesOfChembl_areCompoundsWithProvenance() throws IOException {
        ImportReport.File file = chembl("molecules.csv", MOLECULES);

        assertThat(file).isEqualTo(new ImportReport.File("molecules.csv", 5, 2, 2, 1, 2, 0, 1, 0));
        assertThat(rows("SELECT source, id, name, smiles, release, file, file_row, imported_at::VARCHAR, length(sha256)"
                        + " FROM compounds ORDER BY id"))
                .containsExactly(
                        "[chembl, CHEMBL2, ANTIBODY, null, 36, molecules.csv, 3, 2026-01-02 03:04:05, 64]",
                        "[chembl, CHEMBL25, ASPIRIN, CC(=O)Oc1ccccc1C(O)=O, 36, molecules.csv, 1,"
                                + " 2026-01-02 03:04:05, 64]");
        assertThat(rows("SELECT code, file_row FROM import_rejects ORDER BY file_row"))
                .containsExactly("[UNCLOSED_RING_OR_BRANCH, 2]", "[MALFORMED_ROW, 5]");
        assertThat(rows("SELECT compound_id, kind, type, relation, value FROM measurements"))
                .containsExactly("[CHEMBL25, computed, ALogP, =, 1.31]");
    }

    @Test
    void run_activitiesOfChembl_areMeasurements() throws IOException {
        ImportReport.File file = chembl("activities.csv", ACTIVITIES);

        assertThat(file).isEqualTo(new ImportReport.File("activities.csv", 4, 2, 1, 1, 2, 0, 2, 0));
        assertThat(rows(
                        "SELECT compound_id, type, relation, value, unit, pchembl, assay_id, target_id FROM measurements"
                                + " ORDER BY compound_id"))
                .containsExactly(
                        "[CHEMBL25, IC50, =, 1000.0, nM, 6.0, A1, T1]", "[CHEMBL9, IC50, >, 10.0, uM, null, A1, T1]");
        assertThat(rows("SELECT code, message FROM import_rejects"))
                .containsExactly("[BAD_VALUE, The value of IC50 is not a number: ten]");
    }

    @Test
    void run_again_updatesAndDoublesNothing() throws IOException {
        chembl("activities.csv", ACTIVITIES);
        chembl("molecules.csv", MOLECULES);

        ImportReport.File second =
                run(CompoundImport.Source.CHEMBL, "activities.csv", ACTIVITIES, "2026-02-02T00:00:00Z");
        ImportReport.File renamed =
                chembl("molecules.csv", MOLECULES.replace("ANTIBODY", "MAB").replace("1.31", "1.5"));

        assertThat(List.of(second.newCompounds(), second.updatedCompounds(), second.newMeasurements()))
                .containsExactly(0L, 2L, 0L);
        assertThat(second.updatedMeasurements()).isEqualTo(2);
        assertThat(renamed.newCompounds() + renamed.newMeasurements()).isZero();
        assertThat(rows("SELECT id, name FROM compounds ORDER BY id"))
                .containsExactly("[CHEMBL2, MAB]", "[CHEMBL25, ASPIRIN]", "[CHEMBL9, null]");
        assertThat(rows("SELECT value FROM measurements WHERE kind = 'computed'"))
                .containsExactly("[1.5]");
        assertThat(rows("SELECT count(*), count(DISTINCT imported_at) FROM measurements WHERE kind = 'measured'"))
                .containsExactly("[2, 1]");
        assertThat(rows("SELECT count(*) FROM imports")).containsExactly("[4]");
        assertThat(workspace.tables()).containsExactly("compounds", "import_rejects", "imports", "measurements");
    }

    @Test
    void run_activityWithAnId_isCorrectedByALaterRelease() throws IOException {
        String header =
                "activity_id\tmolecule_chembl_id\tcanonical_smiles\tstandard_type\tstandard_value\tstandard_units\n";
        chembl("a.tsv", header + "7\tCHEMBL9\tCCO\tKi\t5\tnM\n");

        chembl("a.tsv", header + "7\tCHEMBL9\tCCO\tKi\t6\tnM\n");

        assertThat(rows("SELECT activity_id, value FROM measurements")).containsExactly("[7, 6.0]");
    }

    @Test
    void run_chemreps_mergesWithWhatIsThere() throws IOException {
        chembl("activities.csv", ACTIVITIES);

        chembl(
                "chembl_36_chemreps.txt",
                "chembl_id\tcanonical_smiles\tstandard_inchi\tstandard_inchi_key\n"
                        + "CHEMBL9\tCCO\tInChI=1S/C2H6O/c1-2-3/h3H,2H2,1H3\tLFQSCWFLJHTTHZ-UHFFFAOYSA-N\n");

        assertThat(rows("SELECT id, smiles, inchikey FROM compounds WHERE id = 'CHEMBL9'"))
                .containsExactly("[CHEMBL9, CCO, LFQSCWFLJHTTHZ-UHFFFAOYSA-N]");
    }

    @Test
    void run_sdfOfPubchem_takesIdsStructuresAndProperties() throws IOException {
        StringBuilder sdf = new StringBuilder();
        MolblockWriter.write("CCO", "702", sdf);
        sdf.append(
                "> <PUBCHEM_COMPOUND_CID>\n702\n\n> <PUBCHEM_IUPAC_NAME>\nethanol\n\n> <PUBCHEM_XLOGP3>\n-0.1\n\n$$$$\n");
        MolblockWriter.write("C#N", "768", sdf);
        sdf.append("> <PUBCHEM_COMPOUND_CID>\n768\n\n> <PUBCHEM_OPENEYE_ISO_SMILES>\nC#N\n\n$$$$\n");
        MolblockWriter.write("C#N", "cut", sdf);

        ImportReport.File file = pubchem("Compound_000000001_000500000.sdf", sdf.toString());

        assertThat(file.rowsOut()).isEqualTo(2);
        assertThat(file.rejected()).isEqualTo(1);
        assertThat(rows("SELECT id, name, smiles FROM compounds ORDER BY id"))
                .containsExactly("[702, ethanol, CCO]", "[768, null, C#N]");
        assertThat(rows("SELECT compound_id, kind, type, value FROM measurements"))
                .containsExactly("[702, computed, XLogP3, -0.1]");
    }

    @Test
    void run_assayOfPubchem_takesEachResult() throws IOException {
        ImportReport.File file = pubchem(
                "AID_1851_datatable.csv",
                "PUBCHEM_RESULT_TAG,PUBCHEM_SID,PUBCHEM_CID,PUBCHEM_EXT_DATASOURCE_SMILES,PUBCHEM_ACTIVITY_OUTCOME,Potency,"
                        + "Potency Qualifier,Efficacy\nRESULT_TYPE,,,,,FLOAT,STRING,FLOAT\nRESULT_DESCR,,,,,a,b,c\n"
                        + "RESULT_UNIT,,,,,MICROMOLAR,,PERCENT\n1,100,2244,CCO,Active,1.5,>,80\n2,101,702,CCO,Inactive,,,\n");

        assertThat(file).isEqualTo(new ImportReport.File("AID_1851_datatable.csv", 2, 2, 0, 0, 2, 0, 2, 0));
        assertThat(
                        rows(
                                "SELECT compound_id, type, relation, value, unit, assay_id, comment FROM measurements ORDER BY type"))
                .containsExactly(
                        "[2244, Efficacy, =, 80.0, PERCENT, 1851, Active]",
                        "[2244, Potency, >, 1.5, MICROMOLAR, 1851, Active]");
    }

    @Test
    void run_fileWithoutIds_isRefusedAndLeavesNothing() throws IOException {
        assertThatThrownBy(() -> chembl("x.csv", "smiles,name\nCCO,a\n"))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("no column of compound ids")
                .hasMessageContaining("molecule_chembl_id");
        assertThat(rows("SELECT count(*) FROM compounds")).containsExactly("[0]");
        assertThat(rows("SELECT table_name FROM duckdb_tables() WHERE table_name LIKE 'retort_import%'"))
                .isEmpty();
    }

    @Test
    void run_tableOfAnotherKind_isNotTouched() throws IOException {
        workspace.execute("CREATE TABLE compounds (a INTEGER)");

        assertThatThrownBy(() -> chembl("molecules.csv", MOLECULES))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("rename it");
    }

    @Test
    void run_cancelled_stops() throws IOException {
        Path file = Files.writeString(folder.resolve("m.csv"), MOLECULES);
        CancelToken cancel = new CancelToken();
        cancel.cancel("enough");

        assertThatThrownBy(() -> new CompoundImport(CompoundImport.Source.CHEMBL, List.of(file.toString()), null, 1)
                        .run(workspace, RunControl.quiet(cancel), Clock.systemUTC()))
                .isInstanceOf(CancellationException.class);
    }
}
