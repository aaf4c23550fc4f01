package io.retort.engine;

import io.retort.core.Issue;
import io.retort.core.Key128;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A hash of everything that was read so far, in its order. A changed, missing or added row changes it. */
final class SourceHash {
    private long value = 0x9e3779b97f4a7c15L;

    void add(@Nullable Object[] values) {
        for (Object cell : values) {
            mix(hash(cell));
        }
        mix(values.length);
    }

    void add(Issue issue) {
        mix(hash(issue.input()));
        mix(-1);
    }

    long value() {
        return value;
    }

    private void mix(long with) {
        value = (Long.rotateLeft(value, 23) ^ with) * 0xff51afd7ed558ccdL;
        value ^= value >>> 29;
    }

    private static long hash(@Nullable Object cell) {
        if (cell == null) {
            return 1;
        }
        if (cell instanceof String text) {
            return Key128.of(text.getBytes(StandardCharsets.UTF_8)).low();
        }
        return cell instanceof byte[] bytes ? Arrays.hashCode(bytes) : cell.hashCode();
    }
}
