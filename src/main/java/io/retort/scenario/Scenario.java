package io.retort.scenario;

import io.retort.core.DataException;
import io.retort.core.UsageException;
import io.retort.scenario.census.CensusSource;
import io.retort.scenario.config.ScenarioConfig;
import io.retort.table.Table;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;

/**
 * Scenarios of one workforce: a census and one or more sets of assumptions. Immutable; {@link #with} makes it ready to
 * run.
 */
public final class Scenario {
    private final CensusRelation census;
    private final List<ScenarioConfig> configs;

    private Scenario(CensusRelation census, List<ScenarioConfig> configs) {
        this.census = census;
        this.configs = List.copyOf(configs);
        if (configs.isEmpty()) {
            throw new UsageException("a scenario needs a configuration");
        }
        long names = configs.stream()
                .map(c -> c.name().toLowerCase(Locale.ROOT))
                .distinct()
                .count();
        if (names < configs.size()) {
            throw new UsageException("two scenarios have the same name: "
                    + String.join(
                            ", ", configs.stream().map(ScenarioConfig::name).toList()));
        }
    }

    /**
     * With a census from a CSV, TSV or Parquet file.
     *
     * @param file has the columns employee_id, hire_date, birth_date, annual_compensation (dollars), level (1 to 5), and
     *     perhaps department, status ({@code active} counts) and deferral_rate (share of pay)
     * @param configs the assumptions, each under a name of its own
     * @return the scenarios
     * @throws DataException if there is no such file
     */
    public static Scenario of(Path file, List<ScenarioConfig> configs) {
        return of(CensusSource.of(file, LocalDate.MAX), configs);
    }

    /**
     * With a census from a file that has names or dates of its own.
     *
     * @param source the file, what it calls the columns, and how it writes dates; its day is not looked at, since whoever
     *     is hired from the first year on is refused in any case
     * @param configs the assumptions, each under a name of its own
     * @return the scenarios
     * @throws DataException if there is no such file
     */
    public static Scenario of(CensusSource source, List<ScenarioConfig> configs) {
        return new Scenario(CensusRelation.of(source.existing()), configs);
    }

    /**
     * With a census from a table of the workspace that the run will be in.
     *
     * @param table has the columns that {@link #of(Path, List)} names
     * @param configs the assumptions, each under a name of its own
     * @return the scenarios
     */
    public static Scenario of(Table table, List<ScenarioConfig> configs) {
        return new Scenario(CensusRelation.of(table), configs);
    }

    /**
     * Ready to run.
     *
     * @param options years, seeds and share of the machine
     * @return the run
     */
    public ScenarioRun with(ScenarioOptions options) {
        return new ScenarioRun(this, options);
    }

    /**
     * The assumptions.
     *
     * @return in the order given
     */
    public List<ScenarioConfig> configs() {
        return configs;
    }

    /** The census as a relation. */
    CensusRelation census() {
        return census;
    }
}
