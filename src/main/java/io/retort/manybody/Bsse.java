package io.retort.manybody;

import io.retort.core.Names;
import io.retort.core.UsageException;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** How the basis set superposition error is treated: in which basis the energy of a part is computed. */
public enum Bsse {
    /** Not at all: each part in its own basis. */
    NOCP,
    /** Counterpoise after Boys and Bernardi: each part in the basis of the whole cluster. */
    CP,
    /** Valiron-Mayer function counterpoise: each part of an n-mer in the basis of that n-mer. */
    VMFC;

    /**
     * The name by which users and result fields call it.
     *
     * @return {@code nocp}, {@code cp} or {@code vmfc}
     */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * Reads names.
     *
     * @param names in any case; one that comes again counts once
     * @return in the order given, not empty
     * @throws UsageException if a name is unknown or there is none
     */
    public static List<Bsse> parse(List<String> names) {
        List<String> known = Arrays.stream(values()).map(Bsse::label).toList();
        Set<Bsse> found = new LinkedHashSet<>();
        for (String name : names) {
            int at = known.indexOf(name.strip().toLowerCase(Locale.ROOT));
            if (at < 0) {
                throw new UsageException("unknown BSSE treatment \"" + name + "\"; " + Names.suggestion(name, known));
            }
            found.add(values()[at]);
        }
        if (found.isEmpty()) {
            throw new UsageException("no BSSE treatment is given; accepted are " + String.join(", ", known));
        }
        return List.copyOf(found);
    }
}
