/** End-to-end benchmarks: measured, paired with a baseline in the same run, written with the facts of the machine. */
@NullMarked
package io.retort.benchmarks;

import org.jspecify.annotations.NullMarked;
