package io.retort.manybody.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.retort.core.Settings;
import io.retort.manybody.Atom;
import io.retort.manybody.Driver;
import io.retort.manybody.ModelChemistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every energy of real atoms in every basis of fragments of two clusters, by psi4 1.3.2 with exact integrals. */
class ReferenceEnergiesTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @ParameterizedTest
    @CsvSource({"trimer,hf,19,1e-11", "trimer,mp2,19,2e-11", "tetramer,hf,65,1e-11", "tetramer,mp2,15,2e-11"})
    void run_everyPairOfRealAndBasis_agreesWithPsi4(String cluster, String method, int count, double tolerance)
            throws IOException {
        JsonNode root = read("water_" + cluster + "_hf_mp2_sto3g_pk.json");
        JsonNode energies = root.path("fragment_energies").path(method);
        assertThat(energies.size()).isEqualTo(count);
        for (var label : energies.properties()) {
            JsonNode key = JSON.readTree(label.getKey());
            Set<Integer> real = numbers(key.get(1));
            Set<Integer> ghosts = numbers(key.get(2));
            ghosts.removeAll(real);
            double energy = Waters.run(
                            new EmbeddedEngine(),
                            Waters.calculation(
                                    new ModelChemistry(method, "sto-3g"),
                                    Driver.ENERGY,
                                    atoms(root.path("molecule"), real),
                                    atoms(root.path("molecule"), ghosts)))
                    .energyHartree();
            assertThat(energy)
                    .as(label.getKey())
                    .isCloseTo(label.getValue().path("energy").asDouble(), within(tolerance));
        }
    }

    static JsonNode read(String name) throws IOException {
        Path file = Settings.shared().resolve("data/manybody").resolve(name);
        Assumptions.assumeTrue(Files.exists(file), "no shared data");
        return JSON.readTree(file.toFile());
    }

    static List<Atom> atoms(JsonNode molecule, Set<Integer> fragments) {
        List<Atom> atoms = new ArrayList<>();
        for (int fragment : fragments) {
            for (JsonNode index : molecule.path("fragments").get(fragment - 1)) {
                JsonNode at = molecule.path("geometry_bohr").get(index.asInt());
                atoms.add(new Atom(
                        molecule.path("symbols").get(index.asInt()).asText(),
                        at.get(0).asDouble(),
                        at.get(1).asDouble(),
                        at.get(2).asDouble()));
            }
        }
        return atoms;
    }

    static Set<Integer> numbers(JsonNode array) {
        Set<Integer> out = new TreeSet<>();
        array.forEach(n -> out.add(n.asInt()));
        return out;
    }
}
