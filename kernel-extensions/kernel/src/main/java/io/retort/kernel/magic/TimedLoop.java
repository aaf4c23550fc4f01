package io.retort.kernel.magic;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.concurrent.atomic.AtomicInteger;

/** Code that was compiled once, and runs as often as asked. */
final class TimedLoop implements Timing.Loop {
    private static final AtomicInteger NEXT = new AtomicInteger();

    private final Method method;

    private TimedLoop(Method method) {
        this.method = method;
    }

    /**
     * Compiles an expression, whose value is consumed, or else statements.
     *
     * @param java the kernel's Java
     * @param code what the user wrote
     * @return the loop
     * @throws RuntimeException with the compiler's message if it is neither
     */
    static TimedLoop compile(JavaSession java, String code) {
        String trimmed = code.strip();
        String expression = trimmed.endsWith(";") ? trimmed.substring(0, trimmed.length() - 1) : trimmed;
        try {
            return compile(java, "io.retort.kernel.magic.ValueSink.take(", expression, "\n);");
        } catch (RuntimeException notAnExpression) {
            try {
                String end = trimmed.endsWith(";") || trimmed.endsWith("}") ? "\n" : "\n;";
                return compile(java, "", trimmed, end);
            } catch (RuntimeException notStatements) {
                throw trimmed.contains(";") ? notStatements : notAnExpression;
            }
        }
    }

    private static TimedLoop compile(JavaSession java, String before, String code, String after) {
        String name = "retortTimed" + NEXT.incrementAndGet();
        String start = "long " + name + "(long retortLoops) throws Throwable {\n"
                + "long retortStart = System.nanoTime();\n"
                + "for (long retortLoop = 0; retortLoop < retortLoops; retortLoop++) {\n" + before;
        String source = start + code + after + "\n}\nreturn System.nanoTime() - retortStart;\n}";
        JavaSession.CodeRange range = new JavaSession.CodeRange(start.length(), start.length() + code.length());
        Method method = java.compile(source, name, range);
        method.setAccessible(true);
        return new TimedLoop(method);
    }

    @Override
    public long nanos(long loopCount) throws Exception {
        try {
            return (long) method.invoke(null, loopCount);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof Exception cause) {
                throw cause;
            }
            if (e.getCause() instanceof Error cause) {
                throw cause;
            }
            throw e;
        }
    }
}
