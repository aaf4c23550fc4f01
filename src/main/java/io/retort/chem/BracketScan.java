package io.retort.chem;

/**
 * Reads an atom in brackets into a {@link WrittenMolecule}: {@code [isotope symbol mark hydrogens charge :map]}, by the
 * grammar that {@link BracketAtom} gives.
 */
final class BracketScan {
    /** Atomic number plus one by the two characters of a symbol; lower-case ones are those of aromatic atoms. */
    private static final byte[] SYMBOL = new byte[128 * 128];

    private final WrittenMolecule out;
    private char[] text = new char[0];
    private int at;

    static {
        for (int number = 0; number <= ElementTable.LAST; number++) {
            put(ElementTable.get().symbol(number), number);
        }
        String[] aromatic = {"b", "c", "n", "o", "p", "s", "si", "as", "se", "te"};
        int[] numbers = {5, 6, 7, 8, 15, 16, 14, 33, 34, 52};
        for (int i = 0; i < numbers.length; i++) {
            put(aromatic[i], numbers[i]);
        }
    }

    BracketScan(WrittenMolecule out) {
        this.out = out;
    }

    private static void put(String symbol, int number) {
        int second = symbol.length() > 1 ? symbol.charAt(1) : 0;
        SYMBOL[symbol.charAt(0) << 7 | second] = (byte) (number + 1);
    }

    /** Reads the atom that starts at a position; returns where its bracket closes, or -1 if it is none. */
    int read(char[] characters, int from) {
        text = characters;
        at = from + 1;
        int isotope = number(5);
        char first = text[at];
        int element = symbol();
        if (element < 0) {
            return -1;
        }
        int center = text[at] == '@' ? center() : 0;
        int hydrogens = 0;
        if (text[at] == 'H') {
            at++;
            hydrogens = isDigit(text[at]) ? text[at++] - '0' : 1;
        }
        int charge = charge();
        int map = 0;
        if (text[at] == ':') {
            at++;
            map = isDigit(text[at]) ? number(6) : -1;
        }
        if (center < 0 || map < 0 || text[at] != ']') {
            return -1;
        }
        int atom = out.addAtom(element, first >= 'a');
        out.hydrogens[atom] = hydrogens;
        int place = out.bracketCount++;
        out.bracketAtom[place] = atom;
        out.isotope[place] = isotope;
        out.charge[place] = charge;
        out.atomMap[place] = map;
        out.center[place] = center;
        out.hasCenters |= center != 0;
        return at;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    /** Reads up to some digits; 0 if there are none. */
    private int number(int most) {
        int value = 0;
        for (int i = 0; i < most && isDigit(text[at]); i++) {
            value = 10 * value + text[at++] - '0';
        }
        return value;
    }

    private int symbol() {
        char one = text[at];
        if (one >= 128) {
            return -1;
        }
        char two = text[at + 1];
        boolean second = two >= 'a' && two <= 'z' && one != '*';
        int known = SYMBOL[one << 7 | (second ? two : 0)] - 1;
        at += second ? 2 : 1;
        boolean third = second && text[at] >= 'a' && text[at] <= 'z';
        return third ? -1 : known;
    }

    /** Reads a mark from its {@code @}; -1 if its number is none. */
    private int center() {
        at++;
        int kind = switch (text[at] << 8 | text[at + 1]) {
            case 'T' << 8 | 'H' -> WrittenMolecule.TH;
            case 'A' << 8 | 'L' -> WrittenMolecule.AL;
            case 'S' << 8 | 'P' -> WrittenMolecule.SP;
            case 'T' << 8 | 'B' -> WrittenMolecule.TB;
            case 'O' << 8 | 'H' -> WrittenMolecule.OH;
            default -> WrittenMolecule.PLAIN;
        };
        if (kind == WrittenMolecule.PLAIN) {
            boolean twice = text[at] == '@';
            at += twice ? 1 : 0;
            return twice ? 2 : 1;
        }
        at += 2;
        int number = number(kind >= WrittenMolecule.TB ? 2 : 1);
        return number >= 1 && number <= lastNumber(kind) ? kind << 8 | number : -1;
    }

    private static int lastNumber(int kind) {
        return switch (kind) {
            case WrittenMolecule.SP -> 3;
            case WrittenMolecule.TB -> 20;
            case WrittenMolecule.OH -> 30;
            default -> 2;
        };
    }

    /** Reads {@code +}, {@code ++}, {@code +2} and their negative forms; 0 if there is none. */
    private int charge() {
        char sign = text[at];
        if (sign != '+' && sign != '-') {
            return 0;
        }
        int size = 0;
        while (text[at] == sign && size < 8) {
            at++;
            size++;
        }
        if (size == 1 && isDigit(text[at])) {
            size = number(2);
        }
        return sign == '+' ? size : -size;
    }
}
