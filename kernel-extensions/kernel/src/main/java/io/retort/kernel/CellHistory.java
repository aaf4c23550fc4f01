package io.retort.kernel;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
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
        Pattern pattern = Pattern.compile(toRegex(glob == null ? "*" : glob), Pattern.DOTALL);
        List<HistoryEntry> found = entries.stream()
                .filter(e -> pattern.matcher(e.getInput()).matches())
                .toList();
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

    private static String toRegex(String glob) {
        StringBuilder regex = new StringBuilder();
        for (int i = 0; i < glob.length(); i++) {
            char c = glob.charAt(i);
            regex.append(c == '*' ? ".*" : c == '?' ? "." : Pattern.quote(String.valueOf(c)));
        }
        return regex.toString();
    }
}
