package io.retort.manybody;

import io.retort.core.Option;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Where an expansion comes from and goes to.
 *
 * @param in XYZ, extended XYZ or QCSchema molecule file
 * @param out JSON file for the result; null with {@code plan}
 * @param plan whether to say what would be computed, and no more
 * @param checkpoint whether finished calculations are kept beside {@code out}, so that the same command goes on after it
 *     was stopped or killed
 */
public record ManyBodyFiles(
        @Option(help = "XYZ, extended XYZ or QCSchema molecule file.", required = true)
        Path in,

        @Option(help = "JSON file for the result.") @Nullable
        Path out,

        @Option(help = "Say what would be computed, and no more.")
        boolean plan,

        @Option(
                help = "Keep finished calculations in OUT.retort, so that the same command goes on after it was stopped"
                        + " or killed.")
        boolean checkpoint) {}
