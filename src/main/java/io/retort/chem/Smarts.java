package io.retort.chem;

import io.retort.core.UsageException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * A SMARTS pattern, compiled for matching many molecules. Supported: elements, {@code * a A}, {@code D X v H h R r x},
 * charges, isotopes, recursive {@code $(...)}, all bonds, rings, branches, components ({@code .}). Read and not looked
 * at: atom maps, handedness ({@code @}) and directions ({@code / \}), as substructures are matched without stereo
 * elsewhere. Not supported: grouping of components and reactions. A bond that is not written is single or aromatic.
 * {@code R<n>} counts the rings of the molecule's ring set and {@code r<n>} is the size of the smallest of them, as in
 * RDKit.
 *
 * <p><b>Source</b>: the SMARTS chapter of Daylight's Theory Manual, version 4.9 (2011).
 */
final class Smarts {
    private static final int MOST_NESTED = 16;

    private final String text;
    private final SmartsProgram program;
    private final SmartsProgram[] environments;

    private Smarts(String text, SmartsProgram program, SmartsProgram[] environments) {
        this.text = text;
        this.program = program;
        this.environments = environments;
    }

    /**
     * Compiles a pattern.
     *
     * @param text SMARTS
     * @return the pattern
     * @throws UsageException with the position of what is wrong or not supported
     */
    static Smarts parse(String text) {
        return new Compiling().compile(text, SmartsProgram::of);
    }

    /** Compiles a pattern of which only the presence will be asked; matches come in another order. */
    static Smarts parseForPresence(String text) {
        return new Compiling().compile(text, SmartsProgram::forPresence);
    }

    /** Tells whether the pattern is found in a molecule. */
    boolean matches(MolGraph graph) {
        return matches(new SmartsTarget().reset(graph), new SmartsSearch(program));
    }

    /** The same for a prepared molecule, in room that is used again. */
    boolean matches(SmartsTarget target, SmartsSearch search) {
        return target.passes(program.screen) && isFound(target, search);
    }

    /** The same for a molecule that passed {@link #screen} already. */
    boolean isFound(SmartsTarget target, SmartsSearch search) {
        search.begin(program, environments, target);
        return search.next();
    }

    /** What a molecule must have. */
    SmartsScreen screen() {
        return program.screen;
    }

    /** Begins to search a prepared molecule for all matches; false if it lacks what the pattern needs. */
    boolean begin(SmartsTarget target, SmartsSearch search) {
        search.begin(program, environments, target);
        return target.passes(program.screen);
    }

    int atoms() {
        return program.size();
    }

    /** Room for searches of this pattern, or of any other. */
    SmartsSearch newSearch() {
        return new SmartsSearch(program);
    }

    /** Counts matches with different sets of atoms. */
    int count(MolGraph graph) {
        return all(graph).size();
    }

    /**
     * Finds the matches with different sets of atoms; of those with the same set the first one found.
     *
     * @return for each match the atoms in the order of the text
     */
    List<int[]> all(MolGraph graph) {
        SmartsTarget target = new SmartsTarget().reset(graph);
        List<int[]> found = new ArrayList<>();
        if (!target.passes(program.screen)) {
            return found;
        }
        SmartsSearch search = newSearch();
        search.begin(program, environments, target);
        Set<List<Integer>> seen = new HashSet<>();
        while (search.next()) {
            int[] match = new int[program.size()];
            for (int i = 0; i < match.length; i++) {
                match[program.written[i]] = search.mapped(i);
            }
            if (seen.add(Arrays.stream(match).sorted().boxed().toList())) {
                found.add(match);
            }
        }
        return found;
    }

    /** Finds the atoms that the first atom of the pattern matches. */
    boolean[] firsts(MolGraph graph) {
        boolean[] firsts = new boolean[graph.atomCount];
        SmartsTarget target = new SmartsTarget().reset(graph);
        if (target.passes(program.screen)) {
            SmartsSearch search = newSearch();
            search.begin(program, environments, target);
            int place = 0;
            while (program.written[place] != 0) {
                place++;
            }
            while (search.next()) {
                firsts[search.mapped(place)] = true;
            }
        }
        return firsts;
    }

    @Override
    public String toString() {
        return text;
    }

    private static final class Compiling {
        private final Map<String, Integer> numbers = new LinkedHashMap<>();
        private final List<SmartsDraft> drafts = new ArrayList<>();
        private final SmartsAtomReader reader = new SmartsAtomReader(this::environment);
        private int depth;

        Smarts compile(String text, Function<SmartsDraft, SmartsProgram> program) {
            SmartsDraft draft = SmartsDraft.read(new SmartsText(text), reader);
            return new Smarts(
                    text,
                    program.apply(draft),
                    drafts.stream().map(SmartsProgram::fromFirst).toArray(SmartsProgram[]::new));
        }

        /** A condition on the atom that starts an environment; where it is alone, that condition is all. */
        private SmartsAtom environment(SmartsText inside, boolean positive) {
            int number = number(inside);
            SmartsDraft draft = drafts.get(number);
            if (!positive) {
                return SmartsAtom.of(SmartsTerm.environment(~number));
            }
            SmartsAtom first = SmartsRefining.refine(draft).atoms().get(0);
            return draft.atoms().size() == 1 ? first : first.and(SmartsAtom.of(SmartsTerm.environment(number)));
        }

        private int number(SmartsText inside) {
            String key = inside.upTo(Short.MAX_VALUE);
            Integer known = numbers.get(key);
            if (known != null) {
                return known;
            }
            if (++depth > MOST_NESTED) {
                throw inside.error("recursive patterns are nested too deep");
            }
            SmartsDraft draft = SmartsDraft.read(inside, reader);
            depth--;
            drafts.add(draft);
            numbers.put(key, drafts.size() - 1);
            return drafts.size() - 1;
        }
    }
}
