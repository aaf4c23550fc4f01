package io.retort.magic;

import io.retort.core.Option;
import io.retort.table.Workspace;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** {@code %workspace [FILE]} goes over to a workspace file, or lists the tables. */
final class WorkspaceMagic implements Magic<WorkspaceMagic.WorkspaceArguments> {
    /**
     * Arguments.
     *
     * @param file DuckDB file
     */
    record WorkspaceArguments(
            @Option(help = "DuckDB file that keeps tables and runs.", positional = true) @Nullable
            Path file) {}

    @Override
    public String name() {
        return "workspace";
    }

    @Override
    public String help() {
        return "lists the tables of the workspace, or goes over to a workspace file";
    }

    @Override
    public Class<WorkspaceArguments> arguments() {
        return WorkspaceArguments.class;
    }

    @Override
    public Object run(WorkspaceArguments arguments, MagicCall call) {
        Workspace workspace = arguments.file() == null ? Session.workspace() : Session.open(arguments.file());
        Object[][] rows = workspace.tables().stream()
                .map(t -> new Object[] {
                    t,
                    workspace.table(t).rowCount(),
                    String.join(", ", workspace.table(t).schema().names())
                })
                .toArray(Object[][]::new);
        return HtmlTable.of(java.util.List.of("table", "rows", "columns"), rows);
    }
}
