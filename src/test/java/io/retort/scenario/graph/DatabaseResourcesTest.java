package io.retort.scenario.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.retort.table.Workspace;
import org.junit.jupiter.api.Test;

class DatabaseResourcesTest {
    private static final long GB = 1_000_000_000L;

    @Test
    void of_profiles_takeTheirShareLessTheHeap() {
        assertThat(DatabaseResources.of("small", 100 * GB, 10 * GB, 8).memoryBytes())
                .isEqualTo(50 * GB);
        assertThat(DatabaseResources.of("balanced", 100 * GB, 10 * GB, 8).memoryBytes())
                .isEqualTo(65 * GB);
        assertThat(DatabaseResources.of("large", 100 * GB, 10 * GB, 8).memoryBytes())
                .isEqualTo(75 * GB);
        assertThat(DatabaseResources.of("small", 100 * GB, 90 * GB, 8).memoryBytes())
                .isEqualTo(30 * GB);
        assertThat(DatabaseResources.of("2g", 100 * GB, 10 * GB, 8).memoryBytes())
                .isEqualTo(2L << 30);
    }

    @Test
    void of_unknownProfile_isRefused() {
        assertThatThrownBy(() -> DatabaseResources.of("larg")).hasMessageContaining("did you mean \"large\"?");
    }

    @Test
    void apply_database_saysSo() {
        try (Workspace workspace = Workspace.inMemory(200_000_000)) {
            new DatabaseResources("own", 300_000_000, 3).apply(workspace);
            DatabaseResources.Effective effective = DatabaseResources.effective(workspace);
            assertThat(effective.threads()).isEqualTo(3);
            assertThat(effective.memory()).isEqualTo("286.1 MiB");
            assertThat(effective.line()).contains(workspace.spillFolder().toString());
        }
    }
}
