package io.retort.manybody;

import io.retort.core.Option;
import java.nio.file.Path;

/**
 * What is assembled.
 *
 * @param cases JSON array of cases
 * @param out file for the results
 */
public record AssembleOptions(
        @Option(help = "JSON array of cases.", required = true)
        Path cases,

        @Option(help = "File for the results.", required = true)
        Path out) {}
