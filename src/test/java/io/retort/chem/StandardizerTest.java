package io.retort.chem;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.assertj.core.api.SoftAssertions;

class StandardizerTest {
    private final Standardizer standardizer = new Standardizer();

    @Provide
    Arbitrary<String> mixtures() {
        List<String> inputs = TestMolecules.table("standardize_cases.tsv").stream()
                .map(r -> r[0])
                .toList();
        Arbitrary<String> any = Arbitraries.of(inputs).edgeCases(c -> c.none());
        Arbitrary<String> molecules = Arbitraries.of(TestMolecules.all());
        return Arbitraries.oneOf(any, molecules)
                .list()
                .ofMinSize(1)
                .ofMaxSize(3)
                .map(l -> String.join(".", l));
    }

    @Example
    void standardize_cases_asExpected() {
        SoftAssertions softly = new SoftAssertions();
        for (String[] row : TestMolecules.table("standardize_cases.tsv")) {
            softly.assertThat(parent(row[0]).molecule().smiles())
                    .as(row[0] + ": " + row[2])
                    .isEqualTo(TestMolecules.canonical(row[1]));
        }
        softly.assertAll();
    }

    @Property(tries = 500, seed = "20261120")
    void standardize_twice_isOnce(@ForAll("mixtures") String smiles) {
        Standardized once = parent(smiles);

        Standardized twice = standardizer.standardize(once.molecule()).orThrow();

        assertThat(twice.molecule().smiles()).isEqualTo(once.molecule().smiles());
        assertThat(twice.stepsApplied()).isEmpty();
    }

    @Property(tries = 500, seed = "20261120")
    void standardize_anyAtomOrder_isTheSame(@ForAll("mixtures") String smiles, @ForAll long seed) {
        Molecule molecule = Molecule.parse(smiles).orThrow();

        String shuffled = TestMolecules.shuffled(molecule, new Random(seed));

        assertThat(parent(shuffled).molecule().smiles())
                .as(shuffled)
                .isEqualTo(parent(smiles).molecule().smiles());
    }

    @Example
    void standardize_salt_namesTheSteps() {
        assertThat(parent("[Na]OC(=O)C").stepsApplied()).containsExactly("metals", "fragment", "uncharge");
        assertThat(parent("CCO").stepsApplied()).isEmpty();
    }

    @Example
    void standardize_molecule_leavesTheInputAlone() {
        Molecule salt = Molecule.parse("CC(=O)[O-].[Na+]").orThrow();

        standardizer.standardize(salt).orThrow();

        assertThat(CanonicalSmiles.of(salt.container())).isEqualTo("CC([O-])=O.[Na+]");
    }

    private Standardized parent(String smiles) {
        return standardizer.standardize(Molecule.parse(smiles).orThrow()).orThrow();
    }
}
