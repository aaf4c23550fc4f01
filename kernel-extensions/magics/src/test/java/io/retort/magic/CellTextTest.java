package io.retort.magic;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CellTextTest {
    @Test
    void of_nestedValues_followTheRulesOfCells() {
        assertThat(CellText.of(List.of(1.0 / 3, List.of("a")))).isEqualTo("[0.3333333, [a]]");
        assertThat(CellText.of(Map.of("x", new double[] {0.5, 2}))).isEqualTo("{x=[0.5, 2]}");
        assertThat(CellText.of(new Object[] {null, "b"})).isEqualTo("[null, b]");
    }

    @Test
    void of_manyElements_showsTheFirst() {
        assertThat(CellText.of(IntStream.range(0, 1000).boxed().toList()))
                .startsWith("[0, 1, ")
                .endsWith(" 19, …]");
        assertThat(CellText.of(new int[1000])).endsWith(" 0, …]");
    }

    @Test
    void of_bytes_showsTheFirstAsHexAndTheLength() {
        assertThat(CellText.of(new byte[] {1, -1})).isEqualTo("01ff");
        assertThat(CellText.of(new byte[256])).isEqualTo("00".repeat(16) + "… (256 bytes)");
    }

    @Test
    void of_valueThatHoldsItself_ends() {
        List<Object> knot = new java.util.ArrayList<>();
        knot.add(knot);

        assertThat(CellText.of(knot)).isEqualTo("[[[[…]]]]");
    }
}
