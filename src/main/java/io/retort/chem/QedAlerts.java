package io.retort.chem;

import java.util.Arrays;

/**
 * The structural alerts of QED: patterns of groups that are reactive, toxic or of ill repute. Each molecule is prepared
 * once for all of them, and most are ruled out by the bonds that it has. Not safe for use by several threads.
 */
final class QedAlerts {
    private static final Smarts[] ALERTS = ElementTable.readTable("qed_alerts.tsv").stream()
            .map(fields -> Smarts.parseForPresence(fields[0]))
            .toArray(Smarts[]::new);

    private static final ThreadLocal<QedAlerts> LOCAL = ThreadLocal.withInitial(QedAlerts::new);

    private final SmartsTarget target = new SmartsTarget();
    private final SmartsSearch search = ALERTS[0].newSearch();
    private final SmartsScreens screens =
            new SmartsScreens(Arrays.stream(ALERTS).map(Smarts::screen).toArray(SmartsScreen[]::new));
    /** Alerts that have a chance, a bit each. */
    private final long[] left = new long[SmartsScreens.WORDS];

    private QedAlerts() {}

    /** Counts the alerts that a molecule has, each once. */
    static int count(MolGraph graph) {
        return LOCAL.get().countOf(graph);
    }

    /** The patterns, in the order of the file. */
    static Smarts[] patterns() {
        return ALERTS.clone();
    }

    private int countOf(MolGraph graph) {
        target.reset(graph);
        screens.find(target, left);
        int count = 0;
        for (int word = 0; word < SmartsScreens.WORDS; word++) {
            for (long rest = left[word]; rest != 0; rest &= rest - 1) {
                int number = word * Long.SIZE + Long.numberOfTrailingZeros(rest);
                count += ALERTS[number].isFound(target, search) ? 1 : 0;
            }
        }
        return count;
    }
}
