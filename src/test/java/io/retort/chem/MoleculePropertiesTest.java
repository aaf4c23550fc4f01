package io.retort.chem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.retort.core.UsageException;
import io.retort.table.Column;
import io.retort.table.ColumnType;
import io.retort.table.Schema;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openscience.cdk.interfaces.IAtom;
import org.openscience.cdk.interfaces.IAtomContainer;
import org.openscience.cdk.interfaces.IBond;

class MoleculePropertiesTest {
    private static final List<String> MOLECULES = List.of(
            "CC(=O)Oc1ccccc1C(=O)O",
            "CCCc1nn(C)c2c1nc([nH]c2=O)-c1cc(ccc1OCC)S(=O)(=O)N1CCN(C)CC1",
            "[2H]C([13CH3])([N+](C)(C)C)C(=O)[O-].[Na+].[Cl-]",
            "C12C3C4C1C5C2C3C45",
            "C1COCCOCCN2CCOCCOCCN1CCOCCOCC2",
            "CC(C)(C)C#CC(=N)NC1CC1.F[B-](F)(F)F",
            "N[Pt](N)(Cl)Cl",
            "ON=C1CCN(C(=O)C2CC2)CC1",
            "c1cc2ccc3cccc4ccc(c1)c2c34");

    @Provide
    Arbitrary<String> molecules() {
        return Arbitraries.of(MOLECULES);
    }

    /** The same molecule with its atoms and bonds in another order. */
    private static IAtomContainer shuffled(String smiles, long seed) {
        IAtomContainer container = Containers.of(smiles);
        Random random = new Random(seed);
        List<Integer> order =
                IntStream.range(0, container.getAtomCount()).boxed().collect(Collectors.toCollection(ArrayList::new));
        Collections.shuffle(order, random);
        container.setAtoms(order.stream().map(container::getAtom).toArray(IAtom[]::new));
        List<IBond> bonds = new ArrayList<>();
        container.bonds().forEach(bonds::add);
        Collections.shuffle(bonds, random);
        container.setBonds(bonds.toArray(IBond[]::new));
        return container;
    }

    @Property(tries = 300)
    void properties_ofShuffledAtoms_areEqual(@ForAll("molecules") String smiles, @ForAll long seed) {
        assertThat(values(shuffled(smiles, seed))).isEqualTo(values(Containers.of(smiles)));
    }

    private static List<Object> values(IAtomContainer container) {
        MoleculeProperties properties = MoleculeProperties.of(container);
        return Arrays.stream(MoleculeProperty.values())
                .map(property -> property.value(properties))
                .toList();
    }

    @ParameterizedTest
    @CsvSource({
        "CC1=CC=CC=C1C, CC1=C(C)C=CC=C1",
        "OC1=NC2=CC=CC=C2N1, OC1=NC2=C(C=CC=C2)N1",
        "CN1C=NC2=C1C=CC=C2O, CN1C=NC=2C1=CC=CC2O",
        "O=C1C=CC2=CC=CC=C2N1, O=C1C=CC=2C(=CC=CC2)N1",
        "CC1=CC=[N+]([O-])C=C1, CC=1C=C[N+]([O-])=CC1"
    })
    void properties_ofOtherKekuleForm_areEqual(String one, String other) {
        assertThat(values(Containers.of(other))).isEqualTo(values(Containers.of(one)));
    }

    /** Paracetamol, a peptide, a fat and a fragment. */
    @ParameterizedTest
    @CsvSource({
        "CC(=O)Nc1ccc(O)cc1, 0, 0, true, true, true, true",
        "NCC(=O)NCC(=O)NCC(=O)NCC(=O)NCC(=O)NCC(=O)NCC(=O)NCC(=O)NCC(=O)O, 2, 3, false, false, false, false",
        "CCCCCCCCCCCCCCCCCC(=O)O, 1, 1, false, false, false, false",
        "C1CCNCC1, 0, 0, true, true, false, true"
    })
    void rules_ofMolecule_areThoseOfThePapers(
            String smiles, long ours, long byElement, boolean veber, boolean egan, boolean lead, boolean fragment) {
        MoleculeProperties p = MoleculeProperties.of(Containers.of(smiles));
        assertThat(DrugLikeness.lipinskiViolations(p)).isEqualTo((int) ours);
        assertThat(DrugLikeness.lipinskiViolationsByElement(p)).isEqualTo((int) byElement);
        assertThat(List.of(
                        DrugLikeness.isVeber(p),
                        DrugLikeness.isEgan(p),
                        DrugLikeness.isLeadLike(p),
                        DrugLikeness.isFragmentLike(p)))
                .containsExactly(veber, egan, lead, fragment);
    }

