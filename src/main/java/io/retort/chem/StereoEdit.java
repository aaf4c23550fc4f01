package io.retort.chem;

/** Keeps stereo elements in step with edits. */
final class StereoEdit {
    private StereoEdit() {}

    /** Drops double bond elements of a bond that is no double bond any more, and those that the bond carries. */
    static void forgetSingle(MolGraph graph, int one, int two) {
        if (graph.stereo.isEmpty()) {
            return;
        }
        graph.stereo.removeIf(
                unit -> unit.kind() == StereoUnit.Kind.DOUBLE_BOND && (isPair(unit.a(), unit.b(), one, two)));
    }

    /** Drops every element that one of the marked atoms is the focus or an end of. */
    static void forgetAt(MolGraph graph, boolean[] atoms) {
        graph.stereo.removeIf(unit -> atoms[unit.a()] || atoms[unit.b()]);
    }

    private static boolean isPair(int a, int b, int one, int two) {
        return a == one && b == two || a == two && b == one;
    }
}
