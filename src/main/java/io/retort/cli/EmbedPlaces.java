package io.retort.cli;

import io.retort.core.Option;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Where {@code retort embed} reads and writes.
 *
 * @param in file, table of the workspace, or JDBC URL
 * @param out file or table; null to add the vectors to the table that is read
 * @param table table of the database that a URL names
 * @param patience seconds for which a database that does not answer is tried
 * @param report JSON file for the account
 */
record EmbedPlaces(
        @Option(help = "File, table of the workspace, or JDBC URL of a PostgreSQL database.", required = true)
        String in,

        @Option(
                help =
                        "Parquet, CSV or TSV file, or table of the workspace; a table is given its vectors in place if not"
                                + " given.")
        @Nullable
        String out,

        @Option(help = "Table of the database that --in names by its URL.") @Nullable
        String table,

        @Option(
                help = "How long a database that does not answer is tried.",
                defaultValue = "60",
                min = 0,
                max = 86_400,
                unit = "s")
        double patience,

        @Option(help = "JSON file for the account.") @Nullable
        Path report) {}
