package io.retort.magic;

/** A kernel that can show text beside the notebook, in its front end's pager, and not in it. */
@FunctionalInterface
public interface Pager {
    /**
     * Shows text in the pager when the cell has ended.
     *
     * @param text any number of lines
     */
    void page(String text);
}
