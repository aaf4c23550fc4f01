package io.retort.kernel;

import com.google.gson.Gson;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.dflib.jjava.jupyter.kernel.BaseKernel;
import org.dflib.jjava.jupyter.kernel.ReplacementOptions;
import org.dflib.jjava.jupyter.kernel.display.DisplayData;
import org.dflib.jjava.jupyter.kernel.history.HistoryEntry;
import org.dflib.jjava.jupyter.kernel.history.HistoryManager.ResultFlag;
import org.dflib.jjava.jupyter.messages.Header;
import org.dflib.jjava.jupyter.messages.MessageType;
import org.dflib.jjava.jupyter.messages.request.CompleteRequest;
import org.dflib.jjava.jupyter.messages.request.HistoryRequest;
import org.dflib.jjava.jupyter.messages.request.InspectRequest;
import org.dflib.jjava.jupyter.messages.request.IsCompleteRequest;
import org.dflib.jjava.jupyter.messages.request.KernelInfoRequest;
import org.jspecify.annotations.Nullable;

/** Answers the requests that run no code. Cursor positions count characters, where Java counts UTF-16 units. */
final class QueryHandler {
    private final RetortKernel kernel;
    private final Gson gson = new Gson();

    QueryHandler(RetortKernel kernel) {
        this.kernel = kernel;
    }

    /**
     * A reply.
     *
     * @param type its type
     * @param content what it says
     */
    record Reply(MessageType<?> type, JsonObject content) {}

    /**
     * Answers a request.
     *
     * @param content what it asks
     * @return the reply; null if it is none of these requests
     */
    @Nullable
    Reply answer(Object content) {
        if (content instanceof KernelInfoRequest) {
            return new Reply(MessageType.KERNEL_INFO_REPLY, kernelInfo());
        }
        if (content instanceof CompleteRequest request) {
            return new Reply(MessageType.COMPLETE_REPLY, complete(request));
        }
        if (content instanceof InspectRequest request) {
            return new Reply(MessageType.INSPECT_REPLY, inspect(request));
        }
        if (content instanceof IsCompleteRequest request) {
            return new Reply(MessageType.IS_COMPLETE_REPLY, isComplete(request));
        }
        if (content instanceof HistoryRequest request) {
            return new Reply(MessageType.HISTORY_REPLY, history(request));
        }
        return null;
    }

    private JsonObject kernelInfo() {
        JsonObject reply = Messages.status("ok");
        reply.addProperty("protocol_version", Header.PROTOCOL_VERISON);
        reply.addProperty("implementation", kernel.getName());
        reply.addProperty("implementation_version", kernel.getVersion());
        reply.add("language_info", gson.toJsonTree(kernel.getLanguageInfo()));
        reply.addProperty("banner", kernel.getBanner());
        reply.addProperty("debugger", false);
        reply.add("help_links", gson.toJsonTree(kernel.getHelpLinks()));
        return reply;
    }

    private JsonObject complete(CompleteRequest request) {
        String code = request.getCode();
        ReplacementOptions options = kernel.complete(code, unit(code, request.getCursorPos()));
        JsonObject reply = Messages.status("ok");
        reply.add("matches", Messages.strings(options.getReplacements()));
        reply.addProperty("cursor_start", code.codePointCount(0, options.getSourceStart()));
        reply.addProperty("cursor_end", code.codePointCount(0, options.getSourceEnd()));
        reply.add("metadata", new JsonObject());
        return reply;
    }

    private JsonObject inspect(InspectRequest request) {
        String code = request.getCode();
        DisplayData found = kernel.inspect(code, unit(code, request.getCursorPos()), request.getDetailLevel() > 0);
        JsonObject reply =
                found == null ? new JsonObject() : gson.toJsonTree(found).getAsJsonObject();
        if (found == null) {
            reply.add("data", new JsonObject());
            reply.add("metadata", new JsonObject());
        }
        reply.addProperty("status", "ok");
        reply.addProperty("found", found != null);
        return reply;
    }

    private JsonObject isComplete(IsCompleteRequest request) {
        String result = kernel.isComplete(request.getCode());
        boolean known = List.of(BaseKernel.IS_COMPLETE_YES, BaseKernel.IS_COMPLETE_BAD, BaseKernel.IS_COMPLETE_MAYBE)
                .contains(result);
        JsonObject reply = Messages.status(known ? result : "incomplete");
        if (!known) {
            reply.addProperty("indent", result);
        }
        return reply;
    }

    private JsonObject history(HistoryRequest request) {
        Set<ResultFlag> flags = EnumSet.noneOf(ResultFlag.class);
        List<HistoryEntry> entries;
        if (request instanceof HistoryRequest.Tail tail) {
            entries = kernel.cellHistory().lookupTail(tail.getMaxReturnLength(), flags);
        } else if (request instanceof HistoryRequest.Range range) {
            entries =
                    kernel.cellHistory().lookupRange(range.getSessionIndex(), range.getStart(), range.getStop(), flags);
        } else {
            HistoryRequest.Search search = (HistoryRequest.Search) request;
            if (search.filterUnique()) {
                flags.add(ResultFlag.UNIQUE);
            }
            entries = kernel.cellHistory().search(search.getPattern(), search.getMaxReturnLength(), flags);
        }
        JsonArray rows = new JsonArray();
        entries.forEach(entry -> rows.add(row(entry, request.includeOutput())));
        return Messages.with(Messages.status("ok"), "history", rows);
    }

    private static JsonArray row(HistoryEntry entry, boolean withOutput) {
        JsonArray row = new JsonArray();
        row.add(entry.getSession());
        row.add(entry.getCellNumber());
        if (withOutput) {
            JsonArray pair = new JsonArray();
            pair.add(entry.getInput());
            pair.add("");
            row.add(pair);
        } else {
            row.add(entry.getInput());
        }
        return row;
    }

    private static int unit(String code, int position) {
        int count = code.codePointCount(0, code.length());
        return code.offsetByCodePoints(0, Math.max(0, Math.min(position, count)));
    }
}
