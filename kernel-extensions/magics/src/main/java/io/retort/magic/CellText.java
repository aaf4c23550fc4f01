package io.retort.magic;

import java.math.BigDecimal;
import java.math.MathContext;
import org.jspecify.annotations.Nullable;

/** Writes one value of a table as text, and text as HTML. */
final class CellText {
    private static final int LENGTH_LIMIT = 200;
    private static final MathContext DIGITS = new MathContext(7);

    private CellText() {}

    static String of(@Nullable Object value) {
        if (value == null) {
            return "null";
        }
        if (value instanceof Double || value instanceof Float) {
            return number(((Number) value).doubleValue());
        }
        String text = String.valueOf(value);
        if (text.codePointCount(0, text.length()) <= LENGTH_LIMIT) {
            return text;
        }
        return text.substring(0, text.offsetByCodePoints(0, LENGTH_LIMIT)) + "…";
    }

    static String escape(String text) {
        StringBuilder out = new StringBuilder(text.length() + 16);
        text.codePoints().forEach(c -> {
            switch (c) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '"' -> out.append("&quot;");
                case '\'' -> out.append("&#39;");
                case '$' -> out.append("&#36;"); // else the notebook reads $...$ as mathematics
                default -> out.appendCodePoint(c);
            }
        });
        return out.toString();
    }

    private static String number(double value) {
        if (Double.isNaN(value) || Double.isInfinite(value)) {
            return String.valueOf(value);
        }
        BigDecimal rounded = new BigDecimal(value).round(DIGITS).stripTrailingZeros();
        double size = Math.abs(value);
        boolean plain = value == 0 || (size >= 1e-4 && size < 1e9);
        return plain ? rounded.toPlainString() : rounded.toString();
    }
}
