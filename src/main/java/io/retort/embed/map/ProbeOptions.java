package io.retort.embed.map;

import io.retort.core.Option;
import io.retort.core.OptionSet;
import java.util.List;

/**
 * What a probe learns, and how it is checked.
 *
 * @param target column to predict
 * @param by column of vectors
 * @param kind kind of model
 * @param folds parts of the rows, each predicted by a model of the others
 * @param penalty on the squares of the weights
 * @param seed of the folds
 */
public record ProbeOptions(
        @Option(help = "Column to predict.", positional = true, required = true)
        String target,

        @Option(help = "Column of vectors.", defaultValue = "embedding")
        String by,

        @Option(
                help = "Ridge for numbers, logistic for yes or no; auto goes by the column's values.",
                defaultValue = "auto")
        Kind kind,

        @Option(
                help = "Parts of the rows, each predicted by a model of the others.",
                defaultValue = "5",
                min = 2,
                max = 100)
        int folds,

        @Option(help = "Penalty on the squares of the weights.", defaultValue = "0.1", min = 1e-9, max = 1e9)
        double penalty,

        @Option(help = "Seed of the folds.", defaultValue = "1")
        long seed) {

    /** Kinds of models. */
    public enum Kind {
        /** {@link #LOGISTIC} if all values are 0 or 1, or true or false, else {@link #RIDGE}. */
        AUTO,
        /** Least squares with a penalty. */
        RIDGE,
        /** Logistic regression with a penalty. */
        LOGISTIC
    }

    /**
     * Reads options.
     *
     * @param words such as {@code logp --folds 10}
     * @return the options
     * @throws io.retort.core.UsageException naming the option, the value and what is accepted
     */
    public static ProbeOptions of(String... words) {
        return OptionSet.of(ProbeOptions.class).read("probe", List.of(words));
    }
}
