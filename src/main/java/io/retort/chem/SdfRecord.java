package io.retort.chem;

import io.retort.core.Issue;
import io.retort.core.IssueCode;
import io.retort.core.Outcome;
import java.io.IOException;
import java.io.StringReader;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.openscience.cdk.exception.CDKException;
import org.openscience.cdk.interfaces.IAtomContainer;
import org.openscience.cdk.io.DefaultChemObjectReader;
import org.openscience.cdk.io.MDLV2000Reader;
import org.openscience.cdk.io.MDLV3000Reader;
import org.openscience.cdk.silent.SilentChemObjectBuilder;

/**
 * One record of an SD file: a molblock of version V2000 or V3000 and its data items. The container is as CDK reads it:
 * hydrogen counts by the MDL valence model, stereochemistry from wedges and coordinates; rings and aromaticity are not
 * perceived and explicit hydrogens are not folded yet.
 *
 * <p><b>Source</b>: Dalby et al., J. Chem. Inf. Comput. Sci. 1992, 32, 244; BIOVIA, CTfile Formats.
 *
 * @param title first line, trimmed
 * @param container the molecule
 * @param properties data items by name, in the order of the record; of items with one name the last counts
 */
record SdfRecord(String title, IAtomContainer container, Map<String, String> properties) {
    private static final int COUNTS_INDEX = 3;

    static {
        SilentLog.install();
    }

    /** Copies the properties. */
    SdfRecord {
        properties = Collections.unmodifiableMap(new LinkedHashMap<>(properties));
    }

    /**
     * Reads one record.
     *
     * @param text the record with or without its closing {@code $$$$}; lines end in LF, CRLF or CR
     * @return the record, or the reason why it cannot be read
     */
    static Outcome<SdfRecord> read(String text) {
        List<String> lines = lines(text);
        if (lines.stream().allMatch(String::isBlank)) {
            return Outcome.failed(IssueCode.EMPTY_INPUT, "the record is empty", text);
        }
        Issue issue = MolblockCheck.check(lines, text);
        if (issue != null) {
            return new Outcome.Failed<>(issue);
        }
        int end = 0;
        while (!lines.get(end).startsWith("M  END")) {
            end++;
        }
        Map<String, String> properties = dataItems(lines.subList(end + 1, lines.size()));
        String title = lines.get(0).trim();
        return molecule(lines.subList(0, end + 1), text)
                .then(container -> Outcome.ok(new SdfRecord(title, container, properties)));
    }

    /** Lines up to {@code $$$$}; the line end that a split at {@code $$$$} left in front is dropped. */
    private static List<String> lines(String text) {
        List<String> lines =
                text.lines().takeWhile(line -> !line.startsWith("$$$$")).toList();
        boolean shifted = lines.size() > COUNTS_INDEX + 1
                && lines.get(0).isEmpty()
                && !MolblockCheck.isCountsLine(lines.get(COUNTS_INDEX))
                && MolblockCheck.isCountsLine(lines.get(COUNTS_INDEX + 1));
        return shifted ? lines.subList(1, lines.size()) : lines;
    }

    private static Outcome<IAtomContainer> molecule(List<String> molblock, String text) {
        String block = String.join("\n", molblock) + "\n";
        boolean v3000 = MolblockCheck.version(molblock.get(COUNTS_INDEX)) == 3000;
        IAtomContainer empty = SilentChemObjectBuilder.getInstance().newAtomContainer();
        try (StringReader source = new StringReader(block);
                DefaultChemObjectReader reader = v3000 ? new MDLV3000Reader(source) : new MDLV2000Reader(source)) {
            IAtomContainer container = reader.read(empty);
            return container == null ? unreadable(null, text) : Outcome.ok(container);
        } catch (CDKException | IOException | IllegalArgumentException | IndexOutOfBoundsException e) {
            return unreadable(e, text);
        }
    }

    private static Outcome<IAtomContainer> unreadable(@Nullable Exception cause, String text) {
        String reason = cause == null || cause.getMessage() == null ? "no structure found" : cause.getMessage();
        String oneLine = reason.lines().findFirst().orElse("no structure found");
        return Outcome.failed(IssueCode.MOLFILE_SYNTAX, "the molblock cannot be read: " + oneLine, text);
    }

    /** Data items of the lines after the molblock. */
    static Map<String, String> dataItems(List<String> lines) {
        Map<String, String> items = new LinkedHashMap<>();
        String name = null;
        StringBuilder value = new StringBuilder();
        for (String line : lines) {
            String header = name == null || line.contains("<") ? itemName(line) : null;
            if (header != null || line.isBlank()) {
                store(items, name, value);
                name = header;
            } else if (name != null) {
                value.append(value.isEmpty() ? "" : "\n").append(line);
            }
        }
        store(items, name, value);
        return items;
    }

    private static void store(Map<String, String> items, @Nullable String name, StringBuilder value) {
        if (name != null) {
            items.put(name, value.toString());
        }
        value.setLength(0);
    }

    /** Name in angle brackets, or all of the header where there are none; null for a line that is no header. */
    static @Nullable String itemName(String line) {
        if (!line.startsWith(">")) {
            return null;
        }
        int open = line.indexOf('<');
        int close = line.lastIndexOf('>');
        return open > 0 && close > open
                ? line.substring(open + 1, close)
                : line.substring(1).trim();
    }
}
