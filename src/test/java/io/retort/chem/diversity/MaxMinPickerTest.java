package io.retort.chem.diversity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.retort.core.CancelToken;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class MaxMinPickerTest {
    private static final Execution ONE = Execution.with(1);

    @Property(tries = 60)
    void pick_anySet_isTheFullSearch(
            @ForAll @IntRange(min = 1, max = 120) int rows, @ForAll long setSeed, @ForAll int seed) {
        FingerprintSet set = Sets.families(rows, 3, setSeed);
        Picks picks = MaxMinPicker.pick(set, MaxMinOptions.of(rows, seed), ONE);
        assertThat(picks.rows()).containsExactly(fullSearch(set, FirstPick.row(seed, rows), rows));
        for (int i = 2; i < picks.size(); i++) {
            assertThat(picks.distances()[i]).isLessThanOrEqualTo(picks.distances()[i - 1]);
        }
    }

    private static int[] fullSearch(FingerprintSet set, int first, int count) {
        List<Integer> picks = new ArrayList<>(List.of(first));
        while (picks.size() < count) {
            int best = -1;
            double most = -1;
            for (int row = 0; row < set.size(); row++) {
                double least = 2;
                for (int pick : picks) {
                    least = Math.min(least, 1 - set.tanimoto(row, pick));
                }
                if (!picks.contains(row) && least > most) {
                    most = least;
                    best = row;
                }
            }
            picks.add(best);
        }
        return picks.stream().mapToInt(Integer::intValue).toArray();
    }

    @Test
    void pick_moreWorkers_sameRows() {
        FingerprintSet set = Sets.families(9_000, 4, 3);
        MaxMinOptions options = MaxMinOptions.of(200, 11);
        Picks one = MaxMinPicker.pick(set, options, ONE);
        assertThat(MaxMinPicker.pick(set, options, Execution.with(2))).isEqualTo(one);
        assertThat(MaxMinPicker.pick(set, options, Execution.with(4))).isEqualTo(one);
        assertThat(one.size()).isEqualTo(200);
    }

    @Test
    void pick_distanceGiven_stopsBeforeIt() {
        FingerprintSet set = Sets.families(300, 3, 5);
        Picks all = MaxMinPicker.pick(set, MaxMinOptions.of(300, 1), ONE);
        double distance = all.distances()[40];
        Picks far = MaxMinPicker.pick(set, MaxMinOptions.of(300, 1).fartherThan(distance), ONE);
        assertThat(far.size()).isBetween(1, 40);
        assertThat(all.distances()[far.size()]).isEqualTo(distance);
        assertThat(all.distances()[far.size() - 1]).isGreaterThan(distance);
    }

    @Test
    void pick_firstPicksGiven_goesOnFromThem() {
        FingerprintSet set = Sets.families(100, 3, 5);
        Picks all = MaxMinPicker.pick(set, MaxMinOptions.of(30, 1), ONE);
        List<Integer> known = List.of(all.rows()[0], all.rows()[1], all.rows()[2]);
        assertThat(MaxMinPicker.pick(set, MaxMinOptions.of(30, 99).startingWith(known), ONE)
                        .rows())
                .containsExactly(all.rows());
    }

    @Test
    void pick_edges_areServed() {
        assertThat(MaxMinPicker.pick(Sets.empty(0), MaxMinOptions.of(5, 1), ONE).size())
                .isZero();
        assertThat(MaxMinPicker.pick(Sets.empty(4), MaxMinOptions.of(0, 1), ONE).size())
                .isZero();
        assertThat(MaxMinPicker.pick(Sets.empty(1), MaxMinOptions.of(5, 1), ONE).rows())
                .containsExactly(0);
        assertThat(MaxMinPicker.pick(Sets.empty(4), MaxMinOptions.of(4, 1), ONE).distances())
                .containsExactly(1, 0, 0, 0);
        int[] rows = MaxMinPicker.pick(Sets.equal(50), MaxMinOptions.of(50, 1), Execution.with(3))
                .rows();
        Set<Integer> different = new HashSet<>();
        for (int row : rows) {
            different.add(row);
        }
        assertThat(different).hasSize(50);
    }

    @Test
    void pick_equallyFar_takesTheFirstRow() {
        Picks picks = MaxMinPicker.pick(Sets.equal(6), MaxMinOptions.of(6, 0).startingWith(List.of(3)), ONE);
        assertThat(picks.rows()).containsExactly(3, 0, 1, 2, 4, 5);
    }

    @Test
    void pick_wrongFirstPicks_areNamed() {
        FingerprintSet set = Sets.equal(6);
        assertThatThrownBy(() -> MaxMinPicker.pick(set, MaxMinOptions.of(6, 0).startingWith(List.of(6)), ONE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("firstPicks: got row 6; accepted are different rows from 0 to 5");
        assertThatThrownBy(() -> MaxMinPicker.pick(set, MaxMinOptions.of(6, 0).startingWith(List.of(1, 1)), ONE))
                .hasMessageContaining("got row 1");
        assertThatThrownBy(() -> MaxMinPicker.pick(set, MaxMinOptions.of(1, 0).startingWith(List.of(1, 2)), ONE))
                .hasMessageContaining("got 2 rows for 1 picks");
    }

    @Test
    void pick_cancelledMeanwhile_stops() {
        CancelToken cancel = new CancelToken();
        Execution execution = new Execution(2, cancel, share -> {
            if (share > 0.3) {
                cancel.cancel("enough");
            }
        });
        assertThatThrownBy(() -> MaxMinPicker.pick(Sets.families(6_000, 2, 1), MaxMinOptions.of(1_000, 1), execution))
                .isInstanceOf(CancellationException.class)
                .hasMessage("enough");
    }

    /** Rows that RDKit 2022.09 begins with. */
    @Test
    void firstPick_knownSeeds_areRdkits() {
        assertThat(FirstPick.row(42, 20)).isEqualTo(7);
        assertThat(FirstPick.row(42, 437)).isEqualTo(163);
        assertThat(FirstPick.row(23, 437)).isEqualTo(226);
        assertThat(FirstPick.row(-1, 1)).isZero();
        assertThat(FirstPick.row(5489, Integer.MAX_VALUE)).isNotNegative();
    }
}
