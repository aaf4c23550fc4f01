package io.retort.benchmarks;

import io.retort.core.Option;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What a suite takes.
 *
 * @param suite which one
 * @param json file for the result
 * @param data SMILES file to measure on
 * @param rows rows of it, or molecules to generate
 * @param count molecules to generate, or fingerprints
 * @param peer the other side's script
 * @param rounds paired rounds
 * @param workers workers on each side
 * @param employees employees of the census
 * @param size size of a large file
 */
record BenchOptions(
        @Option(help = "Which suite.", positional = true, required = true)
        Suite suite,

        @Option(help = "File for the result.") @Nullable Path json,

        @Option(help = "SMILES file to measure on; the shared drug-like molecules or generated ones if not given.")
        @Nullable
        Path data,

        @Option(
                help = "Rows that the peer gets, spread evenly over the file.",
                defaultValue = "20000",
                min = 100,
                max = 100_000_000)
        int rows,

        @Option(
                help =
                        "Molecules to generate (molecules, scale, formats, library); fingerprints to search (similarity).",
                defaultValue = "100000",
                min = 1)
        long count,

        @Option(help = "The peer's script (peers); benchmarks/peers/rdkit_molecules.py if not given.") @Nullable
        Path peer,

        @Option(help = "Paired rounds.", defaultValue = "5", min = 1, max = 100)
        int rounds,

        @Option(help = "Workers on each side.", defaultValue = "2", min = 1, max = 1024)
        int workers,

        @Option(help = "Employees of the census (scenario).", defaultValue = "60000", min = 100, max = 10_000_000)
        long employees,

        @Option(help = "Size of each large file (formats), such as 100m.", defaultValue = "1g")
        String size) {

    /** The same for a small run. */
    BenchOptions small() {
        return new BenchOptions(suite, json, data, 2000, 2000, peer, 2, workers, 2000, size);
    }

    /** Suites. */
    enum Suite {
        /** Retort beside RDKit, the same stages, in turn. */
        PEERS,
        /** The whole pipeline on generated molecules. */
        MOLECULES,
        /** The whole pipeline on very many generated molecules, over as many sittings as it takes. */
        SCALE,
        /** The kernel's start and its round trips, with and without the archive of classes. */
        KERNEL,
        /** The engine beside a bare loop. */
        OVERHEAD,
        /** The size that a run finds beside the best fixed size. */
        ADAPTIVE,
        /** Runs that are killed and resumed, and runs into which faults are put. */
        CHAOS,
        /** Ten million rows in a gigabyte. */
        MEMORY,
        /** Ten million keys, by Retort and by a Bloom filter in front of SQLite. */
        DEDUP,
        /** All pairs, search, picks and clusters on made-up fingerprints; rows to be searched in --count. */
        SIMILARITY,
        /** The stages that describe a library, two of them beside bare loops. */
        LIBRARY,
        /** Files in each format, written and read, beside RDKit's readers, and large ones in little memory. */
        FORMATS,
        /** Many-body expansions beside a bare loop, and beside the bound on any schedule. */
        MANYBODY,
        /** From a table of SMILES to stored vectors, beside a bare loop and beside the published job. */
        EMBED,
        /** The nearest vectors: through the index, in memory and in SQL. */
        VECTORS,
        /** Workforce scenarios beside row by row, a process for each model, and one model after the other. */
        SCENARIO,
        /** A small run of the first two. */
        QUICK
    }
}
