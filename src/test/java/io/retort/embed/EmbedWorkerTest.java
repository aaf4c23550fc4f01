package io.retort.embed;

import static org.assertj.core.api.Assertions.assertThat;

import io.retort.core.CancelToken;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Batches that do not fit into memory: halved until they do, and larger again afterwards. */
@Timeout(30)
class EmbedWorkerTest {
    private static final Tokenizer TOKENIZER =
            LoadedModel.find("molecule-encoder").openTokenizer();

    /** Has memory for so many tokens; the vector of a row is its length. */
    private static final class SmallMemory implements EmbedWorker.Engine {
        final List<Integer> batches = new ArrayList<>();
        int memory;

        SmallMemory(int memory) {
            this.memory = memory;
        }

        @Override
        public void run(TokenRows tokens, BatchRunner.Slice slice, CancelToken cancel, BatchRunner.Sink sink)
                throws BatchRunner.TooLarge {
            int cells = (slice.to() - slice.from()) * slice.width();
            if (cells > memory) {
                throw new BatchRunner.TooLarge(new OutOfMemoryError("no room for " + cells));
            }
            batches.add(cells);
            for (int i = slice.from(); i < slice.to(); i++) {
                sink.accept(slice.order()[i], FloatBuffer.wrap(new float[] {tokens.length(slice.order()[i])}), 0);
            }
        }

        @Override
        public void close() {}

        @Override
        public boolean usesCaller() {
            return false;
        }
    }

    private static Window window(List<String> texts) {
        long[] places = LongStream.range(0, texts.size()).toArray();
        @Nullable String[] array = texts.toArray(String[]::new);
        RowPages.Page page = new RowPages.Page(0, texts.size(), places, array, new boolean[texts.size()], null);
        return Window.of(page, TOKENIZER, TooLong.REJECT, 1, ByteBuffer::allocateDirect);
    }

    private static Window work(List<String> texts, TokenBudget budget, SmallMemory engine) throws InterruptedException {
        WindowQueue queue = new WindowQueue(1);
        Window window = window(texts);
        queue.put(window);
        queue.complete();
        new EmbedWorker(queue, budget, engine, new CancelToken()).run();
        assertThat(queue.failure()).isNull();
        assertThat(window.isDone()).isTrue();
        return window;
    }

    @Test
    void run_batchTooLarge_isHalvedAndEveryRowIsMadeOnce() throws InterruptedException {
        List<String> texts = IntStream.range(0, 300)
                .mapToObj(i -> "CNOSPFIBcn".charAt(i / 30) + "C".repeat(i % 30))
                .toList();
        TokenBudget budget = TokenBudget.fixed(4000);
        RowPages.Written written = work(texts, budget, new SmallMemory(500)).written();

        assertThat(written.made()).containsExactly(IntStream.range(0, 300).toArray());
        FloatBuffer vectors = written.vectors().asFloatBuffer();
        for (int i = 0; i < 300; i++) {
            assertThat(vectors.get(i)).isEqualTo(3 + i % 30);
        }
        assertThat(budget.halvings()).isPositive();
        assertThat(budget.tokens()).isLessThanOrEqualTo(500);
    }

    @Test
    void run_rowTooLargeAlone_isRejectedWithItsReason() throws InterruptedException {
        RowPages.Written written = work(
                        List.of("CC", "C".repeat(100), "CCC"), TokenBudget.fixed(1000), new SmallMemory(20))
                .written();

        assertThat(written.made()).containsExactly(0, 2);
        assertThat(written.vectors().asFloatBuffer().get(1)).isEqualTo(5);
        assertThat(written.issues()).singleElement().satisfies(issue -> {
            assertThat(issue.row()).isEqualTo(2);
            assertThat(issue.code()).isEqualTo(io.retort.core.IssueCode.OUT_OF_MEMORY);
        });
    }

    @Test
    void run_textsThatComeAgain_areComputedOnceAndEveryRowHasItsVector() throws InterruptedException {
        String tooLarge = "C".repeat(100);
        List<String> texts = List.of("CC", tooLarge, "CCC", "CC", tooLarge, "C", "CC", "CCC");
        SmallMemory engine = new SmallMemory(20);
        Window window = work(texts, TokenBudget.fixed(1000), engine);
        RowPages.Written written = window.written();

        assertThat(written.made()).containsExactly(0, 2, 3, 5, 6, 7);
        float[] vectors = new float[6];
        written.vectors().asFloatBuffer().get(vectors);
        assertThat(vectors).containsExactly(4, 5, 4, 3, 4, 5);
        assertThat(engine.batches.stream().mapToInt(cells -> cells).sum()).isLessThan(3 * 5 + 1);
        assertThat(written.issues()).extracting(issue -> issue.row()).containsExactly(2L, 5L);
        assertThat(IntStream.range(0, 8).filter(window::isRepeated)).containsExactly(3, 4, 6, 7);
    }

    @Test
    void tokens_memoryIsThereAgain_growsBack() throws InterruptedException {
        TokenBudget budget = TokenBudget.fixed(2000);
        budget.tooLarge(2000);
        assertThat(budget.tokens()).isEqualTo(1000);
        for (int i = 0; i < 32 * 4; i++) {
            budget.measured(1000, 0.01, 0.01);
        }
        assertThat(budget.tokens()).isEqualTo(2000);
    }

    @Test
    void tokens_severalSizes_staysWithTheOneOfMostTokensPerSecond() {
        TokenBudget budget = TokenBudget.measuring(false);
        for (int i = 0; i < 32; i++) {
            int tokens = budget.tokens();
            budget.measured(tokens, 0.1, tokens * (tokens == 2048 ? 1e-5 : 2e-5));
        }
        assertThat(budget.chosen()).isEqualTo(2048);
    }

    @Test
    void tokens_noSizeClearlyFaster_staysWithTheUsual() {
        TokenBudget budget = TokenBudget.measuring(false);
        for (int i = 0; i < 32; i++) {
            int tokens = budget.tokens();
            budget.measured(tokens, 0.1, tokens * (tokens == 512 ? 1.96e-5 : 2e-5));
        }
        assertThat(budget.chosen()).isEqualTo(1024);
    }

    @Test
    void tokens_batchesThatTakeTooLong_shrink() {
        TokenBudget budget = TokenBudget.fixed(4096);
        budget.measured(4096, 10, 10);
        assertThat(budget.tokens()).isEqualTo(2048);
    }
}
