package io.retort.chem;

import io.retort.core.Outcome;
import io.retort.table.TableReader;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/** Rows of a table for workers that go through them. */
final class RowsOfTable implements Iterator<@Nullable Object[]> {
    private final TableReader reader;
    private @Nullable Outcome<@Nullable Object[]> next;

    RowsOfTable(TableReader reader) {
        this.reader = reader;
        this.next = reader.next();
    }

    @Override
    public boolean hasNext() {
        return next != null;
    }

    @Override
    public @Nullable Object[] next() {
        Outcome<@Nullable Object[]> row = next;
        if (row == null) {
            throw new NoSuchElementException();
        }
        next = reader.next();
        return row.orThrow();
    }
}
