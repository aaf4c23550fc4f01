package io.retort.chem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.retort.core.DataException;
import io.retort.core.Outcome;
import io.retort.core.UsageException;
import io.retort.engine.Pipeline;
import io.retort.engine.RunOptions;
import io.retort.engine.RunReport;
import io.retort.table.FileFormat;
import io.retort.table.InputSource;
import io.retort.table.RecordReader;
import io.retort.table.Table;
import io.retort.table.Workspace;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files of molecules there and back, whole and broken, by one thread and by several. */
class FormatsTest {
    private static final int MANY = 10_000;
    private static final List<String> MOLECULE = List.of("smiles", "name");
    private static final List<String> PROPERTIES =
            List.of("reaction", "building_blocks", "formula", "heavy_atoms", "mol_weight_da", "veber");

    private static Workspace workspace;

    @TempDir
    Path folder;

    @BeforeAll
    static void generate() {
        workspace = Workspace.inMemory();
        run("generate " + MANY + " | properties --columns formula,heavy_atoms,mol_weight_da,veber", "made");
        workspace.execute("CREATE TABLE many AS SELECT *, 'compound ' || \"row\" AS name FROM made");
    }

    @AfterAll
    static void close() {
        workspace.close();
    }

    private static RunReport run(String text, String out) {
        return Pipeline.parse(text)
                .run(workspace, RunOptions.defaults().withWorkers(2).withOut(out));
    }

    private Path file(String name) {
        return folder.resolve(name);
    }

    private RunReport read(String name) {
        return run("read '" + file(name) + "'", "again");
    }

    private void roundTrip(String name) {
        run("read --table many | write '" + file(name) + "'", "written");

        assertThat(read(name).rowsOut()).isEqualTo(MANY);
    }

    private static void assertSame(List<String> columns) {
        for (String column : columns) {
            assertThat(workspace.table("again").texts(column))
                    .as(column)
                    .hasSize(MANY)
                    .isEqualTo(workspace.table("many").texts(column));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "o.csv",
                "o.csv.zst",
                "o.tsv.gz",
                "o.parquet",
                "o.arrow",
                "o.arrows",
                "o.sdf",
                "o.sdf.gz",
                "o.sdf.zst"
            })
    void roundTrip_tenThousandMolecules_keepsThemAndTheirProperties(String name) {
        roundTrip(name);

        assertSame(MOLECULE);
        assertSame(PROPERTIES);
    }

    @ParameterizedTest
    @ValueSource(strings = {"o.smi", "o.smi.zst"})
    void roundTrip_tenThousandSmiles_keepsThemAndTheirNames(String name) {
        roundTrip(name);

        assertSame(MOLECULE);
    }

    private static List<String> inchis(String table) {
        run("read --table " + table + " | inchikey --inchi", "keyed");
        return workspace.table("keyed").texts("inchi");
    }

    /** The InChIs in the file are those of the molecules, and so are those of the structures that are read from them. */
    @Test
    void roundTrip_tenThousandInchis_keepsThemAndTheirNames() {
        roundTrip("o.inchi.gz");

        assertSame(List.of("name"));
        assertThat(inchis("many"))
                .hasSize(MANY)
                .allMatch(inchi -> inchi.startsWith("InChI=1S/"))
                .isEqualTo(workspace.table("again").texts("inchi"))
                .isEqualTo(inchis("again"));
    }

    @Test
    void write_inchiOfWhatHasNone_isAnEmptyLine() throws IOException {
        workspace.execute("CREATE OR REPLACE TABLE odd AS SELECT * FROM (VALUES ('*C', 'open'), ('CC', 'ethane')) AS"
                + " t(smiles, name)");
        run("read --table odd | write '" + file("o.inchi") + "'", "written");

        assertThat(Files.readAllLines(file("o.inchi"))).containsExactly("\topen", "InChI=1S/C2H6/c1-2/h1-2H3\tethane");
    }

