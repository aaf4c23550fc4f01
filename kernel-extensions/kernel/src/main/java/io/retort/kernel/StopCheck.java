package io.retort.kernel;

import io.retort.magic.CellScope;
import java.lang.invoke.CallSite;
import java.lang.invoke.ConstantCallSite;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.invoke.MutableCallSite;

/**
 * The check that every backward branch of a cell's code runs, so that a busy loop can be stopped on any JDK (threads
 * cannot be stopped from outside since JDK 20). The check is a call site that does nothing until an interrupt changes its
 * target; the compiler removes it from hot loops, which a read of a volatile field would slow down.
 */
public final class StopCheck {
    private static final MethodType TYPE = MethodType.methodType(void.class);
    private static final MethodHandle NOTHING = MethodHandles.empty(TYPE);
    private static final MethodHandle THROW = throwing();
    private static final MutableCallSite SITE = new MutableCallSite(NOTHING);
    private static final MethodHandle INVOKER = SITE.dynamicInvoker();

    private static int trips;

    private StopCheck() {}

    /**
     * Links a check; {@link StopCheckWeaver} writes calls of it.
     *
     * @param lookup the class that holds the check
     * @param name not used
     * @param type {@code ()void}
     * @return the site
     */
    public static CallSite link(MethodHandles.Lookup lookup, String name, MethodType type) {
        return new ConstantCallSite(INVOKER.asType(type));
    }

    /** Makes the check throw in every thread whose cell is cancelled. */
    static synchronized void trip() {
        if (trips++ == 0) {
            setTarget(THROW);
        }
    }

    /** Takes one {@link #trip} back. */
    static synchronized void reset() {
        if (--trips == 0) {
            setTarget(NOTHING);
        }
    }

    private static void setTarget(MethodHandle target) {
        SITE.setTarget(target);
        MutableCallSite.syncAll(new MutableCallSite[] {SITE});
    }

    @SuppressWarnings("UnusedMethod") // called through THROW
    private static void throwIfCancelled() {
        if (CellScope.current().token().isCancelled()) {
            throw new CellStopped();
        }
    }

    private static MethodHandle throwing() {
        try {
            return MethodHandles.lookup().findStatic(StopCheck.class, "throwIfCancelled", TYPE);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("The stop check is not linked", e);
        }
    }
}
