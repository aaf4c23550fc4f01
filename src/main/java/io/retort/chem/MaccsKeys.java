package io.retort.chem;

import java.util.List;

/**
 * The 166 public MACCS keys, bit {@code i} for key {@code i}; bit 0 and key 1 are never set. Patterns are read from
 * {@code maccs.tsv}, which names their source; bits are equal to RDKit's. Not safe for use by several threads.
 *
 * <p><b>Source</b>: Durant, Leland, Henry, Nourse, J. Chem. Inf. Comput. Sci. 2002, 42, 1273.
 */
final class MaccsKeys {
    /** Bytes of the 167 bits. */
    static final int BYTES = 21;

    private static final int AROMATIC_RINGS = 125;
    private static final int FRAGMENTS = 166;
    private static final ThreadLocal<MaccsKeys> LOCAL = ThreadLocal.withInitial(MaccsKeys::new);
    private static final Key[] KEYS = read();

    private record Key(int number, int moreThan, Smarts pattern) {}

    private final SmartsTarget target = new SmartsTarget();
    private final SmartsSearch search = KEYS[0].pattern.newSearch();

    private final long[] matches = new long[8];

    private MaccsKeys() {}

    private static Key[] read() {
        List<String[]> rows = ElementTable.readTable("maccs.tsv");
        return rows.stream()
                .map(row -> new Key(Integer.parseInt(row[0]), Integer.parseInt(row[1]), Smarts.parse(row[2])))
                .toArray(Key[]::new);
    }

    /** The keys of a molecule; a new array. */
    static byte[] of(MolGraph graph) {
        return LOCAL.get().keys(graph);
    }

    private byte[] keys(MolGraph graph) {
        byte[] bits = new byte[BYTES];
        target.reset(graph);
        for (Key key : KEYS) {
            if (key.moreThan == 0 ? key.pattern.matches(target, search) : isFoundOften(key)) {
                set(bits, key.number);
            }
        }
        if (graph.rings().aromaticCount(graph) > 1) {
            set(bits, AROMATIC_RINGS);
        }
        if (graph.isDisconnected()) {
            set(bits, FRAGMENTS);
        }
        return bits;
    }

    /** Counts matches with different atoms, up to one more than the limit; sets of atoms are told apart by hashes. */
    private boolean isFoundOften(Key key) {
        int count = 0;
        boolean more = key.pattern.begin(target, search) && search.next();
        while (more && count <= key.moreThan) {
            long hash = 0;
            for (int i = 0; i < key.pattern.atoms(); i++) {
                hash += EnvironmentTable.mix(search.mapped(i) + 1L);
            }
            int known = 0;
            while (known < count && matches[known] != hash) {
                known++;
            }
            if (known == count) {
                matches[count++] = hash;
            }
            more = search.next();
        }
        return count > key.moreThan;
    }

    private static void set(byte[] bits, int bit) {
        bits[bit >>> 3] |= (byte) (1 << (bit & 7));
    }
}
