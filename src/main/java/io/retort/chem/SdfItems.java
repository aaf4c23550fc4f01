package io.retort.chem;

/** Data items of SD files as they are written. */
final class SdfItems {
    private SdfItems() {}

    /** A name that the header of an item can hold. */
    static String name(String column) {
        return column.replaceAll("[<>\\r\\n]", "_");
    }

    /**
     * Appends an item. A blank line would end the value, so blank lines are left out; a line that would begin another
     * item or end the record gets a space in front.
     */
    static void append(String name, String value, StringBuilder record) {
        record.append(">  <").append(name).append(">\n");
        value.lines().filter(line -> !line.isBlank()).forEach(line -> {
            if (line.startsWith(">") || line.startsWith("$$$$")) {
                record.append(' ');
            }
            record.append(line).append('\n');
        });
        record.append('\n');
    }
}
