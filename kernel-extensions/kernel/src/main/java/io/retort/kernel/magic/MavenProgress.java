package io.retort.kernel.magic;

import io.retort.core.CancelToken;
import io.retort.magic.LiveDisplay;
import io.retort.magic.PlainText;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.aether.transfer.AbstractTransferListener;
import org.eclipse.aether.transfer.TransferCancelledException;
import org.eclipse.aether.transfer.TransferEvent;

/** Shows downloads that take longer than a second, and stops them with the cell. Called by many threads. */
final class MavenProgress extends AbstractTransferListener {
    private static final long QUIET_NANOS = 1_000_000_000;

    private final LiveDisplay display;
    private final CancelToken token;
    private final long startNanos = System.nanoTime();
    private final Map<String, Long> running = new ConcurrentHashMap<>();
    private final AtomicInteger doneCount = new AtomicInteger();
    private final AtomicLong doneBytes = new AtomicLong();
    private volatile boolean shown;

    MavenProgress(LiveDisplay display, CancelToken token) {
        this.display = display;
        this.token = token;
    }

    @Override
    public void transferInitiated(TransferEvent event) throws TransferCancelledException {
        transferProgressed(event);
    }

    @Override
    public void transferProgressed(TransferEvent event) throws TransferCancelledException {
        if (token.isCancelled()) {
            throw new TransferCancelledException("the cell was interrupted");
        }
        running.put(name(event), event.getTransferredBytes());
        show();
    }

    @Override
    public void transferSucceeded(TransferEvent event) {
        running.remove(name(event));
        doneCount.incrementAndGet();
        doneBytes.addAndGet(event.getTransferredBytes());
        show();
    }

    @Override
    public void transferFailed(TransferEvent event) {
        running.remove(name(event));
    }

    /** Shows the last state if any was shown. */
    void end() {
        if (shown) {
            display.update(new PlainText("Downloaded " + total(0) + "."));
        }
        display.close();
    }

    private void show() {
        if (System.nanoTime() - startNanos < QUIET_NANOS) {
            return;
        }
        shown = true;
        Map<String, Long> now = Map.copyOf(running);
        long bytes = now.values().stream().mapToLong(Long::longValue).sum();
        String files = now.isEmpty() ? "" : ", now " + String.join(", ", now.keySet());
        display.update(new PlainText("Downloading: " + total(bytes) + files));
    }

    private String total(long runningBytes) {
        int count = doneCount.get();
        return count + (count == 1 ? " file, " : " files, ") + AddedLibraries.size(doneBytes.get() + runningBytes);
    }

    private static String name(TransferEvent event) {
        String path = event.getResource().getResourceName();
        return path.substring(path.lastIndexOf('/') + 1);
    }
}
