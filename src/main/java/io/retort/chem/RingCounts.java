package io.retort.chem;

/**
 * How many rings a molecule has, see {@link RingSet} for which.
 *
 * @param rings number of relevant cycles, at most {@link Integer#MAX_VALUE}
 * @param aromaticRings those whose bonds are all aromatic
 */
record RingCounts(int rings, int aromaticRings) {
    static RingCounts of(MolGraph graph) {
        RingSet rings = graph.rings();
        return new RingCounts(rings.count, rings.aromaticCount(graph));
    }
}
