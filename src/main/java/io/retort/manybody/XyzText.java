package io.retort.manybody;

import io.retort.core.DataException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One frame in XYZ or extended XYZ. Of the latter, the second line may name {@code Properties} with columns
 * {@code fragment} and {@code partial_charge} besides {@code species} and {@code pos}, and may give {@code units},
 * {@code fragment_charges} and {@code fragment_multiplicities}.
 */
final class XyzText {
    private static final Pattern PAIR = Pattern.compile("([A-Za-z_][\\w.]*)\\s*=\\s*(?:\"([^\"]*)\"|(\\S+))");
    private static final String PLAIN = "species:S:1:pos:R:3";

    private final List<String> lines;
    private final @Nullable LengthUnit given;
    private final Map<String, String> header = new HashMap<>();
    private final Map<String, Integer> columns = new HashMap<>();
    private int width;

    /** A unit that is given goes before the file's. */
    XyzText(String text, @Nullable LengthUnit given) {
        this.lines = text.lines().toList();
        this.given = given;
    }

    void read(ClusterBuilder builder) {
        int atoms = count();
        readHeader();
        builder.unit(given != null ? given : unit());
        Map<String, List<Integer>> fragments = new LinkedHashMap<>();
        double[] charges = new double[atoms];
        for (int i = 0; i < atoms; i++) {
            String[] cells = cells(i);
            builder.atom(
                    cell(cells, "species"),
                    number(cells, "pos", 0, i),
                    number(cells, "pos", 1, i),
                    number(cells, "pos", 2, i));
            if (columns.containsKey("fragment")) {
                fragments
                        .computeIfAbsent(cell(cells, "fragment"), f -> new ArrayList<>())
                        .add(i);
            }
            if (columns.containsKey("partial_charge")) {
                charges[i] = number(cells, "partial_charge", 0, i);
            }
        }
        checkEnd(atoms + 2);
        if (!fragments.isEmpty()) {
            builder.fragments(fragments.values().stream()
                    .map(list -> list.stream().mapToInt(a -> a).toArray())
                    .toArray(int[][]::new));
        }
        if (columns.containsKey("partial_charge")) {
            builder.partialCharges(charges);
        }
        whole("fragment_charges", builder::charges);
        whole("fragment_multiplicities", builder::multiplicities);
    }

    private void whole(String key, java.util.function.Consumer<int[]> to) {
        String value = header.get(key);
        if (value != null) {
            to.accept(ClusterReader.wholeNumbers(List.of(value.strip().split("[,\\s]+")), key));
        }
    }

    private int count() {
        String first = lines.isEmpty() ? "" : lines.get(0).strip();
        if (!first.matches("[1-9]\\d{0,6}")) {
            throw new DataException("line 1 must hold the number of atoms, got \"" + first + "\"");
        }
        return Integer.parseInt(first);
    }

    private void readHeader() {
        String comment = lines.size() > 1 ? lines.get(1) : "";
        Matcher pairs = PAIR.matcher(comment);
        while (pairs.find()) {
            header.put(
                    pairs.group(1).toLowerCase(Locale.ROOT), pairs.group(2) != null ? pairs.group(2) : pairs.group(3));
        }
        String[] parts = header.getOrDefault("properties", PLAIN).split(":", -1);
        if (parts.length % 3 != 0) {
            throw new DataException(
                    "line 2: Properties must be triples of name, kind and width, got " + header.get("properties"));
        }
        for (int i = 0; i < parts.length; i += 3) {
            columns.put(parts[i].toLowerCase(Locale.ROOT), width);
            if (!parts[i + 2].matches("[1-9]\\d?")) {
                throw new DataException(
                        "line 2: the width of column " + parts[i] + " must be a number, got " + parts[i + 2]);
            }
            width += Integer.parseInt(parts[i + 2]);
        }
        if (!columns.containsKey("species") || !columns.containsKey("pos")) {
            throw new DataException("line 2: Properties must name species and pos");
        }
    }

    private LengthUnit unit() {
        String named = header.getOrDefault("units", "angstrom").toLowerCase(Locale.ROOT);
        return switch (named) {
            case "angstrom" -> LengthUnit.ANGSTROM;
            case "bohr" -> LengthUnit.BOHR;
            default -> throw new DataException("line 2: units must be angstrom or bohr, got " + named);
        };
    }

    private String[] cells(int atom) {
        if (atom + 2 >= lines.size() || lines.get(atom + 2).isBlank()) {
            throw new DataException("line 1 says " + lines.get(0).strip() + " atoms, but there are " + atom);
        }
        String[] cells = lines.get(atom + 2).strip().split("\\s+");
        if (cells.length < width) {
            throw new DataException("line " + (atom + 3) + " has " + cells.length + " columns, not " + width);
        }
        return cells;
    }

    private String cell(String[] cells, String column) {
        return cells[columns.getOrDefault(column, 0)];
    }

    private double number(String[] cells, String column, int offset, int atom) {
        String text = cells[columns.getOrDefault(column, 0) + offset];
        try {
            return Double.parseDouble(text.replace('D', 'E').replace('d', 'e'));
        } catch (NumberFormatException e) {
            throw new DataException("line " + (atom + 3) + ": \"" + text + "\" is no number", e);
        }
    }

    private void checkEnd(int from) {
        for (int i = from; i < lines.size(); i++) {
            if (!lines.get(i).isBlank()) {
                throw new DataException(
                        lines.get(i).strip().matches("\\d+")
                                ? "it holds several frames (a second begins at line " + (i + 1)
                                        + "); give a file with one"
                                : "line 1 says " + lines.get(0).strip() + " atoms, but line " + (i + 1) + " goes on: \""
                                        + lines.get(i).strip() + "\"");
            }
        }
    }
}
