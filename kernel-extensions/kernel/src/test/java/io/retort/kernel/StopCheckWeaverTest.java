package io.retort.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.retort.magic.CellScope;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.InvocationTargetException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@SuppressWarnings("try") // bindings work by being open
class StopCheckWeaverTest {
    /** Code as a user may write it. */
    public static final class Loops {
        private Loops() {}

        /** Counts. */
        public static long count(long limit) {
            long sum = 0;
            for (long i = 0; i < limit; i++) {
                sum += i % 3 == 0 ? 2 : 1;
            }
            return sum;
        }
    }

    private static final class OneCell extends CellScope {}

    private static Object call(long limit) throws Exception {
        String name = Loops.class.getName();
        CellClassLoader loader = new CellClassLoader(new ClassLoader(StopCheckWeaverTest.class.getClassLoader()) {
            @Override
            protected Class<?> loadClass(String wanted, boolean resolve) throws ClassNotFoundException {
                if (wanted.equals(name)) {
                    throw new ClassNotFoundException(wanted);
                }
                return super.loadClass(wanted, resolve);
            }
        });
        loader.declare(name, StopCheckWeaver.weave(bytecode()));
        return loader.loadClass(name).getMethod("count", long.class).invoke(null, limit);
    }

    private static byte[] bytecode() throws IOException {
        String file = Loops.class.getName().replace('.', '/') + ".class";
        try (InputStream in = StopCheckWeaverTest.class.getClassLoader().getResourceAsStream(file)) {
            return in.readAllBytes();
        }
    }

    @Test
    void weave_loop_givesTheSameResult() throws Exception {
        assertThat(call(1000)).isEqualTo(Loops.count(1000));
    }

    @Test
    @Timeout(30)
    void weave_endlessLoop_stopsWhenTheCellIsCancelled() {
        OneCell cell = new OneCell();
        StopCheck.trip();
        try (CellScope.Binding binding = cell.bind()) {
            cell.token().cancel("test");
            assertThatThrownBy(() -> call(Long.MAX_VALUE))
                    .isInstanceOf(InvocationTargetException.class)
                    .hasCauseInstanceOf(CellStopped.class);
        } finally {
            StopCheck.reset();
        }
    }

    @Test
    void weave_otherCell_runsOn() throws Exception {
        StopCheck.trip();
        try (CellScope.Binding binding = new OneCell().bind()) {
            assertThat(call(1000)).isEqualTo(Loops.count(1000));
        } finally {
            StopCheck.reset();
        }
    }
}
