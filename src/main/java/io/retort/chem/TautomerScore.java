package io.retort.chem;

/**
 * How likely a tautomer is drawn as such: aromatic rings, carbonyl groups, oximes and the like count for it, hydrogen on
 * sulfur and phosphorus against it.
 *
 * <p>Source: M. Sitzmann et al., J. Comput. Aided Mol. Des. 2010, 24, 521; weights as in MolVS 0.1 and RDKit 2022.09.
 */
final class TautomerScore {
    private static final int RING = 100;
    private static final int BENZENE = 150;
    private static final int QUINONE = 25;
    private static final int OXIME = 4;
    private static final int OXO = 2;
    private static final int ACI_NITRO = -4;

    private final MolGraph graph;
    private final SmallRings rings;

    private TautomerScore(MolGraph graph, SmallRings rings) {
        this.graph = graph;
        this.rings = rings;
    }

    static int of(MolGraph graph, SmallRings rings) {
        TautomerScore score = new TautomerScore(graph, rings);
        int sum = 0;
        for (int[] ring : rings.rings()) {
            sum += score.ofRing(ring);
        }
        for (int b = 0; b < graph.bondCount; b++) {
            sum += score.ofBond(graph.begin[b], graph.end[b], b) + score.ofBond(graph.end[b], graph.begin[b], b);
        }
        for (int i = 0; i < graph.atomCount; i++) {
            sum += score.ofAtom(i);
        }
        return sum;
    }

    private int ofRing(int[] ring) {
        boolean aromatic = true;
        boolean carbon = true;
        for (int i = 0; i < ring.length; i++) {
            int slot = graph.slot(ring[i], ring[(i + 1) % ring.length]);
            aromatic &= graph.bondAromatic[graph.via[slot]];
            carbon &= graph.element[ring[i]] == MolGraph.CARBON;
        }
        if (aromatic) {
            return carbon ? RING + BENZENE : RING;
        }
        return carbon && ring.length == 6 ? quinone(ring) : 0;
    }

    private int quinone(int[] ring) {
        for (int shift = 0; shift < 3; shift++) {
            boolean fits = isOxo(ring[shift]) && isOxo(ring[shift + 3]);
            for (int i = 0; i < 6 && fits; i++) {
                int color = graph.color(graph.slot(ring[(shift + i) % 6], ring[(shift + i + 1) % 6]));
                boolean twofold = i == 1 || i == 4;
                fits = twofold ? color == 2 : color == 1 || color == MolGraph.AROMATIC;
            }
            if (fits) {
                return QUINONE;
            }
        }
        return 0;
    }

    private boolean isOxo(int atom) {
        for (int k = graph.first[atom]; k < graph.first[atom + 1]; k++) {
            int element = graph.element[graph.neighbor[k]];
            boolean hetero = element == MolGraph.NITROGEN || element == MolGraph.OXYGEN || element == MolGraph.SULFUR;
            if (graph.color(k) == 2 && hetero && !graph.aromatic[graph.neighbor[k]]) {
                return true;
            }
        }
        return false;
    }

    /** What a bond is worth, looked at from its first atom. */
    private int ofBond(int atom, int other, int bond) {
        int element = graph.element[atom];
        int second = graph.element[other];
        boolean twofold = graph.isDouble(bond);
        int sum = 0;
        if ((twofold || graph.bondAromatic[bond]) && second == MolGraph.OXYGEN) {
            boolean oxo = element == MolGraph.CARBON || element == MolGraph.NITROGEN || element == MolGraph.PHOSPHORUS;
            sum += oxo ? OXO : 0;
        }
        if (!twofold || element != MolGraph.CARBON) {
            return sum;
        }
        if (graph.aromatic[atom]) {
            return graph.isAliphatic(other, MolGraph.NITROGEN) && !graph.bondInRing[bond]
                    ? sum - 1
                    : sum + oximes(other);
        }
        boolean hetero = second != MolGraph.CARBON && second != MolGraph.HYDROGEN;
        return sum + (hetero ? 1 + 2 * heteroNeighbors(atom, other) : 0) + oximes(other);
    }

    private int heteroNeighbors(int atom, int not) {
        int count = 0;
        for (int k = graph.first[atom]; k < graph.first[atom + 1]; k++) {
            int element = graph.element[graph.neighbor[k]];
            boolean hetero = element != MolGraph.CARBON && element != MolGraph.HYDROGEN;
            boolean single = graph.color(k) == 1 || graph.color(k) == MolGraph.AROMATIC;
            count += hetero && single && graph.neighbor[k] != not ? 1 : 0;
        }
        return count;
    }

    /** For the nitrogen of a C=N bond: oximes and aci-nitro groups. */
    private int oximes(int nitrogen) {
        if (!graph.isAliphatic(nitrogen, MolGraph.NITROGEN)) {
            return 0;
        }
        int hydroxyls = 0;
        boolean oxide = false;
        for (int k = graph.first[nitrogen]; k < graph.first[nitrogen + 1]; k++) {
            int other = graph.neighbor[k];
            boolean oxygen = graph.isAliphatic(other, MolGraph.OXYGEN) && graph.color(k) == 1;
            hydroxyls += oxygen && graph.totalHydrogens(other) == 1 ? 1 : 0;
            oxide |= oxygen && graph.charge[other] == -1;
        }
        return hydroxyls * (OXIME + (oxide && graph.charge[nitrogen] == 1 ? ACI_NITRO : 0));
    }

    private int ofAtom(int atom) {
        return switch (graph.element[atom]) {
            case MolGraph.CARBON ->
                guanidine(atom)
                        + (!graph.aromatic[atom]
                                        && graph.totalHydrogens(atom) == 3
                                        && Edit.connections(graph, atom) == 4
                                ? 1
                                : 0);
            case MolGraph.PHOSPHORUS, MolGraph.SULFUR, MolGraph.SELENIUM, MolGraph.TELLURIUM ->
                -graph.totalHydrogens(atom);
            default -> 0;
        };
    }

    private int guanidine(int carbon) {
        int chain = -1;
        int ringed = -1;
        int plain = 0;
        int bare = 0;
        int inRing = 0;
        int aliphatic = 0;
        for (int k = graph.first[carbon]; k < graph.first[carbon + 1]; k++) {
            int other = graph.neighbor[k];
            if (graph.element[other] != MolGraph.NITROGEN) {
                continue;
            }
            if (graph.color(k) == 2) {
                chain = !graph.aromatic[other] && !graph.inRing[other] ? other : chain;
                ringed = graph.inRing[other] ? other : ringed;
            } else if (graph.color(k) == 1 || graph.color(k) == MolGraph.AROMATIC) {
                plain++;
                bare += graph.totalHydrogens(other) == 0 ? 1 : 0;
                inRing += graph.inRing[other] ? 1 : 0;
                aliphatic += graph.aromatic[other] ? 0 : 1;
            }
        }
        boolean terminal = !graph.aromatic[carbon] && chain >= 0 && plain == 2 && bare > 0;
        boolean endocyclic = graph.inRing[carbon] && ringed >= 0 && plain == 2 && inRing > 0 && aliphatic > 0;
        return (terminal ? 1 : 0) + (endocyclic ? 2 : 0);
    }
}
