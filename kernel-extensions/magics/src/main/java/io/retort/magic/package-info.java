/**
 * The notebook door: magics, live displays and tables for any kernel that is built on the JJava protocol layer. Entry
 * type: {@link io.retort.magic.RetortExtension}, which the kernel finds by {@code ServiceLoader}. A magic is one class
 * that implements {@link io.retort.magic.Magic}. Main source: the messaging specification of Jupyter.
 */
@NullMarked
package io.retort.magic;

import org.jspecify.annotations.NullMarked;
