package io.retort.chem;

import static org.assertj.core.api.Assertions.assertThat;

import io.retort.core.IssueCode;
import io.retort.core.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MoleculeTest {
    /** Where we reject and RDKit accepts, for the reason that read_cases.tsv gives. */
    private static final Set<String> STRICTER_THAN_RDKIT = Set.of("C~C");

    static List<String[]> cases() {
        return TestMolecules.table("read_cases.tsv");
    }

    @ParameterizedTest(name = "{0} -> {1}: {2}")
    @MethodSource("cases")
    void parse_case_asExpected(String input, String expected, String reason) {
        Outcome<Molecule> outcome = Molecule.parse(input);

        String actual = outcome instanceof Outcome.Failed<Molecule> failed
                ? failed.issue().code().name()
                : outcome.orThrow().smiles();
        assertThat(actual).as(reason).isEqualTo(expected);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void parse_badInput_saysSoInOneSentence(String input, String expected, String reason) {
        if (Molecule.parse(input) instanceof Outcome.Failed<Molecule> failed) {
            assertThat(failed.issue().message()).as(reason).isNotBlank().doesNotContain("\n", "^", "Exception");
            assertThat(failed.issue().input()).isEqualTo(input);
        }
    }

    @Test
    void parse_empty_isEmptyInput() {
        assertThat(codeOf("  ")).isEqualTo(IssueCode.EMPTY_INPUT);
    }

    @Test
    void parse_longChain_isTooLarge() {
        assertThat(codeOf("C".repeat(100_000))).isEqualTo(IssueCode.TOO_LARGE);
    }

    /** Nothing in reading recurses, so that the stack does not matter. */
    @Test
    void parse_deepNestingOnASmallStack_isRead() throws Exception {
        String nested = "C(".repeat(5_000) + "C" + ")".repeat(5_000);
        CompletableFuture<Integer> atoms = new CompletableFuture<>();
        Runnable parse = () -> atoms.complete(Molecule.parse(nested).orThrow().graph().atomCount);
        new Thread(null, parse, "small-stack", 256 << 10).start();

        assertThat(atoms.get(10, TimeUnit.SECONDS)).isEqualTo(5_001);
    }

    @Test
    void parse_valence_namesTheAtom() {
        Outcome<Molecule> outcome = Molecule.parse("CC(C)(C)(C)C");

        assertThat(((Outcome.Failed<Molecule>) outcome).issue().message()).contains("Atom 2 (C)", "5");
    }

    @Test
    void parse_stereoWithoutMeaning_isWarned() {
        Outcome<Molecule> outcome = Molecule.parse("C[C@H](F)C");

        assertThat(outcome).isInstanceOf(Outcome.Warned.class);
        assertThat(((Outcome.Warned<Molecule>) outcome).issues().get(0).code()).isEqualTo(IssueCode.STEREO_DROPPED);
    }

    @Test
    void parse_sharedBadInput_sameVerdictAsRdkit() throws IOException {
        Assumptions.assumeTrue(TestMolecules.shared().isPresent(), "shared data not here");
        Path folder = TestMolecules.shared().orElseThrow();
        List<String> inputs = Files.readAllLines(folder.resolve("bad_input.smi"));
        List<String> verdicts = Files.readAllLines(folder.resolve("bad_input.rdkit.txt"));
        for (int i = 0; i < inputs.size(); i++) {
            String token = inputs.get(i).split("\\s", 2)[0];
            if (!token.isEmpty() && !STRICTER_THAN_RDKIT.contains(token)) {
                boolean rejected = Molecule.parse(token) instanceof Outcome.Failed;
                assertThat(rejected).as(token).isEqualTo(verdicts.get(i).endsWith("-> None"));
            }
        }
    }

    private static IssueCode codeOf(String smiles) {
        return ((Outcome.Failed<Molecule>) Molecule.parse(smiles)).issue().code();
    }
}
