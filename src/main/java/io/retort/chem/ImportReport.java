package io.retort.chem;

import java.util.List;

/**
 * The account of an import. For each file rows in = rows out + rejected + duplicates.
 *
 * @param files the files in the order in which they were imported
 */
public record ImportReport(List<File> files) {
    /** Copies the list. */
    public ImportReport {
        files = List.copyOf(files);
    }

    /**
     * The account of a file.
     *
     * @param file its name
     * @param rowsIn rows that it has
     * @param rowsOut rows that brought a compound or a measurement
     * @param rejected rows that were kept in {@code import_rejects}
     * @param duplicates rows that brought nothing that an earlier row of the file had not
     * @param newCompounds compounds that were not there before
     * @param updatedCompounds compounds that were
     * @param newMeasurements measurements that were not there before
     * @param updatedMeasurements measurements that were
     */
    public record File(
            String file,
            long rowsIn,
            long rowsOut,
            long rejected,
            long duplicates,
            long newCompounds,
            long updatedCompounds,
            long newMeasurements,
            long updatedMeasurements) {
        /** Checks that no row is lost. */
        public File {
            if (rowsIn != rowsOut + rejected + duplicates) {
                throw new IllegalStateException("import: " + rowsIn + " rows in are not " + rowsOut + " out + "
                        + rejected + " rejected + " + duplicates + " duplicates");
            }
        }
    }
}
