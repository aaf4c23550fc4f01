package io.retort.chem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.retort.core.UsageException;
import io.retort.engine.Pipeline;
import io.retort.engine.RunOptions;
import io.retort.engine.RunReport;
import io.retort.table.Table;
import io.retort.table.Workspace;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class PickTest {
    private static RunReport run(Workspace workspace, String stages, int workers) {
        return Pipeline.parse("generate 3000 --seed 7 | fingerprint | " + stages)
                .run(workspace, RunOptions.defaults().withWorkers(workers).withOut("picked"));
    }

    private static List<String> smiles(Workspace workspace) {
        return workspace.table("picked").texts("smiles");
    }

    @Test
    void pick_maxMin_keepsTheRowsInOrderOfPicking() {
        try (Workspace workspace = Workspace.inMemory()) {
            RunReport report = run(workspace, "pick --count 20", 2);

            Table picked = workspace.table("picked");
            assertThat(picked.numbers("pick")).hasSize(20).isSorted();
            assertThat(picked.numbers("pick_distance")).hasSize(19).isSortedAccordingTo((a, b) -> Double.compare(b, a));
            assertThat(picked.texts("smiles")).doesNotHaveDuplicates();
            assertThat(report.rowsOut()).isEqualTo(3000);
            assertThat(report.resultRows()).isEqualTo(20);
        }
    }

    @Test
    void pick_anyNumberOfWorkers_picksTheSame() {
        try (Workspace workspace = Workspace.inMemory()) {
            run(workspace, "pick --count 50 --seed 3", 1);
            List<String> one = smiles(workspace);
            run(workspace, "pick --count 50 --seed 3", 3);

            assertThat(smiles(workspace)).isEqualTo(one);
        }
    }

    @Test
    void pick_sphere_keepsRowsThatAreFarApart() {
        try (Workspace workspace = Workspace.inMemory()) {
            run(workspace, "pick --method sphere --distance 0.7", 2);

            FingerprintColumn picked = FingerprintColumn.read(workspace.table("picked"), "ecfp4");
            assertThat(picked.set().size()).isGreaterThan(1);
            for (int i = 0; i < picked.set().size(); i++) {
                for (int j = 0; j < i; j++) {
                    assertThat(picked.set().tanimoto(i, j)).isLessThan(0.3);
                }
            }
        }
    }

    @Test
    void pick_again_replacesItsColumns() {
        try (Workspace workspace = Workspace.inMemory()) {
            run(workspace, "pick --count 30 | pick --count 5 --seed 1", 2);

            assertThat(workspace.table("picked").numbers("pick")).containsExactly(1, 2, 3, 4, 5);
        }
    }

    @Test
    void pick_distance_endsBeforeTheCount() {
        try (Workspace workspace = Workspace.inMemory()) {
            run(workspace, "pick --count 3000 --distance 0.8", 2);

            assertThat(workspace.table("picked").numbers("pick_distance")).isNotEmpty();
            assertThat(java.util.Arrays.stream(workspace.table("picked").numbers("pick_distance"))
                            .min()
                            .orElse(0))
                    .isGreaterThan(0.8);
            assertThat(workspace.table("picked").rowCount()).isBetween(2L, 2999L);
        }
    }

    @Test
    void pick_mistake_isNamed() {
        assertThatThrownBy(() -> Pipeline.parse("generate 10 | fingerprint | pick"))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("--count");
        assertThatThrownBy(() -> Pipeline.parse("generate 10 | fingerprint | pick --method sphere"))
                .hasMessageContaining("--distance");
        try (Workspace workspace = Workspace.inMemory()) {
            assertThatThrownBy(
                            () -> Pipeline.parse("generate 10 | pick --count 2").run(workspace))
                    .isInstanceOf(UsageException.class)
                    .hasMessageContaining("put \"fingerprint\" before it");
            assertThatThrownBy(() -> Pipeline.parse("generate 10 | fingerprint | pick --count 2 --by smiles")
                            .run(workspace))
                    .hasMessageContaining("of type STRING");
        }
    }
}
