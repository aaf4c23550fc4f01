package io.retort.manybody.engine;

import static io.retort.manybody.engine.Waters.FIRST;
import static io.retort.manybody.engine.Waters.HF;
import static io.retort.manybody.engine.Waters.SECOND;
import static io.retort.manybody.engine.Waters.calculation;
import static io.retort.manybody.engine.Waters.energy;
import static io.retort.manybody.engine.Waters.run;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.retort.core.DataException;
import io.retort.core.Settings;
import io.retort.core.UsageException;
import io.retort.manybody.CalculationResult;
import io.retort.manybody.Driver;
import io.retort.manybody.EnergyEngine;
import io.retort.manybody.Engines;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class QcSchemaEngineTest {
    /** Reads an AtomicInput; the energy is the sum of the coordinates, less one per ghost. */
    private static final String PROGRAM = String.join(
            "\n",
            "import json, sys",
            "source = open(sys.argv[1]) if len(sys.argv) > 1 else sys.stdin",
            "task = json.load(source)",
            "m = task['molecule']",
            "assert task['schema_name'] == 'qcschema_input' and m['fix_com'] and m['fix_orientation']",
            "energy = sum(m['geometry']) - m['real'].count(False)",
            "n = len(m['geometry'])",
            "result = {'energy': energy, 'gradient': [1.0] * n, 'hessian': [[0.5] * n] * n}[task['driver']]",
            "task.update(success=True, return_result=result, properties={'return_energy': energy})",
            "out = open(sys.argv[2], 'w') if len(sys.argv) > 2 else sys.stdout",
            "json.dump(task, out)");

    @TempDir
    Path folder;

    private EnergyEngine engine(String arguments, Map<String, String> more) throws IOException {
        Assumptions.assumeTrue(Settings.program("python3").isPresent(), "no python3");
        Path script = Files.writeString(folder.resolve("program.py"), PROGRAM);
        Map<String, String> options = new java.util.HashMap<>(more);
        options.put("command", "python3 " + script + arguments);
        return Engines.open("qcschema", options);
    }

    private static double sum() {
        double sum = 0;
        for (var a : FIRST) {
            sum = sum + a.x() + a.y() + a.z();
        }
        return sum;
    }

    @Test
    void run_standardStreams_givesTheEnergy() throws IOException {
        try (EnergyEngine engine = engine("", Map.of())) {
            assertThat(run(engine, energy(HF, FIRST)).energyHartree()).isEqualTo(sum());
        }
    }

    @Test
    void run_files_givesGradientAndHessian() throws IOException {
        try (EnergyEngine engine = engine(" {input} {output}", Map.of("version", "3"))) {
            CalculationResult gradient = run(engine, calculation(HF, Driver.GRADIENT, FIRST, SECOND));
            assertThat(gradient.gradient()).hasSize(18).containsOnly(1);
            CalculationResult hessian = run(engine, calculation(HF, Driver.HESSIAN, FIRST, SECOND));
            assertThat(hessian.hessian()).hasSize(18 * 18).containsOnly(0.5);
            assertThat(hessian.gradient()).isNull();
            assertThat(engine.version()).isEqualTo("3");
        }
    }

    @Test
    void run_inPlace_readsTheInputAgain() throws IOException {
        try (EnergyEngine engine = engine(" {input} {input}", Map.of("in-place", "true", "retries", "0"))) {
            assertThat(run(engine, energy(HF, FIRST)).energyHartree()).isEqualTo(sum());
        }
    }

    @Test
    void run_badAnswers_sayWhy() {
        assertThatThrownBy(() -> answer("{\"success\": false, \"error\": {\"error_message\": \"no basis\"}}"))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("no basis");
        assertThatThrownBy(() -> answer("hello")).hasMessageContaining("no JSON");
        assertThatThrownBy(() -> answer("{\"success\": true}")).hasMessageContaining("'nothing'");
        assertThatThrownBy(() -> answer("{\"success\": true, \"return_result\": [1, 2]}"))
                .hasMessageContaining("1 finite");
    }

    private void answer(String text) throws IOException {
        Path file = Files.writeString(folder.resolve("answer.json"), text);
        try (EnergyEngine engine = Engines.open("qcschema", Map.of("command", "cat " + file, "retries", "0"))) {
            run(engine, energy(HF, FIRST));
        }
    }

    @Test
    void run_ghostsWhereThereAreNone_isRefused() {
        try (EnergyEngine engine = Engines.open("qcschema", Map.of("command", "cat", "ghosts", "false"))) {
            assertThatThrownBy(() -> run(engine, calculation(HF, Driver.ENERGY, FIRST, SECOND)))
                    .isInstanceOf(UsageException.class)
                    .hasMessageContaining("no ghost atoms");
        }
    }

    @Test
    void of_unknownNameOrOption_isRefused() {
        assertThat(Engines.names()).contains("mopac", "psi4", "qcschema", "rhf", "synthetic", "xtb");
        assertThatThrownBy(() -> Engines.open("gaussian", Map.of()))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("rhf");
        assertThatThrownBy(() -> Engines.open("rhf", Map.of("basis", "x"))).isInstanceOf(UsageException.class);
        assertThatThrownBy(() -> Engines.open("qcschema", Map.of())).hasMessageContaining("command");
    }
}
