package io.retort.scenario.graph;

import io.retort.core.UsageException;
import io.retort.table.Sql;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Writes values as SQL literals. */
final class SqlLiteral {
    private SqlLiteral() {}

    static String of(@Nullable Object value) {
        if (value == null) {
            return "NULL";
        }
        if (value instanceof Boolean || value instanceof Integer || value instanceof Long) {
            return value.toString();
        }
        if (value instanceof BigDecimal decimal) {
            return decimal.toPlainString();
        }
        if (value instanceof Double number && Double.isFinite(number)) {
            // In scientific form DuckDB reads a DOUBLE, otherwise a DECIMAL.
            return BigDecimal.valueOf(number).unscaledValue() + "e"
                    + -BigDecimal.valueOf(number).scale();
        }
        if (value instanceof LocalDate date) {
            return "DATE '" + date + "'";
        }
        if (value instanceof String text) {
            return Sql.text(text);
        }
        if (value instanceof List<?> items) {
            return items.stream().map(SqlLiteral::of).collect(Collectors.joining(", ", "[", "]"));
        }
        throw new UsageException("variable of " + value.getClass().getSimpleName() + " \"" + value
                + "\": accepted are texts, numbers, booleans, dates, lists of these and null");
    }
}
