package io.retort.chem;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openscience.cdk.interfaces.IAtomContainer;

/**
 * Agreement with RDKit on files of reference values, outside the project: {@code -Dretort.reference=FOLDER}. Skipped
 * without it. The first differences of each column are printed.
 */
class ReferenceAgreementIT {
    private static final double LEAST_AGREEMENT = 0.999;
    private static final double LEAST_SCAFFOLD_AGREEMENT = 0.995;
    private static final int SHOWN = 12;

    private int rows;
    private int scaffoldsAgreeing;
    private final Map<MoleculeProperty, Integer> agreeing = new EnumMap<>(MoleculeProperty.class);

    @ParameterizedTest
    @ValueSource(strings = {"rdkit_reference_4k.tsv.gz", "rdkit_reference_50k.tsv.gz"})
    void properties_ofReferenceMolecules_agree(String name) throws IOException {
        String folder = System.getProperty("retort.reference", "");
        Assumptions.assumeFalse(folder.isEmpty(), "-Dretort.reference=FOLDER is not given");
        List<String> header = List.of();
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(Path.of(folder, name))), StandardCharsets.UTF_8))) {
            header = Arrays.asList(reader.readLine().split("\t"));
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                compare(header, line.split("\t", -1));
            }
        }
        for (MoleculeProperty property : MoleculeProperty.values()) {
            if (header.contains(property.column())) {
                double agreement = agreeing.getOrDefault(property, 0) / (double) rows;
                System.out.printf("%s %s %.5f%n", name, property.column(), agreement);
                assertThat(agreement).as(property.column()).isGreaterThanOrEqualTo(LEAST_AGREEMENT);
            }
        }
        double scaffolds = scaffoldsAgreeing / (double) rows;
        System.out.printf("%s murcko_scaffold %.5f%n", name, scaffolds);
        assertThat(scaffolds).isGreaterThanOrEqualTo(LEAST_SCAFFOLD_AGREEMENT);
    }

    private void compare(List<String> header, String[] fields) {
        String smiles = fields[header.indexOf("smiles")];
        rows++;
        IAtomContainer container;
        try {
            container = Containers.of(smiles);
        } catch (IllegalArgumentException e) {
            System.out.println("not read: " + smiles);
            return;
        }
        MoleculeProperties properties = MoleculeProperties.of(container);
        compareScaffold(container, smiles, fields[header.indexOf("murcko_scaffold")]);
        for (MoleculeProperty property : MoleculeProperty.values()) {
            int column = header.indexOf(property.column());
            if (column >= 0) {
                Object value = property.value(properties);
                if (agrees(value, fields[column])) {
                    agreeing.merge(property, 1, Integer::sum);
                } else if (rows - agreeing.getOrDefault(property, 0) <= SHOWN) {
                    System.out.println(property + " " + value + " expected " + fields[column] + " " + smiles);
                }
            }
        }
    }

    private void compareScaffold(IAtomContainer container, String smiles, String expected) {
        String found = Containers.constitution(CdkGraph.toContainer(Scaffold.of(CdkGraph.of(container))));
        if (found.equals(Containers.constitution(Containers.of(expected)))) {
            scaffoldsAgreeing++;
        } else if (rows - scaffoldsAgreeing <= SHOWN) {
            System.out.println("scaffold should be " + expected + " " + smiles);
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
