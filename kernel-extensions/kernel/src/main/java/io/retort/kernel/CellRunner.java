package io.retort.kernel;

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
            return java.get().eval(source, code.from(), code.to(), cell);
        }
        if (part instanceof CellSource.LineCall call) {
            return cell.thread().<@Nullable Object>call(() -> magics.line(call.name(), call.text()));
        }
        CellSource.CellCall call = (CellSource.CellCall) part;
        return cell.thread().<@Nullable Object>call(() -> magics.cell(call.name(), call.text(), call.body()));
    }
}
