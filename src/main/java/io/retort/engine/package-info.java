/**
 * The engine: {@link io.retort.engine.Pipeline} runs {@link io.retort.engine.Stage stages} over rows in parallel, commits
 * them in input order, and leaves an account of the run in the workspace. Consecutive row stages are fused: one worker
 * carries a row through all of them. {@link io.retort.engine.TaskGraph} runs tasks that depend on each other.
 */
@NullMarked
package io.retort.engine;

import org.jspecify.annotations.NullMarked;