    @Test
    void sdf_molfileOfEveryKindOfMolecule_readsBackTheSame() {
        for (String smiles : TestMolecules.all()) {
            String text = smiles.split("\\s")[0];
            boolean inMolblock = Molecule.parse(text).orThrow().graph().stereo.stream()
                            .noneMatch(unit -> unit.kind().isHigher())
                    && Arrays.stream(Molecule.parse(text).orThrow().graph().order)
                            .allMatch(order -> order < 4)
                    && Arrays.stream(Molecule.parse(text).orThrow().graph().element)
                            .allMatch(e -> e > 0);
            if (inMolblock) {
                StringBuilder molblock = new StringBuilder();
                MolblockWriter.write(text, "", molblock);
                assertThat(MolfileMolecule.parse(molblock.toString()).orThrow().smiles())
                        .isEqualTo(TestMolecules.canonical(text));
            }
        }
    }

    @Test
    void sdf_moreThan999Atoms_isV3000() {
        String chain = "C".repeat(1100) + "[NH3+]";
        StringBuilder molblock = new StringBuilder();
        MolblockWriter.write(chain, "long", molblock);

        assertThat(molblock).contains("V3000").contains("CHG=1");
        assertThat(MolfileMolecule.parse(molblock.toString()).orThrow().smiles())
                .isEqualTo(TestMolecules.canonical(chain));
    }

    private static String record(String smiles, String title, String items) {
        StringBuilder record = new StringBuilder();
        MolblockWriter.write(smiles, title, record);
        return record.append(items).append("$$$$\n").toString();
    }

    @Test
    void sdf_valuesThatLookLikeMore_stayOneValue() throws IOException {
        workspace.execute("CREATE OR REPLACE TABLE odd AS SELECT 'CCO' AS smiles, 'a\nb' AS name,"
                + " 'first\n\n> <x>\n$$$$ end\n  last' AS \"no<te>\", '' AS empty, NULL AS missing");
        run("read --table odd | write '" + file("o.sdf") + "'", "written");

        read("o.sdf");

        Table again = workspace.table("again");
        assertThat(again.schema().names()).containsExactly("row", "input_smiles", "smiles", "name", "no_te_", "empty");
        assertThat(again.texts("name")).containsExactly("a b");
        assertThat(again.texts("no_te_")).containsExactly("first\n > <x>\n $$$$ end\n  last");
        assertThat(again.head(1).get(0)[5]).isEqualTo("");
    }

    @Test
    void sdf_windowsLineEndsAndLatin1_areRead() throws IOException {
        String text = record("CCO", "caf\u00e9", "> <note>\none\n  two \u00b5M\n\n");
        Files.write(file("w.sdf"), text.replace("\n", "\r\n").getBytes(StandardCharsets.ISO_8859_1));

        assertThat(read("w.sdf").rowsOut()).isEqualTo(1);
        assertThat(workspace.table("again").texts("name")).containsExactly("caf\u00e9");
        assertThat(workspace.table("again").texts("note")).containsExactly("one\n  two \u00b5M");
        assertThat(workspace.table("again").texts("smiles")).containsExactly("CCO");
    }

    /** Wherever the file is cut within its last record, that record is rejected and the others are read. */
    @Test
    void sdf_cutWithinTheLastRecord_rejectsIt() throws IOException {
        String first = record("CCO", "one", "> <id>\n1\n\n");
        String last = record("CCN", "two", "> <id>\n2\n\n");
        for (int cut : new int[] {30, last.indexOf("M  END"), last.indexOf("> <id>"), last.length() - 6}) {
            Files.writeString(file("t.sdf"), first + last.substring(0, cut));

            RunReport report = read("t.sdf");

            assertThat(report.rowsOut()).as("cut at " + cut).isEqualTo(1);
            assertThat(report.issues()).containsOnlyKeys("TRUNCATED_RECORD");
        }
    }

    @Test
    void sdf_molfileAlone_isRead() throws IOException {
        Files.writeString(file("one.mol"), record("CCO", "one", "").replace("$$$$\n", ""));

        assertThat(read("one.mol").rowsOut()).isEqualTo(1);
    }

    @Test
    void sdf_recordBeyondTheBounds_isRejectedAndTheNextIsRead() throws IOException {
        String large = "> <big>\n" + "x\n".repeat(SdfText.MOST_LINES) + "\n";
        Files.writeString(file("l.sdf"), record("CCO", "large", large) + record("CCN", "fine", ""));

        RunReport report = read("l.sdf");

        assertThat(report.issues()).containsOnlyKeys("TOO_LARGE");
        assertThat(workspace.table("again").texts("name")).containsExactly("fine");
    }

