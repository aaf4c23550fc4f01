package io.retort.chem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.retort.core.UsageException;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
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

    @Property(tries = 200, seed = "20261120")
    void standardize_anyOptions_isOnceAndInAnyOrder(
            @ForAll("mixtures") String smiles, @ForAll("options") Standardize options, @ForAll long seed) {
        Standardizer each = new Standardizer(options);
        MolGraph graph = Molecule.parse(smiles).orThrow().graph();
        List<Integer> places = IntStream.range(0, graph.atomCount).boxed().collect(Collectors.toList());
        Collections.shuffle(places, new Random(seed));
        MolGraph shuffled =
                graph.part(places.stream().mapToInt(Integer::intValue).toArray());

        Standardized once = each.standardize(new Molecule(graph)).orThrow();
        Standardized other = each.standardize(new Molecule(shuffled)).orThrow();
        Standardized twice = each.standardize(once.molecule()).orThrow();

        assertThat(other.molecule().smiles()).isEqualTo(once.molecule().smiles());
        assertThat(other.stepsApplied()).isEqualTo(once.stepsApplied());
        assertThat(other.flags()).isEqualTo(once.flags());
        assertThat(twice.molecule().smiles()).isEqualTo(once.molecule().smiles());
        assertThat(twice.stepsApplied()).isEmpty();
    }

    @Provide
    Arbitrary<Standardize> options() {
        Arbitrary<List<String>> steps =
                Arbitraries.of(Standardizer.STEPS).list().uniqueElements();
        Arbitrary<Boolean> flag = Arbitraries.of(true, false);
        return Combinators.combine(steps, flag, flag, flag, flag)
                .as((s, salts, organic, isotopes, stereo) ->
                        new Standardize(s, salts, organic, isotopes, stereo, false));
    }

    @Property(tries = 200, seed = "20261120")
    void standardize_chargeOfTheResult_isOnlyWhatCannotGo(@ForAll("mixtures") String smiles) {
        MolGraph result = parent(smiles).molecule().graph();

        int charge = 0;
        boolean removable = false;
        for (int i = 0; i < result.atomCount; i++) {
            charge += result.charge[i];
            removable |= result.charge[i] > 0 && result.hydrogens[i] > 0;
        }
        assertThat(charge > 0 && removable).as(result.atomCount + " atoms").isFalse();
    }

    @Property(tries = 200, seed = "20261120")
    void standardize_noSteps_changesNothing(@ForAll("mixtures") String smiles) {
        Molecule molecule = Molecule.parse(smiles).orThrow();

        Standardized result = new Standardizer(new Standardize(List.of()))
                .standardize(molecule)
                .orThrow();

        assertThat(result.molecule().smiles()).isEqualTo(molecule.smiles());
        assertThat(result.stepsApplied()).isEmpty();
    }

    @Example
    void steps_inAnyOrder_areDoneInTheirs() {
        assertThat(new Standardize(List.of("uncharge", "metals")).steps()).containsExactly("metals", "uncharge");
        assertThat(new Standardize(List.of("none")).steps()).isEmpty();
    }

    @Example
    void steps_unknown_areListed() {
        assertThatThrownBy(() -> new Standardize(List.of("metals", "fragmnt")))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("fragmnt")
                .hasMessageContaining("fragment");
    }

    @Example
    void salts_areStripped() {
        Standardizer stripping = new Standardizer(new Standardize(Standardizer.STEPS, true, false, true, true, false));
        Standardized parent = stripping
                .standardize(
                        Molecule.parse("CN.OS(=O)(=O)O.OC(=O)C(O)C(O)C(=O)O").orThrow())
                .orThrow();

        assertThat(parent.molecule().smiles()).isEqualTo("CN");
        assertThat(parent.stepsApplied()).containsExactly("salts");
        assertThat(parent.flags()).isEmpty();
    }

    @Example
    void salts_only_keepTheLargest() {
        Standardizer stripping = new Standardizer(new Standardize(Standardizer.STEPS, true, false, true, true, false));
        Standardized parent = stripping
                .standardize(Molecule.parse("[Na+].CC(=O)[O-]").orThrow())
                .orThrow();

        assertThat(parent.molecule().smiles()).isEqualTo(TestMolecules.canonical("CC(=O)O"));
        assertThat(parent.flags()).containsExactly("all_salt");
    }

    @Example
    void mixtures_areFlagged_repeatsAreNot() {
        assertThat(parent("Nc1ccc(Cl)cc1Br.CC1CCC(N)CC1").flags()).containsExactly("mixture");
        assertThat(parent("Nc1ccc(Cl)cc1Br.Nc1ccc(Cl)cc1Br.Cl").flags()).isEmpty();
        assertThat(parent("Nc1ccc(Cl)cc1Br.O").flags()).isEmpty();
    }

    @Example
    void isotopesAndStereo_goWhenAsked() {
        Standardizer plain = new Standardizer(new Standardize(Standardizer.STEPS, false, false, false, false, false));
        Standardized result = plain.standardize(
                        Molecule.parse("[13CH3][C@H](N)C(=O)O[2H]").orThrow())
                .orThrow();

        assertThat(result.molecule().smiles()).isEqualTo(TestMolecules.canonical("CC(N)C(=O)O"));
        assertThat(result.stepsApplied()).containsExactly("isotopes", "stereo");
    }

    @Property(tries = 60, seed = "20261120")
    void tautomer_isOnceAndInAnyOrder(@ForAll("mixtures") String smiles, @ForAll long seed) {
        Standardizer tautomers = tautomers();
        Molecule molecule = Molecule.parse(smiles).orThrow();
        Molecule other = Molecule.parse(TestMolecules.shuffled(molecule, new Random(seed)))
                .orThrow();

        Standardized once = tautomers.standardize(molecule).orThrow();

        assertThat(tautomers.standardize(other).orThrow().molecule().smiles())
                .isEqualTo(once.molecule().smiles());
        assertThat(tautomers.standardize(once.molecule()).orThrow().stepsApplied())
                .isEmpty();
    }

    @Example
    void tautomers_ofOneMolecule_becomeOne() {
        String[][] groups = {
            {"Oc1ccccn1", "O=c1cccc[nH]1"},
            {"CC(O)=CC(C)=O", "CC(=O)CC(C)=O"},
            {"c1c[nH]cn1", "c1cnc[nH]1"},
            {"Nc1ncnc2[nH]cnc12", "Nc1ncnc2nc[nH]c12", "N=c1[nH]cnc2[nH]cnc12"},
            {"CC(=O)C", "CC(O)=C"},
            {"C=[N+](O)[O-]", "C[N+](=O)[O-]"},
        };
        for (String[] group : groups) {
            for (String each : group) {
                assertThat(tautomer(each)).as(each).isEqualTo(tautomer(group[0]));
            }
        }
        assertThat(tautomer("Oc1ccccn1")).isEqualTo(TestMolecules.canonical("O=c1cccc[nH]1"));
    }

    @Example
    void tautomer_stereoOnItsWay_isGivenUp_otherIsKept() {
        assertThat(tautomer("CC[C@H](C)C(=O)C")).isEqualTo(TestMolecules.canonical("CCC(C)C(C)=O"));
        assertThat(tautomer("C[C@H](O)c1ccccc1")).isEqualTo(TestMolecules.canonical("C[C@H](O)c1ccccc1"));
    }

    @Example
    void tautomer_manyOfThem_stopsAndSaysSo() {
        Standardized result = tautomers()
                .standardize(
                        Molecule.parse("OC1=C(O)C(=O)C(=C(O)C(O)=C(O)C(O)=C(O)C(O)=O)C(O)=C1C(O)=C(O)C(O)=C(O)C(=O)C")
                                .orThrow())
                .orThrow();

        assertThat(result.flags()).containsExactly("tautomer_cap");
    }

    private static Standardizer tautomers() {
        return new Standardizer(new Standardize(Standardizer.STEPS, false, false, true, true, true));
    }

    private static String tautomer(String smiles) {
        return tautomers()
                .standardize(Molecule.parse(smiles).orThrow())
                .orThrow()
                .molecule()
                .smiles();
    }

    @Example
    void saltList_isReadable_withoutRepeats() {
        List<String[]> rows = ElementTable.readTable("salts.tsv");

        assertThat(rows).hasSizeGreaterThan(100);
        for (String[] row : rows) {
            assertThat(Salts.name(Molecule.parse(row[1]).orThrow().graph())).isEqualTo(row[0]);
        }
    }

    private Standardized parent(String smiles) {
        return standardizer.standardize(Molecule.parse(smiles).orThrow()).orThrow();
    }
}
