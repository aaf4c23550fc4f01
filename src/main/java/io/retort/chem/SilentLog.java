package io.retort.chem;

import org.openscience.cdk.tools.ILoggingTool;
import org.openscience.cdk.tools.LoggingToolFactory;

/** Keeps CDK from writing to the console; what matters comes back as an issue of the row. CDK makes it by reflection. */
public final class SilentLog implements ILoggingTool {
    /** Makes CDK log nothing, whoever calls it first. */
    static void install() {
        LoggingToolFactory.setLoggingToolClass(SilentLog.class);
    }

    /**
     * The log for a class of CDK.
     *
     * @param source which class logs
     * @return a log that drops everything
     */
    public static ILoggingTool create(Class<?> source) {
        return new SilentLog();
    }

    @Override
    public void dumpSystemProperties() {}

    @Override
    public void setStackLength(int length) {}

    @Override
    public void dumpClasspath() {}

    @Override
    public void debug(Object o) {}

    @Override
    public void error(Object o) {}

    @Override
    public void fatal(Object o) {}

    @Override
    public void info(Object o) {}

    @Override
    public void warn(Object o) {}

    @Override
    public void debug(Object o, Object... more) {}

    @Override
    public void error(Object o, Object... more) {}

    @Override
    public void info(Object o, Object... more) {}

    @Override
    public void warn(Object o, Object... more) {}

    @Override
    public void setLevel(int level) {}

    @Override
    public boolean isDebugEnabled() {
        return false;
    }

    @Override
    public int getLevel() {
        return OFF;
    }
}
