package io.retort.chem;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.openscience.cdk.interfaces.IAtomContainer;

/**
 * Canonical isomeric SMILES: the same text for the same molecule, whatever the order of its atoms and its Kekulé form.
 * Keeps isotopes, charges, stereo and atom maps. Each connected part is labelled alone; parts are written in text
 * order. It is Retort's own canonical form: other programs write the same molecule otherwise. Deterministic; the cost
 * is near linear for ordinary molecules and bounded for symmetric ones, see {@link CanonicalOrder}. Each thread has an
 * object of its own with arrays that it uses again, but for graphs so large that they should not stay.
 */
final class CanonicalSmiles {
    private static final int LARGEST_KEPT = 2_000;
    private static final ThreadLocal<CanonicalSmiles> LOCAL = ThreadLocal.withInitial(CanonicalSmiles::new);

    private final CanonicalOrder order = new CanonicalOrder();
    private final SmilesWriter writer = new SmilesWriter();
    private long[] colors = {};
    private int[] queue = {};
    /** 1 for an atom that was not reached yet. */
    private int[] unseen = {};

    private CanonicalSmiles() {}

    /** Text and the place of each atom of the container in the canonical order. */
    record Written(String smiles, int[] rank) {}

    private record Part(String smiles, int[] atoms, int[] rank) {}

    static String of(MolGraph graph) {
        CanonicalSmiles local = local(graph);
        return local.isConnected(graph)
                ? local.writer.text(graph, local.rank(graph))
                : local.writeParts(graph).smiles();
    }

    static String of(IAtomContainer container) {
        return of(CdkGraph.of(container));
    }

    static Written write(MolGraph graph) {
        CanonicalSmiles local = local(graph);
        return local.isConnected(graph) ? local.writeConnected(graph) : local.writeParts(graph);
    }

    private static CanonicalSmiles local(MolGraph graph) {
        return Math.max(graph.atomCount, graph.bondCount) > LARGEST_KEPT ? new CanonicalSmiles() : LOCAL.get();
    }

    /** The canonical order of a connected graph, in an array that is valid until the next call and may be longer. */
    private int[] rank(MolGraph graph) {
        if (colors.length < graph.atomCount) {
            colors = new long[graph.atomCount];
        }
        AtomColors.fill(graph, colors);
        return order.rank(graph, colors);
    }

    private boolean isConnected(MolGraph graph) {
        int n = graph.atomCount;
        if (n == 0 || graph.bondCount < n - 1) {
            return false;
        }
        return n <= Long.SIZE && isOrdered(graph) || reachesAll(graph, n);
    }

    /** Tells whether each atom but the first is bonded to an earlier one, as in a graph that was read from SMILES. */
    private static boolean isOrdered(MolGraph graph) {
        long bonded = 0;
        for (int b = 0; b < graph.bondCount; b++) {
            bonded |= 1L << Math.max(graph.begin[b], graph.end[b]);
        }
        return Long.bitCount(bonded) == graph.atomCount - 1;
    }

    private boolean reachesAll(MolGraph graph, int n) {
        if (unseen.length < n) {
            unseen = new int[n];
            queue = new int[n + 1];
        }
        Arrays.fill(unseen, 0, n, 1);
        unseen[0] = 0;
        queue[0] = 0;
        int reached = 1;
        for (int head = 0; head < reached; head++) {
            int atom = queue[head];
            for (int k = graph.first[atom], end = graph.first[atom + 1]; k < end; k++) {
                // Without a branch, which no processor could foresee.
                int other = graph.neighbor[k];
                queue[reached] = other;
                reached += unseen[other];
                unseen[other] = 0;
            }
        }
        return reached == n;
    }

    private Written writeConnected(MolGraph graph) {
        int[] rank = Arrays.copyOf(rank(graph), graph.atomCount);
        return new Written(writer.text(graph, rank), rank);
    }

    private Written writeParts(MolGraph graph) {
        int[] part = graph.components();
        int parts = 0;
        for (int p : part) {
            parts = Math.max(parts, p + 1);
        }
        List<Part> all = new ArrayList<>(parts);
        for (GraphPart each : GraphPart.split(graph, part, parts)) {
            Written written = writeConnected(each.graph());
            all.add(new Part(written.smiles(), each.atoms(), written.rank()));
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
