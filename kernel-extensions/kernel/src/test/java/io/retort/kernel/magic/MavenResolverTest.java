package io.retort.kernel.magic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.retort.core.CancelToken;
import io.retort.core.ResourceException;
import io.retort.core.UsageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class MavenResolverTest {
    @TempDir
    private Path folder;

    private FolderRepository repository;
    private PresentLibraries present;
    private final List<Path> ownClassPath = new ArrayList<>();

    @BeforeEach
    void fill() throws IOException {
        repository = new FolderRepository(folder.resolve("remote"));
        repository.put("org.example", "base", "1.0");
        repository.put("org.example", "checks", "1.0");
        repository.put("org.example", "top", "2.0", "org.example:base:1.0:compile", "org.example:checks:1.0:test");
        repository.putVersions("org.example", "top", "1.0", "2.0");
        settings("<mirrors><mirror><id>here</id><mirrorOf>central</mirrorOf><url>"
                + folder.resolve("remote").toUri() + "</url></mirror></mirrors>");
    }

    private void settings(String content) throws IOException {
        Files.writeString(folder.resolve("settings.xml"), "<settings>" + content + "</settings>");
    }

    private MavenResolver.Resolution resolve(CancelToken token, String... words) {
        present = present == null ? new PresentLibraries(ownClassPath) : present;
        MavenPlaces places = new MavenPlaces(
                folder.resolve("settings.xml"),
                Optional.empty(),
                folder.resolve("local"),
                Map.of(
                        "java.version",
                        "17.0.1",
                        "env.WHERE",
                        folder.resolve("remote").toUri().toString()));
        MavenProgress progress = new MavenProgress(io.retort.magic.LiveDisplay.of(null), token);
        return new MavenResolver(places, present).resolve(MavenRequest.read(List.of(words), ""), progress);
    }

    private List<String> files(String... words) {
        return resolve(new CancelToken(), words).libraries().stream()
                .map(library -> library.file().getFileName().toString())
                .toList();
    }

    @Test
    void resolve_mirrorOfCentral_findsWhatIsNeededAtRunTime() {
        assertThat(files("org.example:top:2.0")).containsExactly("top-2.0.jar", "base-1.0.jar");
        assertThat(folder.resolve("local/org/example/base/1.0/base-1.0.jar")).exists();
    }

    @Test
    void resolve_repositoryOfActiveProfile_isAsked() throws IOException {
        settings("<profiles><profile><id>p</id><activation><property><name>env.WHERE</name></property></activation>"
                + "<repositories><repository><id>central</id><url>${env.WHERE}</url></repository></repositories>"
                + "</profile></profiles>");
        assertThat(files("org.example:base:1.0")).containsExactly("base-1.0.jar");
    }

    @Test
    void resolve_localRepositoryOfSettings_isUsed() throws IOException {
        Path local = folder.resolve("elsewhere");
        settings("<localRepository>" + local + "</localRepository><offline>true</offline>");
        new FolderRepository(local).put("org.example", "base", "1.0");
        assertThat(files("org.example:base:1.0")).containsExactly("base-1.0.jar");
    }

    @Test
    void resolve_namedRepository_isAsked() throws IOException {
        settings("<mirrors><mirror><id>none</id><mirrorOf>central</mirrorOf><url>"
                + folder.resolve("empty").toUri() + "</url></mirror></mirrors>");
        String url = folder.resolve("remote").toUri().toString();
        assertThat(files("org.example:base:1.0", "--repository", url)).containsExactly("base-1.0.jar");
    }

    @Test
    void resolve_missingVersion_namesRepositoryAndVersions() {
        assertThatThrownBy(() -> files("org.example:top:9.0"))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("there is no org.example:top:9.0 in here (file:")
                .hasMessageEndingWith("its latest versions there are 1.0, 2.0.");
    }

    @Test
    void resolve_missingLibrary_saysWhatToDo() {
        assertThatThrownBy(() -> files("org.example:nothing:1.0"))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("org.example:nothing:1.0")
                .hasMessageContaining("check the spelling, or name another repository with --repository URL");
    }

    @Test
    void resolve_wrongChecksum_isRefused() throws IOException {
        repository.spoilChecksum("org.example", "base", "1.0");
        assertThatThrownBy(() -> files("org.example:top:2.0"))
                .isInstanceOf(ResourceException.class)
                .hasMessageContaining("org.example:base:1.0 from here (file:")
                .hasMessageContaining("does not match its checksum (expected 000");
    }

    @Test
    void resolve_offline_saysSo() {
        assertThatThrownBy(() -> files("org.example:top:2.0", "--offline"))
                .isInstanceOf(ResourceException.class)
                .hasMessageContaining("org.example:top:2.0 is not in the local repository")
                .hasMessageContaining("offline");
        files("org.example:top:2.0");
        assertThat(files("org.example:top:2.0", "--offline")).hasSize(2);
    }

    @Test
    void resolve_shippedLibrary_staysWithItsVersion() throws IOException {
        ownClassPath.add(Files.writeString(folder.resolve("base-0.9.jar"), ""));
        assertThat(files("org.example:top:2.0")).as("no jar at all").hasSize(2);
        new FolderRepository(folder).put("x", "base", "0.9");
        present = null;
        ownClassPath.set(0, folder.resolve("x/base/0.9/base-0.9.jar"));
        MavenResolver.Resolution found = resolve(new CancelToken(), "org.example:top:2.0");
        assertThat(found.libraries()).hasSize(1);
        assertThat(found.notes()).containsExactly("org.example:base 0.9 comes with Retort and stays (1.0 was asked).");
    }

    @Test
    void resolve_loadedLibrary_staysWithItsVersion() {
        resolve(new CancelToken(), "org.example:base:1.0");
        present.load(MavenCoordinate.parse("org.example:base:1.0"));
        MavenResolver.Resolution found = resolve(new CancelToken(), "org.example:base:2.0");
        assertThat(found.libraries()).isEmpty();
        assertThat(found.notes()).singleElement().asString().contains("1.0 was loaded before and stays");
    }

    @Test
    void resolve_cancelled_stops() {
        CancelToken token = new CancelToken();
        token.cancel("test");
        assertThatThrownBy(() -> resolve(token, "org.example:top:2.0")).isInstanceOf(CancellationException.class);
    }
}
