"""Writes RDKit's Tanimoto similarities (BulkTanimotoSimilarity) of the molecules of a TSV file with a `smiles` column.

One line for each of the first COUNT molecules: its Morgan fingerprint (radius 2, 2,048 bits, FPS hex), then its
similarities to all molecules before it, in full precision.

Usage: rdkit_similarity.py INPUT.tsv COUNT > OUTPUT.tsv
"""

import csv
import sys

from rdkit import Chem, DataStructs
from rdkit.Chem import rdMolDescriptors as rd


def main(path, count):
    before = []
    print("fingerprint\tsimilarities")
    with open(path, newline="") as stream:
        lines = (line for line in stream if not line.startswith("#"))
        for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
            if len(before) == count:
                break
            bits = rd.GetMorganFingerprintAsBitVect(Chem.MolFromSmiles(row["smiles"]), 2, 2048)
            similarities = DataStructs.BulkTanimotoSimilarity(bits, before) if before else []
            print(DataStructs.BitVectToFPSText(bits), " ".join(map(repr, similarities)), sep="\t")
            before.append(bits)


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
