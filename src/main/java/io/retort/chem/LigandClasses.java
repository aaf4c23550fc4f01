package io.retort.chem;

/**
 * Tells ligands of stereo elements apart by what surrounds them, in rings of neighbors that grow step by step (the idea
 * of Morgan, J. Chem. Doc. 1965, 5, 107). Equal surroundings have equal numbers, so different numbers prove that no
 * symmetry of the structure swaps the ligands; equal ones prove nothing.
 */
final class LigandClasses {
    private static final int STEPS = 10;

    private LigandClasses() {}

    /** Whether all elements of a graph have ligands that differ in the constitution alone. */
    static boolean tellApart(MolGraph graph) {
        int n = graph.atomCount;
        long[] now = new long[n];
        int open = 0;
        while (open < graph.stereo.size() && differNearby(graph, graph.stereo.get(open), now)) {
            open++;
        }
        if (open == graph.stereo.size()) {
            return true;
        }
        for (int i = 0; i < n; i++) {
            now[i] = start(graph, i);
        }
        long[] next = new long[n];
        for (int step = 0; step < STEPS; step++) {
            while (open < graph.stereo.size() && differ(graph, graph.stereo.get(open), now)) {
                open++;
            }
            if (open == graph.stereo.size()) {
                return true;
            }
            grow(graph, now, next);
            long[] swap = now;
            now = next;
            next = swap;
        }
        return false;
    }

    private static long start(MolGraph graph, int i) {
        return mix(kind(graph, i) ^ mix((long) graph.isotope[i] << 32 | graph.atomMap[i]));
    }

    private static long kind(MolGraph graph, int i) {
        long kind = graph.element[i];
        kind = kind << 8 | graph.charge[i] & 255;
        kind = kind << 8 | graph.hydrogens[i] & 255;
        kind = kind << 8 | graph.degree(i) & 255;
        return kind << 2 | (graph.aromatic[i] ? 2 : 0) | (graph.inRing[i] ? 1 : 0);
    }

    private static void grow(MolGraph graph, long[] now, long[] next) {
        for (int i = 0; i < now.length; i++) {
            long sum = now[i] * 3;
            for (int k = graph.first[i]; k < graph.first[i + 1]; k++) {
                sum += mix(now[graph.neighbor[k]] + graph.color(k));
            }
            next[i] = mix(sum);
        }
    }

    /** Looks at the ligands alone, then at their neighbors, which is enough for most; sets classes of the ligands. */
    private static boolean differNearby(MolGraph graph, StereoUnit unit, long[] classes) {
        setNearby(graph, unit, classes, false);
        if (differ(graph, unit, classes)) {
            return true;
        }
        setNearby(graph, unit, classes, true);
        return differ(graph, unit, classes);
    }

    private static void setNearby(MolGraph graph, StereoUnit unit, long[] classes, boolean neighbors) {
        for (int carrier : unit.carriers()) {
            if (carrier != StereoUnit.IMPLICIT) {
                classes[carrier] = nearby(graph, carrier, neighbors);
            }
        }
        if (unit.kind() == StereoUnit.Kind.DOUBLE_BOND) {
            setOther(graph, unit.otherLigand(graph, unit.a()), classes, neighbors);
            setOther(graph, unit.otherLigand(graph, unit.b()), classes, neighbors);
        }
    }

    private static void setOther(MolGraph graph, int atom, long[] classes, boolean neighbors) {
        if (atom != StereoUnit.IMPLICIT) {
            classes[atom] = nearby(graph, atom, neighbors);
        }
    }

    private static long nearby(MolGraph graph, int atom, boolean neighbors) {
        if (!neighbors) {
            return kind(graph, atom);
        }
        long sum = start(graph, atom) * 3;
        for (int k = graph.first[atom]; k < graph.first[atom + 1]; k++) {
            sum += mix(start(graph, graph.neighbor[k]) + graph.color(k));
        }
        return sum;
    }

    private static long mix(long value) {
        long mixed = (value ^ value >>> 32) * 0x9E3779B97F4A7C15L;
        return mixed ^ mixed >>> 29;
    }

    private static boolean differ(MolGraph graph, StereoUnit unit, long[] classes) {
        return switch (unit.kind()) {
            case DOUBLE_BOND ->
                endDiffers(graph, unit, unit.a(), classes) && endDiffers(graph, unit, unit.b(), classes);
            case TETRAHEDRAL -> allDiffer(unit.carriers(), classes);
            case ALLENE -> {
                int[] c = unit.carriers();
                yield classes[c[0]] != classes[c[1]] && classes[c[2]] != classes[c[3]];
            }
            default -> true;
        };
    }

    private static boolean endDiffers(MolGraph graph, StereoUnit unit, int end, long[] classes) {
        int other = unit.otherLigand(graph, end);
        int known = unit.carriers()[end == unit.a() ? 0 : 1];
        return other == StereoUnit.IMPLICIT || classes[other] != classes[known];
    }

    private static boolean allDiffer(int[] carriers, long[] classes) {
        for (int i = 0; i < carriers.length; i++) {
            for (int j = 0; j < i; j++) {
                boolean atoms = carriers[i] != StereoUnit.IMPLICIT && carriers[j] != StereoUnit.IMPLICIT;
                if (atoms && classes[carriers[i]] == classes[carriers[j]]) {
                    return false;
                }
            }
        }
        return true;
    }
}
