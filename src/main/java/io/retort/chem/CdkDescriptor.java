package io.retort.chem;

import io.retort.core.UsageException;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.openscience.cdk.exception.CDKException;
import org.openscience.cdk.qsar.IMolecularDescriptor;
import org.openscience.cdk.qsar.descriptors.molecular.ALOGPDescriptor;
import org.openscience.cdk.qsar.descriptors.molecular.APolDescriptor;
import org.openscience.cdk.qsar.descriptors.molecular.AcidicGroupCountDescriptor;
import org.openscience.cdk.qsar.descriptors.molecular.AromaticAtomsCountDescriptor;
import org.openscience.cdk.qsar.descriptors.molecular.AromaticBondsCountDescriptor;
import org.openscience.cdk.qsar.descriptors.molecular.AtomCountDescriptor;
import org.openscience.cdk.qsar.descriptors.molecular.AutocorrelationDescriptorCharge;
import org.openscience.cdk.qsar.descriptors.molecular.AutocorrelationDescriptorMass;
import org.openscience.cdk.qsar.descriptors.molecular.AutocorrelationDescriptorPolarizability;
import org.openscience.cdk.qsar.descriptors.molecular.BCUTDescriptor;
import org.openscience.cdk.qsar.descriptors.molecular.BPolDescriptor;
import org.openscience.cdk.qsar.descriptors.molecular.BasicGroupCountDescriptor;
import org.openscience.cdk.qsar.descriptors.molecular.BondCountDescriptor;
import org.openscience.cdk.qsar.descriptors.molecular.CarbonTypesDescriptor;
import org.openscience.cdk.qsar.descriptors.molecular.ChiChainDescriptor;
import org.openscience.cdk.qsar.descriptors.molecular.ChiClusterDescriptor;
import org.openscience.cdk.qsar.descriptors.molecular.ChiPathClusterDescriptor;
import org.openscience.cdk.qsar.descriptors.molecular.ChiPathDescriptor;
import org.openscience.cdk.qsar.descriptors.molecular.EccentricConnectivityIndexDescriptor;
import org.openscience.cdk.qsar.descriptors.molecular.FMFDescriptor;
import org.openscience.cdk.qsar.descriptors.molecular.FractionalCSP3Descriptor;
import org.openscience.cdk.qsar.descriptors.molecular.FractionalPSADescriptor;
import org.openscience.cdk.qsar.descriptors.molecular.FragmentComplexityDescriptor;
import org.openscience.cdk.qsar.descriptors.molecular.HBondAcceptorCountDescriptor;
import org.openscience.cdk.qsar.descriptors.molecular.HBondDonorCountDescriptor;
import org.openscience.cdk.qsar.descriptors.molecular.HybridizationRatioDescriptor;
import org.openscience.cdk.qsar.descriptors.molecular.KappaShapeIndicesDescriptor;
import org.openscience.cdk.qsar.descriptors.molecular.KierHallSmartsDescriptor;
import org.openscience.cdk.qsar.descriptors.molecular.LargestChainDescriptor;
import org.openscience.cdk.qsar.descriptors.molecular.LongestAliphaticChainDescriptor;
import org.openscience.cdk.qsar.descriptors.molecular.MDEDescriptor;
import org.openscience.cdk.qsar.descriptors.molecular.MannholdLogPDescriptor;
import org.openscience.cdk.qsar.descriptors.molecular.PetitjeanNumberDescriptor;
import org.openscience.cdk.qsar.descriptors.molecular.RotatableBondsCountDescriptor;
import org.openscience.cdk.qsar.descriptors.molecular.RuleOfFiveDescriptor;
import org.openscience.cdk.qsar.descriptors.molecular.SmallRingDescriptor;
import org.openscience.cdk.qsar.descriptors.molecular.SpiroAtomCountDescriptor;
import org.openscience.cdk.qsar.descriptors.molecular.TPSADescriptor;
import org.openscience.cdk.qsar.descriptors.molecular.VABCDescriptor;
import org.openscience.cdk.qsar.descriptors.molecular.VAdjMaDescriptor;
import org.openscience.cdk.qsar.descriptors.molecular.WeightDescriptor;
import org.openscience.cdk.qsar.descriptors.molecular.WeightedPathDescriptor;
import org.openscience.cdk.qsar.descriptors.molecular.WienerNumbersDescriptor;
import org.openscience.cdk.qsar.descriptors.molecular.XLogPDescriptor;
import org.openscience.cdk.qsar.descriptors.molecular.ZagrebIndexDescriptor;
import org.openscience.cdk.silent.SilentChemObjectBuilder;

