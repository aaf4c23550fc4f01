package io.retort.manybody;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.retort.core.DataException;
import io.retort.core.UsageException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** An expansion with the results of its calculations, as a file holds them. */
final class StoredCase implements Components {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final ExpansionPlan plan;
    private final int[][] fragmentAtoms;
    private final boolean embedded;
    private final List<Map<Driver, double[]>> results = new ArrayList<>();

    private StoredCase(ExpansionPlan plan, int[] sizes, boolean embedded) {
        this.plan = plan;
        this.embedded = embedded;
        this.fragmentAtoms = new int[sizes.length][];
        int start = 0;
        for (int f = 0; f < sizes.length; f++) {
            fragmentAtoms[f] = IntStream.range(start, start + sizes[f]).toArray();
            start += sizes[f];
        }
    }

    /** Reads a case; component files are sought beside the file that it stands in. */
    static StoredCase read(JsonNode node, Path folder) {
        Map<String, String> levels = new LinkedHashMap<>();
        required(node, "levels")
                .properties()
                .forEach(e -> levels.put(e.getKey(), e.getValue().asText()));
        Map<Label, Map<Driver, double[]>> stored = components(node, folder);
        boolean derivatives = stored.values().stream().anyMatch(r -> r.size() > 1);
        Expansion expansion = new Expansion(
                Bsse.parse(texts(required(node, "bsse_type"))),
                Levels.of(levels),
                flag(node, "return_total_data", derivatives),
                flag(node, "supersystem_ie_only", false));
        int[] sizes = sizes(required(node, "fragment_sizes"));
        StoredCase read = new StoredCase(
                ExpansionPlan.of(expansion, sizes.length),
                sizes,
                node.path("embedding_charges").size() > 0);
        read.plan.calculations().forEach(label -> read.results.add(stored.getOrDefault(label, Map.of())));
        return read;
    }

    private static JsonNode required(JsonNode node, String field) {
        JsonNode found = node.path(field);
        if (found.isMissingNode() || found.isNull()) {
            throw new UsageException("the field \"" + field + "\" is missing");
        }
        return found;
    }

    private static boolean flag(JsonNode node, String field, boolean fallback) {
        JsonNode found = node.path(field);
        if (found.isMissingNode() || found.isNull()) {
            return fallback;
        }
        if (!found.isBoolean()) {
            throw new UsageException("\"" + field + "\" must be true or false, got " + found);
        }
        return found.asBoolean();
    }

    private static List<String> texts(JsonNode node) {
        List<String> texts = new ArrayList<>();
        if (node.isTextual()) {
            texts.add(node.asText());
        }
        node.elements().forEachRemaining(e -> texts.add(e.asText()));
        return texts;
    }

    private static int[] sizes(JsonNode node) {
        int[] sizes = new int[node.size()];
        for (int i = 0; i < sizes.length; i++) {
            sizes[i] = node.get(i).asInt();
            if (!node.get(i).isInt() || sizes[i] < 1) {
                throw new UsageException("\"fragment_sizes\" must hold numbers of atoms from 1, got " + node.get(i));
            }
        }
        return sizes;
    }

    private static Map<Label, Map<Driver, double[]>> components(JsonNode node, Path folder) {
        JsonNode inline = node.path("components");
        if (inline.isMissingNode() || inline.isNull()) {
            Path file = folder.resolve(required(node, "component_file").asText());
            try {
                inline = JSON.readTree(file.toFile());
            } catch (IOException e) {
                throw new DataException("the component file " + file + " cannot be read: " + e.getMessage(), e);
            }
        }
        Map<Label, Map<Driver, double[]>> components = new HashMap<>();
        for (Map.Entry<String, JsonNode> entry : inline.properties()) {
            Map<Driver, double[]> values = new EnumMap<>(Driver.class);
            for (Driver property : Driver.values()) {
                JsonNode value = entry.getValue().path(Assembly.name(property));
                if (!value.isMissingNode() && !value.isNull()) {
                    values.put(property, figures(entry.getKey(), value));
                }
            }
            components.put(Label.parse(entry.getKey()), values);
        }
        return components;
    }

    /** All numbers of nested arrays, row by row. */
    private static double[] figures(String label, JsonNode node) {
        List<Double> found = new ArrayList<>();
        collect(label, node, found);
        return found.stream().mapToDouble(d -> d).toArray();
    }

    private static void collect(String label, JsonNode node, List<Double> found) {
        if (node.isNumber()) {
            found.add(node.asDouble());
        } else if (node.isArray()) {
            node.elements().forEachRemaining(e -> collect(label, e, found));
        } else {
            throw new DataException("the results of " + label + " must be numbers, got " + node);
        }
    }

    ExpansionPlan plan() {
        return plan;
    }

    boolean embedded() {
        return embedded;
    }

    /** Number of atoms of the cluster. */
    int atomCount() {
        return fragmentAtoms[fragmentAtoms.length - 1][fragmentAtoms[fragmentAtoms.length - 1].length - 1] + 1;
    }

    @Override
    public double @Nullable [] value(int calculation, Driver property) {
        return results.get(calculation).get(property);
    }

    @Override
    public int[] atoms(int calculation) {
        return plan.calculations().get(calculation).subsystem().basis().stream()
                .flatMap(f -> IntStream.of(fragmentAtoms[f]))
                .toArray();
    }
}
