package io.retort.manybody;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CaseAssemblerTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path folder;

    /** All subsets of three one-atom fragments, in every basis; the energy is -(10 real + basis)^2, to be checked by hand. */
    private JsonNode assemble(String fields) throws IOException {
        StringBuilder components = new StringBuilder();
        for (int basis = 1; basis < 8; basis++) {
            for (int real = basis; real > 0; real = (real - 1) & basis) {
                int sum = 10 * Integer.bitCount(real) + Integer.bitCount(basis);
                String label = new Label("hf", new Subsystem(set(real), set(basis))).toString();
                components
                        .append(components.length() > 0 ? "," : "")
                        .append(JSON.writeValueAsString(label))
                        .append(":{\"energy\":")
                        .append(-(double) sum * sum)
                        .append('}');
            }
        }
        Path file = folder.resolve("cases.json");
        Files.writeString(
                file,
                "[{\"name\":\"x\",\"fragment_sizes\":[1,1,1]," + fields + ",\"components\":{" + components + "}}]");
        return CaseAssembler.assemble(file).get(0);
    }

    private static FragmentSet set(int mask) {
        return FragmentSet.of(java.util.stream.IntStream.range(0, 3)
                .filter(f -> (mask >> f & 1) == 1)
                .toArray());
    }

    private static double result(JsonNode found, String name) {
        assertThat(found.get("results").has(name)).as(name).isTrue();
        return found.get("results").get(name).asDouble();
    }

    @Test
    void assemble_nocp_equalsSumsByHand() throws IOException {
        JsonNode found = assemble("\"bsse_type\":[\"nocp\"],\"levels\":{\"1\":\"hf\",\"2\":\"hf\",\"3\":\"hf\"}");

        // Monomers -121, dimers -484, trimer -1089.
        assertThat(result(found, "nocp_corrected_total_energy_through_1_body")).isEqualTo(-363);
        assertThat(result(found, "nocp_corrected_2_body_contribution_to_energy"))
                .isEqualTo(3 * (-484 + 242));
        assertThat(result(found, "nocp_corrected_3_body_contribution_to_energy"))
                .isEqualTo(-1089 + 3 * 484 - 363);
        assertThat(result(found, "nocp_corrected_total_energy")).isEqualTo(-1089);
        assertThat(found.get("calc_plan")).isEqualTo(JSON.readTree("{\"hf\":{\"1\":3,\"2\":3,\"3\":1}}"));
        // Energies alone: the interaction is returned unless totals are asked for.
        assertThat(found.get("ret_energy").asDouble()).isEqualTo(-1089 + 363);
        assertThat(found.get("ret_gradient").isNull()).isTrue();
    }

    @Test
    void assemble_cpWithoutTotals_leavesMonomersOut() throws IOException {
        JsonNode found =
                assemble("\"bsse_type\":\"cp\",\"return_total_data\":false,\"levels\":{\"1\":\"hf\",\"2\":\"hf\"}");

        assertThat(found.get("labels")).hasSize(6);
        assertThat(found.get("results").has("cp_corrected_total_energy")).isFalse();
        // In the basis of all: monomers -169, dimers -529.
        assertThat(result(found, "cp_corrected_interaction_energy")).isEqualTo(3 * (-529 + 2 * 169));
        assertThat(found.get("ret_energy").asDouble()).isEqualTo(3 * (-529 + 2 * 169));
        assertThat(found.get("energy_body_dict").get("1cp").asDouble()).isZero();
    }

    @Test
    void assemble_cpWithTotals_addsMonomersInTheirOwnBasis() throws IOException {
        JsonNode found =
                assemble("\"bsse_type\":\"cp\",\"return_total_data\":true,\"levels\":{\"1\":\"hf\",\"2\":\"hf\"}");

        assertThat(found.get("labels")).hasSize(9);
        assertThat(found.get("ret_energy").asDouble()).isEqualTo(-363 + 3 * (-529 + 2 * 169));
    }

    @Test
    void assemble_vmfcWithOneModel_bringsOthersAlong() throws IOException {
        JsonNode two = assemble("\"bsse_type\":[\"vmfc\"],\"levels\":{\"1\":\"hf\",\"2\":\"hf\"}");
        JsonNode three = assemble("\"bsse_type\":[\"vmfc\"],\"levels\":{\"1\":\"hf\",\"2\":\"hf\",\"3\":\"hf\"}");

        // Dimers -484, their monomers in the dimer's basis -144.
        assertThat(result(two, "vmfc_corrected_2_body_contribution_to_energy")).isEqualTo(3 * (-484 + 288));
        assertThat(two.get("results").has("nocp_corrected_total_energy")).isTrue();
        assertThat(two.get("results").has("cp_corrected_interaction_energy")).isFalse();
        assertThat(three.get("results").has("cp_corrected_total_energy")).isTrue();
    }

    @Test
    void assemble_supersystemOnly_givesEndsAlone() throws IOException {
        JsonNode found = assemble("\"bsse_type\":[\"cp\",\"nocp\"],\"supersystem_ie_only\":true,"
                + "\"return_total_data\":true,\"levels\":{\"1\":\"hf\",\"2\":\"hf\",\"3\":\"hf\"}");

        assertThat(found.get("calc_plan")).isEqualTo(JSON.readTree("{\"hf\":{\"1\":6,\"3\":1}}"));
        assertThat(result(found, "cp_corrected_interaction_energy_through_3_body"))
                .isEqualTo(-1089 + 3 * 169);
        assertThat(result(found, "nocp_corrected_total_energy_through_3_body")).isEqualTo(-1089);
        List<String> names = new ArrayList<>();
        found.get("results").fieldNames().forEachRemaining(names::add);
        assertThat(names).noneMatch(n -> n.contains("2_body") || n.contains("3_body_contribution"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'\"bsse_type\":[\"xp\"],\"levels\":{\"1\":\"hf\"}'|unknown BSSE treatment \"xp\"",
                "'\"bsse_type\":[],\"levels\":{\"1\":\"hf\"}'|no BSSE treatment",
                "'\"bsse_type\":[\"cp\"],\"levels\":{\"1\":\"hf\",\"3\":\"hf\"}'|level 2 is missing",
                "'\"bsse_type\":[\"cp\"],\"levels\":{\"2\":\"hf\"}'|level 1 is missing",
                "'\"bsse_type\":[\"cp\"],\"levels\":{\"1\":\"hf\",\"2\":\"mp2\",\"3\":\"hf\"}'|gap before 3",
                "'\"bsse_type\":[\"cp\"],\"levels\":{\"supersystem\":\"hf\"}'|levels are missing",
                "'\"bsse_type\":[\"cp\"],\"levels\":{\"1\":\"a\",\"2\":\"a\",\"3\":\"a\",\"4\":\"a\"}'|level 4 is more than",
                "'\"bsse_type\":[\"cp\"],\"supersystem_ie_only\":true,\"levels\":{\"1\":\"hf\"}'|must reach the number",
                "'\"bsse_type\":[\"cp\"]'|\"levels\" is missing",
                "'\"bsse_type\":[\"nocp\"],\"levels\":{\"1\":\"mp2\",\"2\":\"hf\"}'|missing for 3 of 9 calculations: "
                        + "[\"mp2\", [1], [1]]",
            })
    void assemble_senselessCase_saysWhy(String fields, String expected) throws IOException {
        JsonNode found = assemble(fields);

        assertThat(found.get("error").asText()).contains(expected);
        assertThat(found.has("results")).isFalse();
    }

    @Test
    void assemble_oneBadCase_leavesOthersAlone() throws IOException {
        Path file = folder.resolve("two.json");
        Files.writeString(
                file,
                "[{\"name\":\"bad\"}, {\"name\":\"good\",\"fragment_sizes\":[1,1],\"bsse_type\":[\"nocp\"],"
                        + "\"levels\":{\"1\":\"hf\"},\"components\":{\"[\\\"hf\\\", [1], [1]]\":{\"energy\":-1.5},"
                        + "\"[\\\"hf\\\", [2], [2]]\":{\"energy\":-2.5}}}]");

        ArrayNode found = CaseAssembler.assemble(file);

        assertThat(found.get(0).get("error").asText()).contains("missing");
        assertThat(found.get(1)
                        .get("results")
                        .get("nocp_corrected_total_energy")
                        .asDouble())
                .isCloseTo(-4.0, within(0.0));
    }
}
