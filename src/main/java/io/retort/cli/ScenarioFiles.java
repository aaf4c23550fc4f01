package io.retort.cli;

import io.retort.core.Option;
import io.retort.scenario.ScenarioExport;
import io.retort.scenario.ScenarioResources;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a scenario run reads and writes, and what concerns its process.
 *
 * @param census CSV, TSV or Parquet file with the employees
 * @param map what that file calls our columns
 * @param dateFormat how that file writes dates
 * @param workspace DuckDB file for the tables
 * @param report JSON file for the report
 * @param export folder for the tables as files
 * @param format kind of these files
 * @param memory memory budget of the whole process
 * @param memoryProfile share of the machine's memory, where no budget is given
 * @param quiet whether to say nothing but errors
 */
record ScenarioFiles(
        @Option(help = "CSV, TSV or Parquet file with the employees.", required = true)
        Path census,

        @Option(help = "What that file calls a column, such as employee_id=EEID.", repeatable = true)
        List<String> map,

        @Option(help = "How that file writes dates, such as %m/%d/%Y; ISO 8601 if not given.") @Nullable
        String dateFormat,

        @Option(help = "DuckDB file for the tables; what it holds already is not made again.") @Nullable
        Path workspace,

        @Option(help = "JSON file for the report.") @Nullable
        Path report,

        @Option(help = "Folder for the tables as files.") @Nullable
        Path export,

        @Option(help = "Kind of these files.", defaultValue = "parquet")
        ScenarioExport.Format format,

        @Option(help = "Memory budget of the whole process, such as 4g.") @Nullable
        String memory,

        @Option(
                help = "Share of the machine's memory where no budget is given: 60, 75 or 85 percent.",
                defaultValue = "balanced")
        ScenarioResources.Profile memoryProfile,

        @Option(help = "Say nothing but errors.") boolean quiet) {}
