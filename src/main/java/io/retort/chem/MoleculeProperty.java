package io.retort.chem;

import java.util.function.Function;

/**
 * The properties of a molecule, in the order of their columns: name, unit, type and definition of each, from which
 * stages, help and documentation are written. Definitions are those of RDKit 2022.09, so that columns can be compared
 * with it; aromaticity is the Daylight model's.
 */
enum MoleculeProperty {
    /** Monoisotopic mass. */
    EXACT_MASS(
            "exact_mass_da",
            "Da",
            Double.class,
            "Mass of the most common isotopes, or of the isotopes given, less the electrons of positive charges",
            "RDKit CalcExactMolWt; isotope masses of the Blue Obelisk Data Repository",
            MoleculeProperties::exactMassDalton),
    /** Average molecular weight. */
    MOL_WEIGHT(
            "mol_weight_da",
            "Da",
            Double.class,
            "Sum of average atomic weights, with the isotope's mass where one is given",
            "RDKit MolWt; IUPAC weights to 3 decimals as RDKit rounds them",
            MoleculeProperties::molWeightDalton),
    /** Topological polar surface area. */
    TPSA(
            "tpsa_a2",
            "A^2",
            Double.class,
            "Topological polar surface area of nitrogen and oxygen",
            "Ertl et al., J. Med. Chem. 2000, 43, 3714",
            MoleculeProperties::tpsaSquareAngstrom),
    /** Hydrogen bond acceptors. */
    HBA(
            "hba",
            "",
            Long.class,
            "Number of hydrogen bond acceptor atoms: N, O and S with a free lone pair",
            "RDKit CalcNumHBA 2.0.1",
            p -> (long) p.acceptors()),
    /** Hydrogen bond donors. */
    HBD(
            "hbd",
            "",
            Long.class,
            "Number of hydrogen bond donor atoms: N with hydrogen, O and S with exactly one",
            "RDKit CalcNumHBD 2.0.1",
            p -> (long) p.donors()),
    /** Rotatable bonds. */
    ROTATABLE_BONDS(
            "rotatable_bonds",
            "",
            Long.class,
            "Number of acyclic single bonds between inner atoms, amide-like bonds and symmetric tops excepted",
            "RDKit CalcNumRotatableBonds 3.0.0, strict",
            p -> (long) p.rotatableBonds()),
    /** Rings. */
    RINGS(
            "rings",
            "",
            Long.class,
            "Number of relevant cycles: rings that are no sum of shorter rings",
            "Vismara, Electron. J. Comb. 1997, 4, R9; RDKit's symmetrized SSSR but for some cages",
            p -> (long) p.rings()),
    /** Aromatic rings. */
    AROMATIC_RINGS(
            "aromatic_rings",
            "",
            Long.class,
            "Number of rings whose bonds are all aromatic",
            "RDKit CalcNumAromaticRings",
            p -> (long) p.aromaticRings()),
    /** Fraction of saturated carbons. */
    FRACTION_CSP3(
            "fraction_csp3",
            "",
            Double.class,
            "Carbons with four neighbors, hydrogens included, as a fraction of all carbons; 0 without carbon",
            "RDKit CalcFractionCSP3; Lovering et al., J. Med. Chem. 2009, 52, 6752",
            MoleculeProperties::fractionCsp3),
    /** Heavy atoms. */
    HEAVY_ATOMS("heavy_atoms", "", Long.class, "Number of atoms other than hydrogen", "RDKit CalcNumHeavyAtoms", p ->
            (long) p.heavyAtoms()),
    /** Formal charge. */
    FORMAL_CHARGE("formal_charge", "e", Long.class, "Sum of the formal charges", "RDKit GetFormalCharge", p ->
            (long) p.formalCharge()),
    /** Molecular formula. */
    FORMULA(
            "formula",
            "",
            String.class,
            "Molecular formula: C, H, then other elements by symbol, then the charge; isotopes are not told apart",
            "RDKit CalcMolFormula; Hill, J. Am. Chem. Soc. 1900, 22, 478, but for H without C",
            MoleculeProperties::formula),
    /** Wildman-Crippen log P. */
    CRIPPEN_LOGP(
            "crippen_logp",
            "",
            Double.class,
            "Logarithm of the octanol/water partition coefficient as a sum over atom types",
            "Wildman, Crippen, J. Chem. Inf. Comput. Sci. 1999, 39, 868; types of RDKit MolLogP",
            MoleculeProperties::crippenLogP),
    /** Wildman-Crippen molar refractivity. */
    CRIPPEN_MR(
            "crippen_mr",
            "cm^3/mol",
            Double.class,
            "Molar refractivity as a sum over atom types",
            "Wildman, Crippen, J. Chem. Inf. Comput. Sci. 1999, 39, 868; types of RDKit MolMR",
            MoleculeProperties::crippenRefractivity),
    /** Drug-likeness. */
    QED(
            "qed",
            "",
            Double.class,
            "Quantitative estimate of drug-likeness, 0 to 1, with mean weights",
            "Bickerton et al., Nature Chemistry 2012, 4, 90; parts of RDKit QED 1.1.0",
            MoleculeProperties::qed),
    /** Violations of the rule of five. */
    LIPINSKI_VIOLATIONS(
            "lipinski_violations",
            "",
            Long.class,
            "Limits of the rule of five exceeded: weight 500, log P 5, 5 of hbd, 10 of hba",
            "Lipinski et al., Adv. Drug Deliv. Rev. 1997, 23, 3, with the donors and acceptors of RDKit",
            p -> (long) DrugLikeness.lipinskiViolations(p)),
    /** Violations of the rule of five by the paper's counts. */
    LIPINSKI_VIOLATIONS_N_O(
            "lipinski_violations_n_o",
            "",
            Long.class,
            "Limits of the rule of five exceeded, with lipinski_hbd and lipinski_hba",
            "Lipinski et al., Adv. Drug Deliv. Rev. 1997, 23, 3",
            p -> (long) DrugLikeness.lipinskiViolationsByElement(p)),
    /** Hydrogens on nitrogen and oxygen. */
    LIPINSKI_HBD(
            "lipinski_hbd",
            "",
            Long.class,
            "Number of hydrogens on nitrogen and oxygen",
            "RDKit CalcNumLipinskiHBD; Lipinski et al., Adv. Drug Deliv. Rev. 1997, 23, 3",
            p -> (long) DrugLikeness.lipinskiDonors(p.graph())),
    /** Nitrogens and oxygens. */
    LIPINSKI_HBA(
            "lipinski_hba",
            "",
            Long.class,
            "Number of nitrogens and oxygens",
            "RDKit CalcNumLipinskiHBA; Lipinski et al., Adv. Drug Deliv. Rev. 1997, 23, 3",
            p -> (long) DrugLikeness.lipinskiAcceptors(p.graph())),
    /** Veber's rule. */
    VEBER(
            "veber",
            "",
            Boolean.class,
            "Whether there are at most 10 rotatable bonds and 140 square angstrom of polar surface",
            "Veber et al., J. Med. Chem. 2002, 45, 2615",
            DrugLikeness::isVeber),
    /** Egan's rule. */
    EGAN(
            "egan",
            "",
            Boolean.class,
            "Whether the polar surface is at most 131.6 square angstrom and log P at most 5.88",
            "Egan, Merz, Baldwin, J. Med. Chem. 2000, 43, 3867, with Crippen's log P",
            DrugLikeness::isEgan),
    /** Lead-likeness. */
    LEAD_LIKE(
            "lead_like",
            "",
            Boolean.class,
            "Whether the weight is 100 to 350 and log P 1 to 3",
            "Teague, Davis, Leeson, Oprea, Angew. Chem. Int. Ed. 1999, 38, 3743, with Crippen's log P",
            DrugLikeness::isLeadLike),
    /** Rule of three. */
    FRAGMENT_LIKE(
            "fragment_like",
            "",
            Boolean.class,
            "Whether the weight is below 300 and log P, hbd and hba are at most 3 each",
            "Congreve, Carr, Murray, Jhoti, Drug Discov. Today 2003, 8, 876, with Crippen's log P",
            DrugLikeness::isFragmentLike),
    /** Stereocenters. */
    STEREOCENTERS(
            "stereocenters",
            "",
            Long.class,
            "Number of tetrahedral stereocenters, marked or not: atoms whose ligands all differ",
            "RDKit CalcNumAtomStereoCenters",
            p -> (long) p.stereoCenters().all()),
    /** Stereocenters without a mark. */
    STEREOCENTERS_UNASSIGNED(
            "stereocenters_unassigned",
            "",
            Long.class,
            "Number of stereocenters whose arrangement is not given",
            "RDKit CalcNumUnspecifiedAtomStereoCenters",
            p -> (long) p.stereoCenters().unassigned());

    private final String column;
    private final String unit;
    private final Class<?> type;
    private final String definition;
    private final String source;
    private final Function<MoleculeProperties, Object> reader;

    MoleculeProperty(
            String column,
            String unit,
            Class<?> type,
            String definition,
            String source,
            Function<MoleculeProperties, Object> reader) {
        this.column = column;
        this.unit = unit;
        this.type = type;
        this.definition = definition;
        this.source = source;
        this.reader = reader;
    }

    /** Name of the column, which ends in the unit where there is one. */
    String column() {
        return column;
    }

    /** Unit, empty for counts and ratios. */
    String unit() {
        return unit;
    }

    /** Tells whether the column is written if none are asked for by name. */
    boolean isDefault() {
        return ordinal() <= LIPINSKI_VIOLATIONS.ordinal();
    }

    /** {@code Long}, {@code Double}, {@code Boolean} or {@code String}. */
    Class<?> type() {
        return type;
    }

    /** One sentence, without a full stop. */
    String definition() {
        return definition;
    }

    /** Where the definition comes from. */
    String source() {
        return source;
    }

    /** Reads the value, whose class is {@link #type}. */
    Object value(MoleculeProperties properties) {
        return reader.apply(properties);
    }
}
