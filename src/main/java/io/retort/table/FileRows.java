package io.retort.table;

import io.retort.core.DataException;
import io.retort.core.Outcome;
import io.retort.core.RetortException;
import io.retort.core.UsageException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Rows of a file that the database reads; its complaints become a sentence about the file. */
final class FileRows implements RecordReader {
    private final InputSource source;
    private final RecordReader rows;

    FileRows(InputSource source, Supplier<RecordReader> opener) {
        this.source = source;
        try {
            this.rows = opener.get();
        } catch (UsageException | RetortException e) {
            source.discard();
            throw broken(e);
        }
    }

    private DataException broken(RuntimeException e) {
        String said = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
        return new DataException("read: " + source.name() + " cannot be read: " + said, e);
    }

    @Override
    public Schema schema() {
        return rows.schema();
    }

    @Override
    public @Nullable Outcome<@Nullable Object[]> next() {
        try {
            return rows.next();
        } catch (UsageException | RetortException e) {
            throw broken(e);
        }
    }

    @Override
    public double fraction() {
        return rows.fraction();
    }

    @Override
    public void close() {
        rows.close();
        source.close();
        source.discard();
    }
}
