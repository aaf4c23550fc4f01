package io.retort.magic;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads Java values as tables: collections and arrays of records or of maps, one record, one map. Only the first rows are
 * asked for, so a collection without end costs no more than a small one.
 */
final class ValueTable {
    private ValueTable() {}

    /** The value as a table, or null if it has no columns of its own and its text says more. */
    static @Nullable HtmlTable of(Object value, int limit) {
        if (value instanceof Collection<?> collection) {
            return ofElements(collection, collection.size(), limit);
        }
        if (value instanceof Object[] array) {
            return ofElements(Arrays.asList(array), array.length, limit);
        }
        if (value instanceof Map<?, ?> map) {
            return map.isEmpty() ? null : pairs("key", map, limit);
        }
        return value instanceof Record one && !writesItself(one) ? pairs("component", fields(one), limit) : null;
    }

    private static @Nullable HtmlTable ofElements(Collection<?> elements, int size, int limit) {
        List<Map<?, ?>> rows = new ArrayList<>();
        Set<Object> names = new LinkedHashSet<>();
        for (Object element : elements) {
            if (rows.size() == limit) {
                break;
            }
            if (!(element instanceof Record) && !(element instanceof Map)) {
                return null;
            }
            Map<?, ?> fields = element instanceof Record one ? fields(one) : (Map<?, ?>) element;
            rows.add(fields);
            names.addAll(fields.keySet());
        }
        if (names.isEmpty()) {
            return null;
        }
        List<HtmlTable.Column> columns = names.stream()
                .map(name -> HtmlTable.Column.named(String.valueOf(name), ""))
                .toList();
        @Nullable
        Object[][] cells =
                rows.stream().map(row -> names.stream().map(row::get).toArray()).toArray(Object[][]::new);
        boolean counted = size >= rows.size() && size < Integer.MAX_VALUE;
        return new HtmlTable(columns, cells, counted ? size : HtmlTable.MORE);
    }

    private static HtmlTable pairs(String head, Map<?, ?> map, int limit) {
        List<@Nullable Object[]> rows = new ArrayList<>();
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            if (rows.size() == limit) {
                break;
            }
            rows.add(new @Nullable Object[] {entry.getKey(), entry.getValue()});
        }
        List<HtmlTable.Column> columns =
                List.of(new HtmlTable.Column(head, "", ""), new HtmlTable.Column("value", "", ""));
        return new HtmlTable(columns, rows.toArray(Object[][]::new), Math.max(rows.size(), map.size()));
    }

    private static Map<String, @Nullable Object> fields(Record value) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        for (RecordComponent component : value.getClass().getRecordComponents()) {
            fields.put(component.getName(), read(component, value));
        }
        return fields;
    }

    private static @Nullable Object read(RecordComponent component, Record value) {
        try {
            component.getAccessor().setAccessible(true);
            return component.getAccessor().invoke(value);
        } catch (InvocationTargetException e) {
            return "(not readable: " + e.getCause() + ")";
        } catch (IllegalAccessException | RuntimeException e) {
            return "(not readable: " + e + ")";
        }
    }

    /** Whether the record's text is its own and not the one that Java gives to records. */
    private static boolean writesItself(Record value) {
        return !value.toString().startsWith(value.getClass().getSimpleName() + "[");
    }
}
