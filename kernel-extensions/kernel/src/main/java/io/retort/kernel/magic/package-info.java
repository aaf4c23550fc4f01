/**
 * Magics that need the kernel's JShell: libraries for cells, and timing. {@link io.retort.kernel.magic.KernelMagics} names
 * them, {@link io.retort.kernel.magic.JavaSession} is what they ask of the kernel.
 */
@NullMarked
package io.retort.kernel.magic;

import org.jspecify.annotations.NullMarked;
