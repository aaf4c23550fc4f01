package io.retort.scenario;

import io.retort.table.Sql;
import io.retort.table.Workspace;

/**
 * A setting of the database that holds for a while; closing it restores the former value.
 *
 * @param workspace whose setting it is
 * @param name a setting that {@code current_setting} knows
 * @param former its value before
 */
record Setting(Workspace workspace, String name, String former) implements AutoCloseable {
    /** Sets it until it is closed. */
    static Setting of(Workspace workspace, String name, String value) {
        String former = workspace.query(
                "SELECT current_setting(" + Sql.text(name) + ")::VARCHAR", r -> r.next() ? r.getString(1) : "");
        Setting setting = new Setting(workspace, name, former);
        setting.set(value);
        return setting;
    }

    private void set(String value) {
        workspace.execute("SET " + name + " = " + Sql.text(value));
    }

    @Override
    public void close() {
        set(former);
    }
}
