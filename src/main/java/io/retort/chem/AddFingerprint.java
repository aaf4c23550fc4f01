package io.retort.chem;

import io.retort.core.Option;
import io.retort.core.Outcome;
import io.retort.engine.RowStage;
import io.retort.engine.StageInfo;
import io.retort.table.Column;
import io.retort.table.ColumnType;
import io.retort.table.Schema;
import java.util.List;
import java.util.Locale;

/**
 * Computes a fingerprint, stored as 256 bytes, or 21 for MACCS keys; text files hold it as FPS hex.
 *
 * @param kind kind of fingerprint, also the column's name
 */
@StageInfo(
        name = "fingerprint",
        help = "Computes a fingerprint: circular, structural keys, paths or atom pairs.",
        example = "fingerprint --kind ecfp4",
        columns = "the kind in lower case: ecfp4, ecfp6, fcfp4, fcfp6, maccs, path or atompair")
public record AddFingerprint(
        @Option(help = "Kind of fingerprint.", defaultValue = "ecfp4")
        Kind kind) implements RowStage {

    /** Kinds of fingerprint; the number in a name is the diameter of the largest environment in bonds. */
    public enum Kind {
        /** Extended-connectivity environments of radius 2; 2,048 bits, RDKit's. */
        ECFP4(Fingerprint.Kind.ECFP4),
        /** Extended-connectivity environments of radius 3; 2,048 bits, RDKit's. */
        ECFP6(Fingerprint.Kind.ECFP6),
        /** Feature-class environments of radius 2; 2,048 bits, RDKit's. */
        FCFP4(Fingerprint.Kind.FCFP4),
        /** Feature-class environments of radius 3; 2,048 bits, RDKit's. */
        FCFP6(Fingerprint.Kind.FCFP6),
        /** The 166 public MACCS keys; bit {@code i} of 167 is key {@code i}, RDKit's. */
        MACCS(Fingerprint.Kind.MACCS),
        /** Paths of up to seven bonds without branches; 2,048 bits by Retort's own definition. */
        PATH(Fingerprint.Kind.PATH),
        /** Atom pairs with their counts; 2,048 bits, RDKit's. */
        ATOMPAIR(Fingerprint.Kind.ATOMPAIR);

        private final Fingerprint.Kind kind;

        Kind(Fingerprint.Kind kind) {
            this.kind = kind;
        }
    }

    /** ECFP4. */
    public AddFingerprint() {
        this(Kind.ECFP4);
    }

    @Override
    public Bound bind(Schema in) {
        ParseMolecules.requireMolecules(in, "fingerprint");
        String column = kind.name().toLowerCase(Locale.ROOT);
        Schema out = in.with(List.of(new Column(column, ColumnType.BYTES)));
        int position = out.require(column, "fingerprint");
        int smiles = out.require(ParseMolecules.SMILES, "fingerprint");
        return new Bound(
                out,
                () -> row -> ParseMolecules.of(row, smiles).then(molecule -> {
                    row.set(position, Fingerprint.of(kind.kind, molecule.graph()));
                    return Outcome.ok(row);
                }));
    }
}
