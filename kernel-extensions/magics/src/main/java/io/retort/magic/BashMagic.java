package io.retort.magic;

import io.retort.core.Option;
import io.retort.core.OptionSet;
import io.retort.core.ResourceException;
import io.retort.core.UsageException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** {@code %%bash} runs the cell with bash; {@code %bash} runs the rest of the line. */
final class BashMagic implements Magic<RawText> {
    private static final Pattern DURATION = Pattern.compile("(\\d{1,9})(ms|s|m|h)");

    private final ChildEnvironment environment;
    private final boolean allowed;

    /**
     * Creates the magic.
     *
     * @param environment what programs get
     * @param allowed whether programs may be started
     */
    BashMagic(ChildEnvironment environment, boolean allowed) {
        this.environment = environment;
        this.allowed = allowed;
    }

    /**
     * Arguments of the cell form.
     *
     * @param timeout time after which the program is ended
     * @param cwd folder to run in
     */
    record BashArguments(
            @Option(help = "Time after which the program is ended, such as 500ms, 60s, 5m or 1h.") @Nullable
            String timeout,

            @Option(help = "Folder to run in, the notebook's by default.") @Nullable
            Path cwd) {}

    @Override
    public String name() {
        return "bash";
    }

    @Override
    public String help() {
        return "runs the cell, or the rest of the line, with bash";
    }

    @Override
    public Form form() {
        return Form.BOTH;
    }

    @Override
    public Class<RawText> arguments() {
        return RawText.class;
    }

    @Override
    public String usage() {
        return "%bash COMMAND\n"
                + OptionSet.of(BashArguments.class).help("%%bash")
                + "\n  RETORT_ALLOW_SHELL=no in the kernel's environment forbids it";
    }

    @Override
    public @Nullable Object run(RawText arguments, MagicCall call) throws InterruptedException {
        if (!allowed) {
            throw new ResourceException("Programs may not be started from cells here: the kernel was started with"
                    + " RETORT_ALLOW_SHELL=no.");
        }
        boolean line = call.body().isEmpty();
        String script = call.body().orElse(arguments.text());
        if (script.isBlank()) {
            throw new UsageException(line ? "%bash needs a command." : "%%bash needs commands below its first line.");
        }
        BashArguments options = OptionSet.of(BashArguments.class)
                .read("%%bash", line ? List.of() : ArgumentLine.split(arguments.text()));
        Path folder = options.cwd() == null ? Path.of("").toAbsolutePath() : options.cwd();
        if (!Files.isDirectory(folder)) {
            throw new UsageException("%%bash: --cwd names no folder: " + folder + ".");
        }
        Duration limit = options.timeout() == null ? Duration.ofDays(365) : duration(options.timeout());
        ChildProcess.run(new ChildProcess.Job(script, folder, environment.all(), limit), call.token());
        return null;
    }

    private static Duration duration(String text) {
        Matcher matcher = DURATION.matcher(text);
        if (!matcher.matches()) {
            throw new UsageException(
                    "%%bash: --timeout must be a number and ms, s, m or h, such as 60s, got " + text + ".");
        }
        long count = Long.parseLong(matcher.group(1));
        return switch (matcher.group(2)) {
            case "ms" -> Duration.ofMillis(count);
            case "s" -> Duration.ofSeconds(count);
            case "m" -> Duration.ofMinutes(count);
            default -> Duration.ofHours(count);
        };
    }
}
