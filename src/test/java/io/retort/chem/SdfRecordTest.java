package io.retort.chem;

import static org.assertj.core.api.Assertions.assertThat;

import io.retort.core.Issue;
import io.retort.core.IssueCode;
import io.retort.core.Outcome;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.regex.Pattern;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.openscience.cdk.exception.CDKException;
import org.openscience.cdk.interfaces.IAtomContainer;
import org.openscience.cdk.smiles.SmiFlavor;
import org.openscience.cdk.smiles.SmilesGenerator;

class SdfRecordTest {
    private static final String V2000 = resource("alanine-v2000.sdf");
    private static final String V3000 = resource("alanine-v3000.sdf");

    private static String resource(String name) {
        try (InputStream stream =
                Objects.requireNonNull(SdfRecordTest.class.getResourceAsStream("/golden/chem/" + name), name)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String isomeric(IAtomContainer container) throws CDKException {
        return new SmilesGenerator(SmiFlavor.Isomeric).create(container);
    }

    private static Issue failure(String text) {
        Outcome<SdfRecord> outcome = SdfRecord.read(text);
        assertThat(outcome).isInstanceOf(Outcome.Failed.class);
        return ((Outcome.Failed<SdfRecord>) outcome).issue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"alanine-v2000.sdf", "alanine-v3000.sdf"})
    void read_eitherVersion_keepsStereo(String name) throws CDKException {
        SdfRecord record = SdfRecord.read(resource(name)).orThrow();
        assertThat(isomeric(record.container())).isEqualTo("C[C@H](N)C(=O)O");
        assertThat(record.title()).isEqualTo("L-alanine");
    }

    @Test
    void read_dataItems_keepsOrderAndLines() {
        SdfRecord record = SdfRecord.read(V2000).orThrow();
        assertThat(record.properties().keySet()).containsExactly("ID", "multi line", "empty", "DT12");
        assertThat(record.properties())
                .containsEntry("ID", "A1")
                .containsEntry("multi line", "first\n  second")
                .containsEntry("empty", "")
                .containsEntry("DT12", "last");
    }

    @Test
    void read_windowsLineEnds_sameRecord() throws CDKException {
        SdfRecord record = SdfRecord.read(V2000.replace("\n", "\r\n")).orThrow();
        assertThat(record.properties())
                .isEqualTo(SdfRecord.read(V2000).orThrow().properties());
        assertThat(isomeric(record.container())).isEqualTo("C[C@H](N)C(=O)O");
    }

    @Test
    void read_lineEndLeftBySplitting_isDropped() {
        assertThat(SdfRecord.read("\n" + V2000).orThrow().title()).isEqualTo("L-alanine");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "  6  5  0|  x  5  0|MOLFILE_SYNTAX|counts line",
                "  6  5  0|  9  5  0|MOLFILE_SYNTAX|atom",
                "V2000|V4000|MOLFILE_SYNTAX|V2000 or V3000",
                "0.0000 N |0.0000 Xx|UNKNOWN_ELEMENT|\"Xx\"",
                "  2  3  1|  2 99  1|MOLFILE_SYNTAX|bond between two of 6 atoms",
                "0.0000 N |zero   N |MOLFILE_SYNTAX|coordinates",
                "M  END|M  BND|TRUNCATED_RECORD|M  END",
            },
            ignoreLeadingAndTrailingWhitespace = false)
    void read_brokenV2000_saysWhy(String good, String bad, IssueCode code, String said) {
        assertThat(V2000).contains(good);
        Issue issue = failure(V2000.replaceFirst(Pattern.quote(good), bad));
        assertThat(issue.code()).isEqualTo(code);
        assertThat(issue.message()).contains(said);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "COUNTS 6|COUNTS 7|MOLFILE_SYNTAX|promises 7 atoms",
                "COUNTS 6|COUNTS six|MOLFILE_SYNTAX|number of atoms",
                " N | Xx |UNKNOWN_ELEMENT|\"Xx\"",
                "M  V30 BEGIN BOND|BEGIN BOND|MOLFILE_SYNTAX|M  V30",
                "M  END|M  BND|TRUNCATED_RECORD|M  END",
            },
            ignoreLeadingAndTrailingWhitespace = false)
    void read_brokenV3000_saysWhy(String good, String bad, IssueCode code, String said) {
        assertThat(V3000).contains(good);
        Issue issue = failure(V3000.replaceFirst(good, bad));
        assertThat(issue.code()).isEqualTo(code);
        assertThat(issue.message()).contains(said);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", "\r\n$$$$\r\n"})
    void read_nothing_isEmptyInput(String text) {
        assertThat(failure(text).code()).isEqualTo(IssueCode.EMPTY_INPUT);
    }

    @Test
    void read_text_isNoRecord() {
        assertThat(failure("some\ntext\nthat is\nno molfile\nat all\n").code()).isEqualTo(IssueCode.MOLFILE_SYNTAX);
    }

    @Property(tries = 200)
    void read_recordCutAnywhereBeforeItsEnd_fails(@ForAll @IntRange(max = 10_000) int length, @ForAll boolean v3000) {
        String text = v3000 ? V3000 : V2000;
        String cut = text.substring(0, length % text.indexOf("M  END"));
        assertThat(failure(cut).code()).isIn(IssueCode.TRUNCATED_RECORD, IssueCode.EMPTY_INPUT);
    }
}
