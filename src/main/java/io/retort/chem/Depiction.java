package io.retort.chem;

import io.retort.core.IssueCode;
import io.retort.core.Outcome;
import io.retort.core.UsageException;
import java.awt.Font;
import org.openscience.cdk.exception.CDKException;
import org.openscience.cdk.interfaces.IAtom;
import org.openscience.cdk.interfaces.IAtomContainer;
import org.openscience.cdk.layout.StructureDiagramGenerator;
import org.openscience.cdk.renderer.RendererModel;
import org.openscience.cdk.renderer.elements.IRenderingElement;
import org.openscience.cdk.renderer.generators.BasicSceneGenerator;
import org.openscience.cdk.renderer.generators.standard.StandardGenerator;

/**
 * Draws molecules as small SVG pictures that can stand in a page of HTML. Bonds and carbon take the page's text color,
 * the ground is transparent, and there are no scripts, references or ids, so any number of pictures fits any page. The
 * same molecule and size give the same picture on the same machine; the outlines of letters are those of its sans-serif
 * font. Safe for use by many threads, as long as each has its own {@link Molecule}.
 */
public final class Depiction {
    /** Most heavy atoms of a molecule that is drawn. */
    public static final int HEAVY_ATOM_LIMIT = 150;

    private static final double BOND_PX = 24;
    private static final double LAYOUT_BOND = 1.5;
    private static final int FONT_PX = 13;

    private Depiction() {}

    /**
     * Draws a molecule.
     *
     * @param smiles one molecule, as for {@link Molecule#parse}
     * @param sizePx largest width and height, from 40 to 2,000 CSS pixels; small molecules take less
     * @return one {@code <svg>} element with the SMILES as its title, or why there is none: the text is no molecule,
     *     or it has more than {@link #HEAVY_ATOM_LIMIT} heavy atoms
     * @throws UsageException if the size is out of range
     */
    public static Outcome<String> svg(String smiles, int sizePx) {
        check(sizePx);
        return Molecule.parse(smiles).then(molecule -> draw(molecule, smiles, sizePx));
    }

    /**
     * Draws a molecule.
     *
     * @param molecule it is not changed
     * @param sizePx largest width and height, from 40 to 2,000 CSS pixels; small molecules take less
     * @return one {@code <svg>} element with the canonical SMILES as its title, or why there is none
     * @throws UsageException if the size is out of range
     */
    public static Outcome<String> svg(Molecule molecule, int sizePx) {
        check(sizePx);
        return draw(molecule, molecule.smiles(), sizePx);
    }

    private static void check(int sizePx) {
        if (sizePx < 40 || sizePx > 2000) {
            throw new UsageException("depiction: size got " + sizePx + "; accepted is 40 to 2,000 pixels");
        }
    }

    private static Outcome<String> draw(Molecule molecule, String title, int sizePx) {
        int heavy = 0;
        for (IAtom atom : molecule.container().atoms()) {
            heavy += atom.getAtomicNumber() == 1 ? 0 : 1;
        }
        if (heavy > HEAVY_ATOM_LIMIT) {
            return Outcome.failed(
                    IssueCode.TOO_LARGE,
                    "A molecule of " + heavy + " heavy atoms is not drawn; at most " + HEAVY_ATOM_LIMIT + " are",
                    title);
        }
        try {
            return Outcome.ok(new DepictionWriter(scale()).write(elements(molecule), title, sizePx));
        } catch (CDKException | CloneNotSupportedException | RuntimeException e) {
            return Outcome.failed(IssueCode.STAGE_FAILURE, "The molecule cannot be laid out: " + e, title);
        } catch (LinkageError | InternalError e) {
            return Outcome.failed(IssueCode.STAGE_FAILURE, "This Java has no fonts to draw with: " + e, title);
        }
    }

    private static IRenderingElement elements(Molecule molecule) throws CDKException, CloneNotSupportedException {
        IAtomContainer copy = molecule.container().clone();
        new StructureDiagramGenerator().generateCoordinates(copy);
        RendererModel model = new RendererModel();
        StandardGenerator generator = new StandardGenerator(new Font(Font.SANS_SERIF, Font.PLAIN, FONT_PX));
        model.registerParameters(new BasicSceneGenerator());
        model.registerParameters(generator);
        model.set(BasicSceneGenerator.Scale.class, scale());
        model.set(BasicSceneGenerator.BondLength.class, BOND_PX);
        model.set(StandardGenerator.HashSpacing.class, BOND_PX / 8);
        model.set(StandardGenerator.WaveSpacing.class, BOND_PX / 8);
        model.set(StandardGenerator.AtomColor.class, DepictionColors.INSTANCE);
        return generator.generate(copy, model);
    }

    private static double scale() {
        return BOND_PX / LAYOUT_BOND;
    }
}
