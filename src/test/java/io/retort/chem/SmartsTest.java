package io.retort.chem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.retort.core.UsageException;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.openscience.cdk.interfaces.IAtomContainer;
import org.openscience.cdk.smarts.SmartsPattern;

class SmartsTest {
    private static final List<String> MORE = List.of(
            "[#6]~[#7]~[#6]",
            "[!#6;!#1]",
            "[!C;!N;!O;R]",
            "[A;!C;!N;!O]",
            "[N,O;H1,H2]",
            "[C,N&H2,O&-]",
            "[D3]-!@[D2]",
            "[X4]",
            "[v4;!C]",
            "[h2]",
            "[x3]",
            "[x]@[!x0]",
            "[r5]",
            "[r3,r4]",
            "[!r]",
            "[+,-]",
            "[N+;!$([N+](=O)[O-])]",
            "[$([#6]=[#8]),$([#6]=[#7])]",
            "[$(C[$(O[$(C=O)])])]",
            "[!$(*=*)]~[!$([#8])]",
            "C!=C",
            "*!@-*",
            "c:,-c",
            "C-,=C",
            "C=;@C",
            "a1aaaaa1",
            "C1CC1.O",
            "[OX2H].[NX3]",
            "C(C)(C)(C)C",
            "C%12CCCCC%12",
            "C=1CCCCC1",
            "[2H]",
            "[13C]",
            "[H]",
            "[*;!#6]",
            "[#0]",
            "[Na+].[Cl-]",
            "[se,te]",
            "[C:1][O:2]",
            "[$(C)]");

    private static final List<String> SMILES = TestMolecules.all();
    private static final List<MolGraph> GRAPHS =
            SMILES.stream().map(SmartsTest::graph).toList();
    private static final List<IAtomContainer> CONTAINERS =
            GRAPHS.stream().map(CdkGraph::toContainer).toList();

    static Stream<String> patterns() {
        return Stream.concat(Arrays.stream(QedAlerts.patterns()).map(Smarts::toString), MORE.stream());
    }

    @ParameterizedTest
    @MethodSource("patterns")
    void all_ofTestMolecules_equalsCdk(String pattern) {
        Smarts ours = Smarts.parse(pattern);
        SmartsPattern theirs = SmartsPattern.create(pattern);
        theirs.setPrepare(false);
        for (int i = 0; i < GRAPHS.size(); i++) {
            MolGraph graph = GRAPHS.get(i);
            String smiles = SMILES.get(i);
            Set<String> found = sets(ours.all(graph));
            assertThat(found).as(smiles).isEqualTo(cdk(theirs, CONTAINERS.get(i)));
            assertThat(ours.matches(graph)).as(smiles).isEqualTo(!found.isEmpty());
        }
    }

    private static Set<String> cdk(SmartsPattern pattern, IAtomContainer container) {
        return sets(Arrays.asList(pattern.matchAll(container).uniqueAtoms().toArray()));
    }

    private static Set<String> sets(List<int[]> matches) {
        Set<String> sets = new TreeSet<>();
        for (int[] match : matches) {
            int[] sorted = match.clone();
            Arrays.sort(sorted);
            sets.add(Arrays.toString(sorted));
        }
        return sets;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "C|CCO|2",
                "CC|CCC|2",
                "c1ccccc1|c1ccc2ccccc2c1|2",
                "[R2]|c1ccc2ccccc2c1|2",
                "[r5]|C1CCC2CCCCC12|5",
                "O=C[OH]|OC(=O)CC(=O)O|2",
                "[$(C=O)]|CC(=O)C|1",
                "[!$(C=O);C]|CC(=O)C|2",
                "F.F|FC(F)F|3",
                "[H]|[2H]C|1",
                "[OH]|CO|1",
                "[CH3][CH2]|CCCC|2",
                "*~*|[Na+].[Cl-]|0",
                "[R3]|C12C3C4C1C5C2C3C45|8",
                "[r6;R2]|C1CC2CCC1CC2|6",
                "C/C=C/C|C/C=C\\C|1",
                "[C@H](F)(Cl)Br|F[C@@H](Cl)Br|1"
            })
    void count_ofMolecule_isNumberOfDifferentAtomSets(String pattern, String smiles, int expected) {
        assertThat(Smarts.parse(pattern).count(graph(smiles))).isEqualTo(expected);
    }

    @Test
    void all_ofMatch_hasAtomsInOrderOfText() {
        assertThat(Smarts.parse("[O;H1]C=O").all(graph("CC(O)=O"))).containsExactly(new int[] {2, 1, 3});
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "C(|3|not closed by ')'",
                "C)|2|closes no branch",
                "C1CC|5|a ring is not closed",
                "[C|2|not closed by ']'",
                "[]|2|a condition is missing",
                "[C&]|4|a condition is missing",
                "[#200]|6|atomic number",
                "[C;c]|5|no atom can be like this",
                "C-;=C|5|no bond can be like this",
                "C=|3|an atom was expected",
                "=C|2|no atom before it",
                "(C.C)|1|grouping of components is not supported",
                "C>>C|2|reactions are not supported",
                "[C^2]|3|not supported",
                "[D12]|5|out of the range",
                "[!13C]|5|the opposite of this is not supported",
                "[$C]|3|'(' was expected",
                "[$(C]|4|not closed",
                "X|1|an atom was expected",
                "''|1|an atom was expected"
            })
    void parse_ofWrongText_saysWhere(String pattern, int position, String problem) {
        assertThatThrownBy(() -> Smarts.parse(pattern))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("position " + position + ":")
                .hasMessageContaining(problem);
    }

    @Provide
    Arbitrary<String> smiles() {
        return Arbitraries.of(TestMolecules.all());
    }

    @Provide
    Arbitrary<String> anyPattern() {
        return Arbitraries.of(patterns().toList());
    }

    @Property(tries = 1000)
    void count_ofShuffledAtoms_isTheSame(
            @ForAll("smiles") String smiles, @ForAll("anyPattern") String pattern, @ForAll long seed) {
        MolGraph graph = graph(smiles);
        int[] order = new int[graph.atomCount];
        Random random = new Random(seed);
        for (int i = 0; i < order.length; i++) {
            int j = random.nextInt(i + 1);
            order[i] = order[j];
            order[j] = i;
        }
        Smarts smarts = Smarts.parse(pattern);
        assertThat(smarts.count(graph.part(order))).isEqualTo(smarts.count(graph));
    }

    private static MolGraph graph(String smiles) {
        return Molecule.parse(smiles).orThrow().graph();
    }
}
