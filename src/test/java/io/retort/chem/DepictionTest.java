package io.retort.chem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.retort.core.IssueCode;
import io.retort.core.Outcome;
import io.retort.core.UsageException;
import java.awt.Color;
import java.io.StringReader;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openscience.cdk.geometry.GeometryUtil;
import org.xml.sax.InputSource;

class DepictionTest {
    private static final String ASPIRIN = "CC(=O)Oc1ccccc1C(=O)O";

    @ParameterizedTest
    @ValueSource(
            strings = {
                ASPIRIN,
                "C",
                "[H][H]",
                "[Na+].[Cl-]",
                "C[C@H](N)C(=O)O",
                "[13CH4]",
                "F/C=C/Cl",
                "C#N",
                "[2H]OC",
                "CC(C)=[N+]=[N-]",
                "C1CC2CCC1CC2",
                "[Fe+2]",
                "OS(=O)(=O)c1ccc(Br)c(I)c1P"
            })
    void svg_molecule_isSmallWellFormedAndWithoutReferences(String smiles) throws Exception {
        String svg = Depiction.svg(smiles, 200).orThrow();

        var builder = DocumentBuilderFactory.newInstance().newDocumentBuilder();
        var root = builder.parse(new InputSource(new StringReader(svg))).getDocumentElement();
        assertThat(root.getTagName()).isEqualTo("svg");
        assertThat(root.getElementsByTagName("title").item(0).getTextContent()).isEqualTo(smiles);
        assertThat(svg).doesNotContain("<script", " id=", "url(", "href", "NaN", "Infinity");
        assertThat(svg.length()).isLessThan(8000);
    }

    @Test
    void svg_carbon_takesThePagesColor() {
        assertThat(Depiction.svg("CCC", 200).orThrow())
                .contains("stroke=\"currentColor\"")
                .doesNotContain("#000");
    }

    @Test
    void svg_sameMolecule_isTheSame() {
        assertThat(Depiction.svg(ASPIRIN, 160)).isEqualTo(Depiction.svg(ASPIRIN, 160));
    }

    @Test
    void svg_size_boundsThePicture() throws Exception {
        for (String smiles : new String[] {"C".repeat(60), ASPIRIN, "C"}) {
            String svg = Depiction.svg(smiles, 120).orThrow();
            var builder = DocumentBuilderFactory.newInstance().newDocumentBuilder();
            var root = builder.parse(new InputSource(new StringReader(svg))).getDocumentElement();
            assertThat(Integer.parseInt(root.getAttribute("width"))).isBetween(1, 120);
            assertThat(Integer.parseInt(root.getAttribute("height"))).isBetween(1, 120);
        }
    }

    @Test
    void svg_ofMolecule_leavesItUnchanged() {
        Molecule molecule = Molecule.parse(ASPIRIN).orThrow();
        String before = molecule.smiles();

        assertThat(Depiction.svg(molecule, 160).orThrow()).contains("<title>" + before + "</title>");
        assertThat(GeometryUtil.has2DCoordinates(molecule.container())).isFalse();
    }

    @Test
    void svg_manyAtoms_isRefusedWithItsSize() {
        Outcome<String> outcome = Depiction.svg("C".repeat(151), 200);

        assertThat(outcome).isInstanceOfSatisfying(Outcome.Failed.class, failed -> {
            assertThat(failed.issue().code()).isEqualTo(IssueCode.TOO_LARGE);
            assertThat(failed.issue().message()).contains("151 heavy atoms");
        });
    }

    @Test
    void svg_noMolecule_saysWhy() {
        assertThat(Depiction.svg("C1CC", 200))
                .isInstanceOfSatisfying(
                        Outcome.Failed.class,
                        failed -> assertThat(failed.issue().code()).isEqualTo(IssueCode.UNCLOSED_RING_OR_BRANCH));
    }

    @Test
    void svg_sizeOutOfRange_isRefused() {
        assertThatThrownBy(() -> Depiction.svg("C", 39))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("39");
    }

    @Test
    void colors_onWhiteAndOnNearlyBlack_haveContrast() {
        IntStream.rangeClosed(1, 118)
                .mapToObj(DepictionColors::of)
                .filter(color -> !color.equals(DepictionColors.PAGE))
                .forEach(color -> {
                    assertThat(contrast(color, Color.WHITE)).isGreaterThan(3.8);
                    assertThat(contrast(color, new Color(0x111111))).isGreaterThan(3.8);
                });
    }

    /** Contrast ratio of the Web Content Accessibility Guidelines 2.1. */
    private static double contrast(Color one, Color other) {
        double a = luminance(one) + 0.05;
        double b = luminance(other) + 0.05;
        return Math.max(a, b) / Math.min(a, b);
    }

    private static double luminance(Color color) {
        return 0.2126 * linear(color.getRed()) + 0.7152 * linear(color.getGreen()) + 0.0722 * linear(color.getBlue());
    }

    private static double linear(int channel) {
        double share = channel / 255.0;
        return share <= 0.04045 ? share / 12.92 : Math.pow((share + 0.055) / 1.055, 2.4);
    }
}
