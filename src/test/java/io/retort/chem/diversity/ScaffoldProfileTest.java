package io.retort.chem.diversity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class ScaffoldProfileTest {
    private static final double ROUNDING = 1e-12;

    @Test
    void profile_allDifferent_isMostDiverse() {
        ScaffoldProfile profile =
                ScaffoldProfile.of(LongStream.generate(() -> 1).limit(64).toArray(), 3);
        assertThat(profile.entropyBits()).isCloseTo(6, within(ROUNDING));
        assertThat(profile.scaledEntropy()).isCloseTo(1, within(ROUNDING));
        assertThat(profile.gini()).isZero();
        assertThat(profile.singletonShare()).isEqualTo(1);
        assertThat(profile.scaffoldsPerMolecule()).isEqualTo(1);
        assertThat(profile.f50()).isEqualTo(0.5);
        assertThat(profile.cumulative(4)).containsExactly(0, 0.25, 0.5, 0.75, 1);
        assertThat(profile.withoutScaffold()).isEqualTo(3);
    }

    @Test
    void profile_oneScaffold_isLeastDiverse() {
        ScaffoldProfile profile = ScaffoldProfile.of(new long[] {10}, 0);
        assertThat(profile.entropyBits()).isZero();
        assertThat(profile.scaledEntropy()).isZero();
        assertThat(profile.gini()).isZero();
        assertThat(profile.singletonCount()).isZero();
        assertThat(profile.f50()).isEqualTo(1);
    }

    @Test
    void profile_unequal_isAsOnPaper() {
        // 8, 4, 2, 1, 1 of 16: entropy 1/2 + 2/4 + 3/8 + 4/16 + 4/16; Gini by all pairs: 4+6+7+7+2+3+3+1+1 = 34 of 5 *
        // 16.
        ScaffoldProfile profile = ScaffoldProfile.of(new long[] {1, 8, 2, 4, 1}, 0);
        assertThat(profile.counts()).containsExactly(8, 4, 2, 1, 1);
        assertThat(profile.entropyBits()).isCloseTo(1.875, within(ROUNDING));
        assertThat(profile.gini()).isCloseTo(34.0 / 80, within(ROUNDING));
        assertThat(profile.singletonShare()).isCloseTo(0.4, within(ROUNDING));
        assertThat(profile.f50()).isCloseTo(0.2, within(ROUNDING));
        assertThat(profile.scaffoldsFor(0.8)).isEqualTo(3);
        assertThat(profile.cumulative(5)[2]).isCloseTo(0.75, within(ROUNDING));
    }

    @Test
    void profile_nothing_isZero() {
        ScaffoldProfile none = new ScaffoldCounts<String>().profile();
        assertThat(List.of(none.entropyBits(), none.gini(), none.f50(), none.scaffoldsPerMolecule()))
                .containsOnly(0.0);
        assertThat(none.cumulative(2)).containsExactly(0, 0, 0);
    }

    @Property(tries = 100)
    void profile_anyCounts_giniIsThatOfAllPairs(
            @ForAll @Size(min = 1, max = 40) List<@LongRange(min = 1, max = 1000) Long> list) {
        long[] counts = list.stream().mapToLong(Long::longValue).toArray();
        double differences = 0;
        for (long a : counts) {
            for (long b : counts) {
                differences += Math.abs(a - b);
            }
        }
        ScaffoldProfile profile = ScaffoldProfile.of(counts, 0);
        double mean = (double) profile.moleculeCount() / counts.length;
        assertThat(profile.gini()).isCloseTo(differences / (2 * mean * counts.length * counts.length), within(1e-9));
        double[] curve = profile.cumulative(17);
        assertThat(curve).isSorted();
        assertThat(curve[17]).isCloseTo(1, within(1e-9));
    }

    @Property(tries = 50)
    void counts_anyParts_addUp(@ForAll List<@IntRange(max = 9) Integer> keys, @ForAll @IntRange(max = 50) int cut) {
        ScaffoldCounts<Integer> whole = new ScaffoldCounts<>();
        ScaffoldCounts<Integer> first = new ScaffoldCounts<>();
        ScaffoldCounts<Integer> second = new ScaffoldCounts<>();
        for (int i = 0; i < keys.size(); i++) {
            Integer key = keys.get(i) == 0 ? null : keys.get(i);
            whole.add(key);
            (i < cut ? first : second).add(key);
        }
        first.addAll(second);
        assertThat(first.profile()).isEqualTo(whole.profile());
        assertThat(first.mostFrequent(20)).isEqualTo(whole.mostFrequent(20));
    }

    @Test
    void mostFrequent_equalCounts_keepTheFirst() {
        ScaffoldCounts<String> counts = new ScaffoldCounts<>();
        List.of("b", "a", "c", "a", "b").forEach(counts::add);
        counts.add(null);
        assertThat(counts.mostFrequent(2))
                .containsExactly(new ScaffoldCounts.Entry<>("b", 2), new ScaffoldCounts.Entry<>("a", 2));
        assertThat(counts.profile().withoutScaffold()).isEqualTo(1);
    }

    @Test
    void of_countOfZero_isRefused() {
        assertThatThrownBy(() -> ScaffoldProfile.of(new long[] {3, 0}, 0))
                .hasMessage("counts: got 0; accepted is 1 or more for each scaffold");
    }
}
