package io.retort.engine;

import com.sun.management.GarbageCollectionNotificationInfo;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryUsage;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.management.Notification;
import javax.management.NotificationEmitter;
import javax.management.openmbean.CompositeData;

/**
 * Whether the heap is nearly full after what could be collected was. It looks after each collection, not in between:
 * what the heap holds then is mostly garbage and says nothing.
 */
final class HeapPressure {
    private static final double HIGH = 0.85;
    private static final AtomicBoolean RISEN = new AtomicBoolean();

    static {
        for (GarbageCollectorMXBean collector : ManagementFactory.getGarbageCollectorMXBeans()) {
            if (collector instanceof NotificationEmitter emitter) {
                emitter.addNotificationListener((notification, ignored) -> collected(notification), null, null);
            }
        }
    }

    private HeapPressure() {}

    /** Whether a collection since the last call left the heap nearly full. */
    static boolean risen() {
        return RISEN.get() && RISEN.getAndSet(false);
    }

    private static void collected(Notification notification) {
        if (!notification.getType().equals(GarbageCollectionNotificationInfo.GARBAGE_COLLECTION_NOTIFICATION)) {
            return;
        }
        GarbageCollectionNotificationInfo info =
                GarbageCollectionNotificationInfo.from((CompositeData) notification.getUserData());
        // A minor collection of the other collectors leaves the garbage of the old generation where it is.
        boolean whole = info.getGcAction().contains("major") || info.getGcName().startsWith("G1");
        Map<String, MemoryUsage> after = info.getGcInfo().getMemoryUsageAfterGc();
        long used = after.entrySet().stream()
                .filter(e -> isHeap(e.getKey()))
                .mapToLong(e -> e.getValue().getUsed())
                .sum();
        if (whole && used > HIGH * Runtime.getRuntime().maxMemory()) {
            RISEN.set(true);
        }
    }

    private static boolean isHeap(String pool) {
        return pool.contains("Eden")
                || pool.contains("Survivor")
                || pool.contains("Old")
                || pool.contains("Tenured")
                || pool.contains("ZHeap")
                || pool.contains("ZGC");
    }
}
