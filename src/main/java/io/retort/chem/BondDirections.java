package io.retort.chem;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Chooses which single bonds are written as {@code /} or {@code \} so that every double bond's arrangement can be read
 * back. Double bonds that share a single bond are settled together; the first mark of each group is {@code /}, which
 * makes the choice canonical.
 */
final class BondDirections {
    private final MolGraph graph;
    private final SmilesTree tree;
    private final byte[] direction;
    private final boolean[] written;
    private final boolean[] hasUnit;

    BondDirections(MolGraph graph, SmilesTree tree) {
        this.graph = graph;
        this.tree = tree;
        direction = new byte[graph.bondCount];
        written = new boolean[graph.bondCount];
        hasUnit = new boolean[graph.atomCount];
        List<StereoUnit> open = new ArrayList<>();
        for (StereoUnit unit : graph.stereo) {
            if (unit.kind() == StereoUnit.Kind.DOUBLE_BOND) {
                open.add(unit);
                hasUnit[unit.a()] = true;
                hasUnit[unit.b()] = true;
            }
        }
        open.sort(Comparator.comparingInt(u -> Math.min(tree.place[u.a()], tree.place[u.b()])));
        while (!open.isEmpty()) {
            StereoUnit next = open.get(0);
            for (StereoUnit unit : open) {
                if (isKnown(unit)) {
                    next = unit;
                    break;
                }
            }
            open.remove(next);
            settle(next);
        }
    }

    /** Mark of the bond at a slot when written from the earlier atom to the later: 1 for {@code /}, -1, or 0. */
    int mark(int slot) {
        int bond = graph.via[slot];
        return written[bond] ? direction[bond] : 0;
    }

    private boolean isKnown(StereoUnit unit) {
        return side(unit, unit.a()) != 0 || side(unit, unit.b()) != 0;
    }

    /** 1 if the named ligand of an end lies above it, -1 below, 0 not known. */
    private int side(StereoUnit unit, int end) {
        int ligand = unit.carriers()[end == unit.a() ? 0 : 1];
        int known = above(end, ligand);
        if (known != 0) {
            return known;
        }
        int other = unit.otherLigand(graph, end);
        return other == StereoUnit.IMPLICIT ? 0 : -above(end, other);
    }

    private int above(int end, int ligand) {
        int value = direction[graph.via[graph.slot(end, ligand)]];
        return tree.place[end] < tree.place[ligand] ? value : -value;
    }

    private void settle(StereoUnit unit) {
        int early = tree.place[unit.a()] < tree.place[unit.b()] ? unit.a() : unit.b();
        int late = early == unit.a() ? unit.b() : unit.a();
        int one = side(unit, early);
        int two = side(unit, late);
        int turn = unit.order() == 2 ? 1 : -1;
        if (one != 0 && two != 0 && one != turn * two) {
            return; // a ring of double bonds that SMILES cannot express
        }
        if (one == 0 && two == 0) {
            int chosen = preferred(unit, early);
            int sense = tree.place[chosen] < tree.place[early] ? -1 : 1;
            boolean named = chosen == unit.carriers()[early == unit.a() ? 0 : 1];
            one = named ? sense : -sense;
        }
        if (one == 0) {
            one = turn * two;
        }
        write(unit, early, one);
        write(unit, late, turn * one);
    }

    private void write(StereoUnit unit, int end, int side) {
        int ligand = unit.carriers()[end == unit.a() ? 0 : 1];
        set(end, ligand, side);
        int other = unit.otherLigand(graph, end);
        if (other != StereoUnit.IMPLICIT) {
            set(end, other, -side);
        }
        if (!isWritten(end, ligand) && (other == StereoUnit.IMPLICIT || !isWritten(end, other))) {
            written[graph.via[graph.slot(end, preferred(unit, end))]] = true;
        }
    }

    private boolean isWritten(int end, int ligand) {
        return written[graph.via[graph.slot(end, ligand)]];
    }

    private void set(int end, int ligand, int side) {
        int value = tree.place[end] < tree.place[ligand] ? side : -side;
        direction[graph.via[graph.slot(end, ligand)]] = (byte) value;
    }

    /** The ligand whose bond is marked: not next to a double bond without arrangement, then the one written first. */
    private int preferred(StereoUnit unit, int end) {
        int ligand = unit.carriers()[end == unit.a() ? 0 : 1];
        int other = unit.otherLigand(graph, end);
        if (other == StereoUnit.IMPLICIT) {
            return ligand;
        }
        int risk = risk(ligand);
        int otherRisk = risk(other);
        if (risk != otherRisk) {
            return risk > otherRisk ? other : ligand;
        }
        return position(end, ligand) < position(end, other) ? ligand : other;
    }

    /**
     * How far a mark at this ligand says something of a double bond without arrangement: 1 half of it, 2 all of it, as
     * the other end has a mark already.
     */
    private int risk(int atom) {
        int risk = 0;
        for (int k = graph.first[atom]; k < graph.first[atom + 1] && !hasUnit[atom]; k++) {
            if (graph.color(k) == 2) {
                risk = Math.max(risk, isMarked(graph.neighbor[k]) ? 2 : 1);
            }
        }
        return risk;
    }

    /** Whether an atom has a bond that is marked, or will be for want of another at its other end. */
    private boolean isMarked(int atom) {
        for (int k = graph.first[atom]; k < graph.first[atom + 1]; k++) {
            int other = graph.neighbor[k];
            boolean only = graph.color(k) == 1 && hasUnit[other] && graph.degree(other) == 2;
            if (only || written[graph.via[k]]) {
                return true;
            }
        }
        return false;
    }

    /** Where the bond stands in the text: at the earlier atom, ring closures before branches. */
    private long position(int end, int ligand) {
        int early = tree.place[end] < tree.place[ligand] ? end : ligand;
        int late = early == end ? ligand : end;
        if (tree.isClosure(end, ligand)) {
            return 2L * tree.place[early] * graph.atomCount + tree.place[late];
        }
        return (2L * tree.place[early] + 1) * graph.atomCount + tree.place[late];
    }
}
