package io.retort.manybody;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Some of the fragments of a cluster. Ordered by size, then by the first fragment in which two sets differ: the canonical
 * order in which n-mers are counted, computed and summed. Fragments count from 0 here and from 1 in labels. Immutable.
 */
public final class FragmentSet implements Comparable<FragmentSet> {
    private final int[] members;
    private final int hash;

    private FragmentSet(int[] members) {
        this.members = members;
        this.hash = Arrays.hashCode(members);
    }

    /**
     * A set of fragments.
     *
     * @param members each from 0, in any order; one that comes again counts once
     * @return the set
     */
    public static FragmentSet of(int... members) {
        return new FragmentSet(IntStream.of(members).sorted().distinct().toArray());
    }

    /**
     * The first fragments.
     *
     * @param count how many
     * @return the set of 0 to {@code count - 1}
     */
    public static FragmentSet first(int count) {
        return new FragmentSet(IntStream.range(0, count).toArray());
    }

    /**
     * Number of fragments.
     *
     * @return from 0
     */
    public int size() {
        return members.length;
    }

    /**
     * A member.
     *
     * @param place from 0, in ascending order
     * @return its number, from 0
     */
    public int get(int place) {
        return members[place];
    }

    /**
     * Whether a fragment belongs to it.
     *
     * @param fragment from 0
     * @return true if it does
     */
    public boolean contains(int fragment) {
        return Arrays.binarySearch(members, fragment) >= 0;
    }

    /**
     * Whether all fragments of a set belong to it.
     *
     * @param other any set
     * @return true if they do
     */
    public boolean containsAll(FragmentSet other) {
        int at = 0;
        for (int member : other.members) {
            while (at < members.length && members[at] < member) {
                at++;
            }
            if (at == members.length || members[at] != member) {
                return false;
            }
        }
        return true;
    }

    /**
     * The members.
     *
     * @return ascending, from 0
     */
    public IntStream stream() {
        return IntStream.of(members);
    }

    /**
     * All that is not in another set.
     *
     * @param other any set
     * @return the difference
     */
    public FragmentSet minus(FragmentSet other) {
        return new FragmentSet(stream().filter(f -> !other.contains(f)).toArray());
    }

    /**
     * All its subsets of a size.
     *
     * @param size from 1
     * @return in canonical order; none if the size is larger than this set's
     */
    public List<FragmentSet> subsets(int size) {
        List<FragmentSet> found = new ArrayList<>();
        int[] at = IntStream.range(0, size).toArray();
        while (size > 0 && size <= members.length) {
            found.add(picked(at));
            int last = size - 1;
            while (last >= 0 && at[last] == members.length - size + last) {
                last--;
            }
            if (last < 0) {
                break;
            }
            at[last]++;
            for (int i = last + 1; i < size; i++) {
                at[i] = at[i - 1] + 1;
            }
        }
        return found;
    }

    private FragmentSet picked(int[] places) {
        int[] picked = new int[places.length];
        for (int i = 0; i < picked.length; i++) {
            picked[i] = members[places[i]];
        }
        return new FragmentSet(picked);
    }

    @Override
    public int compareTo(FragmentSet other) {
        int bySize = Integer.compare(size(), other.size());
        return bySize != 0 ? bySize : Arrays.compare(members, other.members);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof FragmentSet set && Arrays.equals(members, set.members);
    }

    @Override
    public int hashCode() {
        return hash;
    }

    /** As in labels: {@code [1, 2]}, counted from 1. */
    @Override
    public String toString() {
        return stream().mapToObj(f -> String.valueOf(f + 1)).collect(Collectors.joining(", ", "[", "]"));
    }
}
