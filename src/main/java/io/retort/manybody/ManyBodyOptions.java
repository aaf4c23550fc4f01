package io.retort.manybody;

import io.retort.core.Option;
import io.retort.core.OptionSet;
import io.retort.core.UsageException;
import io.retort.engine.TaskMode;
import io.retort.table.MemorySize;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is expanded, with which engine, and how it runs. Of the last group nothing changes a result.
 *
 * @param bsse treatments of the basis set superposition error, the first being the one that is returned
 * @param levels model for each number of bodies, as {@link Levels#parse} reads it
 * @param driver {@code energy}, {@code gradient} or {@code hessian}
 * @param interaction whether interaction energies are enough, so that CP needs no monomers in their own basis
 * @param supersystemIeOnly whether only monomers and the whole cluster are computed
 * @param embedding whether fragments outside of a calculation are there as point charges
 * @param cutoff largest distance within an n-mer, as {@link DistanceScreen#parse} reads it; null for all n-mers
 * @param merge bohr within which n-mers count as the same but for a shift; 0 for none
 * @param engine name of the engine
 * @param engineOption {@code name=value} for the engine
 * @param workers calculations at a time, 0 for one per processor
 * @param mode when a calculation may begin
 * @param taskMemory memory that one calculation takes; null for what the engine says of each
 * @param tasksMemory memory for all that go on at a time; null for 60 % of the heap
 * @param retries how often a calculation that failed is tried again
 * @param taskTimeout seconds that one calculation may take, 0 for any
 */
public record ManyBodyOptions(
        @Option(help = "Treatments of the BSSE: nocp, cp, vmfc; the first is returned.", defaultValue = "nocp")
        List<String> bsse,

        @Option(
                help = "Model for each number of bodies and perhaps the supersystem, as"
                        + " 1=mp2/sto-3g,2=hf/sto-3g,supersystem=hf/sto-3g.",
                required = true)
        String levels,

        @Option(help = "What to compute: energy, gradient or hessian.", defaultValue = "energy")
        Driver driver,

        @Option(help = "Interaction energies only: leave monomers out where only totals need them.")
        boolean interaction,

        @Option(help = "Only monomers and the whole cluster.")
        boolean supersystemIeOnly,

        @Option(help = "Put point charges in the place of absent fragments.")
        boolean embedding,

        @Option(help = "Leave out n-mers whose fragments are farther apart than this, as 2=8.0,3=5.0, in angstrom.")
        @Nullable
        String cutoff,

        @Option(
                help = "Compute n-mers once that are the same but for a shift, within this distance; 0 for never.",
                unit = "bohr",
                defaultValue = "0",
                min = 0,
                max = 0.1)
        double merge,

        @Option(help = "Engine that computes: rhf, psi4, xtb, mopac, synthetic, qcschema.", defaultValue = "rhf")
        String engine,

        @Option(help = "An option of the engine, as name=value.", repeatable = true)
        List<String> engineOption,

        @Option(help = "Calculations at a time; 0 takes one per processor.", defaultValue = "0", min = 0, max = 1024)
        int workers,

        @Option(help = "When a calculation may begin: at once, or level by level.", defaultValue = "free")
        TaskMode mode,

        @Option(help = "Memory that one calculation takes, such as 500m; by default what the engine says.") @Nullable
        String taskMemory,

        @Option(help = "Memory for all calculations that go on; by default 60 % of what Java may take.") @Nullable
        String tasksMemory,

        @Option(help = "How often a calculation that failed is tried again.", defaultValue = "1", min = 0, max = 100)
        int retries,

        @Option(
                help = "Time that one calculation may take; 0 for any.",
                unit = "s",
                defaultValue = "0",
                min = 0,
                max = 1e7)
        double taskTimeout) {

    private static final OptionSet<ManyBodyOptions> OPTIONS = OptionSet.of(ManyBodyOptions.class);
    private static final double SHARE = 0.6;

    /** Copies the lists. */
    public ManyBodyOptions {
        bsse = List.copyOf(bsse);
        engineOption = List.copyOf(engineOption);
    }

    /**
     * Totals without counterpoise, everything else by default.
     *
     * @param levels as {@link Levels#parse} reads it
     * @return the options
     */
    public static ManyBodyOptions of(String levels) {
        return OPTIONS.read("manybody", List.of("--levels", levels));
    }

    /**
     * The same with another value.
     *
     * @param option its name on the command line, without the hyphens
     * @param value of the component's type
     * @return a copy
     */
    public ManyBodyOptions with(String option, Object value) {
        return OPTIONS.with(this, option, value);
    }

    /**
     * What is expanded.
     *
     * @return treatments, levels and whether totals are wanted
     */
    public Expansion expansion() {
        return new Expansion(Bsse.parse(bsse), Levels.parse(levels), !interaction, supersystemIeOnly);
    }

    /**
     * The options of the engine.
     *
     * @return by name
     */
    public Map<String, String> engineOptions() {
        Map<String, String> options = new LinkedHashMap<>();
        for (String pair : engineOption) {
            int equals = pair.indexOf('=');
            if (equals < 1) {
                throw new UsageException("--engine-option must be name=value, got \"" + pair + "\"");
            }
            options.put(pair.substring(0, equals), pair.substring(equals + 1));
        }
        return options;
    }

    /** Memory for all calculations that go on. */
    long tasksBytes() {
        return tasksMemory == null
                ? (long) (SHARE * Runtime.getRuntime().maxMemory())
                : MemorySize.parse("--tasks-memory", tasksMemory);
    }

    /** How many calculations may go on at a time, by processors and by the memory that the user gives for one. */
    int threads() {
        int wanted = workers > 0 ? workers : Runtime.getRuntime().availableProcessors();
        if (taskMemory == null) {
            return wanted;
        }
        long one = MemorySize.parse("--task-memory", taskMemory);
        long all = tasksBytes();
        if (one > all) {
            throw new UsageException("--task-memory " + taskMemory + " is more than there is for all calculations, "
                    + all / 1_000_000 + " MB; raise --tasks-memory");
        }
        return (int) Math.min(wanted, all / Math.max(1, one));
    }
}
