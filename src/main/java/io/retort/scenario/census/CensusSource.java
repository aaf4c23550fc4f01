package io.retort.scenario.census;

import io.retort.core.DataException;
import io.retort.core.Names;
import io.retort.core.UsageException;
import io.retort.table.Workspace;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A file with a census, and how to read it.
 *
 * @param file CSV, TSV or Parquet, by its ending; CSV and TSV may be compressed ({@code .gz})
 * @param columns what the file calls the columns whose names differ from ours
 * @param dateFormat how dates are written, as for DuckDB's {@code strptime}, such as {@code %m/%d/%Y}; empty for ISO 8601
 * @param day the day that the census shows: later dates are in its future
 */
public record CensusSource(Path file, Map<CensusColumn, String> columns, String dateFormat, LocalDate day) {
    private static final List<String> ENDINGS = List.of(".csv", ".csv.gz", ".tsv", ".tsv.gz", ".parquet");

    /** Copies the columns and checks the ending. */
    public CensusSource {
        columns = columns.isEmpty() ? Map.of() : Map.copyOf(new EnumMap<>(columns));
        if (ENDINGS.stream().noneMatch(file.toString().toLowerCase(Locale.ROOT)::endsWith)) {
            throw new UsageException(
                    "census: " + file + " has no known ending; accepted are " + String.join(", ", ENDINGS));
        }
    }

    /**
     * A file whose columns have our names and whose dates are ISO 8601.
     *
     * @param file the file
     * @param day the day that the census shows
     * @return the source
     */
    public static CensusSource of(Path file, LocalDate day) {
        return new CensusSource(file, Map.of(), "", day);
    }

    /**
     * A file as a user describes it.
     *
     * @param file the file
     * @param map what the file calls columns, such as {@code employee_id=EEID}
     * @param dateFormat how dates are written, null for ISO 8601
     * @param day the day that the census shows
     * @return the source
     * @throws UsageException if a word of the map is no such pair or names no column of a census
     */
    public static CensusSource of(Path file, List<String> map, @Nullable String dateFormat, LocalDate day) {
        return new CensusSource(file, mapping(map), dateFormat == null ? "" : dateFormat, day);
    }

    private static Map<CensusColumn, String> mapping(List<String> words) {
        Map<CensusColumn, String> mapping = new EnumMap<>(CensusColumn.class);
        for (String word : words) {
            int equals = word.indexOf('=');
            String ours = equals < 0 ? word : word.substring(0, equals).strip();
            if (equals < 0 || equals == word.length() - 1) {
                throw new UsageException(
                        "census: --map got \"" + word + "\"; accepted is COLUMN=NAME, such as employee_id=EEID");
            }
            if (!CensusColumn.texts().contains(ours)) {
                throw new UsageException("census: --map got \"" + word + "\"; no column \"" + ours + "\", "
                        + Names.suggestion(ours, CensusColumn.texts()));
            }
            CensusColumn column = CensusColumn.valueOf(ours.toUpperCase(Locale.ROOT));
            if (mapping.put(column, word.substring(equals + 1).strip()) != null) {
                throw new UsageException("census: --map names " + ours + " twice");
            }
        }
        return mapping;
    }

    /**
     * The same, if the file is there.
     *
     * @return this
     * @throws DataException if there is no such file
     */
    public CensusSource existing() {
        if (!Files.isRegularFile(file)) {
            throw new DataException("the census " + file + " does not exist");
        }
        return this;
    }

    /**
     * A query of the rows, active or not, in their order, with the columns of a census; what cannot be read is missing.
     *
     * @param workspace database that reads the file
     * @return SQL
     * @throws DataException if the file is not there or lacks a column
     */
    public String query(Workspace workspace) {
        return new CensusFile(this).query(workspace);
    }

    /**
     * Line of the file in which its first row stands.
     *
     * @return 0 where rows are no lines
     */
    public int firstLine() {
        return isParquet() ? 0 : 2;
    }

    boolean isParquet() {
        return file.toString().toLowerCase(Locale.ROOT).endsWith(".parquet");
    }

    boolean isTabbed() {
        return file.toString().toLowerCase(Locale.ROOT).contains(".tsv");
    }
}
