package io.retort.manybody;

import io.retort.core.Option;
import io.retort.core.OptionSet;
import io.retort.core.UsageException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a file is read as a cluster. What is given here goes before what the file says.
 *
 * @param units unit of places in an XYZ file; null for what the file says, else angstrom
 * @param fragments atoms of each fragment, from 1, as in {@code 1-3;4-6;7-9}; {@code bonds} to find them by connectivity;
 *     null for what the file says, else by connectivity
 * @param charges charge of each fragment; empty for what the file says, else 0
 * @param multiplicities multiplicity of each fragment; empty for what the file says, else 1
 */
public record ClusterOptions(
        @Option(help = "Unit of an XYZ file, angstrom or bohr; by default what the file says, else angstrom.") @Nullable
        String units,

        @Option(
                help = "Atoms of each fragment, from 1, as 1-3;4-6;7-9; or bonds, to find fragments by connectivity;"
                        + " by default what the file says, else bonds.")
        @Nullable
        String fragments,

        @Option(help = "Charge of each fragment; by default what the file says, else 0.")
        List<String> charges,

        @Option(help = "Multiplicity of each fragment; by default what the file says, else 1.")
        List<String> multiplicities) {

    private static final OptionSet<ClusterOptions> OPTIONS = OptionSet.of(ClusterOptions.class);

    /** Copies the lists. */
    public ClusterOptions {
        charges = List.copyOf(charges);
        multiplicities = List.copyOf(multiplicities);
    }

    /**
     * All as the file says.
     *
     * @return the defaults
     */
    public static ClusterOptions defaults() {
        return OPTIONS.defaults("cluster");
    }

    @Nullable
    LengthUnit unit() {
        if (units == null) {
            return null;
        }
        return switch (units.toLowerCase(java.util.Locale.ROOT)) {
            case "angstrom" -> LengthUnit.ANGSTROM;
            case "bohr" -> LengthUnit.BOHR;
            default -> throw new UsageException("--units must be angstrom or bohr, got \"" + units + "\"");
        };
    }
}
