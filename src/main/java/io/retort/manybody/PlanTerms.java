package io.retort.manybody;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * The formulas. The n-body contribution is the sum of the n-body energies of all n-mers, and that of an n-mer is the
 * alternating sum over its parts:
 *
 * <pre>  V(n) = sum over n-mers I of sum over parts J of I of (-1)^(n-|J|) E(J in basis B)</pre>
 *
 * with B = J for NOCP, B = the whole cluster for CP and B = I for VMFC. The 1-body contribution is that of the monomers in
 * their own basis in all three. Written out for NOCP and CP, a part of k fragments is in C(N-k, n-k) n-mers, which is its
 * factor but for the sign; with a screen, the n-mers that are taken in are counted instead.
 *
 * <p>Source: boys1970, valiron1997, kamiya2008 and richard2014 in {@code docs/references.bib}.
 */
final class PlanTerms {
    private final Expansion expansion;
    private final NmerScreen screen;
    private final int fragments;
    private final FragmentSet whole;

    PlanTerms(Expansion expansion, int fragments, NmerScreen screen) {
        this.expansion = expansion;
        this.screen = screen;
        this.fragments = fragments;
        this.whole = FragmentSet.first(fragments);
    }

    /** The numbers of bodies for which a treatment has a contribution. */
    List<Integer> bodies(Bsse treatment) {
        int max = expansion.levels().maxBody();
        boolean endsOnly = skipsMiddle(treatment);
        return IntStream.rangeClosed(1, fragments)
                .filter(n -> n <= max ? !endsOnly || n == 1 || n == fragments : n == fragments && hasSupersystem())
                .boxed()
                .toList();
    }

    private boolean skipsMiddle(Bsse treatment) {
        return expansion.supersystemOnly() && treatment != Bsse.VMFC;
    }

    private boolean hasSupersystem() {
        return expansion.levels().supersystem() != null;
    }

    /** By how much each calculation enters a contribution. */
    Map<Label, Long> factors(Bsse treatment, int body) {
        Map<Label, Long> factors = new LinkedHashMap<>();
        if (body <= expansion.levels().maxBody()) {
            addBody(treatment, body, expansion.levels().model(body), factors);
        }
        String model = expansion.levels().supersystem();
        if (body == fragments && model != null) {
            addSupersystem(model, factors);
        }
        return factors;
    }

    private void addBody(Bsse treatment, int body, String model, Map<Label, Long> factors) {
        if (body == 1) {
            if (expansion.hasTotals(treatment, fragments)) {
                whole.subsets(1).forEach(x -> add(factors, model, x, x, 1));
            }
        } else if (skipsMiddle(treatment)) {
            add(factors, model, whole, whole, 1);
            whole.subsets(1).forEach(x -> add(factors, model, x, treatment == Bsse.CP ? whole : x, -1));
        } else if (treatment == Bsse.VMFC || screen.screens(body)) {
            addCounted(treatment, body, model, factors);
        } else {
            for (int k = 1; k <= body; k++) {
                long factor = sign(body - k) * choose(fragments - k, body - k);
                for (FragmentSet part : whole.subsets(k)) {
                    add(factors, model, part, treatment == Bsse.CP ? whole : part, factor);
                }
            }
        }
    }

    private void addCounted(Bsse treatment, int body, String model, Map<Label, Long> factors) {
        for (FragmentSet nmer : whole.subsets(body)) {
            if (!screen.keeps(nmer)) {
                continue;
            }
            for (int k = 1; k <= body; k++) {
                for (FragmentSet part : nmer.subsets(k)) {
                    FragmentSet basis = switch (treatment) {
                        case NOCP -> part;
                        case CP -> whole;
                        case VMFC -> nmer;
                    };
                    add(factors, model, part, basis, sign(body - k));
                }
            }
        }
    }

    /** What the whole cluster has beyond the expansion, both without counterpoise in the supersystem's model. */
    private void addSupersystem(String model, Map<Label, Long> factors) {
        add(factors, model, whole, whole, 1);
        for (int n = 1; n <= expansion.levels().maxBody(); n++) {
            Map<Label, Long> expanded = new HashMap<>();
            addBody(Bsse.NOCP, n, model, expanded);
            expanded.forEach((label, factor) -> factors.merge(label, -factor, Long::sum));
        }
    }

    private static void add(Map<Label, Long> factors, String model, FragmentSet real, FragmentSet basis, long factor) {
        factors.merge(new Label(model, new Subsystem(real, basis)), factor, Long::sum);
    }

    private static long sign(int power) {
        return power % 2 == 0 ? 1 : -1;
    }

    private static long choose(int n, int k) {
        long value = 1;
        for (int i = 1; i <= k; i++) {
            value = Math.multiplyExact(value, n - k + i) / i;
        }
        return value;
    }
}
