package io.retort.engine;

/** Where results are kept for a later run, and how. */
record TaskKeep<T>(TaskLog log, TaskCodec<T> codec) {}
