"""Writes reference values of RDKit for the molecules of a TSV file with a `smiles` column.

Usage: rdkit_golden.py INPUT.tsv > OUTPUT.tsv
The output repeats `name` (if there) and `smiles`, followed by the properties, the Murcko scaffold, its generic form
and Morgan fingerprints of radius 2 and 3 as FPS hex.
"""

import csv
import sys

from rdkit import Chem, DataStructs, RDLogger
from rdkit.Chem import QED, AllChem, Crippen, Descriptors
from rdkit.Chem import rdMolDescriptors as rd
from rdkit.Chem.Scaffolds import MurckoScaffold

RDLogger.DisableLog("rdApp.*")

COLUMNS = {
    "exact_mass_da": lambda m: "%.6f" % rd.CalcExactMolWt(m),
    "mol_weight_da": lambda m: "%.4f" % Descriptors.MolWt(m),
    "tpsa_a2": lambda m: "%.2f" % rd.CalcTPSA(m),
    "hba": rd.CalcNumHBA,
    "hbd": rd.CalcNumHBD,
    "rotatable_bonds": rd.CalcNumRotatableBonds,
    "rings": rd.CalcNumRings,
    "aromatic_rings": rd.CalcNumAromaticRings,
    "fraction_csp3": lambda m: "%.6f" % rd.CalcFractionCSP3(m),
    "heavy_atoms": rd.CalcNumHeavyAtoms,
    "formal_charge": Chem.GetFormalCharge,
    "formula": rd.CalcMolFormula,
    "crippen_logp": lambda m: "%.5f" % Crippen.MolLogP(m),
    "crippen_mr": lambda m: "%.5f" % Crippen.MolMR(m),
    "qed": lambda m: "%.6f" % QED.qed(m),
    "murcko_scaffold": lambda m: MurckoScaffold.MurckoScaffoldSmiles(mol=m),
    "generic_scaffold": lambda m: generic(m),
    "ecfp4": lambda m: fingerprint(m, 2),
    "ecfp6": lambda m: fingerprint(m, 3),
}


def generic(mol):
    scaffold = MurckoScaffold.GetScaffoldForMol(mol)
    return Chem.MolToSmiles(MurckoScaffold.MakeScaffoldGeneric(scaffold), isomericSmiles=False)


def fingerprint(mol, radius):
    return DataStructs.BitVectToFPSText(AllChem.GetMorganFingerprintAsBitVect(mol, radius, 2048))


def main(path):
    with open(path, newline="") as stream:
        lines = (line for line in stream if not line.startswith("#"))
        reader = csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
        kept = [name for name in ("name", "smiles") if name in reader.fieldnames]
        print("\t".join(kept + list(COLUMNS)))
        for row in reader:
            mol = Chem.MolFromSmiles(row["smiles"])
            if mol is None:
                print("not read: " + row["smiles"], file=sys.stderr)
                continue
            values = [str(column(mol)) for column in COLUMNS.values()]
            print("\t".join([row[name] for name in kept] + values))


if __name__ == "__main__":
    main(sys.argv[1])
