package io.retort.scenario.graph;

import io.retort.core.UsageException;

/**
 * A line of a file, as messages name it.
 *
 * @param file path as given
 * @param line from 1
 */
record Place(String file, int line) {
    UsageException refuse(String why) {
        return new UsageException(this + ": " + why);
    }

    @Override
    public String toString() {
        return file + ", line " + line;
    }
}
