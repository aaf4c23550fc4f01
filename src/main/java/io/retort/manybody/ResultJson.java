package io.retort.manybody;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Results in the shapes in which the field writes them as JSON. */
final class ResultJson {
    private static final ObjectMapper JSON = new ObjectMapper();

    private ResultJson() {}

    /** An energy as a number, a gradient as a row for each atom, a Hessian as a square. */
    static JsonNode shaped(double[] values, Driver property) {
        return switch (property) {
            case ENERGY -> JSON.getNodeFactory().numberNode(values[0]);
            case GRADIENT -> rows(values, 3);
            case HESSIAN -> rows(values, (int) Math.round(Math.sqrt(values.length)));
        };
    }

    private static ArrayNode rows(double[] values, int width) {
        ArrayNode rows = JSON.createArrayNode();
        for (int i = 0; i < values.length; i += width) {
            ArrayNode row = rows.addArray();
            for (int j = i; j < i + width; j++) {
                row.add(values[j]);
            }
        }
        return rows;
    }

    /** Calculations for each model and number of real fragments. */
    static ObjectNode counts(ExpansionPlan plan) {
        ObjectNode counts = JSON.createObjectNode();
        plan.counts().forEach((model, byBody) -> {
            ObjectNode of = counts.putObject(model);
            byBody.forEach((body, count) -> of.put(String.valueOf(body), count));
        });
        return counts;
    }
}
