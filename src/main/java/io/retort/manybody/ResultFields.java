package io.retort.manybody;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The names by which the field calls results, such as {@code cp_corrected_interaction_energy_through_2_body}. They are
 * those of QCSchema's many-body results.
 */
final class ResultFields {
    private final Expansion expansion;
    private final boolean embedded;

    /** With embedding charges there is no interaction: the parts polarize each other already. */
    ResultFields(Expansion expansion, boolean embedded) {
        this.expansion = expansion;
        this.embedded = embedded;
    }

    Map<String, double[]> of(Bsse treatment, Driver property, BodySeries series) {
        Map<String, double[]> fields = new LinkedHashMap<>();
        String prefix = treatment.label() + "_corrected_";
        String name = Assembly.name(property);
        int last = series.last();
        if (series.hasTotals()) {
            fields.put(prefix + "total_" + name, series.total(last));
        }
        fields.put(prefix + "interaction_" + name, series.interaction(last));
        fields.put(prefix + "interaction_" + name + "_through_1_body", series.interaction(1));
        for (int body : series.bodies()) {
            if (expansion.supersystemOnly() && body != 1 && body != last) {
                continue;
            }
            if (body > 1) {
                fields.put(prefix + "interaction_" + name + "_through_" + body + "_body", series.interaction(body));
            }
            if (body > 1 && (!expansion.supersystemOnly() || body == 2)) {
                fields.put(prefix + body + "_body_contribution_to_" + name, series.contribution(body));
            }
            if (series.hasTotals()) {
                fields.put(prefix + "total_" + name + "_through_" + body + "_body", series.total(body));
            }
        }
        if (embedded) {
            fields.keySet().removeIf(field -> field.contains("interaction"));
        }
        return fields;
    }
}
