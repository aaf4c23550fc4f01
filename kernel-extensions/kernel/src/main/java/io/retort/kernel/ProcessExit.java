package io.retort.kernel;

/** Ends the process within two seconds, whatever still runs in it. */
final class ProcessExit {
    private static final long CLEAN_UP_MILLIS = 900;
    private static final long HALT_MILLIS = 1600;
    private static final long LAST_MESSAGES_MILLIS = 150;

    private ProcessExit() {}

    /**
     * Begins to end the process and returns at once.
     *
     * @param cleanUp what is to be done before; it gets a bounded time
     */
    static void begin(Runnable cleanUp) {
        Daemon.start("retort-halt", () -> {
            pause(HALT_MILLIS);
            Runtime.getRuntime().halt(0);
        });
        Daemon.start("retort-exit", () -> {
            Thread cleaning = Daemon.start("retort-clean-up", cleanUp);
            pause(LAST_MESSAGES_MILLIS);
            try {
                cleaning.join(CLEAN_UP_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt(); // nobody interrupts this thread
            }
            System.exit(0);
        });
    }

    /** Ends the process when its parent is gone, so that no kernel outlives the server that started it. */
    static void withParent(long parent) {
        ProcessHandle.of(parent)
                .ifPresent(process -> Daemon.start("retort-parent", () -> {
                    process.onExit().join();
                    begin(() -> {});
                }));
    }

    private static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // nobody interrupts these threads
        }
    }
}
