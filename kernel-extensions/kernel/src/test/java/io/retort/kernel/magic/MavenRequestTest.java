package io.retort.kernel.magic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.retort.core.UsageException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MavenRequestTest {
    @Test
    void read_lineAndBody_givesAll() {
        String body = """
                # comment
                a.b:c:zip:linux:1.0
                <!-- <dependency>no</dependency> -->
                <dependencies>
                  <dependency>
                    <groupId>g</groupId> <artifactId>a</artifactId>
                    <version>[1,2)</version> <classifier>x</classifier> <scope>test</scope>
                    <exclusions><exclusion><groupId>e</groupId></exclusion></exclusions>
                  </dependency>
                </dependencies>
                """;
        MavenRequest request = MavenRequest.read(List.of("--offline", "o:p:1", "--repository=file:///r"), body);
        assertThat(request.coordinates())
                .extracting(MavenCoordinate::toString)
                .containsExactly("o:p:1", "g:a:jar:x:[1,2)", "a.b:c:zip:linux:1.0");
        assertThat(request.coordinates().get(1).exclusions()).containsExactly("e:*");
        assertThat(request.offline()).isTrue();
        assertThat(request.repositories()).containsExactly("file:///r");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "a:b", "a:b:c:d:e:f", "a::1", "a b:c:1", "a/b:c:1", ":b:1", "a:b:"})
    void read_badCoordinate_showsTheForm(String text) {
        assertThatThrownBy(() -> MavenRequest.read(List.of(text), ""))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("group:artifact[:extension[:classifier]]:version");
    }

    @Test
    void read_blockWithoutVersion_isRefused() {
        String block = "<dependency><groupId>g</groupId><artifactId>a</artifactId></dependency>";
        assertThatThrownBy(() -> MavenRequest.read(List.of(), block))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("write the version of a");
    }

    @Test
    void read_brokenBlock_isRefused() {
        assertThatThrownBy(() -> MavenRequest.read(List.of(), "<dependency><groupId></dependency>"))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("not XML");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--bogus", "--repository", "--repository=ftp://x", "--repository=no url"})
    void read_badOption_isRefused(String word) {
        assertThatThrownBy(() -> MavenRequest.read(List.of(word, "a:b:1"), "")).isInstanceOf(UsageException.class);
    }
}
