package io.retort.manybody.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class SymmetricEigenTest {
    private static final double ROUNDING = 1e-12;

    @Property(tries = 100)
    void of_anySymmetricMatrix_rebuildsIt(@ForAll long seed, @ForAll @IntRange(min = 1, max = 24) int n) {
        double[][] a = symmetric(seed, n);
        SymmetricEigen eigen = SymmetricEigen.of(a);
        for (int i = 0; i < n; i++) {
            assertThat(i == 0 ? Double.NEGATIVE_INFINITY : eigen.values()[i - 1])
                    .isLessThanOrEqualTo(eigen.values()[i]);
            for (int j = 0; j < n; j++) {
                double sum = 0;
                for (int k = 0; k < n; k++) {
                    sum += eigen.values()[k] * eigen.vectors()[k][i] * eigen.vectors()[k][j];
                }
                assertThat(sum).isCloseTo(a[i][j], within(ROUNDING));
                assertThat(Matrices.dot(eigen.vectors()[i], eigen.vectors()[j]))
                        .isCloseTo(i == j ? 1 : 0, within(ROUNDING));
            }
        }
    }

    @Test
    void of_equalEigenvalues_staysOrthonormal() {
        double[][] a = new double[5][5];
        for (int i = 0; i < 5; i++) {
            for (int j = 0; j < 5; j++) {
                a[i][j] = i == j ? 2 : 1;
            }
        }
        assertThat(SymmetricEigen.of(a).values())
                .usingComparatorWithPrecision(ROUNDING)
                .containsExactly(1, 1, 1, 1, 6);
    }

    private static double[][] symmetric(long seed, int n) {
        Random random = new Random(seed);
        double[][] a = new double[n][n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j <= i; j++) {
                a[i][j] = random.nextInt(4) == 0 ? 0 : random.nextDouble() * 2 - 1;
                a[j][i] = a[i][j];
            }
        }
        return a;
    }
}
