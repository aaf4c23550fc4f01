"""Writes RDKit's fingerprints of the molecules of a TSV file with a `smiles` column, as FPS hex.

Usage: rdkit_fingerprints.py INPUT.tsv > OUTPUT.tsv
"""

import csv
import sys

from rdkit import Chem, DataStructs, RDLogger
from rdkit.Chem import AllChem, MACCSkeys
from rdkit.Chem import rdMolDescriptors as rd

RDLogger.DisableLog("rdApp.*")

KINDS = {
    "fcfp4": lambda m: AllChem.GetMorganFingerprintAsBitVect(m, 2, 2048, useFeatures=True),
    "fcfp6": lambda m: AllChem.GetMorganFingerprintAsBitVect(m, 3, 2048, useFeatures=True),
    "maccs": MACCSkeys.GenMACCSKeys,
    "atompair": lambda m: rd.GetHashedAtomPairFingerprintAsBitVect(m, 2048),
    "ecfp4": lambda m: AllChem.GetMorganFingerprintAsBitVect(m, 2, 2048),
    "ecfp6": lambda m: AllChem.GetMorganFingerprintAsBitVect(m, 3, 2048),
}


def main(path):
    print("\t".join(["smiles"] + list(KINDS)))
    with open(path, newline="") as stream:
        lines = (line for line in stream if not line.startswith("#"))
        for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
            mol = Chem.MolFromSmiles(row["smiles"])
            if mol is not None:
                print("\t".join([row["smiles"]] + [DataStructs.BitVectToFPSText(kind(mol)) for kind in KINDS.values()]))


if __name__ == "__main__":
    main(sys.argv[1])
