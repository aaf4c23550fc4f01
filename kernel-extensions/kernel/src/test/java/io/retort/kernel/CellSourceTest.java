package io.retort.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import io.retort.kernel.CellSource.AssignedCall;
import io.retort.kernel.CellSource.CellCall;
import io.retort.kernel.CellSource.Java;
import io.retort.kernel.CellSource.LineCall;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CellSourceTest {
    @Test
    void parse_cellMagic_takesTheRestAsBody() {
        assertThat(CellSource.parse("%%sql --name x\nselect 1\n%not a magic"))
                .containsExactly(new CellCall("sql", "--name x", "select 1\n%not a magic"));
    }

    @Test
    void parse_cellMagicWithoutBody_hasAnEmptyOne() {
        assertThat(CellSource.parse("\n%%sql")).containsExactly(new CellCall("sql", "", ""));
    }

    @Test
    void parse_mixedCell_keepsTheOrder() {
        String cell = "int a = 1;\n%one x\n%two\nint b;";

        assertThat(CellSource.parse(cell))
                .containsExactly(
                        new Java(0, 11),
                        new LineCall("one", "x"),
                        new LineCall("two", ""),
                        new Java(22, cell.length()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "String s = \"\"\"\n%text\n\"\"\";",
                "/*\n%comment\n*/",
                "f(7\n%b);",
                "int c = 7 % 2;",
                "%2",
                "  %indented"
            })
    void parse_percentSignInJava_staysJava(String cell) {
        assertThat(CellSource.parse(cell)).hasSize(1).first().isInstanceOf(Java.class);
    }

    @Test
    void parse_bracketsInStringsAndComments_doNotNest() {
        assertThat(CellSource.parse("char c = '{'; // (\nString s = \"\\\"[\";\n%help"))
                .hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "var t = %sql SELECT 1",
                "t = %sql SELECT 1;",
                "List<String> t = %sql SELECT 1",
                "int[] t =%sql SELECT 1"
            })
    void parse_assignedMagic_isAPartWithItsTarget(String line) {
        assertThat(CellSource.parse("int a = 1;\n" + line)).last().isInstanceOfSatisfying(AssignedCall.class, call -> {
            assertThat(call.target()).isEqualTo(line.substring(0, line.indexOf('%')));
            assertThat(call.name()).isEqualTo("sql");
            assertThat(call.text()).isEqualTo("SELECT 1");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"int x = 7 %d;", "String s = \"a = %s\";", "String.format(\"a = %s\", 1)", "f(\na = %s\n)"})
    void parse_percentAfterMoreThanAnEqualsSign_staysJava(String cell) {
        assertThat(CellSource.parse(cell)).hasSize(1).first().isInstanceOf(Java.class);
    }
}
