package io.retort.kernel;

import org.dflib.jjava.jupyter.messages.MessageContext;

/** Asks the user of a cell for a line of input and waits for it. */
@FunctionalInterface
interface InputSource {
    /**
     * Asks and waits; an interrupt of the cell ends the wait.
     *
     * @param cell the request of the cell that asks
     * @param prompt what to ask
     * @param password whether the answer is hidden while typed
     * @return the answer without a line break
     */
    String ask(MessageContext cell, String prompt, boolean password);
}
