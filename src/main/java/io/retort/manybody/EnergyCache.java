package io.retort.manybody;

import io.retort.core.CancelToken;
import io.retort.core.Key128;
import io.retort.table.BoundSql;
import io.retort.table.Workspace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Results kept in a workspace by what they depend on: engine and version, model, driver, charge, multiplicity and every
 * place bit for bit. The table {@code retort_energies} may be looked at, and deleted.
 */
final class EnergyCache {
    private static final int ROWS = 500;

    private final Workspace workspace;
    private final ResultCodec codec = new ResultCodec();

    EnergyCache(Workspace workspace) {
        this.workspace = workspace;
        workspace.execute("CREATE TABLE IF NOT EXISTS retort_energies (key VARCHAR, engine VARCHAR, model VARCHAR,"
                + " energy_hartree DOUBLE, result VARCHAR)");
    }

    private static String text(Key128 key) {
        return String.format("%016x%016x", key.high(), key.low());
    }

    /** The results that there are, by the place of their key. */
    Map<Integer, CalculationResult> find(List<Key128> keys) {
        Map<String, List<Integer>> wanted = new HashMap<>();
        for (int i = 0; i < keys.size(); i++) {
            wanted.computeIfAbsent(text(keys.get(i)), k -> new ArrayList<>()).add(i);
        }
        Map<Integer, CalculationResult> found = new HashMap<>();
        workspace.query("SELECT key, result FROM retort_energies", rows -> {
            while (rows.next()) {
                List<Integer> places = wanted.get(rows.getString(1));
                if (places != null) {
                    CalculationResult result = decode(rows.getString(2));
                    places.forEach(place -> found.put(place, result));
                }
            }
            return found;
        });
        return found;
    }

    private CalculationResult decode(String text) {
        try {
            return codec.decode(Base64.getDecoder().decode(text));
        } catch (IOException e) {
            throw new UncheckedIOException("the table retort_energies is damaged; drop it", e);
        }
    }

    /** A new result. */
    record Entry(Key128 key, String engine, String model, CalculationResult result) {}

    void put(List<Entry> entries) {
        Set<Key128> seen = new HashSet<>();
        List<Entry> fresh = entries.stream().filter(e -> seen.add(e.key())).toList();
        for (int from = 0; from < fresh.size(); from += ROWS) {
            List<Entry> part = fresh.subList(from, Math.min(fresh.size(), from + ROWS));
            List<@Nullable Object> values = new ArrayList<>();
            for (Entry entry : part) {
                values.add(text(entry.key()));
                values.add(entry.engine());
                values.add(entry.model());
                values.add(entry.result().energyHartree());
                values.add(Base64.getEncoder().encodeToString(codec.encode(entry.result())));
            }
            String rows = String.join(", ", java.util.Collections.nCopies(part.size(), "(?, ?, ?, ?, ?)"));
            workspace.execute(new BoundSql("INSERT INTO retort_energies VALUES " + rows, values), new CancelToken());
        }
    }
}
