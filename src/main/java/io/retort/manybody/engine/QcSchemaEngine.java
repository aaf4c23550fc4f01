package io.retort.manybody.engine;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.retort.core.DataException;
import io.retort.manybody.Atom;
import io.retort.manybody.Calculation;
import io.retort.manybody.CalculationResult;
import io.retort.manybody.Driver;
import io.retort.manybody.ModelChemistry;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Any program that reads a QCSchema {@code AtomicInput} and writes an {@code AtomicResult}. In the command,
 * {@code {input}} and {@code {output}} stand for files; without them JSON goes to standard input and comes from standard
 * output. A program that rewrites its input, as {@code psi4 --json} does, has {@code {output}} nowhere and
 * {@code inPlace}. Energy and gradient are read from the properties when the driver returns a higher derivative.
 * Source: smith2021.
 */
final class QcSchemaEngine extends ProcessEngine {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String INPUT = "input.json";
    private static final String OUTPUT = "output.json";

    private final Spec spec;

    /** The command line, where the answer is, and what the program can do. */
    record Spec(List<String> command, boolean inPlace, boolean ghosts, String version) {
        static List<String> words(String command) {
            return Pattern.compile("\\s+").splitAsStream(command.strip()).toList();
        }

        boolean names(String placeholder) {
            return command.stream().anyMatch(word -> word.contains(placeholder));
        }
    }

    QcSchemaEngine(Spec spec, ProcessLimits limits) {
        super("qcschema", spec.version(), limits);
        this.spec = spec;
    }

    @Override
    public Optional<String> refusal(ModelChemistry model, boolean ghosts, boolean embedding, Driver driver) {
        if (ghosts && !spec.ghosts()) {
            return Optional.of("The qcschema engine's command is said to have no ghost atoms: ask for nocp, or set its"
                    + " option ghosts.");
        }
        if (embedding) {
            return Optional.of(
                    "The qcschema engine has no embedding charges, since QCSchema's molecule has no place for"
                            + " them: leave them out, or take the rhf, psi4 or xtb engine.");
        }
        return Optional.empty();
    }

    @Override
    List<String> prepare(Calculation c, Path folder) throws IOException {
        JSON.writeValue(folder.resolve(INPUT).toFile(), input(c));
        return spec.command().stream()
                .map(word -> word.replace("{input}", INPUT).replace("{output}", OUTPUT))
                .toList();
    }

    @Override
    void configure(ProcessBuilder builder, Path folder) {
        if (!spec.names("{input}")) {
            builder.redirectInput(folder.resolve(INPUT).toFile());
        }
    }

    private static ObjectNode input(Calculation c) {
        ObjectNode input = JsonNodeFactory.instance.objectNode();
        input.put("schema_name", "qcschema_input").put("schema_version", 1);
        ObjectNode molecule = input.putObject("molecule");
        molecule.put("schema_name", "qcschema_molecule")
                .put("schema_version", 2)
                .put("molecular_charge", c.charge())
                .put("molecular_multiplicity", c.multiplicity())
                .put("fix_com", true)
                .put("fix_orientation", true)
                .put("fix_symmetry", "c1");
        ArrayNode symbols = molecule.putArray("symbols");
        ArrayNode geometry = molecule.putArray("geometry");
        ArrayNode real = molecule.putArray("real");
        for (Atom a : c.real()) {
            symbols.add(a.element());
            geometry.add(a.x()).add(a.y()).add(a.z());
            real.add(true);
        }
        for (Atom a : c.ghosts()) {
            symbols.add(a.element());
            geometry.add(a.x()).add(a.y()).add(a.z());
            real.add(false);
        }
        input.put("driver", c.driver().name().toLowerCase(Locale.ROOT));
        ObjectNode model = input.putObject("model");
        model.put("method", c.model().method());
        model.put("basis", c.model().basis().isEmpty() ? null : c.model().basis());
        input.putObject("keywords");
        return input;
    }

    @Override
    CalculationResult read(Calculation c, Path folder) throws IOException {
        String file = spec.inPlace() ? INPUT : spec.names("{output}") ? OUTPUT : ChildProcess.OUT;
        String program = spec.command().get(0);
        JsonNode answer;
        try {
            answer = JSON.readTree(folder.resolve(file).toFile());
        } catch (JsonProcessingException e) {
            throw new DataException("The program '" + program + "' wrote no JSON.", e);
        }
        if (!answer.path("success").asBoolean(false)) {
            JsonNode error = answer.path("error");
            throw new DataException("The program '" + program + "' reports no success: "
                    + error.path("error_message").asText(error.isMissingNode() ? "no reason given" : error.toString()));
        }
        return result(c, program, answer);
    }

    private static CalculationResult result(Calculation c, String program, JsonNode answer) {
        int n = 3 * (c.real().size() + c.ghosts().size());
        JsonNode returned = answer.path("return_result");
        JsonNode properties = answer.path("properties");
        JsonNode energy = c.driver() == Driver.ENERGY ? returned : properties.path("return_energy");
        JsonNode gradient = c.driver() == Driver.GRADIENT ? returned : properties.path("return_gradient");
        return new CalculationResult(
                JsonNumbers.of(program, energy, 1)[0],
                c.driver() == Driver.ENERGY || gradient.isMissingNode() ? null : JsonNumbers.of(program, gradient, n),
                c.driver() == Driver.HESSIAN ? JsonNumbers.of(program, returned, n * n) : null);
    }
}
