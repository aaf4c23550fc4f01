package io.retort.chem;

import java.util.List;

/**
 * One of the eight desirability functions of QED, as the logarithm times its weight. {@link StrictMath} makes the last
 * digits the same everywhere; values of counts are kept.
 */
final class QedFunction {
    private static final int KEPT = 64;
    private static final List<String[]> ROWS = ElementTable.readTable("qed.tsv");

    private final double[] parameters = new double[8];
    private final double[] ofCount = new double[KEPT];

    private QedFunction(String[] fields) {
        for (int i = 0; i < parameters.length; i++) {
            parameters[i] = Double.parseDouble(fields[i + 1]);
        }
        for (int i = 0; i < KEPT; i++) {
            ofCount[i] = of((double) i);
        }
    }

    static QedFunction named(String property) {
        return new QedFunction(ROWS.stream()
                .filter(fields -> fields[0].equals(property))
                .findFirst()
                .orElseThrow());
    }

    double weight() {
        return parameters[7];
    }

    double of(int count) {
        return count < KEPT ? ofCount[count] : of((double) count);
    }

    double of(double value) {
        double a = parameters[0];
        double b = parameters[1];
        double half = parameters[3] / 2;
        double rise = 1 + StrictMath.exp(-(value - parameters[2] + half) / parameters[4]);
        double fall = 1 + StrictMath.exp(-(value - parameters[2] - half) / parameters[5]);
        double desirability = (a + b / rise * (1 - 1 / fall)) / parameters[6];
        return weight() * StrictMath.log(desirability);
    }
}
