package io.retort.chem;

import io.retort.core.Outcome;
import java.util.Locale;
import javax.vecmath.Point2d;
import org.openscience.cdk.exception.CDKException;
import org.openscience.cdk.interfaces.IAtom;
import org.openscience.cdk.interfaces.IAtomContainer;
import org.openscience.cdk.interfaces.IBond;
import org.openscience.cdk.layout.StructureDiagramGenerator;

/**
 * Molblocks: version V2000, and V3000 above 999 atoms or bonds. CDK lays the structure out in the plane and chooses the
 * wedges; Kekulé bonds; hydrogens stay counts, and where readers would guess another count the valence is given. A
 * structure that cannot be laid out has all its atoms at the origin, and no stereochemistry then. Square and higher
 * centers have no form in a molblock and are left out. The same molecule gives the same text.
 *
 * <p><b>Source</b>: BIOVIA, CTfile Formats.
 */
final class MolblockWriter {
    private static final int MOST_V2000 = 999;
    /** A bond of any order: a quadruple bond has no number of its own. */
    private static final int ANY_BOND = 8;

    private static final int ENTRIES_OF_A_LINE = 8;

    private final MolGraph graph;
    private final StringBuilder out;
    private final double[][] place;
    private final int[] from;
    private final int[] to;
    private final int[] stereo;
    private boolean chiral;

    private MolblockWriter(MolGraph graph, StringBuilder out) {
        this.graph = graph;
        this.out = out;
        this.place = new double[graph.atomCount][2];
        this.from = graph.begin.clone();
        this.to = graph.end.clone();
        this.stereo = new int[graph.bondCount];
    }

    /** Appends the molblock of a SMILES; one without atoms for text that is none. */
    static void write(String smiles, String title, StringBuilder out) {
        Outcome<Molecule> molecule = Molecule.parse(smiles);
        MolGraph graph = molecule instanceof Outcome.Failed
                ? new MolGraph(0, 0).link()
                : molecule.orThrow().graph();
        write(graph, title, out);
    }

    static void write(MolGraph graph, String title, StringBuilder out) {
        MolblockWriter writer = new MolblockWriter(graph, out);
        writer.layOut();
        out.append(title).append("\n  Retort          2D\n").append('\n');
        if (graph.atomCount > MOST_V2000 || graph.bondCount > MOST_V2000) {
            writer.v3000();
        } else {
            writer.v2000();
        }
        out.append("M  END\n");
    }

    private void layOut() {
        if (graph.atomCount == 0) {
            return;
        }
        IAtomContainer container = CdkGraph.toContainer(graph);
        try {
            new StructureDiagramGenerator().generateCoordinates(container);
        } catch (CDKException | RuntimeException | StackOverflowError e) {
            // Atoms stay at the origin, which is a molblock without a layout.
            return;
        }
        for (int i = 0; i < graph.atomCount; i++) {
            IAtom atom = container.getAtom(i);
            Point2d point = atom.getPoint2d();
            if (point != null) {
                place[i] = new double[] {point.x, point.y};
            }
        }
        for (int b = 0; b < graph.bondCount; b++) {
            mark(b, container.getBond(b), container);
        }
        chiral = graph.stereo.stream().anyMatch(unit -> unit.kind() == StereoUnit.Kind.TETRAHEDRAL);
    }

    /** Takes a wedge over; its narrow end is where the bond begins. CDK may have turned the bond round. */
    private void mark(int b, IBond bond, IAtomContainer container) {
        IBond.Display display = bond.getDisplay();
        stereo[b] = switch (display) {
            case WedgeBegin, WedgeEnd -> 1;
            case WedgedHashBegin, WedgedHashEnd -> 6;
            case Wavy -> 4;
            case Crossed -> 3;
            default -> 0;
        };
        boolean turned = display == IBond.Display.WedgeEnd || display == IBond.Display.WedgedHashEnd;
        from[b] = container.indexOf(turned ? bond.getEnd() : bond.getBegin());
        to[b] = container.indexOf(turned ? bond.getBegin() : bond.getEnd());
    }

    private int type(int bond) {
        return graph.order[bond] > 3 ? ANY_BOND : graph.order[bond];
    }

    /** Bond orders and hydrogens where readers would not find the hydrogens by themselves, else -1. */
    private int statedValence(int atom) {
        int bonds = 0;
        for (int k = graph.first[atom]; k < graph.first[atom + 1]; k++) {
            bonds += graph.order[graph.via[k]];
        }
        int valence = bonds + graph.hydrogens[atom];
        int usual = usualValence(graph.element[atom], graph.charge[atom]);
        return valence == usual || graph.element[atom] == 0 ? -1 : valence;
    }

