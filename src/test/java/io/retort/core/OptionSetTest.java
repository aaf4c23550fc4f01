package io.retort.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.NotBlank;
import net.jqwik.api.constraints.StringLength;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OptionSetTest {
    enum Kind {
        ECFP4,
        TOP_DOWN
    }

    record Sample(
            @Option(help = "file", positional = true, required = true)
            String file,

            @Option(help = "column", positional = true) @Nullable
            String column,

            @Option(help = "rows", defaultValue = "10", min = 1, max = 100)
            int rowCount,

            @Option(help = "share", defaultValue = "0.5", min = 0, max = 1)
            double share,

            @Option(help = "seed", defaultValue = "42") long seed,
            @Option(help = "kind", defaultValue = "ecfp4") Kind kind,
            @Option(help = "header", defaultValue = "true") boolean header,
            @Option(help = "names") List<String> names,
            @Option(help = "where") @Nullable Path where) {}

    private static final OptionSet<Sample> SET = OptionSet.of(Sample.class);

    private static Sample read(String... words) {
        return SET.read("sample", List.of(words));
    }

    @Test
    void read_defaults() {
        assertThat(read("a.csv")).isEqualTo(new Sample("a.csv", null, 10, 0.5, 42, Kind.ECFP4, true, List.of(), null));
    }

    @Test
    void read_everything() {
        assertThat(read(
                        "--row-count=3",
                        "a.csv",
                        "--kind",
                        "top-down",
                        "col",
                        "--no-header",
                        "--names",
                        "x, y",
                        "--where",
                        "/tmp",
                        "--seed",
                        "1_000",
                        "--share",
                        "1e-1"))
                .isEqualTo(new Sample(
                        "a.csv", "col", 3, 0.1, 1000, Kind.TOP_DOWN, false, List.of("x", "y"), Path.of("/tmp")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'' | missing FILE",
                "a b c | unexpected argument \"c\"",
                "a --row-cuont 3 | did you mean \"row-count\"",
                "a --row-count 0 | a whole number from 1 to 100",
                "a --row-count 1.5 | a whole number from 1 to 100",
                "a --row-count | needs a value",
                "a --row-count 1 --row-count 2 | given twice",
                "a --kind maccs | accepted: ecfp4, top-down",
                "a --header=perhaps | true or false",
                "a --share NaN | a number from 0 to 1",
                "a --seed 99999999999999999999 | a whole number",
            })
    void read_mistake_isNamed(String line, String message) {
        String[] words = line.isBlank() ? new String[0] : line.split(" ");

        assertThatThrownBy(() -> read(words)).isInstanceOf(UsageException.class).hasMessageContaining(message);
    }

    @Property(tries = 200)
    void words_readBackToTheSameRecord(
            @ForAll @NotBlank @StringLength(max = 12) String file,
            @ForAll @IntRange(min = 1, max = 100) int rows,
            @ForAll long seed,
            @ForAll Kind kind,
            @ForAll boolean header) {
        String name = file.startsWith("--") ? "x" + file : file;
        Sample sample = new Sample(name, null, rows, 0.25, seed, kind, header, List.of("a", "b"), null);

        assertThat(SET.read("sample", SET.words(sample))).isEqualTo(sample);
    }

    @Test
    void suggest_optionsAndChoices() {
        assertThat(SET.suggest("a.csv --r")).containsExactly("--row-count");
        assertThat(SET.suggest("a.csv --kind t")).containsExactly("top-down");
        assertThat(SET.suggest("a.csv --kind ecfp4 --k")).isEmpty();
    }
}
