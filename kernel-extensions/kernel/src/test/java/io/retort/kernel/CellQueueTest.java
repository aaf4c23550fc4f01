package io.retort.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.google.gson.Gson;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.dflib.jjava.jupyter.Extension;
import org.dflib.jjava.jupyter.kernel.BaseKernel;
import org.dflib.jjava.jupyter.messages.ContentType;
import org.dflib.jjava.jupyter.messages.Header;
import org.dflib.jjava.jupyter.messages.Message;
import org.dflib.jjava.jupyter.messages.MessageContext;
import org.dflib.jjava.jupyter.messages.request.CompleteRequest;
import org.dflib.jjava.jupyter.messages.request.ExecuteRequest;
import org.dflib.jjava.jupyter.messages.request.InspectRequest;
import org.dflib.jjava.jupyter.messages.request.IsCompleteRequest;
import org.dflib.jjava.jupyter.messages.request.KernelInfoRequest;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class CellQueueTest {
    private static final List<String> PUBLISHED = Collections.synchronizedList(new ArrayList<>());
    private static final Gson GSON = new Gson();
    private static RetortKernel kernel;
    private static CellQueue cells;
    private static QueryHandler queries;

    private static final class Recorder implements Publishing {
        @Override
        public <T extends ContentType<T>> void publish(MessageContext parent, T content) {
            PUBLISHED.add(content.getType().getName() + " " + GSON.toJson(content));
        }
    }

    @BeforeAll
    static void start() {
        kernel = RetortKernel.create(new Recorder(), (cell, prompt, password) -> "answer");
        kernel.startJava();
        kernel.onStartup();
        cells = new CellQueue(kernel, new Recorder());
        queries = new QueryHandler(kernel);
    }

    @AfterAll
    static void stop() {
        kernel.onShutdown(false);
    }

    @BeforeEach
    void forget() {
        PUBLISHED.clear();
    }

    private static JsonObject run(String code, boolean silent, Map<String, String> expressions) {
        ExecuteRequest request = new ExecuteRequest(code, silent, true, expressions, true, true);
        return cells.execute(new Message<>(new Header<>("test", ExecuteRequest.MESSAGE_TYPE), request));
    }

    private static JsonObject run(String code) {
        return run(code, false, Map.of());
    }

    private static String status(JsonObject content) {
        return content.get("status").getAsString();
    }

    @Test
    void execute_expression_isPublished() {
        assertThat(status(run("6 * 7"))).isEqualTo("ok");
        assertThat(PUBLISHED).anyMatch(p -> p.startsWith("execute_result") && p.contains("\"42\""));
    }

    @Test
    void execute_silent_countsAndPublishesNothing() {
        int before = run("1").get("execution_count").getAsInt();
        PUBLISHED.clear();
        run("2", true, Map.of());

        assertThat(PUBLISHED).isEmpty();
        assertThat(run("3").get("execution_count").getAsInt()).isEqualTo(before + 1);
    }

    @Test
    void execute_compileError_pointsAtIt() {
        JsonObject reply = run("int x = 1;\nnothing();");

        assertThat(reply.get("ename").getAsString()).isEqualTo("CompilationError");
        assertThat(reply.get("traceback").toString()).contains("line 2", "^^^^^^^");
    }

    @Test
    void execute_exception_hidesTheKernel() {
        JsonObject reply = run("throw new IllegalStateException(\"outer\", new RuntimeException(\"inner\"));");

        assertThat(reply.get("ename").getAsString()).isEqualTo("IllegalStateException");
        assertThat(reply.get("traceback").toString())
                .contains("Caused by: java.lang.RuntimeException: inner", "line 1")
                .doesNotContain("io.retort");
    }

    @Test
    void execute_textThatNoClassCanHold_isReportedOnce() {
        JsonObject reply = run("\"" + "x".repeat(70_000) + "\"");

        assertThat(reply.get("evalue").getAsString()).contains("constant string too long");
        assertThat(status(run("1 + 1"))).isEqualTo("ok");
        assertThat(status(run("int afterwards = 1;"))).isEqualTo("ok");
    }

    @Test
    void execute_deepNesting_isOneSentence() {
        JsonObject reply = run("(".repeat(20_000) + "1" + ")".repeat(20_000));

        assertThat(reply.get("ename").getAsString()).isEqualTo("CompilationError");
        assertThat(reply.get("evalue").getAsString()).contains("split it");
        assertThat(status(run("1 + 1"))).isEqualTo("ok");
    }

    @Test
    void execute_unknownMagic_isOneSentence() {
        JsonObject reply = run("%helpp");

        assertThat(reply.get("evalue").getAsString()).contains("did you mean \"help\"");
        assertThat(reply.getAsJsonArray("traceback")).hasSize(1);
    }

    @Test
    void execute_userExpressions_areAnswered() {
        JsonObject results = run("int u = 6;", false, Map.of("good", "u + 1", "bad", "nothing()"))
                .getAsJsonObject("user_expressions");

        assertThat(results.get("good").toString()).contains("\"7\"");
        assertThat(status(results.getAsJsonObject("bad"))).isEqualTo("error");
    }

    @Test
    void interrupt_busyLoop_stops() {
        Daemon.start("test-interrupt", () -> {
            try {
                Thread.sleep(500);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            cells.interrupt();
        });

        assertThat(run("while (true) { }").get("ename").getAsString()).isEqualTo("Interrupted");
        assertThat(status(run("1"))).isEqualTo("ok");
    }

    @Test
    void answer_queries() {
        run("int abcdef = 1;");

        assertThat(status(queries.answer(new KernelInfoRequest()).content())).isEqualTo("ok");
        assertThat(queries.answer(new CompleteRequest("abcd", 4)).content().toString())
                .contains("abcdef");
        assertThat(queries.answer(new CompleteRequest("%help h", 7)).content().toString())
                .contains("\"help\"");
        assertThat(queries.answer(new InspectRequest("Math.max", 8, 0))
                        .content()
                        .toString())
                .contains("int Math.max(int a, int b)");
        assertThat(status(queries.answer(new IsCompleteRequest("for (;;) {")).content()))
                .isEqualTo("incomplete");
        assertThat(status(
                        queries.answer(new IsCompleteRequest("int a = 1 +* 2;")).content()))
                .isEqualTo("invalid");
        assertThat(status(queries.answer(new IsCompleteRequest("int a = 1;")).content()))
                .isEqualTo("complete");
        assertThat(kernel.cellHistory().search("*abcdef*", 5, java.util.Set.of()))
                .isNotEmpty();
    }

    @Test
    void installExtension_oneThatFails_leavesTheKernelWell() {
        Extension broken = new Extension() {
            @Override
            public void install(BaseKernel host) {
                throw new NoClassDefFoundError("org/example/Missing");
            }

            @Override
            public void uninstall(BaseKernel host) {
                // nothing was installed
            }
        };

        assertThatCode(() -> kernel.installExtension(broken)).doesNotThrowAnyException();
    }
}
