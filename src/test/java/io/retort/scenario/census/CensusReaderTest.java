package io.retort.scenario.census;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.retort.core.CancelToken;
import io.retort.core.DataException;
import io.retort.core.UsageException;
import io.retort.table.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CensusReaderTest {
    private static final LocalDate DAY = LocalDate.of(2024, 12, 31);
    private static final String HEADER =
            "employee_id,hire_date,birth_date,annual_compensation,level,department,status,deferral_rate\n";

    @TempDir
    Path folder;

    private final Workspace workspace = Workspace.inMemory(300_000_000);

    @AfterEach
    void close() {
        workspace.close();
    }

    private CensusReport read(String text) throws IOException {
        Path file = folder.resolve("census.csv");
        Files.writeString(file, text);
        return CensusReader.read(workspace, "census", CensusSource.of(file, DAY), new CancelToken());
    }

    @ParameterizedTest
    @ValueSource(strings = {".csv", ".tsv.gz", ".parquet"})
    void read_whatWasGenerated_acceptsAll(String ending) {
        Path file = folder.resolve("census" + ending);
        CensusGenerator.write(workspace, file, CensusOptions.of(50_000, 3), new CancelToken());
        CensusReport report = CensusReader.read(workspace, "census", CensusSource.of(file, DAY), new CancelToken())
                .orThrow();
        assertThat(report.accepted()).isEqualTo(50_000);
        CensusGenerator.generate(workspace, "drawn", CensusOptions.of(50_000, 3), new CancelToken());
        assertThat(workspace
                        .sql("SELECT * FROM census EXCEPT SELECT * FROM drawn")
                        .rowCount())
                .isZero();
        assertThat(workspace.table("census").texts("employee_id"))
                .isEqualTo(workspace.table("drawn").texts("employee_id"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                ",2020-01-05,1980-02-03,50000,1,Ops,active,0 | employee_id (nothing) is empty",
                "A,2025-01-01,1980-02-03,50000,1,Ops,active,0 | hire_date \"2025-01-01\" is in the future",
                "A,2020-01-05,2025-02-03,50000,1,Ops,active,0 | birth_date \"2025-02-03\" is in the future",
                "A,1994-02-02,1980-02-03,50000,1,Ops,active,0 | hire_date \"1994-02-02\" is before the age of 14",
                "A,2020-02-30,1980-02-03,50000,1,Ops,active,0 | hire_date \"2020-02-30\" is no date",
                "A,2020-01-05,1880-02-03,50000,1,Ops,active,0 | birth_date \"1880-02-03\" is more than 110 years ago",
                "A,2020-01-05,1980-02-03,-1,1,Ops,active,0 | annual_compensation \"-1\" is negative",
                "A,2020-01-05,1980-02-03,0,1,Ops,active,0 | annual_compensation \"0\" is zero",
                "A,2020-01-05,1980-02-03,NaN,1,Ops,active,0 | annual_compensation \"NaN\" is no number",
                "A,2020-01-05,1980-02-03,,1,Ops,active,0 | annual_compensation (nothing) is no number",
                "A,2020-01-05,1980-02-03,50000,6,Ops,active,0 | level \"6\" is no level; accepted is 1 to 5",
                "A,2020-01-05,1980-02-03,50000,L2,Ops,active,0 | level \"L2\" is no number",
                "A,2020-01-05,1980-02-03,50000,1,Ops,away,0 | status \"away\" is no status; accepted is active or terminated",
                "A,2020-01-05,1980-02-03,50000,1,Ops,active,6 | deferral_rate \"6\" is out of range",
                "A,2020-01-05,1980-02-03,50000,1,Ops,active,6% | deferral_rate \"6%\" is no number",
                "A,2020-01-05,1980-02-03,50000 | is no row of the file"
            })
    void read_badRow_saysWhatIsWrong(String row, String said) throws IOException {
        CensusReport report = read(HEADER + "B,2020-01-05,1980-02-03,50000,1,Ops,active,0\n" + row + "\n"
                + "C,2020-01-05,1980-02-03,50000,1,Ops,active,0\n");
        assertThat(report.rejected()).isEqualTo(1);
        assertThat(report.first())
                .singleElement()
                .asString()
                .contains("census.csv, row 2: ")
                .contains(said);
        assertThat(workspace.table("census").texts("employee_id")).containsExactly("B", "C");
        assertThatThrownBy(report::orThrow).isInstanceOf(DataException.class).hasMessageContaining("row 2: ");
    }

    @Test
    void read_duplicates_keepTheFirstAndCountEveryRow() throws IOException {
        String rest = ",2020-01-05,1980-02-03,50000,1,Ops,active,0\n";
        CensusReport report = read(HEADER + "A" + rest + "broken\nB" + rest + "A" + rest + "A" + rest);
        assertThat(report.rows()).isEqualTo(5);
        assertThat(report.accepted()).isEqualTo(2);
        assertThat(report.problems())
                .isEqualTo(Map.of("employee_id is in an earlier row already", 2L, "is no row of the file", 1L));
        assertThat(workspace.sql("SELECT row FROM census_rejects ORDER BY row").texts("row"))
                .containsExactly("2", "4", "5");
    }

    @Test
    void read_otherNamesAndForms_areUnderstood() throws IOException {
        Path file = folder.resolve("hr.csv");
        Files.writeString(
                file,
                "EEID,Hired,born,Pay,Grade\n7,01/31/2020,12/01/1980,\"$52,300.50\",2.0\n8,1/2/2020,2/3/1980,\"52.300,50\",2\n");
        CensusSource source = CensusSource.of(
                file,
                List.of(
                        "employee_id=eeid",
                        "hire_date=Hired",
                        "birth_date=born",
                        "annual_compensation=Pay",
                        "level=Grade"),
                "%m/%d/%Y",
                DAY);
        CensusReport report = CensusReader.read(workspace, "census", source, new CancelToken());
        assertThat(workspace
                        .sql("SELECT employee_id || hire_date || birth_date || annual_compensation || level ||"
                                + " department || status || deferral_rate AS x FROM census")
                        .texts("x"))
                .containsExactly("72020-01-311980-12-0152300.502active0.0");
        assertThat(report.first()).singleElement().asString().contains("row 2: Pay \"52.300,50\" is no number");
    }

    @Test
    void read_withoutAColumn_namesWhatThereIs() throws IOException {
        assertThatThrownBy(() -> read("employee,hire_date\n1,2020-01-01\n"))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("has no column \"employee_id\"")
                .hasMessageContaining("did you mean \"employee\"?");
        assertThat(workspace.tables()).isEmpty();
    }

    @Test
    void dateFormat_wrong_isRefused() throws IOException {
        Path file = folder.resolve("hr.csv");
        Files.writeString(file, "employee_id,hire_date\n1,2020-01-01\n");
        CensusSource source = CensusSource.of(file, List.of(), "%Q", DAY);

        assertThatThrownBy(() -> CensusReader.read(workspace, "census", source, new CancelToken()))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("--date-format got \"%Q\"")
                .hasMessageContaining("%m/%d/%Y");
    }

    @Test
    void mapping_wrong_isRefused() {
        Path file = folder.resolve("hr.csv");
        assertThatThrownBy(() -> CensusSource.of(file, List.of("hiredate=X"), null, DAY))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("did you mean \"hire_date\"?");
        assertThatThrownBy(() -> CensusSource.of(file, List.of("level"), null, DAY))
                .hasMessageContaining("accepted is COLUMN=NAME");
    }
}
