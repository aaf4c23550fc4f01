package io.retort.chem;

import io.retort.core.Outcome;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;

/** Shares of the rows of a file of RDKit's values that agree with ours. The first differences of a column are printed. */
final class ReferenceAgreement {
    private static final String SCAFFOLD = "murcko_scaffold";
    private static final int SHOWN = 12;

    private final List<String> header;
    private int rows;
    private final Map<String, Integer> differing = new TreeMap<>();

    private ReferenceAgreement(List<String> header) {
        this.header = header;
    }

    /** Agreement of each property that the file has, and of scaffolds: 0 to 1. */
    static Map<String, Double> of(Path file, boolean scaffoldsToo) throws IOException {
        try (BufferedReader reader = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
            ReferenceAgreement agreement =
                    new ReferenceAgreement(Arrays.asList(reader.readLine().split("\t")));
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                agreement.compare(line.split("\t", -1), scaffoldsToo);
            }
            return agreement.shares();
        }
    }

    private Map<String, Double> shares() {
        Map<String, Double> shares = new TreeMap<>();
        for (String column : header) {
            boolean known = Arrays.stream(MoleculeProperty.values())
                    .anyMatch(property -> property.column().equals(column));
            if (known || column.equals(SCAFFOLD)) {
                shares.put(column, 1 - differing.getOrDefault(column, 0) / (double) rows);
            }
        }
        return shares;
    }

    private void compare(String[] fields, boolean scaffoldsToo) {
        String smiles = fields[header.indexOf("smiles")];
        // Identifiers of ChEMBL are among the SMILES, and RDKit reads some as the elements they spell.
        if (!(Molecule.parse(smiles) instanceof Outcome.Ok<Molecule> ok)) {
            return;
        }
        rows++;
        MolGraph graph = ok.value().graph();
        if (scaffoldsToo) {
            String expected = Containers.constitution(Containers.of(fields[header.indexOf(SCAFFOLD)]));
            note(
                    SCAFFOLD,
                    Containers.constitution(CdkGraph.toContainer(Scaffold.of(graph)))
                            .equals(expected),
                    smiles);
        }
        MoleculeProperties properties = MoleculeProperties.of(graph);
        for (MoleculeProperty property : MoleculeProperty.values()) {
            int column = header.indexOf(property.column());
            if (column >= 0) {
                Object value = property.value(properties);
                String what = value + " instead of " + fields[column] + ": " + smiles;
                note(property.column(), agrees(value, fields[column]), what);
            }
        }
    }

    private void note(String column, boolean agrees, String what) {
        if (!agrees && differing.merge(column, 1, Integer::sum) <= SHOWN) {
            System.out.println(column + " " + what);
        }
    }

    /** Half a unit in the last decimal of the reference, and a little for its own rounding. */
    private static boolean agrees(Object value, String expected) {
        if (value instanceof Double number) {
            int decimals = expected.indexOf('.') < 0 ? 0 : expected.length() - expected.indexOf('.') - 1;
            return Math.abs(number - Double.parseDouble(expected)) <= Math.max(0.51 * Math.pow(10, -decimals), 1e-4);
        }
        return value.toString().equals(expected);
    }
}
