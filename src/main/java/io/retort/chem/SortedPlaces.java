package io.retort.chem;

/** Sorts a stretch of keys together with the atoms that they belong to: by insertion if short, else by merging. */
final class SortedPlaces {
    private static final int SHORT = 40;

    private long[] otherKeys = {};
    private int[] otherAtoms = {};

    void sort(long[] keys, int[] atoms, int start, int end) {
        if (end - start <= SHORT) {
            insert(keys, atoms, start, end);
            return;
        }
        if (otherKeys.length < end) {
            otherKeys = new long[keys.length];
            otherAtoms = new int[keys.length];
        }
        for (int from = start; from < end; from += SHORT) {
            insert(keys, atoms, from, Math.min(from + SHORT, end));
        }
        for (int width = SHORT; width < end - start; width *= 2) {
            for (int from = start; from + width < end; from += 2 * width) {
                merge(keys, atoms, from, from + width, Math.min(from + 2 * width, end));
            }
        }
    }

    private static void insert(long[] keys, int[] atoms, int start, int end) {
        for (int i = start + 1; i < end; i++) {
            long key = keys[i];
            if (keys[i - 1] <= key) {
                continue;
            }
            int atom = atoms[i];
            int j = i;
            do {
                keys[j] = keys[j - 1];
                atoms[j] = atoms[j - 1];
                j--;
            } while (j > start && keys[j - 1] > key);
            keys[j] = key;
            atoms[j] = atom;
        }
    }

    private void merge(long[] keys, int[] atoms, int start, int middle, int end) {
        if (keys[middle - 1] <= keys[middle]) {
            return;
        }
        System.arraycopy(keys, start, otherKeys, start, middle - start);
        System.arraycopy(atoms, start, otherAtoms, start, middle - start);
        int left = start;
        int right = middle;
        int to = start;
        while (left < middle) {
            if (right < end && keys[right] < otherKeys[left]) {
                keys[to] = keys[right];
                atoms[to++] = atoms[right++];
            } else {
                keys[to] = otherKeys[left];
                atoms[to++] = otherAtoms[left++];
            }
        }
    }
}
