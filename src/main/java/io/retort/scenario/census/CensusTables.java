package io.retort.scenario.census;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * The shares that a generated census follows, from the resources {@code levels.csv} and {@code departments.csv}.
 *
 * @param levels level 1 first
 * @param departments in the order of the file
 */
record CensusTables(List<Level> levels, List<Department> departments) {
    /**
     * A level.
     *
     * @param level from 1
     * @param share of all employees
     * @param ageMean years
     * @param ageSd years
     * @param serviceMedian years
     * @param payMin dollars per year
     * @param payMax dollars per year
     */
    record Level(
            int level,
            double share,
            double ageMean,
            double ageSd,
            double serviceMedian,
            double payMin,
            double payMax) {}

    /**
     * A department.
     *
     * @param name its name
     * @param payFactor pay relative to the whole
     * @param shares of the employees of each level, level 1 first
     */
    record Department(String name, double payFactor, List<Double> shares) {}

    static CensusTables read() {
        List<Level> levels = rows("levels.csv").stream()
                .map(c -> new Level(
                        Integer.parseInt(c.get(0)),
                        number(c, 1),
                        number(c, 2),
                        number(c, 3),
                        number(c, 4),
                        number(c, 5),
                        number(c, 6)))
                .toList();
        List<Department> departments = rows("departments.csv").stream()
                .map(c -> new Department(
                        c.get(0),
                        number(c, 1),
                        c.subList(2, c.size()).stream().map(Double::valueOf).toList()))
                .toList();
        return new CensusTables(levels, departments);
    }

    private static double number(List<String> cells, int index) {
        return Double.parseDouble(cells.get(index));
    }

    private static List<List<String>> rows(String name) {
        try (InputStream stream = CensusTables.class.getResourceAsStream(name)) {
            if (stream == null) {
                throw new IllegalStateException("the resource " + name + " is missing from this build");
            }
            BufferedReader reader = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8));
            return reader.lines()
                    .filter(l -> !l.startsWith("#") && !l.isBlank())
                    .skip(1)
                    .map(l -> Arrays.asList(l.split(",", -1)))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
