package io.retort.kernel;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.dflib.jjava.jupyter.kernel.history.HistoryEntry;
import org.dflib.jjava.jupyter.kernel.history.HistoryManager;

/** The cells of this session, in memory. Safe for use by many threads. */
final class CellHistory implements HistoryManager {
    private static final int SESSION = 1;

    private final List<HistoryEntry> entries = new ArrayList<>();

    synchronized void add(int number, String input) {
        entries.add(new HistoryEntry(SESSION, number, input, null));
    }

    @Override
    public synchronized List<HistoryEntry> lookupTail(int length, Set<ResultFlag> flags) {
        return last(entries, length);
    }

    @Override
    public synchronized List<HistoryEntry> lookupRange(int session, int start, int stop, Set<ResultFlag> flags) {
        if (session > SESSION) {
            return List.of();
        }
        return entries.stream()
                .filter(e -> e.getCellNumber() >= start && (stop <= 0 || e.getCellNumber() < stop))
                .toList();
    }

    @Override
    public synchronized List<HistoryEntry> search(String glob, int length, Set<ResultFlag> flags) {
        String pattern = glob == null ? "*" : glob;
        List<HistoryEntry> found =
                entries.stream().filter(e -> matches(pattern, e.getInput())).toList();
        if (flags.contains(ResultFlag.UNIQUE)) {
            Map<String, HistoryEntry> unique = new LinkedHashMap<>();
            found.forEach(e -> {
                unique.remove(e.getInput());
                unique.put(e.getInput(), e);
            });
            found = List.copyOf(unique.values());
        }
        return last(found, length);
    }

    private static List<HistoryEntry> last(List<HistoryEntry> all, int length) {
        int from = length <= 0 ? 0 : Math.max(0, all.size() - length);
        return List.copyOf(all.subList(from, all.size()));
    }

    /**
     * Whether a text fits a pattern of {@code *} and {@code ?}. Only the last star is ever tried again, so that no
     * pattern takes longer than the product of both lengths; a regular expression may take forever.
     */
    private static boolean matches(String glob, String text) {
        int g = 0;
        int t = 0;
        int star = -1;
        int afterStar = 0;
        while (t < text.length()) {
            if (g < glob.length() && glob.charAt(g) == '*') {
                star = g++;
                afterStar = t;
            } else if (g < glob.length() && (glob.charAt(g) == '?' || glob.charAt(g) == text.charAt(t))) {
                g++;
                t++;
            } else if (star >= 0) {
                g = star + 1;
                t = ++afterStar;
            } else {
                return false;
            }
        }
        return glob.substring(g).chars().allMatch(c -> c == '*');
    }
}
