package io.retort.chem;

import io.retort.chem.LibraryBlocks.Block;
import java.util.ArrayList;
import java.util.List;

/**
 * One scheme of the virtual library: what is joined to what, and how many products that gives. The combinations are
 * numbered in mixed radix, the last slot fastest. Immutable and safe to share between threads.
 */
final class LibraryReaction {
    private final String id;
    private final int weight;
    private final String name;
    private final LibraryTemplate template;
    private final long size;

    LibraryReaction(String id, int weight, String name, LibraryTemplate template) {
        this.id = id;
        this.weight = weight;
        this.name = name;
        this.template = template;
        long product = 1;
        for (int s = 0; s < template.slotCount(); s++) {
            product = Math.multiplyExact(product, template.slot(s).size());
        }
        this.size = product;
    }

    String id() {
        return id;
    }

    /** How many rows this scheme gets in each cycle of the interleaving. */
    int weight() {
        return weight;
    }

    String name() {
        return name;
    }

    long size() {
        return size;
    }

    String smiles(long combination) {
        return template.assemble(choice(combination));
    }

    /** The chosen blocks, in the order in which the template names them. */
    List<Block> blocks(long combination) {
        int[] choice = choice(combination);
        List<Block> chosen = new ArrayList<>(choice.length);
        for (int s = 0; s < choice.length; s++) {
            chosen.add(template.slot(s).get(choice[s]));
        }
        return chosen;
    }

    private int[] choice(long combination) {
        int[] choice = new int[template.slotCount()];
        long rest = combination;
        for (int s = choice.length - 1; s >= 0; s--) {
            int radix = template.slot(s).size();
            choice[s] = (int) (rest % radix);
            rest /= radix;
        }
        return choice;
    }
}
