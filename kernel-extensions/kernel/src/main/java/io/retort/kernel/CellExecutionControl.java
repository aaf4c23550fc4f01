package io.retort.kernel;

import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import jdk.jshell.execution.DirectExecutionControl;
import jdk.jshell.spi.ExecutionControl;
import jdk.jshell.spi.ExecutionControlProvider;
import jdk.jshell.spi.ExecutionEnv;
import org.jspecify.annotations.Nullable;

/**
 * Runs compiled snippets on the thread of the running cell and keeps what JShell would turn into text: the value of the
 * last snippet and the exception it threw.
 */
final class CellExecutionControl extends DirectExecutionControl {
    private final Supplier<Cell> running;
    private volatile @Nullable Object lastValue;
    private volatile @Nullable Throwable lastThrown;
    private @Nullable Object lastRead;

    CellExecutionControl(CellClassLoader loader, Supplier<Cell> running) {
        super(new CellClasses(loader));
        this.running = running;
    }

    /** Wraps this control for {@code JShell.Builder}. */
    ExecutionControlProvider provider() {
        return new ExecutionControlProvider() {
            @Override
            public String name() {
                return "retort";
            }

            @Override
            public ExecutionControl generate(ExecutionEnv env, Map<String, String> parameters) {
                return CellExecutionControl.this;
            }
        };
    }

    void forget() {
        lastValue = null;
        lastThrown = null;
    }

    @Nullable
    Object lastValue() {
        return lastValue;
    }

    @Nullable
    Throwable lastThrown() {
        return lastThrown;
    }

    @Override
    protected String invoke(Method snippet) throws Exception {
        Cell cell = running.get();
        if (cell.token().isCancelled()) {
            throw new StoppedException();
        }
        try {
            lastValue = cell.thread().call(() -> snippet.invoke(null));
            return "";
        } catch (InvocationTargetException e) {
            lastThrown = e.getCause();
            throw e;
        } catch (CellInterrupted e) {
            lastThrown = e;
            throw new StoppedException();
        } catch (Throwable e) {
            lastThrown = e;
            throw new InternalException(e.toString());
        }
    }

    /** Keeps the value itself, see {@link #lastRead}. */
    @Override
    public String varValue(String className, String varName) throws InternalException {
        try {
            Field field = findClass(className).getDeclaredField(varName);
            field.setAccessible(true); // JShell's classes are not public
            lastRead = field.get(null);
            return "";
        } catch (ReflectiveOperationException e) {
            throw new InternalException(e.toString());
        }
    }

    /** The value of the variable that JShell asked for last. */
    @Nullable
    Object lastRead() {
        Object value = lastRead;
        lastRead = null;
        return value;
    }

    @Override
    public void stop() {
        running.get().thread().giveUp();
    }

    /** JShell copies causes by recursion, which a ring of causes, or a very long chain, would not end. */
    @Override
    protected String throwConvertedInvocationException(Throwable thrown) throws RunException, InternalException {
        List<Throwable> chain = ErrorWriter.chain(thrown);
        boolean ends = chain.get(chain.size() - 1).getCause() == null;
        if (ends && chain.size() <= ErrorWriter.CAUSE_LIMIT) {
            return super.throwConvertedInvocationException(thrown);
        }
        UserException copy = null;
        for (int i = Math.min(chain.size(), ErrorWriter.CAUSE_LIMIT) - 1; i >= 0; i--) {
            Throwable link = chain.get(i);
            UserException outer =
                    new UserException(link.getMessage(), link.getClass().getName(), link.getStackTrace());
            outer.initCause(copy);
            copy = outer;
        }
        throw Objects.requireNonNull(copy);
    }
}
