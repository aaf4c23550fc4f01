package io.retort.chem;

import java.awt.Color;
import org.openscience.cdk.interfaces.IAtom;
import org.openscience.cdk.renderer.color.IAtomColorer;

/**
 * Colors of atoms in a drawing: the page's own text color for carbon and everything without a habit, and for the
 * common hetero atoms their usual hue at a lightness that reads on white as well as on a nearly black page.
 */
enum DepictionColors implements IAtomColorer {
    /** The one set of colors. */
    INSTANCE;

    /** Stands for the page's text color until the drawing is written. */
    static final Color PAGE = Color.BLACK;

    private static final Color NITROGEN = new Color(0x3478e0);
    private static final Color OXYGEN = new Color(0xe23c33);
    private static final Color SULFUR = new Color(0x92780a);
    private static final Color PHOSPHORUS = new Color(0xbf630a);
    private static final Color HALOGEN = new Color(0x1f8a3c);
    private static final Color BROMINE = new Color(0xb35c46);
    private static final Color IODINE = new Color(0x9a58d0);

    @Override
    public Color getAtomColor(IAtom atom) {
        Integer number = atom.getAtomicNumber();
        return of(number == null ? 0 : number);
    }

    @Override
    public Color getAtomColor(IAtom atom, Color otherwise) {
        return getAtomColor(atom);
    }

    static Color of(int atomicNumber) {
        return switch (atomicNumber) {
            case 7 -> NITROGEN;
            case 8 -> OXYGEN;
            case 9, 17 -> HALOGEN;
            case 15 -> PHOSPHORUS;
            case 16 -> SULFUR;
            case 35 -> BROMINE;
            case 53 -> IODINE;
            default -> PAGE;
        };
    }

    /** The color as an SVG attribute holds it. */
    static String svg(Color color) {
        return color.equals(PAGE) ? "currentColor" : String.format("#%06x", color.getRGB() & 0xffffff);
    }
}
