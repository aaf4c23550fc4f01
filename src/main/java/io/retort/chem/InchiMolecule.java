package io.retort.chem;

import io.github.dan2097.jnainchi.InchiAtom;
import io.github.dan2097.jnainchi.InchiBond;
import io.github.dan2097.jnainchi.InchiInput;
import io.github.dan2097.jnainchi.InchiInputFromInchiOutput;
import io.github.dan2097.jnainchi.InchiStatus;
import io.github.dan2097.jnainchi.InchiStereo;
import io.github.dan2097.jnainchi.InchiStereoParity;
import io.github.dan2097.jnainchi.JnaInchi;
import io.retort.core.IssueCode;
import io.retort.core.Outcome;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Molecules of InChIs, as the InChI Trust's library draws them: an InChI does not say which tautomer was meant, so
 * mobile hydrogens lie where that library puts them. The way back of {@link InchiAtoms}.
 */
final class InchiMolecule {
    /** Above this a mass stands for the difference from the element's rounded average mass. */
    private static final int MASS_SHIFT = 10_000;

    private static final int FARTHEST_SHIFT = 300;

    private static final Map<String, Integer> NUMBERS = IntStream.rangeClosed(1, ElementTable.LAST)
            .boxed()
            .collect(Collectors.toMap(number -> ElementTable.get().symbol(number), number -> number));

    private final InchiInput input;
    private final Map<InchiAtom, Integer> index = new IdentityHashMap<>();
    private final MolGraph graph;
    /** Hydrogen isotope that is an atom of its own in our graph, by the atom that carries it; -1 none, -2 several. */
    private final int[] isotopeAt;

    private InchiMolecule(InchiInput input) {
        this.input = input;
        List<InchiAtom> atoms = input.getAtoms();
        int extra = atoms.stream().mapToInt(InchiMolecule::isotopes).sum();
        this.graph = new MolGraph(atoms.size() + extra, input.getBonds().size() + extra);
        this.isotopeAt = new int[atoms.size()];
        Arrays.fill(isotopeAt, -1);
    }

    /** Reads one InChI. */
    static Outcome<Molecule> parse(String text) {
        String inchi = text.strip();
        if (!inchi.startsWith("InChI=1")) {
            return inchi.isEmpty()
                    ? Outcome.failed(IssueCode.EMPTY_INPUT, "There is no InChI", text)
                    : Outcome.failed(IssueCode.INCHI_SYNTAX, "An InChI starts with \"InChI=1\"", text);
        }
        InchiInputFromInchiOutput output = JnaInchi.getInchiInputFromInchi(inchi);
        boolean read = output.getStatus() == InchiStatus.SUCCESS || output.getStatus() == InchiStatus.WARNING;
        if (!read || output.getInchiInput().getAtoms().isEmpty()) {
            String message = output.getMessage();
            String why =
                    message == null || message.isBlank() ? output.getStatus().toString() : message.strip();
            return Outcome.failed(IssueCode.INCHI_SYNTAX, "The InChI cannot be read: " + why, text);
        }
        return Molecule.of(new InchiMolecule(output.getInchiInput()).graph(), text);
    }

    private static int isotopes(InchiAtom atom) {
        return atom.getImplicitProtium() + atom.getImplicitDeuterium() + atom.getImplicitTritium();
    }

    private MolGraph graph() {
        List<InchiAtom> atoms = input.getAtoms();
        for (int i = 0; i < atoms.size(); i++) {
            InchiAtom atom = atoms.get(i);
            index.put(atom, i);
            graph.element[i] = NUMBERS.getOrDefault(atom.getElName(), 0);
            graph.charge[i] = atom.getCharge();
            graph.hydrogens[i] = Math.max(0, atom.getImplicitHydrogen());
            graph.isotope[i] = mass(atom, graph.element[i]);
        }
        int bonds = 0;
        for (InchiBond bond : input.getBonds()) {
            graph.begin[bonds] = at(bond.getStart());
            graph.end[bonds] = at(bond.getEnd());
            graph.order[bonds++] = switch (bond.getType()) {
                case DOUBLE -> 2;
                case TRIPLE -> 3;
                default -> 1;
            };
        }
        addIsotopes(atoms, bonds);
        graph.link();
        input.getStereos().forEach(this::addStereo);
        return graph;
    }

    private static int mass(InchiAtom atom, int element) {
        int mass = atom.getIsotopicMass();
        return mass > MASS_SHIFT - FARTHEST_SHIFT
                ? (int) Math.round(ElementTable.get().weightNanodalton(element) / ElementTable.NANO) + mass - MASS_SHIFT
                : mass;
    }

