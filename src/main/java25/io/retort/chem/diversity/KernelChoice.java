package io.retort.chem.diversity;

/** The kernel of JDK 25 and later: with vectors where the process was started with their module, else plain. */
final class KernelChoice {
    private KernelChoice() {}

    static TanimotoKernel best() {
        boolean vectors = ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent();
        return vectors ? new VectorKernel() : new PlainKernel();
    }
}
