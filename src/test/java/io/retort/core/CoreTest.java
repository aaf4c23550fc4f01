package io.retort.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;

class CoreTest {
    @Test
    void key128_knownTexts_haveMurmursHash() {
        assertThat(Key128.of("")).isEqualTo(new Key128(0, 0));
        assertThat(Key128.of("hello")).isEqualTo(new Key128(0xcbd8a7b341bd9b02L, 0x5b1e906a48ae1d19L));
        assertThat(Key128.of("The quick brown fox jumps over the lazy dog"))
                .isEqualTo(new Key128(0xe34bbc7bbc071b6cL, 0x7a433ca9c49a9347L));
    }

    @Test
    void nearest_transposedLetters_areFound() {
        assertThat(Names.nearest("hepl", List.of("help", "show"))).contains("help");
        assertThat(Names.nearest("standardise", List.of("standardize", "scaffold")))
                .contains("standardize");
        assertThat(Names.nearest("xyz", List.of("help", "show"))).isEmpty();
    }

    @Test
    void cancel_runsEachActionOnce() {
        List<String> ran = new ArrayList<>();
        CancelToken token = new CancelToken();
        token.onCancel(() -> ran.add("kept"));
        token.onCancel(() -> ran.add("taken back")).close();

        token.cancel("first");
        token.cancel("second");
        token.onCancel(() -> ran.add("late"));

        assertThat(ran).containsExactly("kept", "late");
        assertThatThrownBy(token::throwIfCancelled)
                .isInstanceOf(CancellationException.class)
                .hasMessage("first");
    }

    @Test
    void then_keepsRemarksOfBoth() {
        Issue one = Issue.of(IssueCode.STEREO_DROPPED, "one", "");
        Issue two = Issue.of(IssueCode.BAD_VALUE, "two", "");
        Outcome<Integer> outcome =
                new Outcome.Warned<>(1, List.of(one)).then(v -> new Outcome.Warned<>(v + 1, List.of(two)));

        assertThat(outcome).isEqualTo(new Outcome.Warned<>(2, List.of(one, two)));
        assertThat(Outcome.failed(IssueCode.VALENCE, "no", "x").then(v -> Outcome.ok(1)))
                .isInstanceOf(Outcome.Failed.class);
    }
}
