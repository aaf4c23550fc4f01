package io.retort.chem;

import io.retort.core.Outcome;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.openscience.cdk.aromaticity.Aromaticity;
import org.openscience.cdk.interfaces.IAtom;
import org.openscience.cdk.interfaces.IAtomContainer;

/**
 * Brings molecules into one form: metals are disconnected, functional groups drawn alike, charges put on the strongest
 * acids, the largest organic part kept, and charges neutralized as far as hydrogens allow. The rules are those of MolVS
 * and RDKit's MolStandardize, applied as graph edits behind a screen of elements and charges, so that the many
 * molecules without work cost little. Edits run in canonical atom order: the result does not depend on the input's.
 * Repeats until nothing changes, so that standardizing twice is the same as once. Does not touch tautomers. Stateless;
 * safe for use by several threads, each with its own molecules.
 *
 * <p>Source: M. Swain, MolVS 0.1; RDKit 2022.09 MolStandardize; FDA Substance Registration System guide for the order
 * of acids. Deviation: organic parts are preferred, and among equal choices our canonical order decides.
 */
final class Standardizer {
    private static final int MAX_PASSES = 4;

    /** The steps, in their order. */
    enum Step {
        METALS,
        NORMALIZE,
        REIONIZE,
        FRAGMENT,
        UNCHARGE;

        String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Standardizes a molecule with all steps; the molecule itself stays as it is. */
    Outcome<Standardized> standardize(Molecule molecule) {
        return run(molecule, EnumSet.allOf(Step.class));
    }

    /** The same with some of the steps. */
    Outcome<Standardized> run(Molecule molecule, Set<Step> steps) {
        List<String> applied = new ArrayList<>();
        Molecule current = molecule;
        for (int pass = 0; pass < MAX_PASSES; pass++) {
            if (Screen.of(current.container()).isDone()) {
                break;
            }
            IAtomContainer copy = CanonicalCopy.of(current);
            Set<Step> changed = EnumSet.noneOf(Step.class);
            for (Step step : steps) {
                copy = apply(step, copy, changed);
            }
            if (changed.isEmpty()) {
                break;
            }
            changed.stream().map(Step::label).filter(s -> !applied.contains(s)).forEach(applied::add);
            Outcome<Molecule> next = Molecule.of(copy, molecule.smiles());
            if (next instanceof Outcome.Failed<Molecule> failed) {
                return new Outcome.Failed<>(failed.issue());
            }
            current = next.orThrow();
        }
        return Outcome.ok(new Standardized(current, applied));
    }

    private static IAtomContainer apply(Step step, IAtomContainer copy, Set<Step> changed) {
        IAtomContainer result = copy;
        int atoms = copy.getAtomCount();
        boolean did = switch (step) {
            case METALS -> Metals.disconnect(copy);
            case NORMALIZE -> Normalizer.normalize(copy);
            case REIONIZE -> Reionizer.reionize(copy);
            case FRAGMENT -> {
                result = LargestFragment.of(copy);
                yield result.getAtomCount() < atoms;
            }
            case UNCHARGE -> Uncharger.uncharge(copy);
        };
        if (did) {
            changed.add(step);
            if (step != Step.UNCHARGE) {
                Perception.rings(result);
                Aromaticity.apply(Aromaticity.Model.Daylight, result);
            }
        }
        return result;
    }

    /** What a molecule has that a step might work on. */
    record Screen(boolean charged, boolean metal, boolean several, boolean hypervalent) {
        static Screen of(IAtomContainer container) {
            boolean charged = false;
            boolean metal = false;
            boolean hypervalent = false;
            for (IAtom atom : container.atoms()) {
                charged |= ValenceModel.charge(atom) != 0;
                int element = ValenceModel.element(atom);
                metal |= Metals.isMetal(element);
                hypervalent |= element == 16 && atom.getBondCount() == 3
                        || (element == 15 || element == 33 || element == 51) && atom.getBondCount() <= 3;
            }
            boolean known = charged || metal || hypervalent;
            boolean several = !known && CdkGraph.of(container).isDisconnected();
            return new Screen(charged, metal, several, hypervalent);
        }

        boolean isDone() {
            return !charged && !metal && !several && !hypervalent;
        }
    }
}
