package io.retort.chem;

import static org.assertj.core.api.Assertions.assertThat;

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
        assertThat(MoleculeProperties.of(shuffled(smiles, seed)))
                .isEqualTo(MoleculeProperties.of(Containers.of(smiles)));
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
                        "formula");
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
        assertThat(nothing.rings()).isZero();
        assertThat(Scaffold.of(new MolGraph(0, 0)).atomCount).isZero();
    }
}
