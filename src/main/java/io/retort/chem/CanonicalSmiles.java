package io.retort.chem;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.openscience.cdk.interfaces.IAtomContainer;

/**
 * Canonical isomeric SMILES: the same text for the same molecule, whatever the order of its atoms and its Kekulé form.
 * Keeps isotopes, charges, stereo and atom maps. Each connected part is labelled alone; parts are written in text
 * order. It is Retort's own canonical form: other programs write the same molecule otherwise. Deterministic; the cost
 * is near linear for ordinary molecules and bounded for symmetric ones, see {@link CanonicalOrder}.
 */
final class CanonicalSmiles {
    private CanonicalSmiles() {}

    /** Text and the place of each atom of the container in the canonical order. */
    record Written(String smiles, int[] rank) {}

    private record Part(String smiles, int[] atoms, int[] rank) {}

    static String of(MolGraph graph) {
        return write(graph).smiles();
    }

    static String of(IAtomContainer container) {
        return of(CdkGraph.of(container));
    }

    static Written write(MolGraph graph) {
        int[] part = graph.components();
        int parts = 0;
        for (int p : part) {
            parts = Math.max(parts, p + 1);
        }
        if (parts == 1) {
            int[] rank = CanonicalOrder.label(graph, AtomColors.of(graph)).rank();
            return new Written(SmilesWriter.write(graph, rank), rank);
        }
        List<Part> all = new ArrayList<>(parts);
        for (GraphPart each : GraphPart.split(graph, part, parts)) {
            int[] rank = CanonicalOrder.label(each.graph(), AtomColors.of(each.graph()))
                    .rank();
            all.add(new Part(SmilesWriter.write(each.graph(), rank), each.atoms(), rank));
        }
        all.sort(Comparator.comparing(Part::smiles));
        return join(all, graph.atomCount);
    }

    private static Written join(List<Part> parts, int atomCount) {
        StringBuilder text = new StringBuilder();
        int[] rank = new int[atomCount];
        int offset = 0;
        for (Part each : parts) {
            text.append(text.isEmpty() ? "" : ".").append(each.smiles());
            for (int i = 0; i < each.atoms().length; i++) {
                rank[each.atoms()[i]] = offset + each.rank()[i];
            }
            offset += each.atoms().length;
        }
        return new Written(text.toString(), rank);
    }
}
