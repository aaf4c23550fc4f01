package io.retort.chem;

/**
 * The structural alerts of QED: patterns of groups that are reactive, toxic or of ill repute. Each molecule is prepared
 * once for all of them, and most are ruled out by the bonds that it has. Not safe for use by several threads.
 */
final class QedAlerts {
    private static final Smarts[] ALERTS = ElementTable.readTable("qed_alerts.tsv").stream()
            .map(fields -> Smarts.parse(fields[0]))
            .toArray(Smarts[]::new);

    private static final ThreadLocal<QedAlerts> LOCAL = ThreadLocal.withInitial(QedAlerts::new);

    private final SmartsTarget target = new SmartsTarget();
    private final SmartsSearch search = ALERTS[0].newSearch();

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
        int count = 0;
        for (Smarts alert : ALERTS) {
            if (alert.matches(target, search)) {
                count++;
            }
        }
        return count;
    }
}
