package io.retort.manybody;

import io.retort.core.UsageException;
import java.util.ArrayList;
import java.util.List;

/**
 * What a many-body expansion is to give.
 *
 * @param treatments how the basis set superposition error is treated, the first being the one that is returned
 * @param levels model chemistry for each number of bodies
 * @param totals whether the total energy is wanted, not the interaction energy alone; decides whether CP needs the
 *     monomers in their own basis
 * @param supersystemOnly whether only monomers and the whole cluster are computed (NOCP and CP; VMFC needs all)
 */
public record Expansion(List<Bsse> treatments, Levels levels, boolean totals, boolean supersystemOnly) {
    /** Checks the treatments. */
    public Expansion {
        treatments = List.copyOf(treatments);
        if (treatments.isEmpty()) {
            throw new UsageException("no BSSE treatment is given; accepted are nocp, cp, vmfc");
        }
    }

    /**
     * Totals of one treatment, or several.
     *
     * @param levels model chemistry for each number of bodies
     * @param treatments the first is the one that is returned
     * @return the expansion
     */
    public static Expansion of(Levels levels, Bsse... treatments) {
        return new Expansion(List.of(treatments), levels, true, false);
    }

    /**
     * The treatment whose energy is returned.
     *
     * @return the first
     */
    public Bsse returned() {
        return treatments.get(0);
    }

    /**
     * The treatments asked for, and those that come with them at no cost: with a single model chemistry the energies for
     * VMFC hold those for NOCP, and at full order those for CP.
     *
     * @param fragments number of fragments of the cluster
     * @return those asked for first
     */
    public List<Bsse> treatmentsGiven(int fragments) {
        List<Bsse> all = new ArrayList<>(treatments);
        if (all.contains(Bsse.VMFC) && levels.distinctModels().size() == 1) {
            if (!all.contains(Bsse.NOCP)) {
                all.add(Bsse.NOCP);
            }
            if (!all.contains(Bsse.CP) && levels.maxBody() == fragments) {
                all.add(Bsse.CP);
            }
        }
        return all;
    }

    /**
     * Whether the monomers in their own basis are among the calculations, without which a treatment has no total energy.
     *
     * @param treatment which
     * @param fragments number of fragments of the cluster
     * @return false for CP unless totals are wanted, or NOCP brings the monomers with it
     */
    public boolean hasTotals(Bsse treatment, int fragments) {
        return treatment != Bsse.CP
                || totals
                || !supersystemOnly && treatmentsGiven(fragments).contains(Bsse.NOCP);
    }

    /** Refuses what cannot be done for a number of fragments. */
    void check(int fragments) {
        if (fragments < 2) {
            throw new UsageException("a many-body expansion needs 2 or more fragments, got " + fragments
                    + "; say which atoms belong to which fragment");
        }
        if (levels.maxBody() > fragments) {
            throw new UsageException(
                    "level " + levels.maxBody() + " is more than the number of fragments, " + fragments);
        }
        if (supersystemOnly && levels.maxBody() != fragments) {
            throw new UsageException("with supersystem_ie_only the levels must reach the number of fragments, "
                    + fragments + ", got " + levels.maxBody());
        }
        if (supersystemOnly && levels.supersystem() != null) {
            throw new UsageException("supersystem_ie_only computes the whole cluster already; leave the level "
                    + Levels.SUPERSYSTEM + " out");
        }
        if (supersystemOnly && levels.distinctModels().size() > 1) {
            throw new UsageException("with supersystem_ie_only all levels must have one model, got "
                    + String.join(", ", levels.distinctModels()));
        }
    }
}
