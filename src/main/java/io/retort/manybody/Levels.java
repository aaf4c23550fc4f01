package io.retort.manybody;

import io.retort.core.UsageException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Which model chemistry serves which number of bodies.
 *
 * @param models the model of 1-body terms, of 2-body terms and so on, without gaps
 * @param supersystem model of the whole cluster, for all that lies beyond; null for none
 */
public record Levels(List<String> models, @Nullable String supersystem) {
    /** The name under which the model of the whole cluster is given. */
    public static final String SUPERSYSTEM = "supersystem";

    /** Checks that a model's levels follow each other. */
    public Levels {
        models = List.copyOf(models);
        if (models.isEmpty()) {
            throw new UsageException("levels are missing; give a model for each number of bodies from 1, such as"
                    + " 1=mp2/sto-3g,2=hf/sto-3g");
        }
        for (int i = 1; i < models.size(); i++) {
            if (!models.get(i).equals(models.get(i - 1)) && models.indexOf(models.get(i)) < i) {
                throw new UsageException("the levels of model \"" + models.get(i) + "\" have a gap before " + (i + 1)
                        + "; the levels of one model must follow each other");
            }
        }
    }

    /**
     * Levels by their names.
     *
     * @param byName numbers of bodies from 1, and perhaps {@code supersystem}, each with a model
     * @return the levels
     * @throws UsageException if a number is missing or none
     */
    public static Levels of(Map<String, String> byName) {
        SortedMap<Integer, String> numbered = new TreeMap<>();
        String whole = null;
        for (Map.Entry<String, String> entry : byName.entrySet()) {
            String name = entry.getKey().strip();
            String model = entry.getValue().strip();
            if (model.isEmpty()) {
                throw new UsageException("level \"" + name + "\" has no model");
            }
            if (name.equals(SUPERSYSTEM)) {
                whole = model;
            } else if (numbered.put(number(name), model) != null) {
                throw new UsageException("level " + name + " is given twice");
            }
        }
        for (int n = 1; n <= numbered.size(); n++) {
            if (!numbered.containsKey(n)) {
                throw new UsageException(
                        "levels must go from 1 to " + numbered.lastKey() + " without gaps; level " + n + " is missing");
            }
        }
        return new Levels(new ArrayList<>(numbered.values()), whole);
    }

    /**
     * Levels as text.
     *
     * @param text such as {@code 1=mp2/sto-3g,2=hf/sto-3g,supersystem=hf/sto-3g}
     * @return the levels
     * @throws UsageException if it cannot be read
     */
    public static Levels parse(String text) {
        Map<String, String> byName = new LinkedHashMap<>();
        for (String part : text.split(",(?=\\s*(\\d+|supersystem)\\s*=)", -1)) {
            int equals = part.indexOf('=');
            if (equals < 0) {
                throw new UsageException("the level \"" + part.strip()
                        + "\" cannot be read; levels are like 1=mp2/sto-3g,2=hf/sto-3g,supersystem=hf/sto-3g");
            }
            if (byName.put(part.substring(0, equals).strip(), part.substring(equals + 1)) != null) {
                throw new UsageException("level " + part.substring(0, equals).strip() + " is given twice");
            }
        }
        return of(byName);
    }

    private static int number(String name) {
        if (!name.matches("[1-9][0-9]{0,3}")) {
            throw new UsageException(
                    "the level \"" + name + "\" is none; accepted are numbers of bodies from 1, and " + SUPERSYSTEM);
        }
        return Integer.parseInt(name);
    }

    /**
     * The highest number of bodies that is expanded.
     *
     * @return from 1
     */
    public int maxBody() {
        return models.size();
    }

    /**
     * The model of a level.
     *
     * @param body number of bodies, from 1
     * @return its name
     */
    public String model(int body) {
        return models.get(body - 1);
    }

    /**
     * All models.
     *
     * @return each once, by the lowest level that they serve, that of the supersystem last
     */
    public List<String> distinctModels() {
        LinkedHashSet<String> all = new LinkedHashSet<>(models);
        if (supersystem != null) {
            all.add(supersystem);
        }
        return List.copyOf(all);
    }
}
