package io.retort.chem;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.openscience.cdk.config.Isotopes;
import org.openscience.cdk.interfaces.IAtom;
import org.openscience.cdk.interfaces.IAtomContainer;
import org.openscience.cdk.interfaces.IIsotope;

/**
 * Keeps the largest part: organic (with carbon) before inorganic, then more atoms with hydrogens, then larger exact
 * mass, then the canonical SMILES that sorts first. Input of nothing but salts keeps its largest part.
 */
final class LargestFragment {
    private LargestFragment() {}

    static IAtomContainer of(IAtomContainer container) {
        MolGraph graph = CdkGraph.of(container);
        int[] part = graph.components();
        int parts = 0;
        for (int p : part) {
            parts = Math.max(parts, p + 1);
        }
        if (parts < 2) {
            return container;
        }
        int best = best(container, graph, part, parts);
        List<IAtom> gone = new ArrayList<>();
        for (int i = 0; i < part.length; i++) {
            if (part[i] != best) {
                gone.add(container.getAtom(i));
            }
        }
        gone.forEach(container::removeAtom);
        return container;
    }

    private static int best(IAtomContainer container, MolGraph graph, int[] part, int parts) {
        int[] size = new int[parts];
        boolean[] organic = new boolean[parts];
        for (int i = 0; i < part.length; i++) {
            size[part[i]] += 1 + graph.hydrogens[i];
            organic[part[i]] |= graph.element[i] == 6;
        }
        List<Integer> winners = new ArrayList<>();
        for (int p = 0; p < parts; p++) {
            int first = winners.isEmpty() ? p : winners.get(0);
            int comparison = Boolean.compare(organic[p], organic[first]);
            comparison = comparison == 0 ? Integer.compare(size[p], size[first]) : comparison;
            if (comparison > 0) {
                winners.clear();
            }
            if (comparison >= 0) {
                winners.add(p);
            }
        }
        return winners.size() == 1 ? winners.get(0) : heaviest(container, graph, part, parts, winners);
    }

    private static int heaviest(
            IAtomContainer container, MolGraph graph, int[] part, int parts, List<Integer> candidates) {
        List<GraphPart> split = GraphPart.split(graph, part, parts);
        int best = candidates.get(0);
        double bestMass = -1;
        String bestText = "";
        for (int p : candidates) {
            double mass = 0;
            for (int atom : split.get(p).atoms()) {
                mass += mass(container.getAtom(atom));
            }
            String text = CanonicalSmiles.write(split.get(p).graph()).smiles();
            if (mass > bestMass + 1e-9 || mass > bestMass - 1e-9 && text.compareTo(bestText) < 0) {
                best = p;
                bestMass = mass;
                bestText = text;
            }
        }
        return best;
    }

    private static double mass(IAtom atom) {
        try {
            Isotopes isotopes = Isotopes.getInstance();
            double hydrogen = isotopes.getMajorIsotopeMass(1) * ValenceModel.hydrogens(atom);
            Integer number = atom.getMassNumber();
            if (number != null) {
                IIsotope isotope = isotopes.getIsotope(atom.getSymbol(), number);
                return hydrogen + (isotope == null ? number : Objects.requireNonNull(isotope.getExactMass()));
            }
            return hydrogen
                    + (ValenceModel.element(atom) == 0 ? 0 : isotopes.getMajorIsotopeMass(ValenceModel.element(atom)));
        } catch (IOException e) {
            throw new UncheckedIOException("CDK's isotope table cannot be read", e);
        }
    }
}
