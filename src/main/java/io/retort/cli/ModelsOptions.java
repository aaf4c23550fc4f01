package io.retort.cli;

import io.retort.core.Option;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What {@code retort models} works on.
 *
 * @param project folder of models
 * @param workspace DuckDB file in which they are made; in memory if not given
 * @param select which models
 * @param vars values of variables, each as name=value
 * @param inputs tables of the workspace that the models read and that are no models
 * @param report JSON file for the account of a run
 * @param memory share of the machine's memory for the database
 */
record ModelsOptions(
        @Option(help = "Folder of models, in dbt's layout or plain.", required = true)
        Path project,

        @Option(help = "DuckDB file in which models are made; in memory if not given.") @Nullable
        Path workspace,

        @Option(help = "Models: pay, +pay, pay+, +pay+, tag:fast, several with commas; all if not given.") @Nullable
        String select,

        @Option(help = "Value of a variable, as name=value.", repeatable = true)
        List<String> vars,

        @Option(help = "Tables of the workspace that models read, with commas between them.")
        List<String> inputs,

        @Option(help = "JSON file for the account of a run.") @Nullable
        Path report,

        @Option(
                help = "Share of the machine's memory for the database: small, balanced or large.",
                defaultValue = "balanced")
        String memory) {}
