package io.retort.kernel.magic;

import java.lang.reflect.Method;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;

/** The Java side of a kernel, as magics need it. Used by the thread that runs the cell. */
public interface JavaSession {

    /**
     * The class path that the kernel was started with.
     *
     * @return absolute paths
     */
    List<Path> ownClassPath();

    /**
     * What was added since.
     *
     * @return absolute paths, in the order of their adding
     */
    List<Path> addedClassPath();

    /**
     * Adds jars and folders of classes for the compiler and for running cells, this one included.
     *
     * @param entries jars and folders that exist
     * @return those that were not there before
     */
    List<Path> addToClassPath(List<Path> entries);

    /**
     * Starts work that the interrupt of a cell does not reach.
     *
     * @param name name of its thread
     * @param work the work; it sees no cell
     * @param <T> what it gives
     * @return its result
     */
    <T> CompletableFuture<T> start(String name, Callable<T> work);

    /**
     * Compiles a method in the scope of the cells: their imports, variables and methods. Nothing is run.
     *
     * @param source declaration of a static method whose name no cell uses
     * @param name its name
     * @param code where the user's code lies in it, for messages
     * @return the method
     * @throws RuntimeException with the compiler's message if it does not compile
     */
    Method compile(String source, String name, CodeRange code);

    /**
     * The user's code within a source that we wrote around it.
     *
     * @param start offset of its first character
     * @param end offset after the last
     */
    record CodeRange(int start, int end) {}
}
