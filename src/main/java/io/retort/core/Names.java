package io.retort.core;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/** Helps a reader who mistyped a name. */
public final class Names {
    private Names() {}

    /**
     * Finds the known name that is nearest to a mistyped one.
     *
     * @param typed what was typed
     * @param known the names that are accepted
     * @return the nearest name, if one is near enough to be meant
     */
    public static Optional<String> nearest(String typed, Collection<String> known) {
        String best = "";
        int bestDistance = Integer.MAX_VALUE;
        for (String name : known) {
            int distance = editDistance(typed.toLowerCase(Locale.ROOT), name.toLowerCase(Locale.ROOT));
            if (distance < bestDistance) {
                bestDistance = distance;
                best = name;
            }
        }
        return bestDistance <= Math.max(1, typed.length() / 3) ? Optional.of(best) : Optional.empty();
    }

    /**
     * The tail of an error message: the nearest name, if any, and all that are accepted.
     *
     * @param typed what was typed
     * @param known the names that are accepted, in the order to show
     * @return for example {@code did you mean "dedup"? Accepted: dedup, read}
     */
    public static String suggestion(String typed, Collection<String> known) {
        String all = known.isEmpty() ? "none" : String.join(", ", known);
        return nearest(typed, known)
                .map(n -> "did you mean \"" + n + "\"? Accepted: " + all)
                .orElse("accepted: " + all);
    }

    private static int editDistance(String a, String b) {
        int[] previous = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            previous[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int[] current = new int[b.length() + 1];
            current[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int substitution = previous[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                current[j] = Math.min(substitution, 1 + Math.min(previous[j], current[j - 1]));
            }
            previous = current;
        }
        return previous[b.length()];
    }
}
