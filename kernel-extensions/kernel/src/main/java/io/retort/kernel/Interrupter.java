package io.retort.kernel;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;

/**
 * Stops a cell, harder and harder: first the token, then the interrupt of its threads, then JShell's stop, after which
 * the cell ends and names what still runs. Each interrupt has a thread of its own, so the control channel stays free.
 */
final class Interrupter {
    private static final long POLITE_MILLIS = 100;
    private static final long REPEAT_MILLIS = 500;
    private static final long GIVE_UP_MILLIS = 3000;
    private static final long SURVIVOR_MILLIS = 2000;

    private final RetortKernel kernel;
    private final Set<Cell> stopping = ConcurrentHashMap.newKeySet();

    Interrupter(RetortKernel kernel) {
        this.kernel = kernel;
    }

    /**
     * Begins to stop a cell and returns at once.
     *
     * @param cell the running cell
     * @param hasEnded whether it has ended
     */
    void interrupt(Cell cell, BooleanSupplier hasEnded) {
        if (stopping.add(cell)) {
            Daemon.start("retort-interrupt", () -> {
                try {
                    stop(cell, hasEnded);
                } finally {
                    stopping.remove(cell);
                }
            });
        }
    }

    private void stop(Cell cell, BooleanSupplier hasEnded) {
        StopCheck.trip();
        Daemon.start("retort-cancel", () -> cell.token().cancel("the cell was interrupted"));
        long start = System.nanoTime();
        long nextInterrupt = POLITE_MILLIS;
        while (!hasEnded.getAsBoolean()) {
            long millis = (System.nanoTime() - start) / 1_000_000;
            if (millis >= GIVE_UP_MILLIS) {
                giveUp(cell);
                break;
            }
            if (millis >= nextInterrupt) {
                cell.thread().interrupt();
                nextInterrupt += REPEAT_MILLIS;
            }
            pause(cell, false, Math.min(nextInterrupt, GIVE_UP_MILLIS) - millis);
        }
        Daemon.start("retort-survivors", () -> waitForThreads(cell, hasEnded));
    }

    private void giveUp(Cell cell) {
        if (kernel.isJavaReady()) {
            kernel.java().stop();
        }
        cell.thread().giveUp();
    }

    /** Keeps the stop check armed while threads of the cell live; names those that do not end. */
    private static void waitForThreads(Cell cell, BooleanSupplier hasEnded) {
        long start = System.nanoTime();
        boolean named = false;
        List<String> working = cell.thread().working();
        while (!hasEnded.getAsBoolean() || !working.isEmpty()) {
            if (!named && !working.isEmpty() && (System.nanoTime() - start) / 1_000_000 > SURVIVOR_MILLIS) {
                named = true;
                cell.note("Still running after the interrupt: " + String.join(", ", working)
                        + "; restart the kernel to end it.");
            }
            pause(cell, hasEnded.getAsBoolean(), named ? 500 : 100);
            working = cell.thread().working();
        }
        StopCheck.reset();
    }

    /** Returns early when the cell ends; threads that outlive it give no sign, so that they are looked at in steps. */
    private static void pause(Cell cell, boolean ended, long millis) {
        try {
            if (ended) {
                Thread.sleep(millis);
            } else {
                boolean unused = cell.awaitEnd(Math.max(1, millis));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // nobody interrupts these threads
        }
    }
}
