package io.retort.magic;

import io.retort.table.Workspace;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Proposes names of the workspace's tables and their columns. It opens no workspace and never fails. */
final class TableSuggestions {
    private static final int LIMIT = 200;

    private TableSuggestions() {}

    /** Tables that a word may become. */
    static List<String> tables(String word) {
        return Session.opened().map(Workspace::tables).orElse(List.of()).stream()
                .filter(name -> name.startsWith(word))
                .limit(LIMIT)
                .toList();
    }

    /** Columns of a table that a word may become. */
    static List<String> columns(String table, String word) {
        return Session.opened()
                .filter(w -> w.tables().contains(table))
                .map(w -> w.table(table).schema().names())
                .orElse(List.of())
                .stream()
                .filter(name -> name.startsWith(word))
                .limit(LIMIT)
                .toList();
    }

    /** Tables, and columns of the tables that a query names (of all tables when it names none), for its last word. */
    static List<String> query(String sql, String word) {
        Workspace workspace = Session.opened().orElse(null);
        if (workspace == null) {
            return List.of();
        }
        Set<String> words = new HashSet<>(List.of(sql.split("\\W+")));
        List<String> tables = workspace.tables();
        List<String> named = tables.stream().filter(words::contains).toList();
        Set<String> found = new TreeSet<>(tables);
        for (String table : named.isEmpty() ? tables : named) {
            found.addAll(workspace.table(table).schema().names());
        }
        List<String> result = new ArrayList<>();
        for (String name : found) {
            if (name.startsWith(word) && !name.equals(word) && result.size() < LIMIT) {
                result.add(name);
            }
        }
        return result;
    }
}
