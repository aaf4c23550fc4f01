package io.retort.chem;

import io.retort.core.Outcome;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Brings molecules into one form: metals are disconnected, functional groups drawn alike, charges put on the strongest
 * acids, the largest part kept, and charges neutralized as far as hydrogens allow. The rules are those of MolVS and
 * RDKit's MolStandardize, applied as graph edits behind a screen of elements and charges, so that the many molecules
 * without work cost little. Where the rules leave a choice among equals, the work is done again in canonical atom
 * order: the result does not depend on the input's. Repeats until nothing changes, so that standardizing twice is the
 * same as once. Safe for use by several threads, each with its own molecules.
 *
 * <p>Source: M. Swain, MolVS 0.1; RDKit 2022.09 MolStandardize; FDA Substance Registration System guide for the order
 * of acids. Deviation: among equal choices our canonical order decides.
 */
public final class Standardizer {
    /** Names of the steps, in their order. */
    static final List<String> STEPS = List.of("metals", "normalize", "reionize", "fragment", "uncharge");

    private static final int METALS = 0;
    private static final int NORMALIZE = 1;
    private static final int REIONIZE = 2;
    private static final int SALTS = 3;
    private static final int FRAGMENT = 4;
    private static final int UNCHARGE = 5;
    private static final int ISOTOPES = 6;
    private static final int STEREO = 7;
    private static final List<String> LABELS =
            List.of("metals", "normalize", "reionize", "salts", "fragment", "uncharge", "isotopes", "stereo");

    private static final int MAX_PASSES = 4;

    private final Standardize options;
    private final boolean[] active = new boolean[LABELS.size()];

    /** All steps and nothing else. */
    public Standardizer() {
        this(new Standardize());
    }

    /**
     * As the options say.
     *
     * @param options those of the stage
     */
    public Standardizer(Standardize options) {
        this.options = options;
        for (int i = 0; i < active.length; i++) {
            active[i] = options.steps().contains(LABELS.get(i));
        }
        active[SALTS] = options.salts();
        active[ISOTOPES] = !options.keepIsotopes();
        active[STEREO] = !options.keepStereo();
    }

    /**
     * Standardizes a molecule, which itself stays as it is.
     *
     * @param molecule any
     * @return the result, or why there is none; never null
     */
    public Outcome<Standardized> standardize(Molecule molecule) {
        MolGraph graph = molecule.graph();
        Screen screen = Screen.of(graph);
        if (!isWork(screen, graph)) {
            return options.tautomer()
                    ? tautomer(molecule, List.of(), List.of())
                    : Outcome.ok(new Standardized(molecule, List.of(), List.of()));
        }
        boolean[] applied = new boolean[LABELS.size()];
        Set<String> flags = new TreeSet<>();
        Molecule current = molecule;
        for (int pass = 0; pass < MAX_PASSES; pass++) {
            Draft draft = pass(current.graph(), flags, applied);
            if (draft == null) {
                break;
            }
            Outcome<Molecule> next = read(draft);
            if (next instanceof Outcome.Failed<Molecule>) {
                return failure(draft, molecule);
            }
            current = next.orThrow();
            if (!isWork(Screen.of(current.graph()), current.graph())) {
                break;
            }
        }
        List<String> labels = new ArrayList<>(2);
        for (int i = 0; i < applied.length; i++) {
            if (applied[i]) {
                labels.add(LABELS.get(i));
            }
        }
        return options.tautomer()
                ? tautomer(current, labels, List.copyOf(flags))
                : Outcome.ok(new Standardized(current, labels, List.copyOf(flags)));
    }

    private static Outcome<Standardized> failure(Draft draft, Molecule molecule) {
        Outcome<Molecule> again = Molecule.of(draft.graph(), molecule.smiles());
        return again instanceof Outcome.Failed<Molecule> failed
                ? new Outcome.Failed<>(failed.issue())
                : Outcome.ok(new Standardized(again.orThrow(), List.of(), List.of()));
    }

    private Outcome<Standardized> tautomer(Molecule molecule, List<String> labels, List<String> flags) {
        Tautomers.Choice choice = Tautomers.canonical(molecule);
        List<String> all = new ArrayList<>(labels);
        List<String> marks = new ArrayList<>(flags);
        if (choice.changed()) {
            all.add("tautomer");
        }
        if (choice.capped()) {
            marks.add("tautomer_cap");
        }
        return Outcome.ok(new Standardized(choice.molecule(), all, marks));
    }

    private boolean isWork(Screen screen, MolGraph graph) {
        return screen.isWork() || active[ISOTOPES] && screen.isotopes() || active[STEREO] && !graph.stereo.isEmpty();
    }

    /**
     * One round of the steps: in the order of the atoms as they are, and once more if that made a difference. Null if
     * nothing changes.
     */
    private @Nullable Draft pass(MolGraph graph, Set<String> flags, boolean[] applied) {
        boolean[] changed = new boolean[LABELS.size()];
        Draft draft = new Draft(graph);
        run(draft, changed, flags);
        if (draft.isChosen() && draft.graph() != graph) {
            Arrays.fill(changed, false);
            draft = new Draft(CanonicalCopy.of(graph));
            run(draft, changed, flags);
        }
        boolean any = false;
        for (int i = 0; i < changed.length; i++) {
            applied[i] |= changed[i];
            any |= changed[i];
        }
        return any ? draft : null;
    }

    private void run(Draft draft, boolean[] changed, Set<String> flags) {
        for (int step = 0; step < changed.length; step++) {
            if (active[step]) {
                changed[step] = apply(step, draft);
            }
            if (step == REIONIZE) {
                draft.settle();
                flag(draft.graph(), flags);
            }
        }
    }

    private boolean apply(int step, Draft draft) {
        switch (step) {
            case METALS -> {
                boolean done = Metals.disconnect(draft);
                draft.settle();
                return done;
            }
            case NORMALIZE -> {
                return Normalizer.normalize(draft);
            }
            case REIONIZE -> {
                return Reionizer.reionize(draft);
            }
            case SALTS -> {
                return Salts.strip(draft);
            }
            case FRAGMENT -> {
                return LargestFragment.keep(draft, options.preferOrganic());
            }
            case UNCHARGE -> {
                return Uncharger.uncharge(draft);
            }
            case ISOTOPES -> {
                return draft.dropIsotopes();
            }
            default -> {
                return draft.dropStereo();
            }
        }
    }

    private static void flag(MolGraph graph, Set<String> flags) {
        if (!Screen.isConnected(graph)) {
            String flag = Salts.flag(graph);
            if (!flag.isEmpty()) {
                flags.add(flag);
            }
        }
    }

    private static Outcome<Molecule> read(Draft draft) {
        MolGraph graph = draft.graph();
        boolean unread = draft.isUnread();
        for (int i = 0; i < graph.atomCount && !unread; i++) {
            int limit = ValenceModel.limit(graph.element[i], graph.charge[i]);
            unread = graph.element[i] == MolGraph.HYDROGEN || limit >= 0 && graph.valence(i) > limit;
        }
        return unread ? Molecule.of(graph, "") : Outcome.ok(new Molecule(graph));
    }
}
