package io.retort.chem;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Common counter-ions and solvents ({@code salts.tsv}). A part of a molecule is one if its neutral form, without stereo
 * and isotopes, has the canonical SMILES of one; a part with fewer or more atoms than all of them is not looked at.
 */
final class Salts {
    /** All parts are counter-ions or solvents. */
    static final String ALL_SALT = "all_salt";
    /** Several different organic parts are none. */
    static final String MIXTURE = "mixture";

    private static final Salts INSTANCE = new Salts();

    private final Map<String, String> names = new HashMap<>();
    private int largest;

    private Salts() {
        for (String[] fields : ElementTable.readTable("salts.tsv")) {
            MolGraph graph = Molecule.parse(fields[1]).orThrow().graph();
            names.put(neutral(graph), fields[0]);
            largest = Math.max(largest, graph.atomCount);
        }
    }

    /** Name of the counter-ion or solvent that a graph of one part is, or empty text. */
    static String name(MolGraph part) {
        if (part.atomCount > INSTANCE.largest) {
            return "";
        }
        return INSTANCE.names.getOrDefault(neutral(part), "");
    }

    /** Removes the parts that are counter-ions or solvents, unless all are; tells whether there were any. */
    static boolean strip(Draft draft) {
        MolGraph graph = draft.graph();
        int[] part = graph.components();
        boolean[] salt = salts(graph, part);
        int kept = 0;
        for (int i = 0; i < part.length; i++) {
            kept += salt[part[i]] ? 0 : 1;
        }
        if (kept == 0 || kept == part.length) {
            return false;
        }
        int[] atoms = new int[kept];
        int next = 0;
        for (int i = 0; i < part.length; i++) {
            if (!salt[part[i]]) {
                atoms[next++] = i;
            }
        }
        draft.replace(graph.part(atoms), true);
        return true;
    }

    /** What to know about a graph of several parts: {@link #ALL_SALT}, {@link #MIXTURE} or nothing. */
    static String flag(MolGraph graph) {
        int[] part = graph.components();
        boolean[] salt = salts(graph, part);
        int others = 0;
        int organic = 0;
        for (int p = 0; p < salt.length; p++) {
            others += salt[p] ? 0 : 1;
            organic += !salt[p] && isOrganic(graph, part, p) ? 1 : 0;
        }
        if (others == 0) {
            return ALL_SALT;
        }
        return organic > 1 && areDifferent(graph, part, salt) ? MIXTURE : "";
    }

    private static boolean areDifferent(MolGraph graph, int[] part, boolean[] salt) {
        Set<String> texts = new HashSet<>();
        for (int p = 0; p < salt.length; p++) {
            if (!salt[p] && isOrganic(graph, part, p)) {
                texts.add(neutral(graph.part(LargestFragment.members(part, p))));
            }
        }
        return texts.size() > 1;
    }

    private static boolean isOrganic(MolGraph graph, int[] part, int wanted) {
        for (int i = 0; i < part.length; i++) {
            if (part[i] == wanted && graph.element[i] == MolGraph.CARBON) {
                return true;
            }
        }
        return false;
    }

    private static boolean[] salts(MolGraph graph, int[] part) {
        int parts = LargestFragment.count(part);
        boolean[] salt = new boolean[parts];
        for (int p = 0; p < parts; p++) {
            int[] atoms = LargestFragment.members(part, p);
            salt[p] =
                    atoms.length <= INSTANCE.largest && !name(graph.part(atoms)).isEmpty();
        }
        return salt;
    }

    private static String neutral(MolGraph part) {
        Draft draft = new Draft(part);
        draft.dropStereo();
        draft.dropIsotopes();
        Uncharger.uncharge(draft);
        draft.settle();
        return CanonicalSmiles.of(draft.graph());
    }
}
