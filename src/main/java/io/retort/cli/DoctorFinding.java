package io.retort.cli;

import java.util.Locale;

/**
 * What one check of the doctor found.
 *
 * @param name of the component
 * @param state how it is
 * @param detail what is there, or what is wrong
 * @param mend what to do about it; empty if nothing
 */
record DoctorFinding(String name, State state, String detail, String mend) {
    /** How a component is. */
    enum State {
        /** It works. */
        OK,
        /** Something that is not needed is missing. */
        NOTE,
        /** Something that a command needs does not work. */
        BAD;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Texts of other programs may hold line breaks; a finding is one line. */
    DoctorFinding {
        detail = oneLine(detail);
        mend = oneLine(mend);
    }

    static DoctorFinding ok(String name, String detail) {
        return new DoctorFinding(name, State.OK, detail, "");
    }

    static DoctorFinding note(String name, String detail, String mend) {
        return new DoctorFinding(name, State.NOTE, detail, mend);
    }

    static DoctorFinding bad(String name, String detail, String mend) {
        return new DoctorFinding(name, State.BAD, detail, mend);
    }

    private static String oneLine(String text) {
        return text.replaceAll("[\\s\\p{Cntrl}]+", " ").strip();
    }
}
