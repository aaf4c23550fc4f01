package io.retort.chem;

import io.retort.core.IssueCode;
import io.retort.core.Outcome;
import org.openscience.cdk.aromaticity.Kekulization;
import org.openscience.cdk.exception.CDKException;
import org.openscience.cdk.interfaces.IAtomContainer;
import org.openscience.cdk.interfaces.IBond;

/** Makes molecules of molfiles. */
final class MolfileMolecule {
    private MolfileMolecule() {}

    /** Reads one record of an SD file, or a molfile alone. */
    static Outcome<Molecule> parse(String record) {
        return SdfRecord.read(record).then(read -> molecule(read.container(), record));
    }

    private static Outcome<Molecule> molecule(IAtomContainer container, String record) {
        for (IBond bond : container.bonds()) {
            if (bond.getOrder() == IBond.Order.UNSET) {
                try {
                    Kekulization.kekulize(container);
                    break;
                } catch (CDKException e) {
                    return Outcome.failed(
                            IssueCode.KEKULIZATION,
                            "No alternating double bonds can be found for the aromatic bonds of the molfile",
                            record);
                }
            }
        }
        return Molecule.of(container, record);
    }
}
