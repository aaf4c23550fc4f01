package io.retort.engine;

/** Always the same size. */
record FixedSizer(int rows) implements BatchSizer {
    @Override
    public int next() {
        return rows;
    }

    @Override
    public void observe(Cost cost) {
        // Nothing that a batch costs changes a fixed size.
    }
}
