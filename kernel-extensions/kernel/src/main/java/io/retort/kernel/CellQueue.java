package io.retort.kernel;

import com.google.gson.Gson;
import com.google.gson.JsonObject;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.dflib.jjava.jupyter.kernel.display.DisplayData;
import org.dflib.jjava.jupyter.messages.Message;
import org.dflib.jjava.jupyter.messages.publish.PublishError;
import org.dflib.jjava.jupyter.messages.publish.PublishExecuteInput;
import org.dflib.jjava.jupyter.messages.publish.PublishExecuteResult;
import org.dflib.jjava.jupyter.messages.request.ExecuteRequest;
import org.jspecify.annotations.Nullable;

/** Runs execute requests one after the other and makes their replies. */
final class CellQueue {
    private final RetortKernel kernel;
    private final Publishing publishing;
    private final Interrupter interrupter;
    private final AtomicReference<@Nullable Cell> running = new AtomicReference<>();
    private final Gson gson = new Gson();

    CellQueue(RetortKernel kernel, Publishing publishing) {
        this.kernel = kernel;
        this.publishing = publishing;
        this.interrupter = new Interrupter(kernel);
    }

    /** Stops the running cell, if there is one. Any thread may call it. */
    void interrupt() {
        Cell cell = running.get();
        if (cell != null) {
            interrupter.interrupt(cell, () -> running.get() != cell);
        }
    }

    /**
     * Runs a cell.
     *
     * @param message the request
     * @return content of the reply
     */
    JsonObject execute(Message<?> message) {
        ExecuteRequest request = (ExecuteRequest) message.getContent();
        boolean counted = !request.isSilent() && request.shouldStoreHistory();
        Cell cell = kernel.newCell(message, counted, request.isSilent());
        cell.begin();
        running.set(cell); // before anybody hears of the cell: an interrupt that follows must find it
        if (!request.isSilent()) {
            publishing.publish(message, new PublishExecuteInput(request.getCode(), cell.number()));
        }
        if (counted) {
            kernel.cellHistory().add(cell.number(), request.getCode());
        }
        kernel.allowInput(request.isStdinEnabled());
        JsonObject reply;
        try {
            reply = run(request, cell);
        } finally {
            running.set(null);
            cell.end();
            cell.thread().end();
            cell.streams().flush();
        }
        reply.addProperty("execution_count", cell.number());
        reply.add("payload", Messages.pages(cell.pages()));
        return reply;
    }

    /**
     * The reply to a request that is not run, because one before it failed.
     *
     * @return its content
     */
    static JsonObject aborted() {
        return Messages.status("aborted");
    }

    private JsonObject run(ExecuteRequest request, Cell cell) {
        try {
            Object value = kernel.run(request.getCode(), cell);
            DisplayData shown = value == null ? null : render(value, cell);
            cell.streams().flush();
            if (shown != null && !cell.silent()) {
                publishing.publish(cell.request(), new PublishExecuteResult(cell.number(), shown));
            }
            return Messages.with(Messages.status("ok"), "user_expressions", expressions(request, cell));
        } catch (Throwable failure) { // whatever the code throws is reported in the cell
            ErrorReport report = report(failure, cell);
            cell.streams().flush();
            if (!cell.silent()) {
                publishing.publish(
                        cell.request(), new PublishError(report.name(), report.message(), report.traceback()));
            }
            return Messages.with(Messages.error(report), "user_expressions", new JsonObject());
        }
    }

    /** A value's own {@code toString} may be slow or endless, so that it runs where an interrupt reaches it. */
    private DisplayData render(Object value, Cell cell) throws Throwable {
        return cell.thread().call(() -> kernel.render(value));
    }

    private JsonObject expressions(ExecuteRequest request, Cell cell) {
        JsonObject results = new JsonObject();
        Map<String, String> expressions = request.getUserExpr();
        if (expressions == null) {
            return results;
        }
        expressions.forEach((name, code) -> results.add(name, expression(code, cell)));
        return results;
    }

    private JsonObject expression(String code, Cell cell) {
        try {
            Object value = kernel.run(code, cell);
            JsonObject content = gson.toJsonTree(render(value == null ? "null" : value, cell))
                    .getAsJsonObject();
            content.addProperty("status", "ok");
            return content;
        } catch (Throwable failure) { // an expression that fails does not fail the cell
            return Messages.error(report(failure, cell));
        }
    }

    private ErrorReport report(Throwable failure, Cell cell) {
        SnippetPlaces places = kernel.isJavaReady() ? kernel.java().places() : new SnippetPlaces();
        return new ErrorWriter(places).write(failure, cell);
    }
}