    private void addIsotopes(List<InchiAtom> atoms, int bonds) {
        int atom = atoms.size();
        int bond = bonds;
        for (int i = 0; i < atoms.size(); i++) {
            InchiAtom carrier = atoms.get(i);
            int[] counts = {carrier.getImplicitProtium(), carrier.getImplicitDeuterium(), carrier.getImplicitTritium()};
            for (int mass = 1; mass <= counts.length; mass++) {
                for (int k = 0; k < counts[mass - 1]; k++) {
                    isotopeAt[i] = isotopeAt[i] == -1 ? atom : -2;
                    graph.element[atom] = 1;
                    graph.isotope[atom] = mass;
                    graph.begin[bond] = i;
                    graph.end[bond] = atom++;
                    graph.order[bond++] = 1;
                }
            }
        }
    }

    private int at(@Nullable InchiAtom atom) {
        Integer place = atom == null ? null : index.get(atom);
        return place == null ? StereoUnit.IMPLICIT : place;
    }

    private void addStereo(InchiStereo stereo) {
        if (stereo.getParity() != InchiStereoParity.EVEN && stereo.getParity() != InchiStereoParity.ODD) {
            return;
        }
        boolean even = stereo.getParity() == InchiStereoParity.EVEN;
        int[] atoms = Arrays.stream(stereo.getAtoms()).mapToInt(this::at).toArray();
        switch (stereo.getType()) {
            case Tetrahedral -> addCenter(at(stereo.getCentralAtom()), atoms, even);
            case DoubleBond -> addDoubleBond(atoms, even);
            case Allene -> addAllene(at(stereo.getCentralAtom()), atoms, even);
            default -> {}
        }
    }

    /** Even is clockwise as seen from the first ligand. */
    private void addCenter(int center, int[] ligands, boolean even) {
        for (int i = 0; i < ligands.length; i++) {
            if (ligands[i] == center) {
                ligands[i] = StereoUnit.IMPLICIT;
            }
            boolean hydrogen = ligands[i] == StereoUnit.IMPLICIT && graph.hydrogens[center] == 0;
            if (hydrogen && isotopeAt[center] >= 0) {
                ligands[i] = isotopeAt[center];
            }
        }
        boolean once =
                Arrays.stream(ligands).filter(l -> l == StereoUnit.IMPLICIT).count() <= 1;
        if (once) {
            graph.stereo.add(new StereoUnit(StereoUnit.Kind.TETRAHEDRAL, center, center, ligands, even ? 2 : 1));
        }
    }

    /** Even is opposite. Of a cumulene InChI names the bond in the middle, our graph its ends. */
    private void addDoubleBond(int[] atoms, boolean even) {
        int one = end(atoms[1], atoms[2], atoms[0]);
        int two = end(atoms[2], atoms[1], atoms[3]);
        if (one >= 0 && two >= 0) {
            int[] carriers = {atoms[0], atoms[3]};
            graph.stereo.add(new StereoUnit(StereoUnit.Kind.DOUBLE_BOND, one, two, carriers, even ? 1 : 2));
        }
    }

    /** The atom with the ligand, outward from one end of the bond that is named; -1 if there is none. */
    private int end(int start, int other, int ligand) {
        int from = other;
        int atom = start;
        while (ligand >= 0 && atom >= 0 && graph.slot(atom, ligand) < 0) {
            int next = -1;
            for (int k = graph.first[atom]; k < graph.first[atom + 1]; k++) {
                if (graph.order[graph.via[k]] == 2 && graph.neighbor[k] != from) {
                    next = graph.neighbor[k];
                }
            }
            from = atom;
            atom = next;
        }
        return ligand < 0 ? -1 : atom;
    }

    /** Even is clockwise as seen from the ligand named first past the other ligands to the one named last. */
    private void addAllene(int center, int[] atoms, boolean even) {
        if (atoms[0] < 0 || atoms[3] < 0) {
            return;
        }
        int[] ligands = {atoms[0], other(atoms[1], atoms[0]), other(atoms[2], atoms[3]), atoms[3]};
        graph.stereo.add(new StereoUnit(StereoUnit.Kind.ALLENE, center, center, ligands, even ? 2 : 1));
    }

    /** The other ligand of an allene's end, or the end itself for its hydrogen. */
    private int other(int end, int ligand) {
        for (int k = graph.first[end]; k < graph.first[end + 1]; k++) {
            if (graph.order[graph.via[k]] == 1 && graph.neighbor[k] != ligand) {
                return graph.neighbor[k];
            }
        }
        return end;
    }
}