/**
 * CDK's molecular descriptors that need no coordinates, by the names that users give them. Left out are those in three
 * dimensions, {@code JPlogP}, which prints what it does not know to standard output, and {@code LargestPiSystem}, whose
 * value changes with the order of the atoms.
 */
enum CdkDescriptor {
    ACIDIC_GROUP_COUNT(AcidicGroupCountDescriptor::new),
    ALOGP(ALOGPDescriptor::new),
    APOL(APolDescriptor::new),
    AROMATIC_ATOMS_COUNT(AromaticAtomsCountDescriptor::new),
    AROMATIC_BONDS_COUNT(AromaticBondsCountDescriptor::new),
    ATOM_COUNT(AtomCountDescriptor::new),
    AUTOCORRELATION_CHARGE(AutocorrelationDescriptorCharge::new),
    AUTOCORRELATION_MASS(AutocorrelationDescriptorMass::new),
    AUTOCORRELATION_POLARIZABILITY(AutocorrelationDescriptorPolarizability::new),
    BASIC_GROUP_COUNT(BasicGroupCountDescriptor::new),
    BCUT(BCUTDescriptor::new),
    BOND_COUNT(BondCountDescriptor::new),
    BPOL(BPolDescriptor::new),
    CARBON_TYPES(CarbonTypesDescriptor::new),
    CHI_CHAIN(ChiChainDescriptor::new),
    CHI_CLUSTER(ChiClusterDescriptor::new),
    CHI_PATH(ChiPathDescriptor::new),
    CHI_PATH_CLUSTER(ChiPathClusterDescriptor::new),
    ECCENTRIC_CONNECTIVITY_INDEX(EccentricConnectivityIndexDescriptor::new),
    FMF(FMFDescriptor::new),
    FRACTIONAL_CSP3(FractionalCSP3Descriptor::new),
    FRACTIONAL_PSA(FractionalPSADescriptor::new),
    FRAGMENT_COMPLEXITY(FragmentComplexityDescriptor::new),
    HBOND_ACCEPTOR_COUNT(HBondAcceptorCountDescriptor::new),
    HBOND_DONOR_COUNT(HBondDonorCountDescriptor::new),
    HYBRIDIZATION_RATIO(HybridizationRatioDescriptor::new),
    KAPPA_SHAPE_INDICES(KappaShapeIndicesDescriptor::new),
    KIER_HALL_SMARTS(KierHallSmartsDescriptor::new),
    LARGEST_CHAIN(LargestChainDescriptor::new),
    LONGEST_ALIPHATIC_CHAIN(LongestAliphaticChainDescriptor::new),
    MANNHOLD_LOGP(MannholdLogPDescriptor::new),
    MDE(MDEDescriptor::new),
    PETITJEAN_NUMBER(PetitjeanNumberDescriptor::new),
    ROTATABLE_BONDS_COUNT(RotatableBondsCountDescriptor::new),
    RULE_OF_FIVE(RuleOfFiveDescriptor::new),
    SMALL_RING(SmallRingDescriptor::new),
    SPIRO_ATOM_COUNT(SpiroAtomCountDescriptor::new),
    TPSA(TPSADescriptor::new),
    VABC(VABCDescriptor::new),
    VADJMA(VAdjMaDescriptor::new),
    WEIGHT(WeightDescriptor::new),
    WEIGHTED_PATH(WeightedPathDescriptor::new),
    WIENER_NUMBERS(WienerNumbersDescriptor::new),
    XLOGP(XLogPDescriptor::new),
    ZAGREB_INDEX(ZagrebIndexDescriptor::new);

    private final Maker maker;

    CdkDescriptor(Maker maker) {
        this.maker = maker;
    }

    /** What a user calls it. */
    String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Finds the descriptor with a label. */
    static CdkDescriptor named(String label) {
        return Arrays.stream(values())
                .filter(descriptor -> descriptor.label().equals(label))
                .findFirst()
                .orElseThrow(() -> new UsageException("properties: --cdk has no '" + label + "'; accepted are "
                        + Arrays.stream(values()).map(CdkDescriptor::label).collect(Collectors.joining(", "))));
    }

    /** A new instance, for use by one thread. */
    IMolecularDescriptor open() {
        try {
            IMolecularDescriptor descriptor = maker.make();
            descriptor.initialise(SilentChemObjectBuilder.getInstance());
            return descriptor;
        } catch (CDKException e) {
            throw new IllegalStateException("CDK's data of " + label() + " cannot be read", e);
        }
    }

    @FunctionalInterface
    private interface Maker {
        IMolecularDescriptor make() throws CDKException;
    }
}
