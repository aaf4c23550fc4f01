package io.retort.embed;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** Our tokenizer of SMILES gives the tokens of the library that reads tokenizer.json. */
class SmilesTokenizerTest {
    private static final int MOST_TOKENS = 192;
    private static final LoadedModel MODEL = LoadedModel.find("molecule-encoder");
    private static final byte[] FILE = MODEL.files().read("tokenizer.json");
    private static final SmilesTokenizer OURS = SmilesTokenizer.of(
                    LoadedModel.json(FILE, "tokenizer.json"), MOST_TOKENS)
            .orElseThrow();
    private static final PretrainedTokenizer THEIRS =
            PretrainedTokenizer.of(FILE, LoadedModel.json(FILE, "tokenizer.json"), MOST_TOKENS, "tokenizer.json");

    @AfterContainer
    static void close() {
        THEIRS.close();
    }

    private static void check(String text) {
        TokenRows ours = new TokenRows(1);
        TokenRows theirs = new TokenRows(1);
        boolean oursCut = OURS.encode(text, ours);
        boolean theirsCut = THEIRS.encode(text, theirs);
        assertThat(ours.row(0)).as(text).containsExactly(theirs.row(0));
        assertThat(oursCut).as(text).isEqualTo(theirsCut);
    }

    @Test
    void encode_everyDrug_agrees() {
        TestTexts.drugs().forEach(SmilesTokenizerTest::check);
    }

    @Test
    void encode_twentyThousandMolecules_agrees() {
        List<String> molecules = TestTexts.shared("chembl_381k.smi.gz", 20_000).orElse(List.of());
        Assumptions.assumeFalse(molecules.isEmpty(), "no shared test data");
        molecules.forEach(line -> check(line.split("[ \t]", 2)[0]));
    }

    @Test
    void encode_whatIsNoSmiles_agrees() {
        List.of(
                        "",
                        " ",
                        "C C",
                        "[",
                        "]",
                        "[]",
                        "[]C]",
                        "[C",
                        "C]",
                        "[[C]]",
                        "[CLS]",
                        "C[CLS]C",
                        "[C[CLS]C]",
                        "[[SEP]",
                        "[PAD][MASK][UNK]",
                        "[CLS",
                        "%",
                        "%1",
                        "%10",
                        "%11",
                        "%100",
                        "%%10",
                        "0",
                        "B",
                        "Br",
                        "BR",
                        "Cl",
                        "CL",
                        "ClBr",
                        "@@",
                        "C@@HxyzC",
                        "Hello, world",
                        "C\tC\nC",
                        "[13C@@H]",
                        "[Na+].[Cl-]",
                        "[very long bracket with words]",
                        "é",
                        "C漢字C",
                        "𝔘C",
                        "[𝔘]",
                        "$~:?*",
                        "\\/\\",
                        "a".repeat(300),
                        "[a".repeat(100),
                        "C".repeat(189),
                        "C".repeat(190),
                        "C".repeat(191),
                        "C".repeat(5000))
                .forEach(SmilesTokenizerTest::check);
    }

    @Property(tries = 500)
    void encode_anyPieces_agrees(@ForAll("pieces") String text) {
        check(text);
    }

    @Provide
    Arbitrary<String> pieces() {
        return Arbitraries.of(
                        "C", "c", "N", "Br", "B", "r", "Cl", "l", "[", "]", "[nH]", "[C@@H]", "[U]", "[Xx]", "%", "1",
                        "10", "0", "(", ")", "=", "#", "@", "H", " ", "[CLS]", "[SEP]", "[PAD]", "[MASK]", "[UNK]",
                        "CLS]", "\\", "/", "é", "𝔘", "\n", "-", "+", ".", "*")
                .list()
                .ofMaxSize(60)
                .map(parts -> String.join("", parts));
    }
}
