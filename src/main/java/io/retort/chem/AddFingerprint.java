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
 * Computes a circular fingerprint of 2,048 bits, stored as 256 bytes; text files hold it as FPS hex.
 *
 * @param kind kind of fingerprint, also the column's name
 */
@StageInfo(
        name = "fingerprint",
        help = "Computes a circular fingerprint of 2,048 bits, with RDKit's bits.",
        example = "fingerprint --kind ecfp4",
        columns = "ecfp4 or ecfp6")
public record AddFingerprint(
        @Option(help = "Kind of fingerprint.", defaultValue = "ecfp4")
        Kind kind) implements RowStage {

    /** Kinds of fingerprint; the number is the diameter of the largest environment in bonds. */
    public enum Kind {
        /** Radius 2. */
        ECFP4(Fingerprint.Kind.ECFP4),
        /** Radius 3. */
        ECFP6(Fingerprint.Kind.ECFP6);

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
