package io.retort.magic;

import io.retort.core.OptionSet;
import io.retort.engine.Suggestions;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A magic: a name, its help, its arguments as a record, and what it does. The record's components carry
 * {@link io.retort.core.Option}; arguments are checked before {@link #run} is called, so the body only calls the
 * library and returns what the cell is to show. Implementations have no state, or say whose it is.
 *
 * @param <A> record of arguments
 */
public interface Magic<A extends Record> {

    /** Where a magic may be written. */
    enum Form {
        /** {@code %name arguments} on a line of its own. */
        LINE,
        /** {@code %%name arguments} as first line; the rest of the cell is the body. */
        CELL,
        /** Either. */
        BOTH
    }

    /**
     * The name after the percent sign.
     *
     * @return lower case, no blank
     */
    String name();

    /**
     * What the magic does.
     *
     * @return one line
     */
    String help();

    /**
     * Where the magic may be written.
     *
     * @return line, cell or both
     */
    default Form form() {
        return Form.LINE;
    }

    /**
     * The record that holds the arguments.
     *
     * @return its class
     */
    Class<A> arguments();

    /**
     * Does the work. Any failure is thrown: a magic never returns quietly having done nothing.
     *
     * @param arguments checked arguments
     * @param call the cell's side of the call: body, displays, token
     * @return what the cell shows as its result, or null when everything was displayed already
     * @throws Exception if the work fails
     */
    @Nullable
    Object run(A arguments, MagicCall call) throws Exception;

    /**
     * Proposes completions for the arguments.
     *
     * @param text text after the magic's name, up to the cursor
     * @return words that may replace the last word of the text
     */
    default List<String> suggest(String text) {
        return arguments() == RawText.class
                ? List.of()
                : OptionSet.of(arguments()).suggest(text);
    }

    /**
     * Proposes completions for the body of a cell magic.
     *
     * @param body the cell below its first line
     * @param cursor position in the body
     * @return what may stand at the cursor
     */
    default Suggestions suggestBody(String body, int cursor) {
        return new Suggestions(cursor, List.of());
    }

    /**
     * How the magic is written.
     *
     * @return usage lines made from the argument record
     */
    default String usage() {
        String command = (form() == Form.CELL ? "%%" : "%") + name();
        return arguments() == RawText.class
                ? command + " TEXT"
                : OptionSet.of(arguments()).help(command);
    }
}
