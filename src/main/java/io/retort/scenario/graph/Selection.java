package io.retort.scenario.graph;

import io.retort.core.Names;
import io.retort.core.UsageException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Which models of a graph are meant: {@code pay} for one, {@code +pay} with all that it needs, {@code pay+} with all that
 * needs it, {@code +pay+} with both, {@code tag:fast} for those with a tag (with plus signs as before); several together
 * mean all that any of them means. Immutable.
 *
 * @param terms the words, empty for all models
 */
public record Selection(List<String> terms) {
    private static final String TAG = "tag:";

    /** Copies the words. */
    public Selection {
        terms = List.copyOf(terms);
    }

    /**
     * Every model.
     *
     * @return a selection without a word
     */
    public static Selection all() {
        return new Selection(List.of());
    }

    /**
     * Reads words.
     *
     * @param text words with spaces or commas between them, empty for all models
     * @return the selection
     */
    public static Selection parse(String text) {
        return new Selection(
                Arrays.stream(text.split("[\\s,]+")).filter(w -> !w.isEmpty()).toList());
    }

    /** Names of the models that are meant, in the order of the graph. */
    Set<String> in(ModelLinks links) {
        if (terms.isEmpty()) {
            return new LinkedHashSet<>(links.order());
        }
        Set<String> chosen = new LinkedHashSet<>();
        for (String term : terms) {
            boolean needs = term.startsWith("+");
            boolean users = term.endsWith("+") && term.length() > 1;
            String core = term.substring(needs ? 1 : 0, term.length() - (users ? 1 : 0));
            for (String name : named(core, links)) {
                chosen.add(name);
                if (needs) {
                    chosen.addAll(links.above(name));
                }
                if (users) {
                    chosen.addAll(links.below(name));
                }
            }
        }
        Set<String> ordered = new LinkedHashSet<>(links.order());
        ordered.retainAll(chosen);
        return ordered;
    }

    private static List<String> named(String core, ModelLinks links) {
        if (core.startsWith(TAG)) {
            String tag = core.substring(TAG.length());
            List<String> found = links.tagged(tag);
            if (found.isEmpty()) {
                throw new UsageException(
                        "--select: no model has the tag \"" + tag + "\"; " + Names.suggestion(tag, links.tags()));
            }
            return found;
        }
        String name = links.find(core);
        if (name == null) {
            List<String> accepted = new ArrayList<>(links.order());
            throw new UsageException("--select: no model \"" + core + "\"; " + Names.suggestion(core, accepted));
        }
        return List.of(name);
    }
}
