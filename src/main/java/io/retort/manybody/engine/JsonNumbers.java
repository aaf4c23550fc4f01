package io.retort.manybody.engine;

import com.fasterxml.jackson.databind.JsonNode;
import io.retort.core.DataException;

/** Reads numbers from JSON. */
final class JsonNumbers {
    private JsonNumbers() {}

    /** So many finite numbers, from an array however nested, or from a single number. */
    static double[] of(String program, JsonNode node, int expected) {
        double[] out = new double[expected];
        if (fill(program, node, out, 0) != expected) {
            throw new DataException(
                    "The program '" + program + "' gave too few numbers where " + expected + " are due.");
        }
        return out;
    }

    private static int fill(String program, JsonNode node, double[] out, int from) {
        if (node.isArray()) {
            int at = from;
            for (JsonNode child : node) {
                at = fill(program, child, out, at);
            }
            return at;
        }
        if (!node.isNumber() || !Double.isFinite(node.asDouble()) || from >= out.length) {
            throw new DataException("The program '" + program + "' gave '" + shortened(node) + "' where " + out.length
                    + " finite numbers are due.");
        }
        out[from] = node.asDouble();
        return from + 1;
    }

    private static String shortened(JsonNode node) {
        String text = node.isMissingNode() ? "nothing" : node.toString();
        return text.length() > 80 ? text.substring(0, 80) + "..." : text;
    }
}
