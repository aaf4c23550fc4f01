package io.retort.scenario.graph;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A call between double braces, such as {@code var('year', 2025)}.
 *
 * @param function what is called
 * @param arguments those without a name; texts, numbers, booleans, lists of these, or null for {@code none}
 * @param named those with one
 * @param place where it stands
 */
record TemplateCall(
        String function, List<@Nullable Object> arguments, Map<String, @Nullable Object> named, Place place) {
    static final String ACCEPTED =
            "{{ ref('model') }}, {{ source('schema', 'table') }}, {{ var('name') }}, {{ var('name', default) }},"
                    + " {{ config(materialized='table') }} and ${name}";

    static TemplateCall read(String text, Place place) {
        return new Reader(text, place).call();
    }

    /** The arguments as texts, as many as are asked for. */
    List<String> texts(int count) {
        boolean fits = arguments.size() == count
                && named.isEmpty()
                && arguments.stream().allMatch(String.class::isInstance);
        if (!fits) {
            throw place.refuse("{{ " + function + "(...) }} takes " + count + (count == 1 ? " name" : " names")
                    + " in quotes; accepted are " + ACCEPTED);
        }
        return arguments.stream().map(a -> (String) Objects.requireNonNull(a)).toList();
    }

    private static final class Reader {
        private static final Pattern NAME = Pattern.compile("\\s*([A-Za-z_]\\w*)\\s*");
        private static final Pattern KEY = Pattern.compile("\\s*([A-Za-z_]\\w*)\\s*=\\s*");
        private static final Pattern VALUE =
                Pattern.compile("\\s*(?:'([^']*)'|\"([^\"]*)\"|(-?\\d+)(?![\\d.eE])|(-?[\\d.]+(?:[eE][-+]?\\d+)?)"
                        + "|([A-Za-z]+))\\s*");

        private final String text;
        private final Place place;
        private int at;

        Reader(String text, Place place) {
            this.text = text;
            this.place = place;
        }

        TemplateCall call() {
            Matcher name = take(NAME);
            if (name == null || !symbol('(')) {
                throw refuse();
            }
            List<@Nullable Object> arguments = new ArrayList<>();
            Map<String, @Nullable Object> named = new LinkedHashMap<>();
            while (!symbol(')')) {
                if (!(arguments.isEmpty() && named.isEmpty()) && !symbol(',')) {
                    throw refuse();
                }
                Matcher key = take(KEY);
                if (key == null) {
                    arguments.add(value());
                } else {
                    named.put(key.group(1), value());
                }
            }
            if (at < text.length()) {
                throw refuse();
            }
            return new TemplateCall(name.group(1), arguments, named, place);
        }

        private @Nullable Object value() {
            if (symbol('[')) {
                List<@Nullable Object> items = new ArrayList<>();
                while (!symbol(']')) {
                    if (!items.isEmpty() && !symbol(',')) {
                        throw refuse();
                    }
                    items.add(value());
                }
                return items;
            }
            Matcher value = take(VALUE);
            if (value == null) {
                throw refuse();
            }
            try {
                if (value.group(3) != null) {
                    return Long.valueOf(value.group(3));
                }
                if (value.group(4) != null) {
                    return new java.math.BigDecimal(value.group(4));
                }
            } catch (NumberFormatException e) {
                throw refuse();
            }
            String word = value.group(5);
            return word == null ? value.group(1) != null ? value.group(1) : value.group(2) : constant(word);
        }

        private @Nullable Object constant(String word) {
            return switch (word) {
                case "true", "True" -> true;
                case "false", "False" -> false;
                case "none", "None", "null" -> null;
                default -> throw refuse();
            };
        }

        private @Nullable Matcher take(Pattern pattern) {
            Matcher matcher = pattern.matcher(text).region(at, text.length());
            if (!matcher.lookingAt()) {
                return null;
            }
            at = matcher.end();
            return matcher;
        }

        private boolean symbol(char symbol) {
            while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
                at++;
            }
            boolean found = at < text.length() && text.charAt(at) == symbol;
            at += found ? 1 : 0;
            while (found && at < text.length() && Character.isWhitespace(text.charAt(at))) {
                at++;
            }
            return found;
        }

        private io.retort.core.UsageException refuse() {
            return place.refuse("{{ " + text + " }} is not understood; accepted are " + ACCEPTED);
        }
    }
}
