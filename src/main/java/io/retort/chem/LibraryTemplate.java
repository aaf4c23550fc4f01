package io.retort.chem;

import io.retort.chem.LibraryBlocks.Block;
import io.retort.core.DataException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A product template compiled to a list of byte pieces. In the text, {@code {roles}} is replaced by a block, and
 * {@code {roles|A|B}} by a block whose first attachment point takes the template A and the second B; the rest is SMILES
 * as it stands. Immutable and safe to share between threads.
 */
final class LibraryTemplate {
    private static final int LITERAL = -1;

    private final List<List<Block>> slots = new ArrayList<>();
    private final List<Step> steps = new ArrayList<>();
    private final LibraryBlocks blocks;
    private final String text;
    private int at;

    private int[] stepSlot = {};
    private byte[][][] pieces = {};

    /** One piece of the product: a literal, or one part of the block that is chosen for a slot. */
    private record Step(int slot, int part, String literal) {}

    private LibraryTemplate(String text, LibraryBlocks blocks) {
        this.text = text;
        this.blocks = blocks;
    }

    static LibraryTemplate compile(String text, LibraryBlocks blocks) {
        LibraryTemplate template = new LibraryTemplate(text, blocks);
        template.sequence();
        if (template.at != text.length()) {
            throw template.malformed("unexpected '" + text.charAt(template.at) + "'");
        }
        template.freeze();
        return template;
    }

    int slotCount() {
        return slots.size();
    }

    List<Block> slot(int slot) {
        return slots.get(slot);
    }

    /** The SMILES with block {@code choice[s]} in slot s. */
    String assemble(int[] choice) {
        int length = 0;
        for (int i = 0; i < stepSlot.length; i++) {
            length += piece(i, choice).length;
        }
        byte[] out = new byte[length];
        int end = 0;
        for (int i = 0; i < stepSlot.length; i++) {
            byte[] piece = piece(i, choice);
            System.arraycopy(piece, 0, out, end, piece.length);
            end += piece.length;
        }
        return new String(out, StandardCharsets.ISO_8859_1);
    }

    private byte[] piece(int step, int[] choice) {
        int slot = stepSlot[step];
        return pieces[step][slot == LITERAL ? 0 : choice[slot]];
    }

    private void sequence() {
        int literalStart = at;
        while (at < text.length() && text.charAt(at) != '|' && text.charAt(at) != '}') {
            if (text.charAt(at) == '{') {
                literal(literalStart);
                at++;
                block();
                literalStart = at;
            } else {
                at++;
            }
        }
        literal(literalStart);
    }

    private void literal(int start) {
        if (at > start) {
            steps.add(new Step(LITERAL, 0, text.substring(start, at)));
        }
    }

    private void block() {
        int start = at;
        while (at < text.length() && text.charAt(at) != '|' && text.charAt(at) != '}') {
            at++;
        }
        List<Block> choices = blocks.ofRoles(text.substring(start, at));
        int slot = slots.size();
        slots.add(choices);
        int part = 0;
        steps.add(new Step(slot, part, ""));
        while (at < text.length() && text.charAt(at) == '|') {
            at++;
            sequence();
            steps.add(new Step(slot, ++part, ""));
        }
        if (at == text.length()) {
            throw malformed("a '}' is missing");
        }
        at++;
        for (Block block : choices) {
            if (block.holeCount() != part) {
                throw malformed("block " + block.id() + " has " + block.holeCount() + " further attachment points, not "
                        + part);
            }
        }
    }

    private void freeze() {
        stepSlot = new int[steps.size()];
        pieces = new byte[steps.size()][][];
        for (int i = 0; i < stepSlot.length; i++) {
            Step step = steps.get(i);
            stepSlot[i] = step.slot();
            List<String> options = step.slot() == LITERAL
                    ? List.of(step.literal())
                    : slots.get(step.slot()).stream()
                            .map(b -> b.parts().get(step.part()))
                            .toList();
            pieces[i] = options.stream()
                    .map(s -> s.getBytes(StandardCharsets.ISO_8859_1))
                    .toArray(byte[][]::new);
        }
    }

    private DataException malformed(String why) {
        return new DataException("Product template " + text + " is malformed at " + at + ": " + why);
    }
}
