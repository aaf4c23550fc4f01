package io.retort.chem;

import io.retort.core.Names;
import io.retort.core.Option;
import io.retort.core.Outcome;
import io.retort.core.UsageException;
import io.retort.engine.RowStage;
import io.retort.engine.StageInfo;
import io.retort.table.Column;
import io.retort.table.ColumnType;
import io.retort.table.Schema;
import java.util.List;

/**
 * Brings each molecule to its standard form: metals disconnected, functional groups normalized, charges placed, the
 * largest part kept and neutralized; more or less of it by options. {@code smiles} is the result's,
 * {@code steps_applied} says what was done, {@code standardize_flags} what to look at.
 *
 * @param steps which of {@code metals}, {@code normalize}, {@code reionize}, {@code fragment} and {@code uncharge} to do;
 *     always done in this order; empty or {@code none} for none of them
 * @param salts whether to remove common counter-ions and solvents before the largest part is chosen
 * @param preferOrganic whether any part with carbon counts as larger than all without
 * @param keepIsotopes whether isotopes stay
 * @param keepStereo whether stereochemistry stays
 * @param tautomer whether to take the canonical tautomer
 */
@StageInfo(
        name = "standardize",
        help = "Disconnects metals, normalizes groups, keeps the parent fragment and neutralizes it.",
        example = "standardize --salts",
        columns = "smiles, steps_applied, standardize_flags")
public record Standardize(
        @Option(
                help =
                        "Which steps to do, always in this order: metals, normalize, reionize, fragment, uncharge; or none.",
                defaultValue = "metals,normalize,reionize,fragment,uncharge")
        List<String> steps,

        @Option(help = "Remove common counter-ions and solvents before the largest part is chosen.")
        boolean salts,

        @Option(help = "Let any part with carbon count as larger than all without.")
        boolean preferOrganic,

        @Option(help = "Keep isotopes.", defaultValue = "true")
        boolean keepIsotopes,

        @Option(help = "Keep stereochemistry.", defaultValue = "true")
        boolean keepStereo,

        @Option(help = "Take the canonical tautomer.") boolean tautomer)
        implements RowStage {

    private static final String NONE = "none";
    private static final String APPLIED = "steps_applied";
    private static final String FLAGS = "standardize_flags";

    /** Checks the names and puts the steps in their order. */
    public Standardize {
        List<String> known = Standardizer.STEPS;
        List<String> given = steps.equals(List.of(NONE)) ? List.of() : List.copyOf(steps);
        for (String step : given) {
            if (!known.contains(step)) {
                throw new UsageException("standardize: --steps has no step \"" + step + "\"; "
                        + Names.suggestion(step, known) + ", or " + NONE + " alone");
            }
        }
        steps = known.stream().filter(given::contains).toList();
    }

    /** All steps, nothing else. */
    public Standardize() {
        this(Standardizer.STEPS);
    }

    /**
     * Some steps, nothing else.
     *
     * @param steps their names
     */
    public Standardize(List<String> steps) {
        this(steps, false, false, true, true, false);
    }

    /** Raised when results changed: 2 follows RDKit in more places and adds a column. */
    @Override
    public int version() {
        return 2;
    }

    @Override
    public Bound bind(Schema in) {
        ParseMolecules.requireMolecules(in, "standardize");
        Schema out = in.with(List.of(new Column(APPLIED, ColumnType.STRING), new Column(FLAGS, ColumnType.STRING)));
        int smiles = out.require(ParseMolecules.SMILES, "standardize");
        int applied = out.require(APPLIED, "standardize");
        int flags = out.require(FLAGS, "standardize");
        return new Bound(out, () -> {
            Standardizer standardizer = new Standardizer(this);
            return row -> ParseMolecules.of(row, smiles)
                    .then(standardizer::standardize)
                    .then(result -> {
                        row.set(applied, String.join(";", result.stepsApplied()));
                        row.set(flags, String.join(";", result.flags()));
                        return Outcome.ok(ParseMolecules.carry(row, result.molecule(), smiles));
                    });
        });
    }
}
