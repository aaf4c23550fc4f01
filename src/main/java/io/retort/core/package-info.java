/**
 * The words that every room shares: {@link io.retort.core.Outcome} and {@link io.retort.core.Issue} for rows that work
 * or fail, {@link io.retort.core.RetortException} for an environment that does not, {@link io.retort.core.CancelToken}
 * for stopping, {@link io.retort.core.Option} for settings that are declared once and read by every door.
 */
@NullMarked
package io.retort.core;

import org.jspecify.annotations.NullMarked;
