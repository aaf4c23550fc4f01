package io.retort.manybody;

/** What is asked for: the energy, or its first or second derivatives as well. */
public enum Driver {
    /** The energy alone. */
    ENERGY,
    /** The energy and its first derivatives. */
    GRADIENT,
    /** The energy, its first and its second derivatives. */
    HESSIAN
}
