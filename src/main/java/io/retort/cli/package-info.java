/** The command line: thin commands over the same options records as the pipeline text. Entry: {@link io.retort.cli.Main}. */
@NullMarked
package io.retort.cli;

import org.jspecify.annotations.NullMarked;
