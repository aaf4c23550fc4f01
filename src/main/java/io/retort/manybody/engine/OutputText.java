package io.retort.manybody.engine;

import io.retort.core.DataException;

/** Reads numbers out of what a program wrote. */
final class OutputText {
    private OutputText() {}

    /** A finite number, with an exponent written E or D. */
    static double number(String program, String text) {
        try {
            double value = Double.parseDouble(text.strip().replace('D', 'E').replace('d', 'e'));
            if (Double.isFinite(value)) {
                return value;
            }
            throw new DataException("The program '" + program + "' gave '" + text + "' where a finite number is due.");
        } catch (NumberFormatException e) {
            throw new DataException("The program '" + program + "' gave '" + text + "' where a number is due.", e);
        }
    }

    /** The gradient of the real atoms with zeros for ghosts checked away: exactly three numbers per atom are due. */
    static double[] checked(String program, double[] values, int expected) {
        if (values.length != expected) {
            throw new DataException("The program '" + program + "' gave " + values.length + " derivatives where "
                    + expected + " are due.");
        }
        return values;
    }
}
