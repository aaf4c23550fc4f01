package io.retort.chem;

import java.util.Arrays;

/** Numbers of open rings: each new one gets the lowest that is free. */
final class RingDigits {
    private boolean[] taken = new boolean[16];

    void clear() {
        Arrays.fill(taken, false);
    }

    int take() {
        int digit = 1;
        while (digit < taken.length && taken[digit]) {
            digit++;
        }
        if (digit == taken.length) {
            taken = Arrays.copyOf(taken, 2 * digit);
        }
        taken[digit] = true;
        return digit;
    }

    void free(int digit) {
        taken[digit] = false;
    }
}
