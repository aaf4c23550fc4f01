package io.retort.chem;

/**
 * Bond expressions of SMARTS. A bond is one of ten kinds: single, double, triple, quadruple or aromatic, in no ring or
 * in one; an expression is the mask of the kinds that it accepts.
 */
final class SmartsBond {
    /** Kinds of bonds, not counting rings. */
    static final int KINDS = 5;

    private static final int ONCE = (1 << KINDS) - 1;
    private static final int EITHER = 1 | 1 << KINDS;

    /** Every bond: {@code ~}. */
    static final int ANY = ONCE | ONCE << KINDS;

    static final int SINGLE = EITHER;
    static final int DOUBLE = EITHER << 1;
    static final int TRIPLE = EITHER << 2;
    static final int QUADRUPLE = EITHER << 3;
    static final int AROMATIC = EITHER << 4;
    static final int RING = ONCE << KINDS;

    /** What stands for no bond symbol. */
    static final int DEFAULT = SINGLE | AROMATIC;

    /** No expression at this place. */
    static final int NONE = 0;

    private SmartsBond() {}

    /** The bit of a bond; {@code ring} is 1 for one in a ring, else 0. */
    static int of(boolean aromatic, int order, int ring) {
        int kind = aromatic ? KINDS - 1 : Math.min(order, KINDS - 1) - 1;
        return 1 << (kind + KINDS * ring);
    }

    /** Reads an expression; {@link #NONE} if none is here. */
    static int read(SmartsText text) {
        if (!isBond(text.peek())) {
            return NONE;
        }
        int accepted = or(text);
        while (text.take(';')) {
            accepted &= or(text);
        }
        if (accepted == 0) {
            throw text.error("no bond can be like this");
        }
        return accepted;
    }

    private static int or(SmartsText text) {
        int accepted = and(text);
        while (text.take(',')) {
            accepted |= and(text);
        }
        return accepted;
    }

    private static int and(SmartsText text) {
        int accepted = primitive(text);
        while (text.take('&') || isBond(text.peek())) {
            accepted &= primitive(text);
        }
        return accepted;
    }

    private static boolean isBond(char c) {
        return c != SmartsText.END && "-=#$:~@/\\!".indexOf(c) >= 0;
    }

    private static int primitive(SmartsText text) {
        if (text.take('!')) {
            return ANY & ~primitive(text);
        }
        char c = text.peek();
        int accepted = switch (c) {
            case '-', '/', '\\' -> SINGLE;
            case '=' -> DOUBLE;
            case '#' -> TRIPLE;
            case '$' -> QUADRUPLE;
            case ':' -> AROMATIC;
            case '~' -> ANY;
            case '@' -> RING;
            default -> throw text.error("a bond was expected, one of - = # $ : ~ @");
        };
        text.next();
        if (c == '/' || c == '\\') {
            text.take('?');
        }
        return accepted;
    }
}
