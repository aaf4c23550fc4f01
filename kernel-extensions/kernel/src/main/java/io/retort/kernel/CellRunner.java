package io.retort.kernel;

import io.retort.core.UsageException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Runs the parts of a cell in order, all of them on the cell's thread. */
final class CellRunner {
    private final Supplier<JavaEvaluator> java;
    private final MagicDispatcher magics;
    private final RetortKernel kernel;

    CellRunner(RetortKernel kernel, Supplier<JavaEvaluator> java) {
        this.kernel = kernel;
        this.java = java;
        this.magics = new MagicDispatcher(kernel);
    }

    /**
     * Runs a cell.
     *
     * @param code its text
     * @param cell the execution
     * @return the value of the last part, if there is one to show
     * @throws Throwable what the code threw
     */
    @Nullable
    Object run(String code, Cell cell) throws Throwable {
        SourceText source = new SourceText(cell.number(), code.replace("\r\n", "\n"));
        List<CellSource.Part> parts = CellSource.parse(source.text());
        Object value = null;
        for (int i = 0; i < parts.size(); i++) {
            if (cell.token().isCancelled()) {
                throw new CellInterrupted("the cell was interrupted");
            }
            value = run(parts.get(i), source, cell);
            boolean last = i == parts.size() - 1;
            if (!last && value != null && !(parts.get(i) instanceof CellSource.Java)) {
                kernel.display(kernel.render(value));
            }
        }
        return value;
    }

    private @Nullable Object run(CellSource.Part part, SourceText source, Cell cell) throws Throwable {
        if (part instanceof CellSource.Java code) {
            return java(code, source, cell);
        }
        if (part instanceof CellSource.LineCall call) {
            return cell.thread().<@Nullable Object>call(() -> magics.line(call.name(), call.text(), false));
        }
        if (part instanceof CellSource.AssignedCall call) {
            return assign(call, source, cell);
        }
        CellSource.CellCall call = (CellSource.CellCall) part;
        return cell.thread().<@Nullable Object>call(() -> magics.cell(call.name(), call.text(), call.body()));
    }

    private @Nullable Object assign(CellSource.AssignedCall call, SourceText source, Cell cell) throws Throwable {
        Object value = cell.thread().<@Nullable Object>call(() -> magics.line(call.name(), call.text(), true));
        if (value == null) {
            throw new UsageException("%" + call.name() + " gives no value that a variable could take");
        }
        String taken = AssignedValues.expression(value);
        String line = "\n".repeat(source.line(call.from()) - 1) + call.target() + taken + ";";
        SourceText written = new SourceText(cell.number(), line);
        try {
            return java(new CellSource.Java(0, line.length()), written, cell);
        } catch (CompilationFailure e) {
            String magic = "%" + call.name() + " " + call.text();
            throw new CompilationFailure(String.valueOf(e.getMessage()), asWritten(e.lines(), taken + ";", magic));
        }
    }

    /** The compiler's lines with the user's magic where our Java stood, and carets no longer than it. */
    private static List<String> asWritten(List<String> lines, String ours, String magic) {
        List<String> result = new ArrayList<>();
        int longest = Integer.MAX_VALUE;
        for (String line : lines) {
            boolean replaced = line.contains(ours);
            String shown = line.replace(ours, magic);
            boolean carets = line.matches(" *\\^+");
            result.add(carets && line.length() > longest ? line.substring(0, longest) : shown);
            longest = replaced ? shown.length() : Integer.MAX_VALUE;
        }
        return result;
    }

    /** The compiler is recursive. An overflow in the cell's own code comes as a {@link JavaFailure} instead. */
    private @Nullable Object java(CellSource.Java code, SourceText source, Cell cell) {
        try {
            return java.get().eval(source, code.from(), code.to(), cell);
        } catch (StackOverflowError | InternalError e) {
            if (!isOverflow(e)) {
                throw e;
            }
            String message = "this is nested too deeply, or too long an expression, for the compiler; split it";
            throw new CompilationFailure(message, List.of(message));
        }
    }

    private static boolean isOverflow(Throwable thrown) {
        for (Throwable at = thrown; at != null; at = at.getCause()) {
            if (at instanceof StackOverflowError) {
                return true;
            }
        }
        return false;
    }
}
