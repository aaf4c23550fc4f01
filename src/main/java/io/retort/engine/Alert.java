package io.retort.engine;

import io.retort.core.UsageException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A condition on a run that is told when it comes true, such as {@code rows_per_s<1000}.
 *
 * @param metric what is watched
 * @param above whether it is told above the limit, or else below it
 * @param limit the limit; a value that equals it is told only by {@code <=} and {@code >=}
 * @param orEqual whether the limit itself counts
 */
record Alert(RunMetric metric, boolean above, double limit, boolean orEqual) {
    private static final Pattern FORM =
            Pattern.compile("\\s*([a-z_]+)\\s*(<=|>=|<|>)\\s*([-+]?[0-9]*\\.?[0-9]+(?:[eE][-+]?[0-9]+)?)\\s*");

    /**
     * Reads a condition.
     *
     * @throws UsageException saying what is accepted
     */
    static Alert parse(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            throw new UsageException("--alert got \"" + text
                    + "\"; write a measure, <, <=, > or >=, and a number, such as rows_per_s<1000 or"
                    + " rejected_share>0.1");
        }
        String operator = matcher.group(2);
        return new Alert(
                RunMetric.read(text, matcher.group(1)),
                operator.startsWith(">"),
                Double.parseDouble(matcher.group(3)),
                operator.endsWith("="));
    }

    boolean holds(double value) {
        return orEqual && value == limit || (above ? value > limit : value < limit);
    }

    /** The condition as it is written. */
    String condition() {
        return metric.word() + (above ? ">" : "<") + (orEqual ? "=" : "") + number(limit);
    }

    static String number(double value) {
        boolean whole = value == Math.rint(value) && Math.abs(value) < 1e15;
        return whole
                ? String.format(Locale.ROOT, "%.0f", value)
                : new BigDecimal(value, new MathContext(4)).stripTrailingZeros().toPlainString();
    }
}
