package io.retort.kernel;

import jdk.jshell.Snippet;
import jdk.jshell.SourceCodeAnalysis;
import jdk.jshell.SourceCodeAnalysis.CompletionInfo;
import org.dflib.jjava.jupyter.kernel.BaseKernel;

/** Tells whether a cell can run as it is, in the words of {@link BaseKernel#isComplete}. */
final class Completeness {
    private final SourceCodeAnalysis analysis;

    Completeness(SourceCodeAnalysis analysis) {
        this.analysis = analysis;
    }

    String of(String code) {
        String result = BaseKernel.IS_COMPLETE_YES;
        for (CellSource.Part part : CellSource.parse(code)) {
            if (part instanceof CellSource.CellCall call && !call.body().endsWith("\n")) {
                result = ""; // a blank line ends a cell magic
            } else if (part instanceof CellSource.Java java) {
                result = ofJava(code.substring(java.from(), java.to()));
            }
            if (!result.equals(BaseKernel.IS_COMPLETE_YES)) {
                return result;
            }
        }
        return result;
    }

    private String ofJava(String code) {
        String rest = code;
        while (!rest.isBlank()) {
            CompletionInfo info = analysis.analyzeCompletion(rest);
            switch (info.completeness()) {
                case DEFINITELY_INCOMPLETE, CONSIDERED_INCOMPLETE -> {
                    return indent(rest);
                }
                case UNKNOWN -> {
                    return BaseKernel.IS_COMPLETE_BAD;
                }
                default -> {
                    if (isErroneous(info.source())) {
                        return BaseKernel.IS_COMPLETE_BAD;
                    }
                    rest = info.remaining() == null ? "" : info.remaining();
                }
            }
        }
        return BaseKernel.IS_COMPLETE_YES;
    }

    /** The analysis only looks for an end; the parser knows whether what comes before it is Java. */
    private boolean isErroneous(String snippet) {
        return !snippet.isBlank()
                && analysis.sourceToSnippets(snippet).stream().anyMatch(s -> s.kind() == Snippet.Kind.ERRONEOUS);
    }

    private static String indent(String code) {
        String line = code.stripTrailing();
        line = line.substring(line.lastIndexOf('\n') + 1);
        String own = line.substring(0, line.length() - line.stripLeading().length());
        return line.endsWith("{") || line.endsWith("(") ? own + "    " : own;
    }
}
