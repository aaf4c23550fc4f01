package io.retort.embed;

import io.retort.core.Option;
import io.retort.core.OptionSet;
import io.retort.core.UsageException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How rows become vectors.
 *
 * @param column column of the texts
 * @param into column of the vectors
 * @param model {@code molecule-encoder}, a folder, an ONNX file beside its tokenizer.json, or the URL of a
 *     model.json
 * @param sha256 of the model.json that {@code model} names by a URL
 * @param device where to compute
 * @param dtype number format to compute in
 * @param threads threads of the processor, 0 for one per processor
 * @param tooLong what becomes of texts that are too long
 * @param key columns that identify a row; null to go by the order of the rows
 * @param replace whether vectors that are there are made anew
 * @param fetchRows rows in a page: {@code auto} or a number
 * @param batchTokens tokens in a batch, padding included: {@code auto} or a number
 * @param writeRows rows in a block that is written: {@code auto} or a number
 * @param commitEvery blocks in a transaction: {@code auto} or a number
 */
public record EmbedOptions(
        @Option(help = "Column of the texts.", defaultValue = "smiles")
        String column,

        @Option(help = "Column of the vectors.", defaultValue = "embedding")
        String into,

        @Option(
                help = "molecule-encoder, a folder in Hugging Face's layout, an ONNX file beside its tokenizer.json,"
                        + " or the URL of a model.json.",
                defaultValue = LoadedModel.OWN)
        String model,

        @Option(help = "SHA-256 of the model.json that --model names by a URL; needed there.") @Nullable
        String sha256,

        @Option(help = "Where to compute.", defaultValue = "auto")
        DeviceChoice device,

        @Option(help = "Number format to compute in; vectors are stored as float32.", defaultValue = "auto")
        DtypeChoice dtype,

        @Option(help = "Threads of the processor; 0 takes one per processor.", defaultValue = "0", min = 0, max = 1024)
        int threads,

        @Option(help = "What becomes of texts with more tokens than the model takes.", defaultValue = "reject")
        TooLong tooLong,

        @Option(help = "Column that identifies a row; without it rows go by their order.") @Nullable
        String key,

        @Option(help = "Make vectors anew that are there already.")
        boolean replace,

        @Option(help = "Rows in a page: auto or a number.", defaultValue = "auto", unit = "rows")
        String fetchRows,

        @Option(help = "Tokens in a batch, padding included: auto or a number.", defaultValue = "auto", unit = "tokens")
        String batchTokens,

        @Option(help = "Rows in a block that is written: auto or a number.", defaultValue = "auto", unit = "rows")
        String writeRows,

        @Option(help = "Blocks in a transaction: auto or a number.", defaultValue = "auto", unit = "blocks")
        String commitEvery) {

    private static final int MOST = 10_000_000;

    /** Checks the numbers. */
    public EmbedOptions {
        count("fetch-rows", fetchRows);
        count("batch-tokens", batchTokens);
        count("write-rows", writeRows);
        count("commit-every", commitEvery);
    }

    /**
     * Every default.
     *
     * @return Retort's own model on the best device
     */
    public static EmbedOptions defaults() {
        return OptionSet.of(EmbedOptions.class).defaults("embed");
    }

    /**
     * Reads options.
     *
     * @param words such as {@code --column smiles --dtype int8}
     * @return the options
     * @throws UsageException naming the option, the value and what is accepted
     */
    public static EmbedOptions of(String... words) {
        return OptionSet.of(EmbedOptions.class).read("embed", List.of(words));
    }

    /** A number, 0 for auto. */
    private static int count(String option, String text) {
        if (text.equals("auto")) {
            return 0;
        }
        String digits = text.replace("_", "");
        int value = digits.matches("\\d{1,9}") ? Integer.parseInt(digits) : 0;
        if (value < 1 || value > MOST) {
            throw new UsageException("embed: --" + option + " got \"" + text
                    + "\"; accepted is auto or a whole number from 1 to " + MOST);
        }
        return value;
    }

    int fetchRowsOr(int auto) {
        return or(fetchRows, auto);
    }

    /** Tokens in a batch, 0 to find out. */
    int batchTokensOrZero() {
        return or(batchTokens, 0);
    }

    int writeRowsOr(int auto) {
        return or(writeRows, auto);
    }

    int commitEveryOr(int auto) {
        return or(commitEvery, auto);
    }

    private static int or(String text, int auto) {
        int given = count("", text);
        return given == 0 ? auto : given;
    }

    int threadsOr(int processors) {
        return threads == 0 ? processors : threads;
    }
}
