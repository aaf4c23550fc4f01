package io.retort.kernel;

import io.retort.engine.Suggestions;
import io.retort.magic.MagicCatalog;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import jdk.jshell.SourceCodeAnalysis.CompletionInfo;
import jdk.jshell.SourceCodeAnalysis.Suggestion;
import org.dflib.jjava.jupyter.kernel.ReplacementOptions;
import org.dflib.jjava.jupyter.kernel.magic.MagicsRegistry;

/** Proposes completions: names and arguments of magics, and Java. Offsets are those of Java strings. */
final class Completer {
    /** The start of a line such as {@code var t = %sql ...}, up to and with the percent sign. */
    private static final Pattern ASSIGNED = Pattern.compile("[\\w.<>\\[\\],? $]+=\\s*%(?=\\w|$)");

    private final JavaEvaluator java;
    private final MagicsRegistry magics;

    Completer(JavaEvaluator java, MagicsRegistry magics) {
        this.java = java;
        this.magics = magics;
    }

    ReplacementOptions complete(String code, int at) {
        int cursor = Math.max(0, Math.min(at, code.length()));
        int lineStart = code.lastIndexOf('\n', cursor - 1) + 1;
        String line = code.substring(lineStart, cursor);
        Matcher assigned = ASSIGNED.matcher(line);
        int magicStart = line.startsWith("%") ? 0 : assigned.lookingAt() ? assigned.end() - 1 : -1;
        if (magicStart >= 0) {
            return completeMagic(line.substring(magicStart), lineStart + magicStart, cursor);
        }
        if (code.stripLeading().startsWith("%%")) {
            return completeBody(code, cursor);
        }
        return completeJava(code, cursor);
    }

    private ReplacementOptions completeMagic(String line, int lineStart, int cursor) {
        String sign = line.startsWith("%%") ? "%%" : "%";
        String rest = line.substring(sign.length());
        int blank = rest.indexOf(' ');
        if (blank < 0) {
            Set<String> names = new TreeSet<>();
            if (sign.equals("%")) {
                magics.getLineMagicNames().forEach(n -> names.add("%" + n));
            }
            if (lineStart == 0) {
                magics.getCellMagicNames().forEach(n -> names.add("%%" + n));
            }
            List<String> found = names.stream().filter(n -> n.startsWith(line)).toList();
            return new ReplacementOptions(found, lineStart, cursor);
        }
        String text = rest.substring(blank + 1);
        List<String> found = MagicCatalog.find(magics, rest.substring(0, blank))
                .map(m -> m.suggest(text))
                .orElse(List.of());
        int word = Math.max(text.lastIndexOf(' '), text.lastIndexOf('\t')) + 1;
        return new ReplacementOptions(found, cursor - (text.length() - word), cursor);
    }

    /** The body of a cell magic, in the magic's own language. */
    private ReplacementOptions completeBody(String code, int cursor) {
        int start = code.length() - code.stripLeading().length();
        int bodyStart = code.indexOf('\n', start) + 1;
        String name = code.substring(start + 2, bodyStart).strip().split("\\s", 2)[0];
        Suggestions found = MagicCatalog.find(magics, name)
                .map(m -> m.suggestBody(code.substring(bodyStart), cursor - bodyStart))
                .orElse(new Suggestions(cursor - bodyStart, List.of()));
        return new ReplacementOptions(found.texts(), bodyStart + found.from(), cursor);
    }

    private ReplacementOptions completeJava(String code, int cursor) {
        int start = snippetStart(code, cursor);
        String snippet = code.substring(start, cursor);
        int[] anchor = {snippet.length()};
        List<Suggestion> suggestions = java.analysis().completionSuggestions(snippet, snippet.length(), anchor);
        List<String> found = suggestions.stream()
                .sorted((a, b) -> Boolean.compare(b.matchesType(), a.matchesType()))
                .map(Suggestion::continuation)
                .distinct()
                .toList();
        return new ReplacementOptions(found, start + anchor[0], cursor);
    }

    /** Where the snippet that holds the cursor begins: JShell completes one snippet at a time. */
    int snippetStart(String code, int cursor) {
        int start = 0;
        for (CellSource.Part part : CellSource.parse(code)) {
            if (part instanceof CellSource.Java java && java.from() <= cursor) {
                start = java.from();
            }
        }
        String rest = code.substring(start, cursor);
        while (true) {
            CompletionInfo info = java.analysis().analyzeCompletion(rest);
            String remaining = info.remaining();
            if (!info.completeness().isComplete() || remaining == null || remaining.isBlank()) {
                return cursor - rest.length();
            }
            rest = remaining;
        }
    }
}
