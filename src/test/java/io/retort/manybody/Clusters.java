package io.retort.manybody;

/** Clusters for tests. */
final class Clusters {
    private Clusters() {}

    /** Water molecules on a bent line, all turned differently, none equal to another but for a shift. */
    static Cluster waters(int count) {
        ClusterBuilder builder = Cluster.builder();
        for (int i = 0; i < count; i++) {
            double x = 2.9 * (i % 4) + 0.1 * i;
            double y = 2.9 * (i / 4) + 0.2 * (i % 3);
            double z = 0.3 * (i % 5);
            double turn = 0.9 * i;
            builder.atom("O", x, y, z);
            builder.atom("H", x + 0.96 * Math.cos(turn), y + 0.96 * Math.sin(turn), z);
            builder.atom("H", x + 0.96 * Math.cos(turn + 1.82), y + 0.96 * Math.sin(turn + 1.82), z);
        }
        return builder.build();
    }

    /** The same molecule again and again in one row, so that pairs repeat exactly. */
    static Cluster row(int count) {
        ClusterBuilder builder = Cluster.builder().unit(LengthUnit.BOHR);
        for (int i = 0; i < count; i++) {
            builder.atom("He", 4.0 * i, 0, 0);
        }
        return builder.build();
    }
}
