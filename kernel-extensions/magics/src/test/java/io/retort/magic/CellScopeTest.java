package io.retort.magic;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

@SuppressWarnings("try") // bindings work by being open
class CellScopeTest {
    private static final class OneCell extends CellScope {}

    @Test
    void current_outsideOfCells_isIdle() {
        assertThat(CellScope.currentToken().isCancelled()).isFalse();
    }

    @Test
    void current_threadStartedInCell_belongsToIt() throws Exception {
        OneCell cell = new OneCell();
        CompletableFuture<CellScope> seen = new CompletableFuture<>();
        try (CellScope.Binding binding = cell.bind()) {
            Thread thread = new Thread(() -> seen.complete(CellScope.current()));
            thread.start();
            thread.join();
        }

        assertThat(seen.get()).isSameAs(cell);
        assertThat(CellScope.current()).isNotSameAs(cell);
    }
}
