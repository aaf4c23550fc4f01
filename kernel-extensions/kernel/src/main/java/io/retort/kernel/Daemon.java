package io.retort.kernel;

import java.util.concurrent.ThreadFactory;

/** Starts threads that do not keep the process alive and that belong to no cell. */
final class Daemon {
    private static final ThreadGroup GROUP = new ThreadGroup("retort-kernel");

    private Daemon() {}

    /** For executors. */
    static ThreadFactory factory(String name) {
        return work -> create(name, work);
    }

    static Thread start(String name, Runnable work) {
        Thread thread = create(name, work);
        thread.start();
        return thread;
    }

    private static Thread create(String name, Runnable work) {
        Thread thread = new Thread(GROUP, work, name, 0, false);
        thread.setDaemon(true);
        return thread;
    }
}
