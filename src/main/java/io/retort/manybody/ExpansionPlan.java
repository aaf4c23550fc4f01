package io.retort.manybody;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Everything that an expansion needs to have computed, known before anything is: each calculation once, in canonical order,
 * and with which whole-number factor it enters each n-body contribution. Immutable.
 */
public final class ExpansionPlan {
    private final Expansion expansion;
    private final int fragments;
    private final List<Label> calculations;
    private final List<Contribution> contributions;

    private ExpansionPlan(
            Expansion expansion, int fragments, List<Label> calculations, List<Contribution> contributions) {
        this.expansion = expansion;
        this.fragments = fragments;
        this.calculations = Collections.unmodifiableList(calculations);
        this.contributions = contributions;
    }

    /**
     * Plans an expansion of all n-mers.
     *
     * @param expansion what is wanted
     * @param fragments number of fragments of the cluster
     * @return the plan
     * @throws io.retort.core.UsageException if the expansion cannot be made for that many fragments
     */
    public static ExpansionPlan of(Expansion expansion, int fragments) {
        return of(expansion, fragments, NmerScreen.NONE);
    }

    /**
     * Plans an expansion.
     *
     * @param expansion what is wanted
     * @param fragments number of fragments of the cluster
     * @param screen which n-mers are taken in
     * @return the plan
     * @throws io.retort.core.UsageException if the expansion cannot be made for that many fragments
     */
    public static ExpansionPlan of(Expansion expansion, int fragments, NmerScreen screen) {
        expansion.check(fragments);
        PlanTerms terms = new PlanTerms(expansion, fragments, screen);
        List<Draft> drafts = new ArrayList<>();
        // Terms come almost in the order of the plan; kept so, they are sorted in one pass.
        Set<Label> all = new LinkedHashSet<>();
        for (Bsse treatment : expansion.treatmentsGiven(fragments)) {
            for (int body : terms.bodies(treatment)) {
                Map<Label, Long> factors = terms.factors(treatment, body);
                factors.values().removeIf(f -> f == 0);
                all.addAll(factors.keySet());
                drafts.add(new Draft(treatment, body, factors));
            }
        }
        List<Label> ordered = new ArrayList<>(all);
        List<String> models = expansion.levels().distinctModels();
        ordered.sort((a, b) -> {
            int byModel = Integer.compare(models.indexOf(a.model()), models.indexOf(b.model()));
            return byModel != 0 ? byModel : a.subsystem().compareTo(b.subsystem());
        });
        Map<Label, Integer> places = new HashMap<>();
        ordered.forEach(label -> places.put(label, places.size()));
        List<Contribution> made =
                drafts.stream().map(draft -> draft.placed(places)).toList();
        return new ExpansionPlan(expansion, fragments, ordered, made);
    }

    private record Draft(Bsse treatment, int body, Map<Label, Long> factors) {
        Contribution placed(Map<Label, Integer> places) {
            long[] placeAndNumber = new long[factors.size()];
            long[] unsorted = new long[factors.size()];
            int number = 0;
            for (Map.Entry<Label, Long> entry : factors.entrySet()) {
                placeAndNumber[number] = (long) places.getOrDefault(entry.getKey(), -1) << Integer.SIZE | number;
                unsorted[number++] = entry.getValue();
            }
            Arrays.sort(placeAndNumber);
            int[] calculations = new int[number];
            long[] sorted = new long[number];
            for (int i = 0; i < number; i++) {
                calculations[i] = (int) (placeAndNumber[i] >> Integer.SIZE);
                sorted[i] = unsorted[(int) placeAndNumber[i]];
            }
            return new Contribution(treatment, body, calculations, sorted);
        }
    }

    /**
     * What is wanted.
     *
     * @return as given
     */
    public Expansion expansion() {
        return expansion;
    }

    /**
     * Number of fragments of the cluster.
     *
     * @return 2 or more
     */
    public int fragments() {
        return fragments;
    }

    /**
     * What has to be computed.
     *
     * @return each calculation once: by model in the order of levels, then by real fragments, then by basis
     */
    public List<Label> calculations() {
        return calculations;
    }

    /**
     * How many calculations each model has for each number of real fragments.
     *
     * @return models in the order of levels, numbers ascending; a model without any calculation has an empty map
     */
    public Map<String, SortedMap<Integer, Integer>> counts() {
        Map<String, SortedMap<Integer, Integer>> counts = new LinkedHashMap<>();
        expansion.levels().distinctModels().forEach(model -> counts.put(model, new TreeMap<>()));
        for (Label label : calculations) {
            counts.computeIfAbsent(label.model(), m -> new TreeMap<>())
                    .merge(label.subsystem().real().size(), 1, Integer::sum);
        }
        return counts;
    }

    List<Contribution> contributions() {
        return contributions;
    }
}
