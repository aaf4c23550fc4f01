package io.retort.engine;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * What must not change between a run and its resumption.
 *
 * @param graph name of the graph
 * @param version as the user gave it
 * @param tasks number of tasks
 * @param hash SHA-256 over ids and dependencies, in hexadecimal digits
 */
record TaskSignature(String graph, String version, int tasks, String hash) {
    static TaskSignature of(TaskGraph<?> graph) {
        Digest digest = new Digest();
        graph.plan().sign(digest);
        return new TaskSignature(graph.name(), graph.version(), graph.size(), digest.hex());
    }

    /** How this differs from the signature of an earlier run, as the end of a sentence. */
    String differenceFrom(TaskSignature earlier) {
        if (!graph.equals(earlier.graph)) {
            return "of graph \"" + earlier.graph + "\", this is graph \"" + graph + "\"";
        }
        if (!version.equals(earlier.version)) {
            return "of version \"" + earlier.version + "\" of the graph, this is version \"" + version + "\"";
        }
        if (tasks != earlier.tasks) {
            return "of a graph with " + earlier.tasks + " tasks, this one has " + tasks;
        }
        return "of a graph whose tasks have other ids or dependencies";
    }

    /** Hashes ids and dependencies. */
    static final class Digest {
        private final MessageDigest digest;
        private final ByteBuffer buffer = ByteBuffer.allocate(1 << 16);

        Digest() {
            try {
                digest = MessageDigest.getInstance("SHA-256");
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("every Java has SHA-256", e);
            }
        }

        Digest add(int number) {
            if (buffer.remaining() < Integer.BYTES) {
                flush();
            }
            buffer.putInt(number);
            return this;
        }

        Digest add(String text) {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            add(bytes.length);
            flush();
            digest.update(bytes);
            return this;
        }

        Digest add(TaskLinks links, int count) {
            for (int task = 0; task < count && !links.isEmpty(); task++) {
                add(links.dependencyCount(task));
                for (int i = 0; i < links.dependencyCount(task); i++) {
                    add(links.dependency(task, i));
                }
            }
            return this;
        }

        private void flush() {
            digest.update(buffer.flip());
            buffer.clear();
        }

        String hex() {
            flush();
            return HexFormat.of().formatHex(digest.digest());
        }
    }
}
