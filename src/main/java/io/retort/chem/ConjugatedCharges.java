package io.retort.chem;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.openscience.cdk.interfaces.IAtom;
import org.openscience.cdk.interfaces.IAtomContainer;
import org.openscience.cdk.interfaces.IBond;

/**
 * Moves charges along alternating bonds between atoms three or five apart: an anion and a cation recombine, and a
 * cation goes to the atom that has hydrogen. In rings the Kekulé form that happens to be there need not alternate
 * along the shortest way; then another way through the aromatic atoms is looked for.
 */
final class ConjugatedCharges {
    private static final int MAX_STEPS = 20_000;

    private ConjugatedCharges() {}

    static boolean recombine(IAtomContainer container, int apart) {
        for (IAtom atom : container.atoms()) {
            if (ValenceModel.charge(atom) == -1 && isHetero(atom) && tryPaths(atom, apart, true)) {
                return true;
            }
        }
        return false;
    }

    static boolean moveCation(IAtomContainer container, int apart) {
        boolean any = false;
        for (IAtom atom : container.atoms()) {
            any |= isMovableCation(atom);
        }
        if (!any) {
            return false;
        }
        for (IAtom atom : container.atoms()) {
            boolean donor = Edit.is(atom, 7, 0) || Edit.is(atom, 8, 0) && !atom.isAromatic();
            if (donor && Edit.hydrogens(atom) > 0 && tryPaths(atom, apart, false)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isHetero(IAtom atom) {
        return switch (ValenceModel.element(atom)) {
            case 7, 8, 15, 16, 33, 34, 51, 52 -> true;
            default -> false;
        };
    }

    private static boolean isMovableCation(IAtom atom) {
        if (ValenceModel.charge(atom) != 1 || Edit.hydrogens(atom) > 0 || atom.isAromatic()) {
            return false;
        }
        if (Edit.is(atom, 8)) {
            return true;
        }
        if (!Edit.is(atom, 7)) {
            return false;
        }
        for (IBond bond : atom.bonds()) {
            if (Edit.is(bond.getOther(atom), 8, -1)) {
                return false;
            }
        }
        return true;
    }

    private static boolean tryPaths(IAtom start, int apart, boolean recombine) {
        List<IAtom> path = new ArrayList<>();
        path.add(start);
        return extend(path, apart, recombine);
    }

    private static boolean extend(List<IAtom> path, int apart, boolean recombine) {
        IAtom last = path.get(path.size() - 1);
        if (path.size() == apart) {
            return isMatch(path, recombine) && shift(path, recombine);
        }
        for (IBond bond : Edit.bonds(last)) {
            IAtom next = bond.getOther(last);
            boolean plausible = !path.contains(next) && isStepAllowed(path, bond);
            if (plausible) {
                path.add(next);
                if (extend(path, apart, recombine)) {
                    return true;
                }
                path.remove(path.size() - 1);
            }
        }
        return false;
    }

    private static boolean isStepAllowed(List<IAtom> path, IBond bond) {
        int wanted = path.size() % 2 == 1 ? 1 : 2;
        return bond.isAromatic() || Edit.order(bond) == wanted;
    }

    private static boolean isMatch(List<IAtom> path, boolean recombine) {
        IAtom start = path.get(0);
        IAtom end = path.get(path.size() - 1);
        boolean ending = recombine ? ValenceModel.charge(end) == 1 && isHetero(end) : isMovableCation(end);
        if (!ending || recombine && ValenceModel.charge(path.get(1)) != 0) {
            return false;
        }
        int aromatic = 0;
        for (IAtom atom : path.subList(1, path.size() - 1)) {
            aromatic += atom.isAromatic() ? 1 : 0;
        }
        if (aromatic == 0) {
            return !start.isAromatic() && !end.isAromatic();
        }
        boolean inside = aromatic == path.size() - 2;
        boolean fromRing = start.isAromatic() && !end.isAromatic();
        boolean toRing = recombine && !start.isAromatic() && end.isAromatic();
        return inside && (fromRing || toRing);
    }

    private static boolean shift(List<IAtom> path, boolean recombine) {
        IAtom start = path.get(0);
        IAtom end = path.get(path.size() - 1);
        List<IBond> bonds = alternating(start, end, new HashSet<>(path));
        if (bonds == null) {
            return false;
        }
        int order = 2;
        for (IBond bond : bonds) {
            Edit.setOrder(bond, order);
            order = 3 - order;
        }
        Edit.setCharge(start, recombine ? 0 : 1);
        Edit.setCharge(end, 0);
        return true;
    }

    /** Bonds of a path whose orders are 1, 2, 1 ... 2 from one atom to the other, through aromatic or given atoms. */
    private static @Nullable List<IBond> alternating(IAtom from, IAtom to, Set<IAtom> given) {
        List<IBond> path = new ArrayList<>();
        Set<IAtom> visited = new HashSet<>();
        visited.add(from);
        int[] steps = {0};
        return search(from, to, given, path, visited, steps) ? path : null;
    }

    private static boolean search(
            IAtom at, IAtom to, Set<IAtom> given, List<IBond> path, Set<IAtom> visited, int[] steps) {
        int wanted = path.size() % 2 == 0 ? 1 : 2;
        for (IBond bond : Edit.bonds(at)) {
            IAtom next = bond.getOther(at);
            boolean open = given.contains(next) || next.isAromatic();
            if (Edit.order(bond) != wanted || !open || visited.contains(next) || steps[0]++ > MAX_STEPS) {
                continue;
            }
            path.add(bond);
            visited.add(next);
            if (next == to && wanted == 2 || next != to && search(next, to, given, path, visited, steps)) {
                return true;
            }
            visited.remove(next);
            path.remove(path.size() - 1);
        }
        return false;
    }
}
