package io.retort.manybody;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.retort.core.UsageException;
import io.retort.table.Workspace;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What came of an expansion: figures for each treatment and number of bodies, and the account of the run. Immutable. */
public final class ManyBodyResult {
    private static final ObjectMapper JSON =
            new ObjectMapper().setPropertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE);

    private final ExpansionPlan plan;
    private final ManyBodyOptions options;
    private final Map<Driver, Map<Bsse, BodySeries>> series;
    private final double[] energies;
    private final ManyBodyReport report;

    ManyBodyResult(
            ExpansionPlan plan,
            ManyBodyOptions options,
            Map<Driver, Map<Bsse, BodySeries>> series,
            double[] energies,
            ManyBodyReport report) {
        this.plan = plan;
        this.options = options;
        this.series = new EnumMap<>(series);
        this.energies = energies;
        this.report = report;
    }

    /**
     * What was planned.
     *
     * @return the plan
     */
    public ExpansionPlan plan() {
        return plan;
    }

    /**
     * The account of the run.
     *
     * @return counts and times
     */
    public ManyBodyReport report() {
        return report;
    }

    /**
     * The treatments that there are figures for.
     *
     * @return those asked for first
     */
    public List<Bsse> treatments() {
        return plan.expansion().treatmentsGiven(plan.fragments());
    }

    /**
     * Figures of a treatment.
     *
     * @param treatment which
     * @param property energy, gradient or Hessian
     * @return for each number of bodies
     * @throws UsageException if that was not computed
     */
    public BodySeries series(Bsse treatment, Driver property) {
        BodySeries found = series.getOrDefault(property, Map.of()).get(treatment);
        if (found == null) {
            throw new UsageException("the " + Assembly.name(property) + " with " + treatment.label()
                    + " was not computed; ask for it with the driver and bsse");
        }
        return found;
    }

    /**
     * The energy that was asked for: with the first treatment, through all levels, total or interaction.
     *
     * @return hartree
     */
    public double energyHartree() {
        return returned(Driver.ENERGY)[0];
    }

    /**
     * The gradient that was asked for.
     *
     * @return hartree/bohr, three figures for each atom of the cluster
     * @throws UsageException if it was not asked for
     */
    public double[] gradient() {
        return returned(Driver.GRADIENT);
    }

    /**
     * The Hessian that was asked for.
     *
     * @return hartree/bohr^2, square, row by row
     * @throws UsageException if it was not asked for
     */
    public double[] hessian() {
        return returned(Driver.HESSIAN);
    }

    private double[] returned(Driver property) {
        BodySeries of = series(plan.expansion().returned(), property);
        return plan.expansion().totals() ? of.total(of.last()) : of.interaction(of.last());
    }

    /**
     * The energies as rows.
     *
     * @return for each treatment and number of bodies
     */
    public List<BodyRow> rows() {
        List<BodyRow> rows = new ArrayList<>();
        for (Bsse treatment : treatments()) {
            BodySeries of = series(treatment, Driver.ENERGY);
            for (int body : of.bodies()) {
                double total = of.hasTotals() ? of.total(body)[0] : Double.NaN;
                double contribution = body == 1 ? Double.NaN : of.contribution(body)[0];
                rows.add(new BodyRow(
                        treatment.label(), body, model(body), total, of.interaction(body)[0], contribution));
            }
        }
        return rows;
    }

    private String model(int body) {
        Levels levels = plan.expansion().levels();
        return body <= levels.maxBody() ? levels.model(body) : String.valueOf(levels.supersystem());
    }

    /**
     * Keeps the energies in a workspace, in place of what has these names: a table of {@link #rows()} in hartree, kcal/mol
     * and kJ/mol, and one with a row for each calculation, whose name ends in {@code _components}.
     *
     * @param workspace where to
     * @param name name of the first table
     */
    public void keepIn(Workspace workspace, String name) {
        new ResultTables(workspace).keep(name, rows(), plan.calculations(), energies);
    }

    /**
     * The energies as a table to be read.
     *
     * @return several lines
     */
    public String text() {
        StringBuilder text = new StringBuilder(String.format(
                Locale.ROOT,
                "%-5s %4s  %-20s %20s %16s %12s %16s %12s%n",
                "bsse",
                "body",
                "model",
                "total (hartree)",
                "interaction",
                "(kcal/mol)",
                "contribution",
                "(kcal/mol)"));
        for (BodyRow row : rows()) {
            text.append(row.line()).append(System.lineSeparator());
        }
        return text.toString();
    }

    /**
     * All of it as JSON, with the names of the field.
     *
     * @return options, counts, energies of the calculations, results and report
     */
    public ObjectNode json() {
        ObjectNode json = JSON.createObjectNode();
        json.put("schema_name", "retort_manybody_result");
        json.put("schema_version", 1);
        json.set("options", JSON.valueToTree(options));
        json.set("calc_plan", ResultJson.counts(plan));
        ResultFields fields = new ResultFields(plan.expansion(), options.embedding());
        ObjectNode results = JSON.createObjectNode();
        ObjectNode bodies = JSON.createObjectNode();
        for (Map.Entry<Driver, Map<Bsse, BodySeries>> entry : series.entrySet()) {
            Driver property = entry.getKey();
            json.set("ret_" + Assembly.name(property), ResultJson.shaped(returned(property), property));
            entry.getValue()
                    .forEach((treatment, of) -> fields.of(treatment, property, of)
                            .forEach((name, value) -> results.set(name, ResultJson.shaped(value, property))));
        }
        series.getOrDefault(Driver.ENERGY, Map.of())
                .forEach((treatment, of) ->
                        of.bodies().forEach(body -> bodies.put(body + treatment.label(), of.through(body)[0])));
        json.set("energy_body_dict", bodies);
        json.set("results", results);
        ArrayNode rows = json.putArray("bodies");
        rows().forEach(row -> rows.add(row.json(JSON)));
        ObjectNode components = json.putObject("components");
        for (int i = 0; i < energies.length; i++) {
            components.putObject(plan.calculations().get(i).toString()).put("energy", energies[i]);
        }
        json.set("report", JSON.valueToTree(report));
        return json;
    }
}
