package io.retort.scenario.census;

import io.retort.core.DataException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What came of reading a census. Every row of the file is either accepted or rejected.
 *
 * @param file as given
 * @param rows rows of the file, without the header
 * @param accepted rows in the table
 * @param rejected rows that are not
 * @param problems rows by what is wrong with them, such as {@code hire_date is in the future}; a row may have several
 * @param first the first problems in the order of the rows, each a sentence with file, row, column, value and what is
 *     accepted
 * @param table table of the accepted rows
 * @param rejectsTable table of the problems: {@code row, column_name, value, problem, accepted}
 */
public record CensusReport(
        String file,
        long rows,
        long accepted,
        long rejected,
        Map<String, Long> problems,
        List<String> first,
        String table,
        String rejectsTable) {
    /** Copies the lists. */
    public CensusReport {
        problems = Collections.unmodifiableMap(new LinkedHashMap<>(problems));
        first = List.copyOf(first);
    }

    /**
     * The report, if every row was accepted.
     *
     * @return this
     * @throws DataException with the number of rejected rows and the first problem
     */
    public CensusReport orThrow() {
        if (rejected > 0) {
            throw new DataException(
                    first.get(0) + (rejected == 1 ? "" : "; " + (rejected - 1) + " more rows were rejected"));
        }
        return this;
    }
}
