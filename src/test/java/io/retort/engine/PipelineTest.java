package io.retort.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.retort.core.UsageException;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PipelineTest {
    @Test
    void split_quotesCommentsAndPipes() {
        String text =
                "read 'a b|c.csv'  # the input\n\n  | dedup --by \"x \\\"y\\\"\" |write a\\ b.csv \\\n --table t#1";

        assertThat(PipelineText.split(text))
                .containsExactly(
                        new PipelineText.Words(List.of("read", "a b|c.csv"), 1),
                        new PipelineText.Words(List.of("dedup", "--by", "x \"y\""), 3),
                        new PipelineText.Words(List.of("write", "a b.csv", "--table", "t#1"), 3));
    }

    @Property(tries = 300)
    void join_splitsBack(@ForAll @Size(min = 1, max = 5) List<@StringLength(min = 1, max = 12) String> words) {
        assertThat(PipelineText.split(PipelineText.join(words)))
                .extracting(PipelineText.Words::words)
                .containsExactly(words);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "'' ; the pipeline is empty",
                "dedup ; must start with a source",
                "read a.smi | read b.smi ; is a source",
                "read a.smi | write a.csv | dedup ; stands after write",
                "read a.smi | dedupp ; did you mean \"dedup\"",
                "read 'a ; opened and not closed",
                "read ; name either a file",
                "read a.smi | write ; name either a file",
            })
    void parse_mistake_isNamed(String text, String message) {
        assertThatThrownBy(() -> Pipeline.parse(text))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining(message);
    }

    @Test
    void parse_mistakeOfSeveralLines_namesTheLine() {
        assertThatThrownBy(() -> Pipeline.parse("read a.smi\n\ndedupp")).hasMessageStartingWith("line 3: ");
    }

    @Test
    void text_readsBack() {
        Pipeline pipeline = Pipeline.of(Read.file("my file.smi"), new Dedup(List.of("a", "b")), Write.file("o.csv"));

        assertThat(pipeline.text()).isEqualTo("read 'my file.smi' | dedup --by a,b | write o.csv");
        assertThat(Pipeline.parse(pipeline.text()).text()).isEqualTo(pipeline.text());
    }

    @Test
    void suggest_stagesOptionsAndNothing() {
        assertThat(Pipeline.suggest("read a.smi\nded", 14).texts()).containsExactly("dedup");
        assertThat(Pipeline.suggest("read a.smi | dedup --b", 22)).isEqualTo(new Suggestions(19, List.of("--by")));
        assertThat(Pipeline.suggest("nothing --b", 11).texts()).isEmpty();
    }
}
