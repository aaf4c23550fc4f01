package io.retort.cli;

import java.util.concurrent.Callable;

/**
 * One check of the doctor.
 *
 * @param name of the component
 * @param mend what to do if the attempt throws
 * @param attempt tries the component
 */
record DoctorCheck(String name, String mend, Callable<DoctorFinding> attempt) {
    /** Whatever the attempt throws is a finding, errors of native libraries included. */
    DoctorFinding run() {
        try {
            return attempt.call();
        } catch (Throwable e) {
            String message = e.getMessage();
            String said = message == null ? e.getClass().getName() : message;
            return DoctorFinding.bad(name, said, mend);
        }
    }
}
