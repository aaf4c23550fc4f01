package io.retort.manybody.engine;

import io.retort.core.DataException;
import io.retort.core.UsageException;
import io.retort.manybody.Atom;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The STO-3G basis set of hydrogen to neon. Source: hehre1969. */
final class Sto3g {
    private static final String RESOURCE = "sto-3g.tsv";
    private static final List<String> ELEMENTS = List.of("H", "He", "Li", "Be", "B", "C", "N", "O", "F", "Ne");
    private static final Map<String, List<List<double[]>>> SHELLS = read();

    private Sto3g() {}

    /** The nuclear charge; elements without a basis are refused. */
    static int nuclearCharge(Atom atom) {
        int index = ELEMENTS.indexOf(atom.element());
        if (index < 0) {
            throw new UsageException("Element '" + atom.element()
                    + "' has no STO-3G basis in the rhf engine, which accepts " + String.join(", ", ELEMENTS) + ".");
        }
        return index + 1;
    }

    /** Electrons of the neutral atom per basis function, spread evenly over a subshell, in order of functions. */
    static double[] occupations(int charge) {
        if (charge <= 2) {
            return new double[] {charge};
        }
        double p = Math.max(charge - 4, 0) / 3.0;
        return new double[] {2, Math.min(charge - 2, 2), p, p, p};
    }

    /** Counts functions without making any. */
    static long functions(List<Atom> atoms) {
        long functions = 0;
        for (Atom atom : atoms) {
            functions += nuclearCharge(atom) <= 2 ? 1 : 5;
        }
        return functions;
    }

    /** The shells of the atoms, in their order. */
    static List<Shell> shells(List<Atom> atoms) {
        List<Shell> shells = new ArrayList<>();
        int first = 0;
        for (int i = 0; i < atoms.size(); i++) {
            nuclearCharge(atoms.get(i));
            for (List<double[]> rows : SHELLS.getOrDefault(atoms.get(i).element(), List.of())) {
                Shell shell = Shell.normalized(i, atoms.get(i), first, rows);
                shells.add(shell);
                first += shell.functions();
            }
        }
        return shells;
    }

    private static Map<String, List<List<double[]>>> read() {
        Map<String, List<List<double[]>>> shells = new HashMap<>();
        try (InputStream in = Sto3g.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new DataException("The basis set " + RESOURCE + " is missing from the library.");
            }
            BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
            String last = "";
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("#") || line.startsWith("element")) {
                    continue;
                }
                String[] cells = line.split("\t", -1);
                List<List<double[]>> own = shells.computeIfAbsent(cells[0], e -> new ArrayList<>());
                if (!last.equals(cells[0] + cells[1])) {
                    own.add(new ArrayList<>());
                    last = cells[0] + cells[1];
                }
                own.get(own.size() - 1).add(numbers(cells));
            }
        } catch (IOException e) {
            throw new DataException("The basis set " + RESOURCE + " cannot be read.", e);
        }
        return shells;
    }

    private static double[] numbers(String[] cells) {
        double s = Double.parseDouble(cells[3]);
        double exponent = Double.parseDouble(cells[2]);
        return cells[4].isEmpty()
                ? new double[] {exponent, s}
                : new double[] {exponent, s, Double.parseDouble(cells[4])};
    }
}
