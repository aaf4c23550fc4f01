/** What random numbers by counter are made of, the same in Java and in SQL. */
@NullMarked
package io.retort.scenario.draw;

import org.jspecify.annotations.NullMarked;
