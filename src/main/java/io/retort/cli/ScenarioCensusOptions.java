package io.retort.cli;

import io.retort.core.Option;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What census to draw, or which to check.
 *
 * @param employees how many to draw
 * @param seed the seed
 * @param out file to write
 * @param asOf the day that the census shows
 * @param check file to check instead of drawing one
 * @param map what that file calls our columns
 * @param dateFormat how that file writes dates
 * @param rejects file for what is wrong with its rows
 */
record ScenarioCensusOptions(
        @Option(help = "Employees to draw.", defaultValue = "1000", min = 1, max = 100_000_000)
        long employees,

        @Option(help = "The same seed gives the same census.", defaultValue = "42")
        long seed,

        @Option(help = "File to write: .csv, .tsv or .parquet; with --check, for the accepted rows.") @Nullable
        Path out,

        @Option(help = "Day that the census shows.", defaultValue = "2024-12-31")
        String asOf,

        @Option(help = "Check this census instead of drawing one.") @Nullable
        Path check,

        @Option(help = "What the file calls a column, such as employee_id=EEID.", repeatable = true)
        List<String> map,

        @Option(help = "How the file writes dates, such as %m/%d/%Y; ISO 8601 if not given.") @Nullable
        String dateFormat,

        @Option(help = "File for what is wrong with rejected rows: .csv, .tsv or .parquet.") @Nullable
        Path rejects) {}