    private static List<String> records(Path file, FileFormat format, int threads) {
        InputSource source = InputSource.open(file.toString(), InputStream.nullInputStream());
        List<String> records = new ArrayList<>();
        try (RecordReader reader = format.open(source, new FileFormat.Context(workspace, threads))) {
            for (var record = reader.next(); record != null; record = reader.next()) {
                records.add(
                        record instanceof Outcome.Failed<?> failed
                                ? failed.issue().toString()
                                : Arrays.toString(record.orThrow()));
            }
        }
        return records;
    }

    @Test
    void read_severalThreads_giveWhatOneGives() throws IOException {
        String record = record("CCO", "ethanol caf\u00e9", "> <id>\n1\n\n");
        StringBuilder sdf = new StringBuilder("\uFEFF");
        StringBuilder smi = new StringBuilder("\uFEFF");
        for (int i = 0; i < 20_000; i++) {
            sdf.append(i % 7 == 3 ? "\n" : "").append(record.replace("\n1\n", "\n" + i + "\n"));
            smi.append(i % 1000 == 5 ? "\r\n" : "C".repeat(1 + i % 50) + "\tname " + i + " \uFEFF\n".repeat(1 + i % 3));
        }
        Files.writeString(file("m.sdf"), sdf + record.substring(0, 200));
        Files.writeString(file("m.smi"), smi + "C".repeat((4 << 20) + 5) + "\nCC last");

        assertThat(records(file("m.sdf"), new SdfFormat(), 3)).isEqualTo(records(file("m.sdf"), new SdfFormat(), 1));
        assertThat(records(file("m.smi"), new SmilesFormat(), 3))
                .isEqualTo(records(file("m.smi"), new SmilesFormat(), 1));
    }

    @Test
    void read_chemreps_findsItsStructures() throws IOException {
        Files.writeString(
                file("chembl_36_chemreps.txt"),
                "chembl_id\tcanonical_smiles\tstandard_inchi\tstandard_inchi_key\n"
                        + "CHEMBL153534\tCCO\tInChI=1S/C2H6O/c1-2-3/h3H,2H2,1H3\tLFQSCWFLJHTTHZ-UHFFFAOYSA-N\n");

        assertThat(read("chembl_36_chemreps.txt").rowsOut()).isEqualTo(1);
        assertThat(workspace.table("again").schema().names()).contains("chembl_id", "standard_inchi", "smiles");
    }

    @ParameterizedTest
    @ValueSource(strings = {"e.smi", "e.inchi", "e.csv", "e.sdf", "e.smi.gz"})
    void read_emptyFile_isASentence(String name) throws IOException {
        Files.write(file(name), new byte[0]);

        assertThatThrownBy(() -> read(name)).isInstanceOf(DataException.class).hasMessageContaining("is empty");
    }

    @Test
    void write_withoutMolecules_isRefusedBeforeReading() throws IOException {
        Files.writeString(file("t.csv"), "a,b\n1,2\n");

        assertThatThrownBy(() -> run("read '" + file("t.csv") + "' | write '" + file("o.sdf") + "'", "written"))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("no column \"smiles\"");
        assertThat(file("o.sdf")).doesNotExist();
    }

    @Test
    void read_inchi_keepsTheInchiAndItsName() throws IOException {
        Files.writeString(
                file("m.inchi"),
                "InChI=1S/C2H6O/c1-2-3/h3H,2H2,1H3\tethanol\nInChI=1S/C3H7NO2/c1-2(4)3(5)6/h2H,4H2,1H3,(H,5,6)/t2-/m0/s1\n"
                        + "InChI=1S/CH4/h9H4\nCCO\n");

        RunReport report = read("m.inchi");

        assertThat(report.issues()).containsOnlyKeys("INCHI_SYNTAX").containsValue(2L);
        assertThat(workspace.table("again").texts("smiles"))
                .containsExactly("CCO", TestMolecules.canonical("C[C@H](N)C(=O)O"));
        assertThat(workspace.table("again").texts("inchi").get(0)).startsWith("InChI=1S/C2H6O");
    }
}
