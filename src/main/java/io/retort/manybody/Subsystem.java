package io.retort.manybody;

import io.retort.core.UsageException;

/**
 * A part of a cluster: the fragments that are really there, in the basis functions of these and perhaps of more. Ordered by
 * the number of real fragments (the n-body level of a calculation), then that of basis fragments, then member by member.
 *
 * @param real fragments with nuclei and electrons
 * @param basis fragments whose basis functions are used; holds all real ones
 */
public record Subsystem(FragmentSet real, FragmentSet basis) implements Comparable<Subsystem> {
    /** Checks that every real fragment has its basis. */
    public Subsystem {
        if (real.size() == 0 || !basis.containsAll(real)) {
            throw new UsageException(
                    "the fragments " + real + " need to be some, and all among those of the basis " + basis);
        }
    }

    /**
     * Whether there are fragments that bring only their basis functions.
     *
     * @return true if the basis is larger than what is real
     */
    public boolean hasGhosts() {
        return basis.size() > real.size();
    }

    /**
     * The fragments that bring only their basis functions.
     *
     * @return those of the basis that are not real
     */
    public FragmentSet ghosts() {
        return basis.minus(real);
    }

    @Override
    public int compareTo(Subsystem other) {
        int order = Integer.compare(real.size(), other.real.size());
        order = order != 0 ? order : Integer.compare(basis.size(), other.basis.size());
        order = order != 0 ? order : real.compareTo(other.real);
        return order != 0 ? order : basis.compareTo(other.basis);
    }
}
