/**
 * The store: {@link io.retort.table.Workspace} is one DuckDB database, {@link io.retort.table.Table} a named result in
 * it, with Arrow, Tablesaw, Parquet and text in and out; {@link io.retort.table.FileFormat} reads files row by row.
 */
@NullMarked
package io.retort.table;

import org.jspecify.annotations.NullMarked;
