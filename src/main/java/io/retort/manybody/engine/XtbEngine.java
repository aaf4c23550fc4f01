package io.retort.manybody.engine;

import io.retort.core.CancelToken;
import io.retort.core.DataException;
import io.retort.manybody.Atom;
import io.retort.manybody.Calculation;
import io.retort.manybody.CalculationResult;
import io.retort.manybody.Driver;
import io.retort.manybody.ModelChemistry;
import io.retort.manybody.PointCharge;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The program xtb: GFN1 and GFN2 tight binding, with embedding charges but without ghost atoms. Energies come with 12
 * decimals from standard output, since the JSON output has only 8; a restart file would shift them by 2e-10 hartree, so
 * none is read or written. Hessians are central differences of gradients. Source: bannwarth2021.
 */
final class XtbEngine extends ProcessEngine {
    private static final Map<String, String> METHODS =
            Map.of("gfn2", "2", "gfn2-xtb", "2", "gfn1", "1", "gfn1-xtb", "1");
    private static final Pattern ENERGY = Pattern.compile("\\| TOTAL ENERGY\\s+(\\S+) Eh");
    /** So hard a charge that it acts as a point. */
    private static final int POINT_HARDNESS = 99;

    private static final double HESSIAN_STEP = 0.005;

    private final String program;
    private final double accuracy;

    XtbEngine(String program, double accuracy, ProcessLimits limits) {
        super("xtb", Programs.version(program, "--version", "xtb"), limits);
        this.program = program;
        this.accuracy = accuracy;
    }

    @Override
    public Optional<String> refusal(ModelChemistry model, boolean ghosts, boolean embedding, Driver driver) {
        if (ghosts) {
            return Optional.of(
                    "The xtb engine has no ghost atoms, since tight binding has no basis set to borrow: ask for"
                            + " nocp, or take the rhf or psi4 engine for cp and vmfc.");
        }
        if (!METHODS.containsKey(model.method())) {
            return Optional.of("The xtb engine has no method '" + model.method() + "': it accepts gfn2 and gfn1.");
        }
        if (!model.basis().isEmpty()) {
            return Optional.of("The xtb engine takes no basis, and '" + model.basis() + "' was given: write "
                    + model.method() + " alone.");
        }
        return Optional.empty();
    }

    @Override
    List<String> prepare(Calculation c, Path folder) throws IOException {
        StringBuilder coord = new StringBuilder("$coord\n");
        for (Atom a : c.real()) {
            coord.append(String.format(
                    Locale.ROOT,
                    "%.14f %.14f %.14f %s%n",
                    a.x(),
                    a.y(),
                    a.z(),
                    a.element().toLowerCase(Locale.ROOT)));
        }
        Files.writeString(folder.resolve("coord"), coord + "$end\n");
        List<String> command = new ArrayList<>(List.of(
                program,
                "coord",
                "--gfn",
                METHODS.getOrDefault(c.model().method(), "2"),
                "--acc",
                Double.toString(accuracy),
                "--norestart",
                "--chrg",
                Integer.toString(c.charge()),
                "--uhf",
                Integer.toString(c.multiplicity() - 1)));
        if (c.driver() != Driver.ENERGY) {
            command.add("--grad");
        }
        if (!c.embedding().isEmpty()) {
            embed(c.embedding(), folder);
            command.addAll(List.of("--input", "xcontrol.inp"));
        }
        return command;
    }

    private static void embed(List<PointCharge> charges, Path folder) throws IOException {
        StringBuilder text = new StringBuilder(charges.size() + "\n");
        for (PointCharge q : charges) {
            text.append(String.format(
                    Locale.ROOT, "%.14f %.14f %.14f %.14f %d%n", q.charge(), q.x(), q.y(), q.z(), POINT_HARDNESS));
        }
        Files.writeString(folder.resolve("charges.pc"), text);
        Files.writeString(folder.resolve("xcontrol.inp"), "$embedding\n   input=charges.pc\n$end\n");
    }

    @Override
    CalculationResult read(Calculation c, Path folder) throws IOException {
        Matcher matcher = ENERGY.matcher(Files.readString(folder.resolve(ChildProcess.OUT)));
        if (!matcher.find()) {
            throw new DataException("The program '" + program + "' printed no total energy.");
        }
        double energy = OutputText.number(program, matcher.group(1));
        return new CalculationResult(
                energy,
                c.driver() == Driver.ENERGY ? null : gradient(folder, c.real().size()),
                null);
    }

    /** After the title lines come the atoms, then their derivatives. */
    private double[] gradient(Path folder, int atoms) throws IOException {
        List<Double> values = new ArrayList<>();
        List<String> lines = Files.readAllLines(folder.resolve("gradient"));
        for (String line : lines.subList(Math.min(2 + atoms, lines.size()), lines.size())) {
            if (line.startsWith("$")) {
                break;
            }
            for (String word : line.strip().split("\\s+")) {
                values.add(OutputText.number(program, word));
            }
        }
        double[] out = values.stream().mapToDouble(Double::doubleValue).toArray();
        return OutputText.checked(program, out, 3 * atoms);
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
