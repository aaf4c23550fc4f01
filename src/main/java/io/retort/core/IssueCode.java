package io.retort.core;

/** Kinds of row issues. A code never changes its meaning; its name is what reject tables and reports hold. */
public enum IssueCode {
    /** The row holds no structure or value. */
    EMPTY_INPUT,
    /** The row has more or fewer fields than the header, or a field that cannot be read. */
    MALFORMED_ROW,
    /** The input ended within a record. */
    TRUNCATED_RECORD,
    /** The text is not SMILES. */
    SMILES_SYNTAX,
    /** A ring closure or branch is open at the end. */
    UNCLOSED_RING_OR_BRANCH,
    /** No such element. */
    UNKNOWN_ELEMENT,
    /** An atom has more bonds than its element allows. */
    VALENCE,
    /** No alternating bonds can be found for an aromatic system. */
    KEKULIZATION,
    /** A reaction where a molecule is expected. */
    REACTION,
    /** An MDL molfile record cannot be read. */
    MOLFILE_SYNTAX,
    /** The text is not an InChI, or one that the InChI library cannot read. */
    INCHI_SYNTAX,
    /** The structure is larger or deeper than the stage can handle. */
    TOO_LARGE,
    /** InChI cannot express the structure. */
    NO_INCHI,
    /** A descriptor has no value for the structure. */
    NO_DESCRIPTOR,
    /** Stereochemistry that the structure does not support was dropped. */
    STEREO_DROPPED,
    /** A value of the wrong type. */
    BAD_VALUE,
    /** The stage failed in a way that it did not foresee. */
    STAGE_FAILURE,
    /** The row alone needs more memory than there is. */
    OUT_OF_MEMORY,
    /** The row took longer than it may. */
    TIMED_OUT,
    /** It was not tried because what it depends on failed. */
    DEPENDENCY_FAILED,
    /** The database that the row was written to refused it. */
    TARGET_REFUSED
}
