package io.retort.manybody.engine;

import io.retort.core.CancelToken;
import io.retort.core.ResourceException;
import io.retort.core.Settings;
import io.retort.core.SpillFolder;
import io.retort.core.UsageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds programs and asks them for their version, which keys caches of their results. */
final class Programs {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Pattern VERSION = Pattern.compile("\\d+(\\.\\d+)+\\w*");

    private Programs() {}

    /**
     * The first number with a point in what the program prints.
     *
     * @param program name on the path, or a file
     * @param argument that asks for the version
     * @param packageName how Debian calls it
     */
    static String version(String program, String argument, String packageName) {
        if (Settings.program(program).isEmpty() && !Files.isExecutable(Path.of(program))) {
            throw new ResourceException(
                    "The program '" + program + "' is not on the path: install it (Debian: apt install " + packageName
                            + "), or give its place with the engine's option program.");
        }
        try (SpillFolder folder = SpillFolder.make()) {
            ProcessBuilder builder = ChildProcess.builder(List.of(program, argument), folder.path(), 1);
            ChildProcess.run(builder, folder.path(), PATIENCE, new CancelToken());
            String text = Files.readString(folder.path().resolve(ChildProcess.OUT))
                    + Files.readString(folder.path().resolve(ChildProcess.ERR));
            Matcher matcher = VERSION.matcher(text);
            if (!matcher.find()) {
                throw new UsageException("The program '" + program + "' prints no version with " + argument
                        + ": it is not " + packageName + ".");
            }
            return matcher.group();
        } catch (IOException e) {
            throw new ResourceException("The version of '" + program + "' cannot be read.", e);
        }
    }
}
