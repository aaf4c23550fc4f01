package io.retort.magic;

import io.retort.chem.Depiction;
import io.retort.chem.Molecule;
import io.retort.core.Outcome;
import org.dflib.jjava.jupyter.kernel.display.RenderContext;
import org.dflib.jjava.jupyter.kernel.display.mime.MIMEType;

/** Shows a {@link Molecule} as a drawing with its canonical SMILES; one that is too large to draw as text alone. */
final class MoleculeView {
    private static final int SIZE_PX = 240;

    private MoleculeView() {}

    static void render(Molecule molecule, RenderContext context) {
        context.renderIfRequested(MIMEType.TEXT_PLAIN, () -> molecule.smiles());
        Outcome<String> svg = Depiction.svg(molecule, SIZE_PX);
        if (!(svg instanceof Outcome.Failed)) {
            context.renderIfRequested(
                    MIMEType.TEXT_HTML,
                    () -> "<div>" + MoleculeCells.cell(svg.orThrow(), molecule.smiles(), SIZE_PX) + "</div>");
        }
    }
}
