package io.retort.embed.map;

import io.retort.core.CancelToken;
import io.retort.table.ArrayTable;
import io.retort.table.Sql;
import io.retort.table.Table;
import io.retort.table.Workspace;
import java.util.UUID;

/** Stores a table with computed columns beside its own, without its vectors. */
final class Beside {
    private Beside() {}

    /** The vectors that are left out, what is computed, and columns of an earlier time that it replaces. */
    record Columns(String without, ArrayTable computed, String replaced) {}

    static Table keep(Workspace workspace, Table table, Columns columns, String out) {
        String kept = "retort_beside_" + UUID.randomUUID().toString().replace("-", "");
        StringBuilder left = new StringBuilder(Sql.name(columns.without()));
        for (String name : columns.replaced().split(", ")) {
            table.schema().find(name).ifPresent(i -> left.append(", ").append(Sql.name(name)));
        }
        try {
            workspace.put(kept, columns.computed());
            return workspace.create(
                    out,
                    "SELECT r.* EXCLUDE (" + left + "), c.* FROM (" + table.query() + ") AS r POSITIONAL JOIN "
                            + Sql.name(kept) + " AS c",
                    new CancelToken());
        } finally {
            workspace.execute("DROP TABLE IF EXISTS " + Sql.name(kept));
        }
    }
}
