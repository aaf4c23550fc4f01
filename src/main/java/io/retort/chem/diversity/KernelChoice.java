package io.retort.chem.diversity;

/** The kernel of JDK 17 to 24. The jar holds another class of this name for JDK 25 and later, from {@code main/java25}. */
final class KernelChoice {
    private KernelChoice() {}

    static TanimotoKernel best() {
        return new PlainKernel();
    }
}
