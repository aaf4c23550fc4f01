package io.retort.manybody;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.retort.core.DataException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads a QCSchema molecule: symbols, geometry in bohr, and perhaps fragments with charges and multiplicities. */
final class QcSchemaMolecule {
    private static final ObjectMapper JSON = new ObjectMapper();

    private QcSchemaMolecule() {}

    static void read(String text, ClusterBuilder builder) {
        JsonNode node;
        try {
            node = JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new DataException("it is not JSON: " + e.getOriginalMessage(), e);
        }
        JsonNode molecule = node.has("molecule") ? node.get("molecule") : node;
        atoms(molecule, builder);
        if (molecule.hasNonNull("fragments")) {
            List<int[]> fragments = new ArrayList<>();
            molecule.get("fragments").forEach(f -> fragments.add(wholeNumbers(f, "fragments")));
            builder.fragments(fragments.toArray(int[][]::new));
            charges(molecule, fragments.size(), builder);
        }
        JsonNode embedding = molecule.path("extras").path("partial_charges");
        if (embedding.isArray()) {
            builder.partialCharges(numbers(embedding, "extras.partial_charges"));
        }
    }

    private static void atoms(JsonNode molecule, ClusterBuilder builder) {
        JsonNode symbols = molecule.path("symbols");
        double[] places = numbers(molecule.path("geometry"), "geometry");
        if (symbols.isEmpty() || places.length != 3 * symbols.size()) {
            throw new DataException("a QCSchema molecule needs \"symbols\" and three figures of \"geometry\" for each,"
                    + " got " + symbols.size() + " symbols and " + places.length + " figures");
        }
        builder.unit(LengthUnit.BOHR);
        for (int i = 0; i < symbols.size(); i++) {
            if (molecule.path("real").has(i) && !molecule.path("real").get(i).asBoolean()) {
                throw new DataException("atom " + (i + 1) + " is a ghost; a cluster holds real atoms only");
            }
            builder.atom(symbols.get(i).asText(), places[3 * i], places[3 * i + 1], places[3 * i + 2]);
        }
    }

    private static void charges(JsonNode molecule, int fragments, ClusterBuilder builder) {
        int[] charges = optional(molecule, "fragment_charges");
        int[] multiplicities = optional(molecule, "fragment_multiplicities");
        int all = molecule.path("molecular_charge").asInt(0);
        if (charges == null && all != 0 && fragments > 1) {
            throw new DataException("the molecule has charge " + all + "; say in \"fragment_charges\" where it is");
        }
        if (charges != null) {
            int sum = java.util.stream.IntStream.of(charges).sum();
            if (molecule.hasNonNull("molecular_charge") && sum != all) {
                throw new DataException("the fragment charges make " + sum + ", but \"molecular_charge\" is " + all);
            }
            builder.charges(charges);
        }
        if (multiplicities != null) {
            builder.multiplicities(multiplicities);
        }
    }

    private static int @Nullable [] optional(JsonNode molecule, String field) {
        return molecule.hasNonNull(field) ? wholeNumbers(molecule.get(field), field) : null;
    }

    private static int[] wholeNumbers(JsonNode node, String field) {
        double[] numbers = numbers(node, field);
        int[] whole = new int[numbers.length];
        for (int i = 0; i < whole.length; i++) {
            if (numbers[i] != Math.rint(numbers[i])) {
                throw new DataException("\"" + field + "\" must hold whole numbers, got " + numbers[i]);
            }
            whole[i] = (int) numbers[i];
        }
        return whole;
    }

    /** All numbers of an array, also where its rows are arrays. */
    private static double[] numbers(JsonNode node, String field) {
        List<Double> found = new ArrayList<>();
        for (JsonNode part : node) {
            for (JsonNode number : part.isArray() ? part : List.of(part)) {
                if (!number.isNumber()) {
                    throw new DataException("\"" + field + "\" must hold numbers, got " + number);
                }
                found.add(number.asDouble());
            }
        }
        return found.stream().mapToDouble(d -> d).toArray();
    }
}