    @Test
    void columns_ofStage_areTheChosenOnesInTheirOrder() {
        Schema in = Schema.of(
                List.of(new Column("input_smiles", ColumnType.STRING), new Column("smiles", ColumnType.STRING)));
        assertThat(new AddProperties(List.of("qed", "veber")).bind(in).out().names())
                .containsExactly("input_smiles", "smiles", "qed", "veber");
        assertThat(new AddProperties().bind(in).out().names())
                .contains("formula", "qed", "lipinski_violations")
                .doesNotContain("veber");
        assertThatThrownBy(() -> new AddProperties(List.of("logp")))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("'logp'")
                .hasMessageContaining("crippen_logp");
    }

    @Property(tries = 300)
    void fingerprints_ofShuffledAtoms_areEqual(
            @ForAll("molecules") String smiles, @ForAll long seed, @ForAll Fingerprint.Kind kind) {
        assertThat(Fingerprint.of(kind, CdkGraph.of(shuffled(smiles, seed))))
                .isEqualTo(Fingerprint.of(kind, CdkGraph.of(Containers.of(smiles))));
    }

    @Property(tries = 300)
    void scaffolds_ofShuffledAtoms_areEqual(@ForAll("molecules") String smiles, @ForAll long seed) {
        assertThat(Containers.constitution(scaffold(shuffled(smiles, seed))))
                .isEqualTo(Containers.constitution(scaffold(Containers.of(smiles))));
    }

    @Test
    void columns_areNamedOnceAndTyped() {
        MoleculeProperties benzene = MoleculeProperties.of(Containers.of("c1ccccc1"));
        assertThat(Arrays.stream(MoleculeProperty.values()).map(MoleculeProperty::column))
                .doesNotHaveDuplicates()
                .containsExactly(
                        "exact_mass_da",
                        "mol_weight_da",
                        "tpsa_a2",
                        "hba",
                        "hbd",
                        "rotatable_bonds",
                        "rings",
                        "aromatic_rings",
                        "fraction_csp3",
                        "heavy_atoms",
                        "formal_charge",
                        "formula",
                        "crippen_logp",
                        "crippen_mr",
                        "qed",
                        "lipinski_violations",
                        "lipinski_violations_n_o",
                        "lipinski_hbd",
                        "lipinski_hba",
                        "veber",
                        "egan",
                        "lead_like",
                        "fragment_like",
                        "stereocenters",
                        "stereocenters_unassigned");
        assertThat(MoleculeProperty.values()).allSatisfy(property -> {
            assertThat(property.value(benzene)).isInstanceOf(property.type());
            assertThat(property.definition()).isNotEmpty().doesNotEndWith(".");
            assertThat(property.source()).isNotEmpty();
        });
    }

    /** Cyclodextrins have a large ring for each way around each glucose; the families multiply. */
    @ParameterizedTest
    @CsvSource({"6, 70", "7, 135", "8, 264", "14, 16398"})
    void rings_ofCyclodextrin_areRelevantCycles(int glucoses, int rings) {
        StringBuilder smiles = new StringBuilder("C12C(O)C(O)C(OC2)");
        for (int i = 1; i < glucoses; i++) {
            smiles.append("OC3C(O)C(O)C(OC3)");
        }
        smiles.append("O1");
        RingCounts counts = RingCounts.of(CdkGraph.of(Containers.of(smiles.toString())));
        assertThat(counts).isEqualTo(new RingCounts(rings, 0));
    }

    private static IAtomContainer scaffold(IAtomContainer container) {
        return CdkGraph.toContainer(Scaffold.of(CdkGraph.of(container)));
    }

    @Test
    void properties_ofNothing_areZero() {
        MoleculeProperties nothing = MoleculeProperties.of(Containers.of(""));
        assertThat(Arrays.stream(MoleculeProperty.values())
                        .filter(property -> property != MoleculeProperty.QED && property.type() != Boolean.class)
                        .map(property -> property.value(nothing)))
                .allMatch(value -> value.equals("") || ((Number) value).doubleValue() == 0);
        assertThat(Scaffold.of(new MolGraph(0, 0)).atomCount).isZero();
    }
}
