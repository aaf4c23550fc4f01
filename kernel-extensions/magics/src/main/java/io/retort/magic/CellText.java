package io.retort.magic;

import java.lang.reflect.Array;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Arrays;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Writes one value of a table as text, and text as HTML. */
final class CellText {
    private static final int LENGTH_LIMIT = 200;
    private static final int BYTE_LIMIT = 16;
    private static final int ELEMENT_LIMIT = 20;
    private static final int DEPTH_LIMIT = 4;
    private static final MathContext DIGITS = new MathContext(7);

    private CellText() {}

    static String of(@Nullable Object value) {
        if (value == null) {
            return "null";
        }
        String text = text(value, 0);
        if (text.codePointCount(0, text.length()) <= LENGTH_LIMIT) {
            return text;
        }
        return text.substring(0, text.offsetByCodePoints(0, LENGTH_LIMIT)) + "…";
    }

    /** Text of a value without its elements past the first few, so that a cell costs little whatever it holds. */
    private static String text(@Nullable Object value, int depth) {
        if (value instanceof Double || value instanceof Float) {
            return number(((Number) value).doubleValue());
        }
        if (value instanceof byte[] bytes) {
            String shown = HexFormat.of().formatHex(bytes, 0, Math.min(bytes.length, BYTE_LIMIT));
            return bytes.length <= BYTE_LIMIT ? shown : shown + "… (" + bytes.length + " bytes)";
        }
        if (value != null && depth >= DEPTH_LIMIT && (value instanceof Collection || value instanceof Map)) {
            return "…";
        }
        if (value instanceof Collection<?> collection) {
            return elements(collection, "[", "]", e -> text(e, depth + 1));
        }
        if (value instanceof Object[] array) {
            return elements(Arrays.asList(array), "[", "]", e -> text(e, depth + 1));
        }
        if (value instanceof Map<?, ?> map) {
            return elements(map.entrySet(), "{", "}", e -> e.getKey() + "=" + text(e.getValue(), depth + 1));
        }
        if (value != null && value.getClass().isArray()) {
            return elements(primitives(value), "[", "]", e -> text(e, depth + 1));
        }
        return String.valueOf(value);
    }

    private static List<Object> primitives(Object array) {
        return IntStream.range(0, Math.min(Array.getLength(array), ELEMENT_LIMIT + 1))
                .mapToObj(i -> Array.get(array, i))
                .toList();
    }

    private static <T extends @Nullable Object> String elements(
            Iterable<T> elements, String open, String close, Function<T, String> writer) {
        StringJoiner text = new StringJoiner(", ", open, close);
        int count = 0;
        for (T element : elements) {
            if (count++ == ELEMENT_LIMIT) {
                return text.add("…").toString();
            }
            text.add(writer.apply(element));
        }
        return text.toString();
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
