package io.retort.kernel;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A cell that only asks what something is: {@code ?name} or {@code name?}. */
final class Question {
    private static final Pattern ASKED = Pattern.compile(
            "\\s*(?:\\?{1,2}\\s*(%{0,2}[\\w.$]+)|(%{0,2}[\\w.$]+)\\s*\\?{1,2})\\s*", Pattern.UNICODE_CHARACTER_CLASS);

    private Question() {}

    static Optional<String> in(String code) {
        Matcher matcher = ASKED.matcher(code);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        return Optional.of(matcher.group(1) == null ? matcher.group(2) : matcher.group(1));
    }
}
