package io.retort.chem;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** One rule of {@code tautomer_transforms.tsv}: a path of atoms along which a hydrogen moves from its first to its last. */
final class TautomerTransform {
    /** All rules, in their order. */
    static final List<TautomerTransform> ALL = readAll();

    private final AtomPattern.Test[] atoms;
    private final int[] before;
    private final int[] after;
    private final int[] charges;
    private final boolean closes;

    private TautomerTransform(String name, String smarts, String bonds, String charges) {
        closes = name.endsWith("r2");
        List<AtomPattern.Test> tests = new ArrayList<>();
        List<Integer> orders = new ArrayList<>();
        int depth = 0;
        int from = 0;
        for (int i = 0; i < smarts.length(); i++) {
            char c = smarts.charAt(i);
            depth += c == '[' ? 1 : c == ']' ? -1 : 0;
            if (c == '[' && depth == 1) {
                from = i + 1;
            } else if (c == ']' && depth == 0) {
                tests.add(AtomPattern.parse(smarts.substring(from, i)));
            } else if (depth == 0) {
                orders.add(order(c));
            }
        }
        atoms = tests.toArray(AtomPattern.Test[]::new);
        before = orders.stream().mapToInt(Integer::intValue).toArray();
        after = new int[before.length];
        for (int i = 0; i < after.length; i++) {
            after[i] = bonds.isEmpty() ? 3 - before[i] : order(bonds.charAt(i));
        }
        this.charges = new int[atoms.length];
        for (int i = 0; i < charges.length(); i++) {
            this.charges[i] = charges.charAt(i) == '+' ? 1 : -1;
        }
    }

    private static int order(char bond) {
        return switch (bond) {
            case '-' -> 1;
            case '=' -> 2;
            case '#' -> 3;
            default -> throw new IllegalStateException("tautomer_transforms.tsv has a bond " + bond);
        };
    }

    private static List<TautomerTransform> readAll() {
        List<TautomerTransform> all = new ArrayList<>();
        for (String[] fields : ElementTable.readTable("tautomer_transforms.tsv")) {
            all.add(new TautomerTransform(fields[0], fields[1], fields[2], fields[3]));
        }
        return List.copyOf(all);
    }

    /** Paths of a graph that match, one for each set of atoms. */
    List<int[]> matches(MolGraph graph, SmallRings rings) {
        List<int[]> found = new ArrayList<>(0);
        int[] path = new int[atoms.length];
        for (int i = 0; i < graph.atomCount; i++) {
            if (atoms[0].accepts(graph, rings, i)) {
                path[0] = i;
                extend(graph, rings, path, 1, found);
            }
        }
        if (found.size() > 1) {
            Set<Set<Integer>> seen = new HashSet<>();
            found.removeIf(match -> {
                Set<Integer> members = new HashSet<>();
                for (int atom : match) {
                    members.add(atom);
                }
                return !seen.add(members);
            });
        }
        return found;
    }

    private void extend(MolGraph graph, SmallRings rings, int[] path, int size, List<int[]> found) {
        if (size == path.length) {
            if (!closes || graph.slot(path[1], path[size - 1]) >= 0) {
                found.add(path.clone());
            }
            return;
        }
        int last = path[size - 1];
        for (int k = graph.first[last]; k < graph.first[last + 1]; k++) {
            int next = graph.neighbor[k];
            if (graph.order[graph.via[k]] != before[size - 1]
                    || contains(path, size, next)
                    || !atoms[size].accepts(graph, rings, next)) {
                continue;
            }
            path[size] = next;
            extend(graph, rings, path, size + 1, found);
        }
    }

    private static boolean contains(int[] path, int size, int atom) {
        for (int i = 0; i < size; i++) {
            if (path[i] == atom) {
                return true;
            }
        }
        return false;
    }

    /** Moves the hydrogen of a match in a graph, which is changed. */
    void apply(MolGraph graph, int[] match) {
        graph.hydrogens[match[0]]--;
        graph.hydrogens[match[match.length - 1]]++;
        for (int i = 0; i < after.length; i++) {
            graph.order[graph.via[graph.slot(match[i], match[i + 1])]] = after[i];
        }
        for (int i = 0; i < match.length; i++) {
            graph.charge[match[i]] += charges[i];
        }
    }
}
