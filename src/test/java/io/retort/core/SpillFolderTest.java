package io.retort.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.retort.testing.ChildJvm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class SpillFolderTest {
    private static final String PATH = "path ";

    @TempDir
    Path parent;

    /** Makes a folder, says so, and waits to be killed. */
    public static final class Holder {
        public static void main(String[] args) throws IOException {
            SpillFolder folder = SpillFolder.in(Path.of(args[0]));
            Files.writeString(folder.path().resolve("rows"), "data");
            System.out.println(PATH + folder.path());
            System.out.flush();
            int unused = System.in.read();
        }
    }

    @Test
    void close_leavesNothing() throws IOException {
        SpillFolder folder = SpillFolder.in(parent);
        Files.writeString(folder.path().resolve("rows"), "data");

        folder.close();

        assertThat(parent).isEmptyDirectory();
    }

    @Test
    void make_whileOthersLive_leavesThem() throws IOException, InterruptedException {
        try (ChildJvm other = ChildJvm.start(Holder.class, parent)) {
            Path theirs = path(other);
            try (SpillFolder ours = SpillFolder.in(parent);
                    SpillFolder second = SpillFolder.in(parent)) {
                assertThat(List.of(ours.path(), second.path(), theirs))
                        .allSatisfy(p -> assertThat(p).isDirectory());
            }
        }
    }

    @Test
    void make_afterAKill_sweepsWhatWasLeft() throws IOException, InterruptedException {
        Path theirs;
        try (ChildJvm other = ChildJvm.start(Holder.class, parent)) {
            theirs = path(other);
        }
        assertThat(theirs).isDirectory();

        try (SpillFolder ours = SpillFolder.in(parent)) {
            assertThat(theirs).doesNotExist();
            assertThat(ours.path()).isDirectory();
        }
    }

    private static Path path(ChildJvm holder) throws IOException, InterruptedException {
        return Path.of(holder.awaitLine(PATH).substring(PATH.length()));
    }
}
