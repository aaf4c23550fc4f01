package io.retort.manybody.engine;

import io.retort.core.CancelToken;
import io.retort.core.DataException;
import io.retort.manybody.Atom;
import io.retort.manybody.Calculation;
import io.retort.manybody.CalculationResult;
import io.retort.manybody.Driver;
import io.retort.manybody.ModelChemistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The program mopac: semiempirical heats of formation, as hartree, without ghost atoms and charges. Numbers come with
 * 15 digits from its AUX file. A heat of formation counts from the elements, so it is no total energy, but the
 * contributions of n-mers are the same since the atoms' part cancels. Hessians are central differences of gradients.
 * Source: stewart2013.
 */
final class MopacEngine extends ProcessEngine {
    private static final List<String> METHODS =
            List.of("pm7", "pm6", "pm6-d3h4", "pm6-d3", "pm3", "rm1", "am1", "mndo");
    private static final List<String> MULTIPLICITIES =
            List.of("SINGLET", "DOUBLET", "TRIPLET", "QUARTET", "QUINTET", "SEXTET", "SEPTET", "OCTET", "NONET");
    private static final double KCAL_PER_HARTREE = 627.5094740631;
    private static final double ANGSTROM_PER_BOHR = 0.529177210903;
    private static final double HESSIAN_STEP = 0.005;
    private static final String INPUT = "mopac.mop";

    private final String program;

    MopacEngine(String program, ProcessLimits limits) {
        super("mopac", Programs.version(program, "--version", "mopac"), limits);
        this.program = program;
    }

    @Override
    public Optional<String> refusal(ModelChemistry model, boolean ghosts, boolean embedding, Driver driver) {
        if (ghosts) {
            return Optional.of(
                    "The mopac engine has no ghost atoms, since its methods have no basis set to borrow: ask for"
                            + " nocp, or take the rhf or psi4 engine for cp and vmfc.");
        }
        if (embedding) {
            return Optional.of(
                    "The mopac engine has no embedding charges, since mopac takes potentials at atoms and not"
                            + " charges in space: leave them out, or take the rhf, psi4 or xtb engine.");
        }
        if (!METHODS.contains(model.method())) {
            return Optional.of("The mopac engine has no method '" + model.method() + "': it accepts "
                    + String.join(", ", METHODS) + ".");
        }
        if (!model.basis().isEmpty()) {
            return Optional.of("The mopac engine takes no basis, and '" + model.basis() + "' was given: write "
                    + model.method() + " alone.");
        }
        return Optional.empty();
    }

    @Override
    List<String> prepare(Calculation c, Path folder) throws IOException {
        String spin = MULTIPLICITIES.get(Math.min(c.multiplicity(), MULTIPLICITIES.size()) - 1);
        StringBuilder text = new StringBuilder(c.model().method().toUpperCase(Locale.ROOT))
                .append(" 1SCF GRADIENTS AUX(PRECISION=9,XP,XS,XW) PRECISE RELSCF=0.0001 GEO-OK NOREOR THREADS=")
                .append(limits().threads())
                .append(" CHARGE=")
                .append(c.charge())
                .append(c.multiplicity() > 1 ? " UHF " + spin : "")
                .append("\n\n\n");
        for (Atom a : c.real()) {
            text.append(String.format(
                    Locale.ROOT,
                    "%s %.13f 1 %.13f 1 %.13f 1%n",
                    a.element(),
                    a.x() * ANGSTROM_PER_BOHR,
                    a.y() * ANGSTROM_PER_BOHR,
                    a.z() * ANGSTROM_PER_BOHR));
        }
        Files.writeString(folder.resolve(INPUT), text);
        return List.of(program, INPUT);
    }

    @Override
    CalculationResult read(Calculation c, Path folder) throws IOException {
        Path file = folder.resolve("mopac.aux");
        List<String> lines = Files.exists(file) ? Files.readAllLines(file) : List.of();
        double[] heat = block(lines, "HEAT_OF_FORMATION:KCAL/MOL");
        double[] gradient = null;
        if (c.driver() != Driver.ENERGY) {
            gradient = block(lines, "GRADIENTS:KCAL/MOL/ANGSTROM");
            for (int i = 0; i < gradient.length; i++) {
                gradient[i] *= ANGSTROM_PER_BOHR / KCAL_PER_HARTREE;
            }
            OutputText.checked(program, gradient, 3 * c.real().size());
        }
        return new CalculationResult(OutputText.checked(program, heat, 1)[0] / KCAL_PER_HARTREE, gradient, null);
    }

    /** The numbers behind {@code KEY=} or {@code KEY[n]=}, on the same line or the following ones. */
    private double[] block(List<String> lines, String key) {
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            if (!line.startsWith(key)) {
                continue;
            }
            StringBuilder text = new StringBuilder(line.substring(line.indexOf('=') + 1));
            for (int j = i + 1;
                    j < lines.size()
                            && !lines.get(j).contains("=")
                            && !lines.get(j).contains("#");
                    j++) {
                text.append(' ').append(lines.get(j));
            }
            return Stream.of(text.toString().strip().split("\\s+"))
                    .filter(word -> !word.equals("END") && !word.equals("OF"))
                    .mapToDouble(word -> OutputText.number(program, word))
                    .toArray();
        }
        throw new DataException("The program '" + program + "' wrote no " + key + ".");
    }

    @Override
    public CalculationResult run(Calculation calculation, CancelToken cancel) {
        CalculationResult result = super.run(calculation, cancel);
        double @Nullable [] hessian = calculation.driver() == Driver.HESSIAN
                ? Derived.hessian(this, calculation, HESSIAN_STEP, cancel)
                : null;
        return new CalculationResult(result.energyHartree(), result.gradient(), hessian);
    }
}
