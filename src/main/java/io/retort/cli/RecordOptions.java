package io.retort.cli;

import io.retort.core.DeclaredOption;
import io.retort.core.OptionSet;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** Brings an options record to picocli and back, so that no option is declared twice. */
final class RecordOptions {
    private RecordOptions() {}

    static void declare(CommandSpec spec, OptionSet<?> options) {
        for (DeclaredOption option : options.declared()) {
            OptionSpec.Builder builder = OptionSpec.builder("--" + option.name());
            String fallback =
                    option.defaultValue().isEmpty() || option.isFlag() ? "" : " Default: " + option.defaultValue();
            builder.description(option.help() + fallback);
            if (option.isFlag()) {
                builder.type(boolean.class).arity("0");
            } else {
                builder.type(String.class).arity("1").paramLabel(label(option));
            }
            spec.addOption(builder.build());
        }
    }

    private static String label(DeclaredOption option) {
        return option.choices().isEmpty()
                ? option.name().toUpperCase(java.util.Locale.ROOT).replace('-', '_')
                : String.join("|", option.choices());
    }

    static <R extends Record> R read(String owner, OptionSet<R> options, ParseResult parsed) {
        List<String> words = new ArrayList<>();
        for (DeclaredOption option : options.declared()) {
            String name = "--" + option.name();
            if (parsed.hasMatchedOption(name)) {
                Object value = parsed.matchedOptionValue(name, (Object) option.defaultValue());
                words.add(name + "=" + value);
            }
        }
        return options.read(owner, words);
    }
}
