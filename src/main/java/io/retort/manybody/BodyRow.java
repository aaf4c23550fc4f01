package io.retort.manybody;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;

/**
 * Energies through one number of bodies.
 *
 * @param bsse treatment of the basis set superposition error
 * @param body number of bodies
 * @param model model chemistry of this level
 * @param totalHartree total through this level; NaN if monomers in their own basis were not computed
 * @param interactionHartree interaction through this level
 * @param contributionHartree what this level adds; NaN for 1, where it is the monomers themselves
 */
public record BodyRow(
        String bsse,
        int body,
        String model,
        double totalHartree,
        double interactionHartree,
        double contributionHartree) {

    /** One line of a table. */
    String line() {
        return String.format(
                Locale.ROOT,
                "%-5s %4d  %-20s %20s %16s %12s %16s %12s",
                bsse,
                body,
                model,
                figure("%.12f", totalHartree),
                figure("%.10f", interactionHartree),
                figure("%.6f", interactionHartree * Units.KCAL_MOL_PER_HARTREE),
                figure("%.10f", contributionHartree),
                figure("%.6f", contributionHartree * Units.KCAL_MOL_PER_HARTREE));
    }

    private static String figure(String format, double value) {
        return Double.isNaN(value) ? "-" : String.format(Locale.ROOT, format, value);
    }

    /** In all units. */
    ObjectNode json(ObjectMapper mapper) {
        ObjectNode json = mapper.createObjectNode();
        json.put("bsse", bsse).put("body", body).put("model", model);
        put(json, "total", totalHartree, false);
        put(json, "interaction", interactionHartree, true);
        put(json, "contribution", contributionHartree, true);
        return json;
    }

    private static void put(ObjectNode json, String name, double hartree, boolean molar) {
        if (!Double.isNaN(hartree)) {
            json.put(name + "_hartree", hartree);
            if (molar) {
                json.put(name + "_kcal_mol", hartree * Units.KCAL_MOL_PER_HARTREE);
                json.put(name + "_kj_mol", hartree * Units.KJ_MOL_PER_HARTREE);
            }
        }
    }
}
