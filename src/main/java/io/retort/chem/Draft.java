package io.retort.chem;

/**
 * A graph under edit: copied when first changed, and with notes of what the edits cost. Steps read {@link #graph()},
 * which is another object after the first edit; atom and bond numbers stay the same until {@link #replace}.
 */
final class Draft {
    private MolGraph graph;
    private boolean owned;
    private boolean stale;
    private boolean unread;
    private boolean chosen;

    Draft(MolGraph graph) {
        this.graph = graph;
    }

    MolGraph graph() {
        return graph;
    }

    /** Whether a choice among atoms that the rules call equal was made by atom number. */
    boolean isChosen() {
        return chosen;
    }

    /** Whether valences or stereo may have to be looked at again. */
    boolean isUnread() {
        return unread || stale;
    }

    /** Notes that a choice among equals was made by atom number. */
    void choose() {
        chosen = true;
    }

    void setCharge(int atom, int charge) {
        own();
        stale |= isRingPart(atom);
        graph.charge[atom] = charge;
        stale |= isRingPart(atom);
        unread |= !graph.stereo.isEmpty();
    }

    void addHydrogens(int atom, int count) {
        own();
        graph.hydrogens[atom] += count;
        unread |= !graph.stereo.isEmpty();
    }

    void setOrder(int bond, int order) {
        own();
        stale |= graph.inRing[graph.begin[bond]] || graph.inRing[graph.end[bond]];
        unread = true;
        graph.order[bond] = order;
        if (order != 2) {
            StereoEdit.forgetSingle(graph, graph.begin[bond], graph.end[bond]);
        }
    }

    /** Goes on with another graph; a part of this one keeps its flags, one without some bonds does not. */
    void replace(MolGraph other, boolean flagsHold) {
        graph = other;
        owned = true;
        stale |= !flagsHold;
    }

    /** Makes all isotopes ordinary; tells whether there were any. */
    boolean dropIsotopes() {
        boolean any = false;
        for (int i = 0; i < graph.atomCount; i++) {
            if (graph.isotope[i] != 0) {
                own();
                graph.isotope[i] = 0;
                any = true;
            }
        }
        unread |= any && !graph.stereo.isEmpty();
        return any;
    }

    /** Drops all stereochemistry; tells whether there was any. */
    boolean dropStereo() {
        if (graph.stereo.isEmpty()) {
            return false;
        }
        own();
        graph.stereo.clear();
        return true;
    }

    /** Perceives rings and aromaticity again if an edit may have changed them. */
    void settle() {
        if (stale) {
            Perception.perceive(graph);
            stale = false;
            unread = true;
        }
    }

    private void own() {
        if (!owned) {
            graph = graph.copy();
            owned = true;
        }
    }

    /** Whether an atom's charge or hydrogens matter to aromaticity: it is between two ring atoms that may be flat. */
    private boolean isRingPart(int atom) {
        if (!graph.inRing[atom]) {
            return false;
        }
        int flat = 0;
        for (int k = graph.first[atom]; k < graph.first[atom + 1]; k++) {
            int other = graph.neighbor[k];
            if (graph.bondInRing[graph.via[k]] && !isSaturatedCarbon(other)) {
                flat++;
            }
        }
        return flat > 1;
    }

    private boolean isSaturatedCarbon(int atom) {
        return graph.element[atom] == MolGraph.CARBON
                && graph.charge[atom] == 0
                && graph.degree(atom) + graph.hydrogens[atom] == 4;
    }
}
