package io.retort.scenario.census;

import io.retort.core.CancelToken;
import io.retort.scenario.census.CensusTables.Department;
import io.retort.scenario.census.CensusTables.Level;
import io.retort.table.Sql;
import io.retort.table.Table;
import io.retort.table.Workspace;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/**
 * Draws a census: active employees whose level, age, service, pay, department and deferral go together as they do at a
 * large employer. Older people are higher up and longer there, pay lies within the level's band and rises with age and
 * service, departments differ in their levels and pay, and those who earn more and are older take part more often and
 * defer more.
 *
 * <p>Deterministic: the rows are a function of the options alone, whatever the number of threads.
 */
public final class CensusGenerator {
    private static final List<String> UNIFORM =
            List.of("u_level", "u_department", "u_early", "u_takes_part", "u_match");
    private static final List<String> NORMAL = List.of("z_age", "z_service", "z_pay", "z_deferral");

    private final CensusOptions options;
    private final CensusTables tables = CensusTables.read();

    private CensusGenerator(CensusOptions options) {
        this.options = options;
    }

    /**
     * Draws a census into a table, replacing one of that name.
     *
     * @param workspace database
     * @param table name of the table
     * @param options how many, the seed and the day
     * @param cancel ends the work
     * @return the table, in the order of {@code employee_id}
     */
    public static Table generate(Workspace workspace, String table, CensusOptions options, CancelToken cancel) {
        return workspace.create(table, query(options), cancel);
    }

    /**
     * Draws a census into a file, which appears when it is complete.
     *
     * @param workspace database that does the work; no table is made
     * @param file CSV, TSV or Parquet, by its ending
     * @param options how many, the seed and the day
     * @param cancel ends the work
     */
    public static void write(Workspace workspace, Path file, CensusOptions options, CancelToken cancel) {
        workspace.sql(query(options)).write(file, cancel);
    }

    /**
     * The census as a query.
     *
     * @param options how many, the seed and the day
     * @return one SELECT with the columns of a census
     */
    public static String query(CensusOptions options) {
        return new CensusGenerator(options).sql();
    }

    private String sql() {
        CensusDraws draws = new CensusDraws(options.seed());
        return "WITH halfway AS (SELECT employee, " + draws.half("employee") + " AS half FROM range(1, "
                + (options.employees() + 1) + ") AS r(employee)),\n"
                + "numbered AS (SELECT employee, " + draws.word("half") + " AS word FROM halfway),\n"
                + "drawn AS (SELECT employee, " + bits(draws) + " FROM numbered),\n"
                + "shaped AS (SELECT employee, " + shapes() + " FROM drawn),\n"
                + "placed AS (SELECT *, " + level() + " AS level FROM shaped),\n"
                + "aged AS (SELECT *, " + department() + " AS department, " + age()
                + " AS age, 0.45 * z_age + 0.893 * z_service AS z FROM placed),\n"
                + "served AS (SELECT *, " + service() + " AS service FROM aged),\n"
                + "paid AS (SELECT *, " + pay() + " AS pay, " + deferral() + " AS deferral FROM served)\n"
                + "SELECT printf('E%08d', employee) AS employee_id,\n"
                + "       DATE '" + options.day() + "' - CAST(floor(service * 365.2425) AS INTEGER) AS hire_date,\n"
                + "       DATE '" + options.day() + "' - CAST(floor(age * 365.2425) AS INTEGER) AS birth_date,\n"
                + "       CAST(round(pay / 100) * 100 AS DECIMAL(14, 2)) AS annual_compensation,\n"
                + "       level, department, 'active' AS status, CAST(deferral AS DECIMAL(5, 4)) AS deferral_rate\n"
                + "FROM paid";
    }

    private static String bits(CensusDraws draws) {
        StringBuilder sql = new StringBuilder();
        int count = UNIFORM.size() + 2 * NORMAL.size();
        for (int stream = 1; stream <= count; stream++) {
            sql.append(stream == 1 ? "" : ", ")
                    .append(draws.bits("word", stream))
                    .append(" AS b")
                    .append(stream);
        }
        return sql.toString();
    }

