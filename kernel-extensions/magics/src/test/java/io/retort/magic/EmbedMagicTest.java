package io.retort.magic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.retort.core.UsageException;
import io.retort.table.Table;
import java.util.List;
import org.dflib.jjava.jupyter.kernel.display.mime.MIMEType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(120)
class EmbedMagicTest {
    private final PlainHost host = new PlainHost();

    @AfterEach
    void close() {
        host.close();
    }

    private Object line(String name, String line) throws Exception {
        return host.getMagicsRegistry().evalLineMagic(host, name, new WrittenArguments(line));
    }

    private Table assigned(String name, String line) throws Exception {
        return (Table) host.getMagicsRegistry().evalLineMagic(host, name, new WrittenArguments(line, true));
    }

    private static void molecules() {
        Session.workspace()
                .execute("CREATE OR REPLACE TABLE embed_mols AS SELECT * FROM (VALUES ('CCO', 'ethanol', 1), ('CCCO',"
                        + " 'propanol', 2), ('c1ccccc1', 'benzene', 3), ('', 'nothing', 4)) t(smiles, name, n)");
    }

    private String shown() {
        StringBuilder all = new StringBuilder();
        host.displayed.forEach(d -> all.append(d.getData(MIMEType.TEXT_PLAIN)).append('\n'));
        return all.toString();
    }

    @Test
    void embed_table_getsVectorsInPlaceAndSaysSo() throws Exception {
        molecules();

        Table table = assigned("embed", "embed_mols --dtype float32");

        assertThat(table.name()).isEqualTo("embed_mols");
        assertThat(table.sqlColumns()).contains(new Table.SqlColumn("embedding", "FLOAT[256]"));
        assertThat(shown())
                .contains("4 rows = 3 embedded + 1 rejected", "molecule-encoder (float32)", "embed_mols_rejects");
        assertThat(Session.table("embed_mols_rejects").texts("code")).containsExactly("EMPTY_INPUT");
    }

    @Test
    void embed_query_goesToItsOwnTable() throws Exception {
        molecules();

        host.getMagicsRegistry()
                .evalCellMagic(
                        host,
                        "embed",
                        new WrittenArguments("--column text --out embed_few"),
                        "SELECT smiles AS text FROM embed_mols WHERE n < 3");

        assertThat(Session.table("embed_few").rowCount()).isEqualTo(2);
    }

    @Test
    void similar_byVectors_findsTheNearest() throws Exception {
        molecules();
        line("embed", "embed_mols");

        Table near = assigned("similar", "embed_mols OCC --by embedding --top 2 --out embed_near");
        Object view = line("neighbors", "embed_mols --row 1 --top 1 --where 'n > 2'");

        assertThat(near.texts("name")).containsExactly("ethanol", "propanol");
        assertThat(view.toString()).contains("benzene").doesNotContain("propanol");
        assertThat(Session.table("embed_mols_neighbors").rowCount()).isEqualTo(1);
        assertThat(shown()).contains("exact in SQL");
    }

    @Test
    void similar_onlyVectorsInTheTable_needsNoColumn() throws Exception {
        molecules();
        line("embed", "embed_mols --into vector");

        assertThat(assigned("similar", "embed_mols CCO --top 1").texts("name")).containsExactly("ethanol");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "embed | '' | missing TABLE",
                "embed | embed_mol | embed_mols",
                "embed | embed_mols --colum x | column",
                "embed | embed_mols --column smile | smiles",
                "embed | embed_mols --dtype int9 | int8",
                "embed | embed_mols --out | needs a value",
                "neighbors | '' | missing TABLE",
                "neighbors | embed_mols CCO --by nam | name",
                "neighbors | embed_mols | --row",
                "similar | '' | missing TABLE"
            })
    void run_wrongWords_areNamedWithWhatIsAccepted(String name, String line, String said) {
        molecules();

        assertThatThrownBy(() -> line(name, line))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining(said);
    }

    @Test
    void suggest_tablesThenOptions() {
        molecules();
        for (String name : List.of("embed", "neighbors", "similar")) {
            Magic<?> magic = MagicCatalog.find(host.getMagicsRegistry(), name).orElseThrow();

            assertThat(magic.suggest("embed_m")).contains("embed_mols");
            assertThat(magic.suggest("embed_mols --o")).contains("--out");
            assertThat(magic.usage()).contains("TABLE");
        }
    }
}
