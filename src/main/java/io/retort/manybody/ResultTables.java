package io.retort.manybody;

import io.retort.core.CancelToken;
import io.retort.table.BoundSql;
import io.retort.table.Sql;
import io.retort.table.Workspace;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes energies into tables of a workspace. */
final class ResultTables {
    private static final int ROWS = 500;
    private static final String BODIES = "bsse VARCHAR, body INTEGER, model VARCHAR, total_hartree DOUBLE,"
            + " interaction_hartree DOUBLE, interaction_kcal_mol DOUBLE, interaction_kj_mol DOUBLE,"
            + " contribution_hartree DOUBLE, contribution_kcal_mol DOUBLE, contribution_kj_mol DOUBLE";
    private static final String COMPONENTS =
            "model VARCHAR, body INTEGER, \"real\" VARCHAR, basis VARCHAR, energy_hartree DOUBLE";

    private final Workspace workspace;

    ResultTables(Workspace workspace) {
        this.workspace = workspace;
    }

    void keep(String name, List<BodyRow> rows, List<Label> calculations, double[] energies) {
        List<List<@Nullable Object>> bodies = new ArrayList<>();
        rows.forEach(row -> bodies.add(values(row)));
        write(name, BODIES, bodies);
        List<List<@Nullable Object>> components = new ArrayList<>();
        for (int i = 0; i < energies.length; i++) {
            components.add(values(calculations.get(i), energies[i]));
        }
        write(name + "_components", COMPONENTS, components);
    }

    private static List<@Nullable Object> values(BodyRow row) {
        List<@Nullable Object> values = new ArrayList<>(List.of(row.bsse(), row.body(), row.model()));
        values.add(known(row.totalHartree()));
        for (double energy : new double[] {row.interactionHartree(), row.contributionHartree()}) {
            values.add(known(energy));
            values.add(known(energy * Units.KCAL_MOL_PER_HARTREE));
            values.add(known(energy * Units.KJ_MOL_PER_HARTREE));
        }
        return values;
    }

    private static List<@Nullable Object> values(Label label, double energy) {
        Subsystem part = label.subsystem();
        List<@Nullable Object> values = new ArrayList<>(List.of(
                label.model(),
                part.real().size(),
                part.real().toString(),
                part.basis().toString()));
        values.add(known(energy));
        return values;
    }

    private static @Nullable Double known(double value) {
        return Double.isNaN(value) ? null : Double.valueOf(value);
    }

    private void write(String name, String columns, List<List<@Nullable Object>> rows) {
        String table = Sql.name(name);
        workspace.execute("CREATE OR REPLACE TABLE " + table + " (" + columns + ")");
        for (int from = 0; from < rows.size(); from += ROWS) {
            List<List<@Nullable Object>> part = rows.subList(from, Math.min(rows.size(), from + ROWS));
            List<@Nullable Object> values = new ArrayList<>();
            part.forEach(values::addAll);
            String row = "(" + String.join(", ", Collections.nCopies(part.get(0).size(), "?")) + ")";
            String all = String.join(", ", Collections.nCopies(part.size(), row));
            workspace.execute(new BoundSql("INSERT INTO " + table + " VALUES " + all, values), new CancelToken());
        }
    }
}
