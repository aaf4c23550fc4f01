package io.retort.kernel;

import io.retort.core.UsageException;
import io.retort.magic.Magic;
import io.retort.magic.MagicCatalog;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import jdk.jshell.SourceCodeAnalysis.Documentation;
import org.dflib.jjava.jupyter.kernel.display.DisplayData;
import org.dflib.jjava.jupyter.kernel.magic.MagicsRegistry;
import org.jspecify.annotations.Nullable;

/** Says what is under the cursor: a magic's usage, a variable's type, a signature with its documentation. */
final class Inspector {
    private final JavaEvaluator java;
    private final MagicsRegistry magics;

    Inspector(JavaEvaluator java, MagicsRegistry magics) {
        this.java = java;
        this.magics = magics;
    }

    @Nullable
    DisplayData inspect(String code, int at) {
        int cursor = Math.max(0, Math.min(at, code.length()));
        int lineStart = code.lastIndexOf('\n', cursor - 1) + 1;
        String line = code.substring(lineStart);
        if (line.startsWith("%")) {
            String name = line.replaceFirst("^%+", "").split("\\s", 2)[0];
            return MagicCatalog.find(magics, name)
                    .map(m -> new DisplayData(m.help() + "\n" + m.usage()))
                    .orElse(null);
        }
        int end = cursor;
        while (end < code.length() && Character.isJavaIdentifierPart(code.charAt(end))) {
            end++;
        }
        int start = new Completer(java, magics).snippetStart(code, end);
        String text = describe(code.substring(start, end));
        return text.isEmpty() ? null : new DisplayData(text);
    }

    /** What is known of a name: a magic, a variable, a class or a method. */
    String explain(String name) {
        Optional<Magic<?>> magic = MagicCatalog.find(magics, name.replaceFirst("^%+", ""));
        String text = name.startsWith("%") ? "" : describe(name);
        if (text.isEmpty()) {
            text = magic.map(m -> m.help() + "\n" + m.usage()).orElse("");
        }
        if (text.isEmpty()) {
            throw new UsageException("Nothing is known of " + name + ": it is no magic, variable, class or method");
        }
        return text;
    }

    private String describe(String snippet) {
        String variable = variable(snippet);
        if (!variable.isEmpty()) {
            return variable;
        }
        String found = documentation(snippet);
        return found.isEmpty() ? documentation(snippet + "(") : found;
    }

    private String variable(String snippet) {
        int start = snippet.length();
        while (start > 0 && Character.isJavaIdentifierPart(snippet.charAt(start - 1))) {
            start--;
        }
        if (start > 0 && snippet.charAt(start - 1) == '.') {
            return "";
        }
        String name = snippet.substring(start);
        return java.shell()
                .variables()
                .filter(v -> v.name().equals(name))
                .map(v -> v.typeName() + " " + v.name())
                .findFirst()
                .orElse("");
    }

    private String documentation(String snippet) {
        List<Documentation> found = java.analysis().documentation(snippet, snippet.length(), true);
        return found.stream()
                .map(d -> d.javadoc() == null ? d.signature() : d.signature() + "\n" + plain(d.javadoc()))
                .distinct()
                .collect(Collectors.joining("\n\n"));
    }

    private static String plain(String javadoc) {
        return javadoc.replaceAll("<[^>]+>", "").strip();
    }
}
