package io.retort.kernel;

import java.util.List;

/**
 * An error as the protocol carries it.
 *
 * @param name type of the error
 * @param message what it says
 * @param traceback lines to show
 */
record ErrorReport(String name, String message, List<String> traceback) {}
