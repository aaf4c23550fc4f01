package io.retort.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.retort.core.CancelToken;
import io.retort.core.UsageException;
import java.util.List;
import java.util.Locale;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BoundSqlTest {
    private static BoundSql bind(String sql) {
        return BoundSql.bind(sql, name -> "$" + name, expression -> "{" + expression + "}");
    }

    @Test
    void bind_namesAndExpressions_becomeQuestionMarks() {
        BoundSql bound = bind("SELECT * FROM t WHERE a < $limit AND b = { x.get(\"k}\") } AND c = $limit");

        assertThat(bound.text()).isEqualTo("SELECT * FROM t WHERE a < ? AND b = ? AND c = ?");
        assertThat(bound.values()).containsExactly("$limit", "{x.get(\"k}\")}", "$limit");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT '$a {b}'",
                "SELECT \"$a\" FROM \"{b}\"",
                "SELECT 1 -- $a {b}",
                "SELECT /* $a\n{b} */ 1",
                "SELECT $$ $a {b} $$",
                "SELECT {'a': 1}",
                "SELECT {a: 1, b: {c: 2}}",
                "SELECT $1",
                "SELECT 'it''s $a'",
                "SELECT 'open $a",
                "SELECT {open"
            })
    void bind_stringsCommentsAndStructs_areLeftAlone(String sql) {
        assertThat(bind(sql)).isEqualTo(BoundSql.of(sql));
    }

    @Test
    void bind_collection_becomesAList() {
        BoundSql bound = BoundSql.bind("SELECT 2 IN {ids}", n -> null, e -> List.of(1, 2, 3));

        assertThat(bound.text()).isEqualTo("SELECT 2 IN [?, ?, ?]");
        assertThat(bound.values()).containsExactly(1, 2, 3);
    }

    @Property(tries = 200)
    void bind_anyText_comesBackAsItWas(@ForAll String text) {
        try (Workspace workspace = Workspace.inMemory()) {
            String value = text.replace("\0", "");
            BoundSql bound = BoundSql.bind("SELECT $x AS x", name -> value, e -> null);

            Table table = workspace.create("t", bound, new CancelToken());

            assertThat(table.head(1).get(0)[0]).isEqualTo(value);
        }
    }

    @Test
    void create_wrongQuery_marksThePlaceInTheUsersText() {
        try (Workspace workspace = Workspace.inMemory()) {
            assertThatThrownBy(() -> workspace.create("t", "SELECT 1 AS a,\n  nope\nFROM range(3)", new CancelToken()))
                    .isInstanceOf(UsageException.class)
                    .hasMessageEndingWith(String.format(Locale.ROOT, "line 2:%n      nope%n      ^^^^")
                            .replace("\r", ""));
        }
    }

    @Test
    void create_valueThatCannotBeConverted_marksThePlace() {
        try (Workspace workspace = Workspace.inMemory()) {
            assertThatThrownBy(() -> workspace.create("t", "SELECT range + 'b' FROM range(3)", new CancelToken()))
                    .hasMessageContaining("Could not convert string 'b'")
                    .hasMessageEndingWith("\n                   ^^^");
        }
    }
}
