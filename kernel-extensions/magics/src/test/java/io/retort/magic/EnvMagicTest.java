package io.retort.magic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.retort.core.UsageException;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EnvMagicTest {
    private final ChildEnvironment environment = new ChildEnvironment(Map.of(
            "HOME_DIR", "/home/me", "GH_TOKEN", "t0ken", "aws_secret_x", "s3cret", "PROXY", "http://me:pw@proxy:1"));
    private final EnvMagic magic = new EnvMagic(environment);

    private String run(String text) {
        try (PlainHost host = new PlainHost()) {
            return String.valueOf(magic.run(new RawText(text), new MagicCall(host, text, Optional.empty())));
        }
    }

    @Test
    void list_secrets_areHidden() {
        assertThat(run("")).contains("/home/me", "http://•••@proxy:1").doesNotContain("t0ken", "s3cret", "pw");
    }

    @ParameterizedTest
    @ValueSource(strings = {"MY_TOKEN", "apiKey", "SECRET", "db_password", "CREDENTIALS"})
    void set_secret_isKeptButHidden(String name) {
        assertThat(run(name + "=value1")).contains("•••").doesNotContain("value1");
        assertThat(run(name)).isEqualTo("•••");
        assertThat(environment.all()).containsEntry(name, "value1");
    }

    @Test
    void set_valueWithBlanks_isShownLater() {
        run("A=\"one two\"");
        run("B=one = two");
        assertThat(run("A")).isEqualTo("one two");
        assertThat(run("B")).isEqualTo("one = two");
    }

    @Test
    void show_unknownName_namesTheNearest() {
        assertThatThrownBy(() -> run("HOME_DIRR"))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("did you mean \"HOME_DIR\"?");
    }

    @Test
    void set_badName_isRefused() {
        assertThatThrownBy(() -> run("a b=1"))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("\"a b\"");
    }

    @Test
    void suggest_name_isProposed() {
        assertThat(magic.suggest("HOM")).containsExactly("HOME_DIR", "HOME_DIR=");
    }
}
