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
            OptionSpec.Builder builder = OptionSpec.builder(name(option));
            String fallback =
                    option.defaultValue().isEmpty() || option.isFlag() ? "" : " Default: " + option.defaultValue();
            builder.description((isOn(option) ? "Not so: " : "") + option.help() + fallback);
            if (option.isFlag()) {
                builder.type(boolean.class).arity("0");
            } else if (option.isRepeatable()) {
                builder.type(List.class).auxiliaryTypes(String.class).arity("1").paramLabel(label(option));
            } else {
                builder.type(String.class).arity("1").paramLabel(label(option));
            }
            spec.addOption(builder.build());
        }
    }

    /** A flag that is on unless told otherwise: all that can be asked for is to have it off. */
    private static boolean isOn(DeclaredOption option) {
        return option.isFlag() && option.defaultValue().equals("true");
    }

    private static String name(DeclaredOption option) {
        return (isOn(option) ? "--no-" : "--") + option.name();
    }

    private static String label(DeclaredOption option) {
        return option.choices().isEmpty()
                ? option.name().toUpperCase(java.util.Locale.ROOT).replace('-', '_')
                : String.join("|", option.choices());
    }

    static <R extends Record> R read(String owner, OptionSet<R> options, ParseResult parsed) {
        List<String> words = new ArrayList<>();
        for (DeclaredOption option : options.declared()) {
            String name = name(option);
            if (isOn(option) && parsed.hasMatchedOption(name)) {
                words.add(name);
            } else if (option.isRepeatable()) {
                List<Object> values = parsed.matchedOptionValue(name, List.of());
                values.forEach(v -> words.add(name + "=" + v));
            } else if (parsed.hasMatchedOption(name)) {
                Object value = parsed.matchedOptionValue(name, (Object) option.defaultValue());
                words.add(name + "=" + value);
            }
        }
        return options.read(owner, words);
    }
}
