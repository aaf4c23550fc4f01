package io.retort.magic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.retort.chem.Molecule;
import io.retort.core.IssueCode;
import io.retort.core.Outcome;
import io.retort.core.UsageException;
import io.retort.table.Workspace;
import java.sql.DriverManager;
import java.util.AbstractList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.dflib.jjava.jupyter.kernel.display.DisplayData;
import org.dflib.jjava.jupyter.kernel.display.mime.MIMEType;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ViewsTest {
    private static PlainHost host;

    private record Drug(String name, double weight_da, List<String> tags) {}

    @BeforeAll
    static void start() {
        host = new PlainHost();
    }

    @AfterAll
    static void stop() {
        host.close();
    }

    @Test
    void collection_ofRecords_isATableOfTheirComponents() {
        DisplayData data = render(List.of(
                new Drug("aspirin", 180.157, List.of("acid")), new Drug("caffeine", 194.19, List.of("a", "b"))));

        assertThat(text(data)).isEqualTo("""
                name      weight_da [Da]  tags
                aspirin          180.157  [acid]
                caffeine          194.19  [a, b]
                2 rows, 3 columns""");
        assertThat(html(data)).contains("<table", ">Da</span>");
    }

    @Test
    void collection_manyRecords_showsTheFirstAndTheCount() {
        List<Drug> many = new AbstractList<>() {
            @Override
            public Drug get(int index) {
                if (index > 100) {
                    throw new IllegalStateException("read too far");
                }
                return new Drug("d" + index, index, List.of());
            }

            @Override
            public int size() {
                return 2_000_000;
            }
        };

        assertThat(text(render(many))).endsWith("10 of 2,000,000 rows, 3 columns");
    }

    @Test
    void collection_withoutCountableEnd_saysThatThereIsMore() {
        List<Drug> endless = new AbstractList<>() {
            @Override
            public Drug get(int index) {
                return new Drug("d" + index, index, List.of());
            }

            @Override
            public int size() {
                return Integer.MAX_VALUE;
            }
        };

        assertThat(text(render(endless))).endsWith("first 10 rows, 3 columns");
    }

    @Test
    void collection_ofOtherValues_keepsItsText() {
        for (Object value : List.of(List.of(1, 2), List.of(), Map.of(), Arrays.asList(null, 1), List.of("<b>"))) {
            DisplayData data = render(value);
            assertThat(text(data)).isEqualTo(value.toString());
            assertThat(data.hasDataForType(MIMEType.TEXT_HTML)).isFalse();
        }
    }

    @Test
    void array_ofRecords_isATable() {
        assertThat(text(render(new Drug[] {new Drug("a", 1, List.of())}))).contains("weight_da", "1 row, 3 columns");
    }

    @Test
    void list_ofMaps_isATableOfAllKeys() {
        Map<String, Object> first = new LinkedHashMap<>();
        first.put("a", 1);
        first.put("b", null);

        assertThat(text(render(List.of(first, Map.of("c", 2.5))))).isEqualTo("""
                   a  b        c
                   1  null  null
                null  null   2.5
                2 rows, 3 columns""");
    }

    @Test
    void record_alone_isATableOfComponentAndValue() {
        assertThat(text(render(new Drug("aspirin", 180.157, List.of("acid"))))).isEqualTo("""
                component  value
                name       aspirin
                weight_da  180.157
                tags       [acid]
                3 rows, 2 columns""");
    }

    @Test
    void record_thatWritesItself_keepsItsText() {
        assertThat(text(render(new PlainText("as it is")))).isEqualTo("as it is");
    }

    @Test
    void map_manyKeys_showsTheFirst() {
        Map<Integer, Integer> map = new LinkedHashMap<>();
        IntStream.range(0, 99).forEach(i -> map.put(i, i * i));

        assertThat(text(render(map))).startsWith("key  value\n").endsWith("10 of 99 rows, 2 columns");
    }

    @Test
    void arrowBatch_rows_areATable() {
        try (Workspace workspace = Workspace.inMemory()) {
            DisplayData data = workspace
                    .sql("SELECT * FROM (VALUES (7, 'x'), (8, NULL)) v(n, t)")
                    .arrow(reader -> {
                        reader.loadNextBatch();
                        return render(reader.getVectorSchemaRoot());
                    });

            assertThat(text(data)).isEqualTo("n  t\n7  x\n8  null\n2 rows, 2 columns");
        }
    }

    @Test
    void resultSet_moreRowsThanShown_saysSo() throws Exception {
        try (var connection = DriverManager.getConnection("jdbc:duckdb:");
                var statement = connection.createStatement()) {
            try (var result = statement.executeQuery("SELECT range AS n FROM range(10)")) {
                assertThat(text(render(result))).endsWith("9\n10 rows, 1 column");
            }
            try (var result = statement.executeQuery("SELECT range AS n FROM range(11)")) {
                assertThat(text(render(result))).endsWith("9\nfirst 10 rows, 1 column");
            }
        }
    }

    @Test
    void resultSet_closed_isRefusedWithTheReason() throws Exception {
        try (var connection = DriverManager.getConnection("jdbc:duckdb:");
                var statement = connection.createStatement()) {
            var result = statement.executeQuery("SELECT 1");
            result.close();

            assertThatThrownBy(() -> render(result))
                    .isInstanceOf(UsageException.class)
                    .hasMessageContaining("is it closed");
        }
    }

    @Test
    void molecule_alone_isDrawnWithItsSmiles() {
        DisplayData data = render(Molecule.parse("OCC").orThrow());

        assertThat(text(data)).isEqualTo("CCO");
        assertThat(html(data)).contains("<svg", ">CCO</div>");
    }

    @Test
    void molecule_large_isText() {
        DisplayData data = render(Molecule.parse("C".repeat(200)).orThrow());

        assertThat(text(data)).isEqualTo("C".repeat(200));
        assertThat(data.hasDataForType(MIMEType.TEXT_HTML)).isFalse();
    }

    @Test
    void outcome_ofEachKind_showsTheValueTheRemarksOrTheReason() {
        assertThat(html(render(Molecule.parse("CCO")))).contains("<svg");
        assertThat(text(render(Molecule.parse("C1CC")))).startsWith("Failed: ").contains("UNCLOSED_RING_OR_BRANCH");
        DisplayData warned = render(Molecule.parse("[C@H](F)(F)C"));
        assertThat(text(warned)).contains("STEREO_DROPPED");
        assertThat(html(warned)).contains("<svg", "STEREO_DROPPED");
        assertThat(text(render(Outcome.failed(IssueCode.BAD_VALUE, "No <b>", "x"))))
                .contains("No <b>");
    }

    private static DisplayData render(Object value) {
        return host.getRenderer().render(value);
    }

    private static String text(DisplayData data) {
        return String.valueOf(data.getData(MIMEType.TEXT_PLAIN));
    }

    private static String html(DisplayData data) {
        return String.valueOf(data.getData(MIMEType.TEXT_HTML));
    }
}
