package io.retort.chem;

import static org.assertj.core.api.Assertions.assertThat;

import io.retort.core.IssueCode;
import io.retort.core.Outcome;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SmilesReaderTest {
    private static final List<String> CODES =
            Arrays.stream(IssueCode.values()).map(Enum::name).toList();

    static List<String[]> cases() {
        return TestMolecules.table("bad_input_outcomes.tsv");
    }

    @ParameterizedTest(name = "{0} -> {1}: {3}")
    @MethodSource("cases")
    void read_badInput_hasTheOutcomeAndSaysWhy(String input, String outcome, String message, String reason) {
        Outcome<Molecule> read = Molecule.parse(input);

        if (CODES.contains(outcome)) {
            assertThat(read).as(reason).isInstanceOf(Outcome.Failed.class);
            assertThat(((Outcome.Failed<Molecule>) read).issue().code().name())
                    .as(reason)
                    .isEqualTo(outcome);
            assertThat(((Outcome.Failed<Molecule>) read).issue().message())
                    .as(reason)
                    .contains(message);
        } else {
            assertThat(read.orThrow().smiles()).as(reason).isEqualTo(TestMolecules.canonical(outcome));
        }
    }

    @Test
    void read_tabBetweenAtoms_isASpaceAtItsPosition() {
        assertThat(((Outcome.Failed<Molecule>) Molecule.parse("CC\tC")).issue().message())
                .contains("space at position 3");
    }

    @Test
    void read_afterAFailure_isAsFresh() {
        List<String> good = List.of("C1CC1", "c1ccccc1", "C/C=C/C", "N[C@@H](C)O", "C%12CC%12");
        List<String> expected = good.stream().map(TestMolecules::canonical).toList();
        for (String[] row : cases()) {
            for (int i = 0; i < good.size(); i++) {
                Molecule.parse(row[0]);
                assertThat(TestMolecules.canonical(good.get(i))).as(row[0]).isEqualTo(expected.get(i));
            }
        }
        Molecule.parse("C1CC(C2C%77CC/C=");
        assertThat(TestMolecules.canonical("C1CC1.C2CC2.C%77CC%77")).isEqualTo("C1CC1.C1CC1.C1CC1");
    }

    static List<List<String>> same() {
        return List.of(
                List.of(
                        "N[C@@H](C)O",
                        "[C@H](N)(C)O",
                        "O[C@H](C)N",
                        "[H][C@](N)(C)O",
                        "N[C@@]([H])(C)O",
                        "C1.N[C@@H]1O"),
                List.of("F[C@@]1(Cl)CO1", "F[C@@]12Cl.C1O2", "[C@]1(F)(Cl)CO1", "F[C@]12Cl.C2O1"),
                List.of(
                        "C/C=C/F",
                        "C\\C=C\\F",
                        "C(/F)=C\\C",
                        "F/C=C/C",
                        "[H]\\C(C)=C/F",
                        "C/C=C1/F.[H]1",
                        "C/C=C1.F\\1"),
                List.of("C1CCCCCCC/C=C/1", "C/1=C\\CCCCCCCC1", "C1=C/CCCCCCCC/1", "C\\1=C/CCCCCCCC/1"),
                List.of("C/N=c1/cccc[nH]1", "C/N=c1\\[nH]cccc1", "C/N=C1\\NC=CC=C1"),
                List.of("CC=[C@]=CC", "CC=[C@AL1]=CC", "[H]C(C)=[C@@]=CC", "CC=[C@]=C([H])C"),
                List.of("C/C=C=C=C/F", "F\\C=C=C=C\\C", "C(/C)=C=C=C\\F"),
                List.of("C[Pt@SP1](F)(Cl)Br", "C[Pt@SP2](Cl)(F)Br", "F[Pt@SP1](C)(Br)Cl", "C[Pt@SP3](F)(Br)Cl"),
                List.of("C[Fe@TB1](F)(Cl)(Br)I", "C[Fe@](F)(Cl)(Br)I", "C[Fe@TB2](F)(Br)(Cl)I"),
                List.of("C[Fe@OH1](F)(Cl)(Br)(I)N", "C[Fe@](F)(Cl)(Br)(I)N", "N[Fe@OH2](F)(Cl)(Br)(I)C"),
                List.of("C[S@](=O)CC", "O=[S@@](C)CC", "[S@@](C)(=O)CC"));
    }

    @ParameterizedTest
    @MethodSource("same")
    void read_marksInOtherSpellings_areTheSame(List<String> spellings) {
        assertThat(spellings.stream().map(TestMolecules::canonical).distinct()).hasSize(1);
        assertThat(TestMolecules.canonical(spellings.get(0))).containsPattern("[@/\\\\]");
    }

    @Test
    void read_contradictoryMarks_areDroppedWithARemark() {
        for (String text : List.of("F/C(\\Cl)=C/F", "C/1=C/CCCCCCCCC/1", "[C@](F)(Cl)Br", "C[C@AL1H](F)Cl")) {
            Outcome<Molecule> read = Molecule.parse(text);
            assertThat(read).as(text).isInstanceOf(Outcome.Warned.class);
            assertThat(read.orThrow().graph().stereo).as(text).isEmpty();
        }
    }

    @Test
    void read_hydrogensThatMeanSomething_stayAtoms() {
        for (String text : List.of("[H:1]C", "[H]*", "[H][H]", "[2H]C", "[H+].[H-]", "[H]/N=C(/C)F")) {
            MolGraph graph = Molecule.parse(text).orThrow().graph();
            assertThat(Arrays.stream(graph.element).filter(e -> e == 1).count())
                    .as(text)
                    .isPositive();
        }
        assertThat(TestMolecules.canonical("C[Pt@SP3]([H])([H])Br"))
                .isNotEqualTo(TestMolecules.canonical("C[Pt@SP1]([H])([H])Br"));
    }

    @Test
    @Timeout(10)
    void read_longTexts_takeUnderASecond() {
        String chain = "C".repeat(20_000);
        String star = "C" + "(C)".repeat(6_666);
        String rings = "C1CC1".repeat(4_000);
        String nested = "C(".repeat(6_666) + "C" + ")".repeat(6_666);
        String closures = "*1234567891".repeat(1_800);
        for (String text : List.of(chain, star, rings, nested, closures)) {
            long start = System.nanoTime();
            Outcome<Molecule> read = Molecule.parse(text);
            assertThat(Duration.ofNanos(System.nanoTime() - start))
                    .as(text.substring(0, 20))
                    .isLessThan(Duration.ofSeconds(1));
            assertThat(read).isNotNull();
        }
        assertThat(Molecule.parse(chain).orThrow().graph().atomCount).isEqualTo(20_000);
    }

    @Test
    void read_everyText_scanAndCheckAgree() {
        SmilesScan scan = new SmilesScan();
        SmilesFuzz fuzz = new SmilesFuzz(20261121);
        for (int i = 0; i < 60_000; i++) {
            String text = fuzz.mutated().strip();
            boolean scanned = !text.isEmpty() && scan.scan(text);
            boolean clean = new SmilesCheck(text).run() == null;
            // Only what a ring closure joins is not looked at by the check.
            boolean atRing = !scanned
                    && scan.position() < text.length()
                    && (Character.isDigit(text.charAt(scan.position())) || text.charAt(scan.position()) == ')');
            assertThat(clean).as(text).isEqualTo(scanned || clean && (atRing || text.isEmpty()));
        }
    }

    @Test
    void read_mutatedTexts_haveAnOutcomeAndComeBack() {
        SmilesFuzz fuzz = new SmilesFuzz(5);

        assertThat(fuzz.run(200_000)).isEmpty();
        assertThat(fuzz.accepted()).isGreaterThan(20_000);
        assertThat(fuzz.slowestMillis()).isLessThan(5_000);
    }

    @Test
    void ligandClasses_tellApart_onlyWhereTheExactTestKeepsAll() {
        int settled = 0;
        for (String text : TestMolecules.all()) {
            MolGraph graph = Molecule.parse(text).orThrow().graph().copy();
            int before = graph.stereo.size();
            if (before > 0 && LigandClasses.tellApart(graph)) {
                StereoSupport.dropSymmetric(graph);
                assertThat(graph.stereo).as(text).hasSize(before);
                settled++;
            }
        }
        assertThat(settled).isGreaterThan(10);
    }
}
