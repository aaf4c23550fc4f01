package io.retort.chem;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The canonical tautomer of a molecule: of all that the transforms reach, the one with the highest score, and among
 * equals the one whose canonical SMILES sorts first. At most 1,000 tautomers and 1,000 transforms are looked at; beyond
 * that it is the best of those. Stereochemistry at atoms and bonds that take part is given up, as RDKit does.
 *
 * <p>Source: M. Sitzmann et al., J. Comput. Aided Mol. Des. 2010, 24, 521; MolVS 0.1; RDKit 2022.09.
 */
final class Tautomers {
    private static final int MAX_TAUTOMERS = 1000;
    private static final int MAX_TRANSFORMS = 1000;
    private static final int MAX_ROUNDS = 6;

    /**
     * What was found.
     *
     * @param molecule the canonical tautomer
     * @param changed whether it is another molecule than the one asked for
     * @param capped whether there are more tautomers than were looked at
     */
    record Choice(Molecule molecule, boolean changed, boolean capped) {}

    private final MolGraph start;
    private final SmallRings rings;
    private final List<MolGraph> found = new ArrayList<>();
    private final Map<String, Integer> bySmiles = new HashMap<>();
    private final Set<Long> seen = new HashSet<>();
    private final boolean[] movedAtom;
    private final boolean[] movedBond;
    private int transforms;
    private boolean capped;

    private Tautomers(MolGraph start) {
        this.start = start;
        rings = new SmallRings(start);
        movedAtom = new boolean[start.atomCount];
        movedBond = new boolean[start.bondCount];
    }

    /** Goes on to the canonical tautomer of the canonical tautomer until that is itself, which it mostly is at once. */
    static Choice canonical(Molecule molecule) {
        Molecule current = molecule;
        boolean capped = false;
        List<String> visited = new ArrayList<>();
        for (int round = 0; round < MAX_ROUNDS; round++) {
            visited.add(current.smiles());
            Tautomers tautomers = new Tautomers(graphOf(current));
            Molecule next = tautomers.best();
            capped |= tautomers.capped;
            int before = visited.indexOf(next.smiles());
            if (before >= 0) {
                String chosen = visited.subList(before, visited.size()).stream()
                        .min(String::compareTo)
                        .orElseThrow();
                current = chosen.equals(current.smiles())
                        ? current
                        : Molecule.parse(chosen).orThrow();
                break;
            }
            current = next;
        }
        boolean changed = !current.smiles().equals(molecule.smiles());
        return new Choice(changed ? current : molecule, changed, capped);
    }

    /** The graph as read from canonical SMILES: the same, Kekulé form included, for any order of atoms. */
    private static MolGraph graphOf(Molecule molecule) {
        return Molecule.parse(molecule.smiles()).orThrow().graph();
    }

    private Molecule best() {
        MolGraph plain = start.copy();
        plain.stereo.clear();
        add(plain, true);
        for (int i = 0; i < found.size() && !capped; i++) {
            spread(found.get(i));
        }
        if (found.size() == 1) {
            return new Molecule(start);
        }
        String[] texts = new String[found.size()];
        bySmiles.forEach((text, index) -> texts[index] = text);
        int best = 0;
        int bestScore = Integer.MIN_VALUE;
        for (int i = 0; i < texts.length; i++) {
            int score = TautomerScore.of(found.get(i), rings);
            if (score > bestScore || score == bestScore && texts[i].compareTo(texts[best]) < 0) {
                best = i;
                bestScore = score;
            }
        }
        return finished(found.get(best));
    }

    private Molecule finished(MolGraph graph) {
        for (StereoUnit unit : start.stereo) {
            if (keeps(unit) && unit.isHeldBy(graph)) {
                graph.stereo.add(unit);
            }
        }
        return Molecule.of(graph, "").orThrow();
    }

    private boolean keeps(StereoUnit unit) {
        if (unit.kind() != StereoUnit.Kind.DOUBLE_BOND) {
            return !movedAtom[unit.a()];
        }
        int slot = start.slot(unit.a(), unit.b());
        return slot < 0 ? !movedAtom[unit.a()] && !movedAtom[unit.b()] : !movedBond[start.via[slot]];
    }

    private void spread(MolGraph graph) {
        for (TautomerTransform transform : TautomerTransform.ALL) {
            List<int[]> matches = transform.matches(graph, rings);
            if (matches.isEmpty()) {
                continue;
            }
            transforms++;
            for (int[] match : matches) {
                if (transforms >= MAX_TRANSFORMS || found.size() >= MAX_TAUTOMERS) {
                    capped = true;
                    return;
                }
                MolGraph product = graph.copy();
                transform.apply(product, match);
                if (isValid(product, match)) {
                    add(product, false);
                    movedAtom[match[0]] = true;
                    movedAtom[match[match.length - 1]] = true;
                    for (int i = 1; i < match.length; i++) {
                        movedBond[product.via[product.slot(match[i - 1], match[i])]] = true;
                    }
                }
            }
        }
    }

    private static boolean isValid(MolGraph graph, int[] match) {
        for (int atom : match) {
            int limit = ValenceModel.limit(graph.element[atom], graph.charge[atom]);
            if (graph.hydrogens[atom] < 0 || limit >= 0 && graph.valence(atom) > limit) {
                return false;
            }
        }
        return true;
    }

    private void add(MolGraph graph, boolean isPerceived) {
        if (!seen.add(state(graph))) {
            return;
        }
        if (!isPerceived) {
            Perception.perceive(graph);
        }
        if (bySmiles.putIfAbsent(CanonicalSmiles.of(graph), found.size()) == null) {
            found.add(graph);
            for (int b = 0; b < graph.bondCount; b++) {
                boolean same = graph.bondAromatic[b] == start.bondAromatic[b]
                        && (graph.bondAromatic[b] || graph.order[b] == start.order[b]);
                movedBond[b] |= !same;
            }
        }
    }

    /** A number for hydrogens, charges and bond orders: graphs with the same are the same. */
    private static long state(MolGraph graph) {
        return (long) Arrays.hashCode(graph.order) * 0x9E3779B97F4A7C15L
                + (long) Arrays.hashCode(graph.hydrogens) * 0xC2B2AE3D27D4EB4FL
                + Arrays.hashCode(graph.charge);
    }
}
