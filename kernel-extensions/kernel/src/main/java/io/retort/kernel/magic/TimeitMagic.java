package io.retort.kernel.magic;

import io.retort.core.Option;
import io.retort.core.OptionSet;
import io.retort.core.UsageException;
import io.retort.magic.ArgumentLine;
import io.retort.magic.Magic;
import io.retort.magic.MagicCall;
import io.retort.magic.PlainText;
import io.retort.magic.RawText;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code %timeit EXPRESSION} measures how long Java takes. */
final class TimeitMagic implements Magic<RawText> {
    /** Options at the start of the line; what follows is Java. */
    private static final Pattern OPTIONS = Pattern.compile("(?:\\s*--[a-z]+(?:=|\\s+)\\S+)*");

    private final JavaSession java;

    TimeitMagic(JavaSession java) {
        this.java = java;
    }

    /**
     * Options.
     *
     * @param runs measured runs
     * @param warmup runs before them
     */
    record TimeitArguments(
            @Option(help = "Measured runs, each of 0.2 s or one call.", defaultValue = "7", min = 1, max = 1000)
            int runs,

            @Option(help = "Runs before the measured ones.", defaultValue = "3", min = 0, max = 1000)
            int warmup) {}

    @Override
    public String name() {
        return "timeit";
    }

    @Override
    public String help() {
        return "measures how long an expression, or the cell, takes";
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
        return OptionSet.of(TimeitArguments.class).help("%timeit") + "\n  then an expression, or %%timeit with a body";
    }

    @Override
    public Object run(RawText arguments, MagicCall call) throws Exception {
        Matcher matcher = OPTIONS.matcher(arguments.text());
        int optionsEnd = matcher.lookingAt() ? matcher.end() : 0;
        List<String> words = ArgumentLine.split(arguments.text().substring(0, optionsEnd));
        String rest = arguments.text().substring(optionsEnd).strip();
        TimeitArguments options = OptionSet.of(TimeitArguments.class).read("%timeit", words);
        if (call.body().isPresent() && !rest.isEmpty()) {
            throw new UsageException("%%timeit takes its Java below its first line, got " + rest + " in it.");
        }
        String code = call.body().orElse(rest);
        if (code.isBlank()) {
            throw new UsageException("%timeit needs an expression, such as %timeit Math.sqrt(2).");
        }
        TimedLoop loop = TimedLoop.compile(java, code);
        Timing timing = Timing.measure(loop, options.runs(), options.warmup(), call.token());
        return new PlainText(timing.sentence(Runtime.version().toString()));
    }

    @Override
    public List<String> suggest(String text) {
        return OptionSet.of(TimeitArguments.class).suggest(text);
    }
}
