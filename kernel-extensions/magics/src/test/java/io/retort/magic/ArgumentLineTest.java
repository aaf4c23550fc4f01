package io.retort.magic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.retort.core.Option;
import io.retort.core.OptionSet;
import io.retort.core.UsageException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ArgumentLineTest {
    enum Kind {
        ECFP4,
        FCFP4
    }

    record Sample(
            @Option(help = "table", positional = true, required = true)
            String table,

            @Option(help = "name of the result", positional = true) @Nullable
            String result,

            @Option(help = "rows to show", defaultValue = "10", min = 1, max = 100)
            int rowCount,

            @Option(help = "kind", defaultValue = "ecfp4") Kind kind,
            @Option(help = "quiet") boolean quiet) {}

    private static Sample read(String line) {
        return OptionSet.of(Sample.class).read("%sample", ArgumentLine.split(line));
    }

    @Test
    void read_defaults_areTaken() {
        assertThat(read("mols")).isEqualTo(new Sample("mols", null, 10, Kind.ECFP4, false));
    }

    @Test
    void read_everything_isTaken() {
        assertThat(read("--row-count=3 \"my table\" --kind fcfp4 out --quiet"))
                .isEqualTo(new Sample("my table", "out", 3, Kind.FCFP4, true));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a b c",
                "a --row-cont 3",
                "a --row-count 0",
                "a --row-count x",
                "a --row-count",
                "a --kind maccs",
                "a --quiet=perhaps"
            })
    void read_mistake_isRefused(String line) {
        assertThatThrownBy(() -> read(line)).isInstanceOf(UsageException.class).hasMessageContaining("%sample");
    }

    @Test
    void read_mistypedOption_suggestsTheNearest() {
        assertThatThrownBy(() -> read("a --row-cont 3")).hasMessageContaining("did you mean \"row-count\"");
    }

    @Test
    void suggest_options_andChoices() {
        assertThat(OptionSet.of(Sample.class).suggest("mols --r")).containsExactly("--row-count");
        assertThat(OptionSet.of(Sample.class).suggest("mols --kind f")).containsExactly("fcfp4");
    }

    @Test
    void split_join_isItsInverse() {
        List<String> words = List.of("plain", "two words", "", "quo\"te", "back\\slash", "it's");

        assertThat(ArgumentLine.split(ArgumentLine.join(words))).isEqualTo(words);
    }

    @Test
    void split_windowsPath_survives() {
        assertThat(ArgumentLine.split("\"C:\\data\\x.csv\" C:\\y.csv")).containsExactly("C:\\data\\x.csv", "C:\\y.csv");
    }

    @Test
    void split_openQuote_isRefused() {
        assertThatThrownBy(() -> ArgumentLine.split("a \"b")).isInstanceOf(UsageException.class);
    }
}
