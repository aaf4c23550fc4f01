/**
 * The Jupyter kernel: cells of Java run by JShell in this process, and magics. Entry type: {@link io.retort.kernel.Main};
 * {@link io.retort.kernel.RetortKernel} is what magics see, {@code KernelServer} owns the connection, {@code CellRunner}
 * runs a cell, {@code JavaEvaluator} its Java. Main source: the messaging specification of Jupyter, version 5.3.
 */
@NullMarked
package io.retort.kernel;

import org.jspecify.annotations.NullMarked;
