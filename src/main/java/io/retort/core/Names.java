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

    /** Insertions, deletions, substitutions, and swaps of neighbors (optimal string alignment). */
    private static int editDistance(String a, String b) {
        int[][] distance = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            distance[i][0] = i;
        }
        for (int j = 0; j <= b.length(); j++) {
            distance[0][j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            for (int j = 1; j <= b.length(); j++) {
                int changed = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
                int least = Math.min(
                        distance[i - 1][j - 1] + changed, 1 + Math.min(distance[i - 1][j], distance[i][j - 1]));
                boolean swapped =
                        i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
                distance[i][j] = swapped ? Math.min(least, distance[i - 2][j - 2] + 1) : least;
            }
        }
        return distance[a.length()][b.length()];
    }
}
