package io.retort.engine;

import java.util.UUID;

/** Names of runs. */
final class RunName {
    private RunName() {}

    /** A name that no other run has: 12 hexadecimal digits. */
    static String next() {
        return UUID.randomUUID().toString().replace("-", "").substring(0, 12);
    }
}
