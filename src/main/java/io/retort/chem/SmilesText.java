package io.retort.chem;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Characters of a SMILES string in the making; all of them are ASCII. */
final class SmilesText {
    private byte[] bytes = new byte[256];
    private int length;

    void clear() {
        length = 0;
    }

    void add(char character) {
        if (length == bytes.length) {
            bytes = Arrays.copyOf(bytes, 2 * length);
        }
        bytes[length++] = (byte) character;
    }

    void add(byte[] characters) {
        while (length + characters.length > bytes.length) {
            bytes = Arrays.copyOf(bytes, 2 * bytes.length);
        }
        for (byte each : characters) {
            bytes[length++] = each;
        }
    }

    void add(String characters) {
        for (int i = 0; i < characters.length(); i++) {
            add(characters.charAt(i));
        }
    }

    /** Adds a number of zero or more in decimal digits. */
    void add(int number) {
        if (number > 9) {
            add(number / 10);
        }
        add((char) ('0' + number % 10));
    }

    @Override
    public String toString() {
        return new String(bytes, 0, length, StandardCharsets.ISO_8859_1);
    }
}