    private static String shapes() {
        StringBuilder sql = new StringBuilder();
        int stream = 0;
        for (String name : UNIFORM) {
            sql.append(CensusDraws.uniform("b" + ++stream))
                    .append(" AS ")
                    .append(name)
                    .append(", ");
        }
        for (String name : NORMAL) {
            String normal = CensusDraws.normal("b" + ++stream, "b" + ++stream);
            sql.append(normal).append(" AS ").append(name).append(name.equals("z_deferral") ? "" : ", ");
        }
        return sql.toString();
    }

    private String level() {
        double sum = 0;
        StringBuilder sql = new StringBuilder("CAST(CASE");
        for (Level level : tables.levels().subList(0, tables.levels().size() - 1)) {
            sum += level.share();
            sql.append(" WHEN u_level < ").append(number(sum)).append(" THEN ").append(level.level());
        }
        return sql.append(" ELSE ")
                .append(tables.levels().size())
                .append(" END AS TINYINT)")
                .toString();
    }

    private String department() {
        StringBuilder sql = new StringBuilder("CASE level");
        List<Department> departments = tables.departments();
        for (Level level : tables.levels()) {
            double sum = 0;
            sql.append(" WHEN ").append(level.level()).append(" THEN CASE");
            for (Department department : departments.subList(0, departments.size() - 1)) {
                sum += department.shares().get(level.level() - 1);
                sql.append(" WHEN u_department < ")
                        .append(number(sum))
                        .append(" THEN ")
                        .append(Sql.text(department.name()));
            }
            sql.append(" ELSE ")
                    .append(Sql.text(departments.get(departments.size() - 1).name()))
                    .append(" END");
        }
        return sql.append(" END").toString();
    }

    /** Years, folded back at 19 and 72, so that nobody is piled up at either. */
    private String age() {
        return "72 - abs(53 - abs(" + byLevel(Level::ageMean) + " + " + byLevel(Level::ageSd) + " * z_age - 19))";
    }

    /**
     * Years: a skewed number whose median is the level's. Whoever would have begun before the age of 18 began at some
     * time since.
     */
    private String service() {
        String free = byLevel(Level::serviceMedian) + " * pow(greatest(0, 1 + z / 3.5), 3)";
        return "least(" + free + ", (age - 18) * (0.3 + 0.7 * u_early))";
    }

    /** Dollars: a place within the level's band that goes with age and service, and the department's factor. */
    private String pay() {
        String place = "least(1, greatest(0, 0.44 + 0.18 * (0.3 * z_age + 0.3 * z_service + 0.9 * z_pay)))";
        String factor = tables.departments().stream()
                .map(d -> "WHEN " + Sql.text(d.name()) + " THEN " + number(d.payFactor()))
                .collect(Collectors.joining(" ", "CASE department ", " END"));
        return "(" + byLevel(Level::payMin) + " + (" + byLevel(l -> l.payMax() - l.payMin()) + ") * " + place + ") * "
                + factor;
    }

    /** Whole percents of pay, many at the 6 % up to which employers often match; 0 for those who take no part. */
    private static String deferral() {
        String takesPart = "u_takes_part < 0.55 + 0.05 * level + 0.004 * (age - 42) + 0.006 * least(service, 10)";
        String rate = "0.055 + 0.0008 * (age - 42) + 0.007 * (level - 2) + 0.028 * z_deferral";
        return "CASE WHEN NOT (" + takesPart + ") THEN 0 WHEN u_match < 0.22 THEN 0.06"
                + " ELSE least(0.25, greatest(0.01, round(" + rate + ", 2))) END";
    }

    private String byLevel(ToDoubleFunction<Level> value) {
        return tables.levels().stream()
                .map(l -> "WHEN " + l.level() + " THEN " + number(value.applyAsDouble(l)))
                .collect(Collectors.joining(" ", "(CASE level ", " END)"));
    }

    /** In scientific form, which SQL reads as DOUBLE. */
    private static String number(double value) {
        return String.format(Locale.ROOT, "%.12e", value);
    }
}
