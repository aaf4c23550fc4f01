package io.retort.manybody;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.retort.core.DataException;
import io.retort.core.UsageException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;

/**
 * Assembles stored cases: JSON in, JSON out. A case that cannot be assembled gives an {@code error} and leaves the others
 * alone.
 */
public final class CaseAssembler {
    private static final ObjectMapper JSON = new ObjectMapper();

    private CaseAssembler() {}

    /**
     * Assembles all cases of a file.
     *
     * @param cases JSON array of cases; {@code component_file} is sought beside it
     * @return one object for each case, in the same order
     * @throws DataException if the file cannot be read or holds no array
     */
    public static ArrayNode assemble(Path cases) {
        JsonNode read;
        try {
            read = JSON.readTree(cases.toFile());
        } catch (IOException e) {
            throw new DataException("the cases " + cases + " cannot be read: " + e.getMessage(), e);
        }
        if (!read.isArray()) {
            throw new DataException("the cases " + cases + " must be a JSON array");
        }
        ArrayNode results = JSON.createArrayNode();
        Path folder = cases.toAbsolutePath().resolveSibling("");
        for (JsonNode node : read) {
            ObjectNode result = results.addObject();
            if (node.hasNonNull("name")) {
                result.set("name", node.get("name"));
            }
            try {
                result.setAll(assemble(StoredCase.read(node, folder)));
            } catch (UsageException | DataException e) {
                result.put("error", e.getMessage());
            }
        }
        return results;
    }

    private static ObjectNode assemble(StoredCase stored) {
        ExpansionPlan plan = stored.plan();
        ObjectNode result = JSON.createObjectNode();
        ArrayNode labels = result.putArray("labels");
        plan.calculations().forEach(label -> labels.add(label.toString()));
        result.set("calc_plan", ResultJson.counts(plan));
        Assembly assembly = new Assembly(plan, stored.atomCount(), stored);
        ResultFields fields = new ResultFields(plan.expansion(), stored.embedded());
        ObjectNode named = JSON.createObjectNode();
        Map<Driver, Map<Bsse, BodySeries>> all = new EnumMap<>(Driver.class);
        for (Driver property : Driver.values()) {
            boolean needed = property == Driver.ENERGY;
            all.put(property, needed || assembly.has(property) ? assembly.series(property) : Map.of());
        }
        all.forEach((property, series) -> {
            result.set("ret_" + Assembly.name(property), returned(plan, property, series));
            series.forEach((treatment, s) -> fields.of(treatment, property, s)
                    .forEach((name, value) -> named.set(name, ResultJson.shaped(value, property))));
        });
        result.set("energy_body_dict", bodies(stored, all.getOrDefault(Driver.ENERGY, Map.of())));
        result.set("results", named);
        return result;
    }

    private static JsonNode returned(ExpansionPlan plan, Driver property, Map<Bsse, BodySeries> all) {
        BodySeries series = all.get(plan.expansion().returned());
        if (series == null) {
            return JSON.nullNode();
        }
        int last = series.last();
        return ResultJson.shaped(plan.expansion().totals() ? series.total(last) : series.interaction(last), property);
    }

    private static ObjectNode bodies(StoredCase stored, Map<Bsse, BodySeries> energies) {
        ObjectNode bodies = JSON.createObjectNode();
        ExpansionPlan plan = stored.plan();
        energies.forEach((treatment, series) -> {
            for (int body = 1; body <= series.last(); body++) {
                if (series.bodies().contains(body)) {
                    bodies.put(body + treatment.label(), series.through(body)[0]);
                } else if (plan.expansion().supersystemOnly()) {
                    bodies.put(body + treatment.label(), placeholder(stored, treatment, series, body));
                }
            }
        });
        return bodies;
    }

    /**
     * What other programs write for numbers of bodies that supersystem_ie_only leaves out: the formula with all sums but
     * that of monomers at zero. It means nothing and is in no other output of ours; a reader that compares the whole
     * dictionary finds its keys.
     */
    private static double placeholder(StoredCase stored, Bsse treatment, BodySeries series, int body) {
        int n = stored.plan().fragments();
        PairSum sum = new PairSum(1);
        double factor = body % 2 == 0 ? -1 : 1;
        for (int i = 1; i < body; i++) {
            factor = factor * (n - 2 - (i - 1)) / i;
        }
        for (int i = 0; i < stored.plan().calculations().size(); i++) {
            Subsystem part = stored.plan().calculations().get(i).subsystem();
            double[] energy = stored.value(i, Driver.ENERGY);
            boolean counted = part.real().size() == 1 && part.basis().size() == (treatment == Bsse.CP ? n : 1);
            if (counted && energy != null) {
                sum.add(0, treatment == Bsse.CP ? factor - 1 : factor, energy[0]);
            }
        }
        if (treatment == Bsse.CP) {
            sum.addAll(series.contribution(1));
        }
        return sum.values()[0];
    }
}
