package io.retort.manybody;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.retort.core.DataException;
import io.retort.core.UsageException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FragmentSetTest {
    @Test
    void subsets_ofFour_comeInOrder() {
        assertThat(FragmentSet.first(4).subsets(2).toString())
                .isEqualTo("[[1, 2], [1, 3], [1, 4], [2, 3], [2, 4], [3, 4]]");
        assertThat(FragmentSet.first(4).subsets(4)).containsExactly(FragmentSet.first(4));
        assertThat(FragmentSet.first(4).subsets(5)).isEmpty();
        assertThat(FragmentSet.first(64).subsets(3)).hasSize(41_664).isSorted();
    }

    @Test
    void label_writtenAndRead_isTheSame() {
        Label label = new Label("mp2/\"π\"", new Subsystem(FragmentSet.of(2, 0), FragmentSet.first(12)));

        assertThat(label.toString())
                .isEqualTo("[\"mp2/\\\"\\u03c0\\\"\", [1, 3], [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]]");
        assertThat(Label.parse(label.toString())).isEqualTo(label);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x",
                "[\"a\", [1]]",
                "[1, [1], [1]]",
                "[\"a\", [0], [0]]",
                "[\"a\", [1], [2]]",
                "[\"a\", [], [2]]"
            })
    void label_thatIsNone_isRefused(String text) {
        assertThatThrownBy(() -> Label.parse(text))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("label");
    }

    @Test
    void levels_text_isRead() {
        Levels levels = Levels.parse("1=ccsd(t)/cc-pvdz, 2=mp2/6-311+g(d,p),3=mp2/6-311+g(d,p),supersystem=hf/sto-3g");

        assertThat(levels.model(2)).isEqualTo("mp2/6-311+g(d,p)");
        assertThat(levels.maxBody()).isEqualTo(3);
        assertThat(levels.distinctModels()).containsExactly("ccsd(t)/cc-pvdz", "mp2/6-311+g(d,p)", "hf/sto-3g");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "hf", "1=", "0=hf", "1=hf,1=mp2", "1=hf,3=hf", "1=a,2=b,3=a", "one=hf"})
    void levels_senseless_areRefused(String text) {
        assertThatThrownBy(() -> Levels.parse(text)).isInstanceOf(UsageException.class);
    }
}
