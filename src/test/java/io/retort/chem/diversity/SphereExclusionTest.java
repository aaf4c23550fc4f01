package io.retort.chem.diversity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.retort.core.CancelToken;
import java.util.concurrent.CancellationException;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class SphereExclusionTest {
    @Property(tries = 60)
    void pick_anySet_leadersAreApartAndCover(
            @ForAll @IntRange(min = 0, max = 700) int rows,
            @ForAll @DoubleRange(min = 0.05, max = 1) double similarity,
            @ForAll long seed) {
        FingerprintSet set = Sets.families(rows, 2, seed);
        Clusters clusters = SphereExclusion.pick(set, similarity, Execution.with(2));
        int[] leaders = clusters.representatives();
        assertThat(leaders).isSorted();
        for (int row = 0; row < rows; row++) {
            int first = 0;
            while (leaders[first] < row && set.tanimoto(leaders[first], row) < similarity) {
                first++;
            }
            assertThat(clusters.clusterOf()[row]).isEqualTo(first);
        }
    }

    @Test
    void pick_moreWorkers_sameLeaders() {
        FingerprintSet set = Sets.families(3_000, 4, 8);
        assertThat(SphereExclusion.pick(set, 0.5, Execution.with(3)))
                .isEqualTo(SphereExclusion.pick(set, 0.5, Execution.with(1)));
    }

    @Test
    void pick_allEqual_isOneLeader() {
        assertThat(SphereExclusion.pick(Sets.equal(2_000), 1, Execution.with(2)).representatives())
                .containsExactly(0);
        assertThat(SphereExclusion.pick(Sets.empty(20), 1, Execution.with(2)).representatives())
                .containsExactly(0);
    }

    @Test
    void pick_cancelledMeanwhile_stops() {
        CancelToken cancel = new CancelToken();
        Execution execution = new Execution(2, cancel, share -> cancel.cancel("enough"));
        assertThatThrownBy(() -> SphereExclusion.pick(Sets.families(2_000, 2, 1), 0.5, execution))
                .isInstanceOf(CancellationException.class);
    }
}