    /** The valence that every reader of molblocks assumes: that of the neutral atom with as many electrons. */
    private static int usualValence(int element, int charge) {
        return switch (element) {
            case 6 -> charge == 0 ? 4 : charge == -1 || charge == 1 ? 3 : -1;
            case 7, 15 -> charge == 0 ? 3 : charge == 1 ? 4 : charge == -1 ? 2 : -1;
            case 8, 16 -> charge == 0 ? 2 : charge == 1 ? 3 : charge == -1 ? 1 : -1;
            case 9, 17, 35, 53 -> charge == 0 ? 1 : charge == -1 ? 0 : -1;
            case 5 -> charge == 0 ? 3 : charge == -1 ? 4 : -1;
            default -> -1;
        };
    }

    private void v2000() {
        out.append(three(graph.atomCount)).append(three(graph.bondCount));
        out.append("  0  0").append(chiral ? "  1" : "  0").append("  0  0  0  0  0999 V2000\n");
        for (int i = 0; i < graph.atomCount; i++) {
            int valence = statedValence(i);
            int field = valence < 0 ? 0 : valence == 0 ? 15 : valence > 14 ? 0 : valence;
            out.append(ten(place[i][0])).append(ten(place[i][1])).append("    0.0000 ");
            out.append(String.format(Locale.ROOT, "%-3s", symbol(i))).append(" 0  0  0  0  0");
            out.append(three(field))
                    .append("  0  0  0")
                    .append(three(graph.atomMap[i]))
                    .append("  0  0\n");
        }
        for (int b = 0; b < graph.bondCount; b++) {
            out.append(three(from[b] + 1))
                    .append(three(to[b] + 1))
                    .append(three(type(b)))
                    .append(three(stereo[b]));
            out.append("\n");
        }
        entries("CHG", graph.charge);
        entries("ISO", graph.isotope);
    }

    private void entries(String name, int[] values) {
        int[] atoms = java.util.stream.IntStream.range(0, graph.atomCount)
                .filter(i -> values[i] != 0)
                .toArray();
        for (int start = 0; start < atoms.length; start += ENTRIES_OF_A_LINE) {
            int count = Math.min(ENTRIES_OF_A_LINE, atoms.length - start);
            out.append("M  ").append(name).append(three(count));
            for (int k = start; k < start + count; k++) {
                out.append(String.format(Locale.ROOT, " %3d %3d", atoms[k] + 1, values[atoms[k]]));
            }
            out.append('\n');
        }
    }

    private void v3000() {
        out.append("  0  0  0     0  0            999 V3000\nM  V30 BEGIN CTAB\nM  V30 COUNTS ");
        out.append(graph.atomCount)
                .append(' ')
                .append(graph.bondCount)
                .append(" 0 0 ")
                .append(chiral ? 1 : 0);
        out.append("\nM  V30 BEGIN ATOM\n");
        for (int i = 0; i < graph.atomCount; i++) {
            out.append("M  V30 ").append(i + 1).append(' ').append(symbol(i)).append(' ');
            out.append(ten(place[i][0]).strip())
                    .append(' ')
                    .append(ten(place[i][1]).strip())
                    .append(" 0 ");
            out.append(graph.atomMap[i]);
            append(" CHG=", graph.charge[i]);
            append(" MASS=", graph.isotope[i]);
            int valence = statedValence(i);
            append(" VAL=", valence < 0 ? 0 : valence == 0 ? -1 : valence);
            out.append('\n');
        }
        out.append("M  V30 END ATOM\nM  V30 BEGIN BOND\n");
        for (int b = 0; b < graph.bondCount; b++) {
            out.append("M  V30 ").append(b + 1).append(' ').append(type(b)).append(' ');
            out.append(from[b] + 1).append(' ').append(to[b] + 1);
            append(
                    " CFG=",
                    switch (stereo[b]) {
                        case 1 -> 1;
                        case 3, 4 -> 2;
                        case 6 -> 3;
                        default -> 0;
                    });
            out.append('\n');
        }
        out.append("M  V30 END BOND\nM  V30 END CTAB\n");
    }

    private void append(String name, int value) {
        if (value != 0) {
            out.append(name).append(value);
        }
    }

    private String symbol(int atom) {
        return SmilesWriter.symbol(graph.element[atom]);
    }

    private static String three(int value) {
        return value < 10 ? "  " + value : value < 100 ? " " + value : Integer.toString(value);
    }

    private static String ten(double value) {
        String text = String.format(Locale.ROOT, "%10.4f", value);
        return text.equals("   -0.0000") ? "    0.0000" : text;
    }
}
