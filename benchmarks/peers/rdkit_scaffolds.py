#!/usr/bin/env python3
"""Counts of Murcko and generic scaffolds beside RDKit's, without stereochemistry, which Retort's scaffolds leave out.

usage: rdkit_scaffolds.py FILE.tsv
FILE comes from: ./retort run "read MOLECULES.smi | scaffold --generic | write FILE.tsv"
"""

import csv
import sys
from collections import Counter

from rdkit import Chem, RDLogger
from rdkit.Chem.Scaffolds import MurckoScaffold

RDLogger.DisableLog("rdApp.*")


def flat(smiles):
    """One text for a structure without its stereochemistry; empty for none."""
    molecule = Chem.MolFromSmiles(smiles) if smiles else None
    return Chem.MolToSmiles(molecule, isomericSmiles=False) if molecule else smiles


def compare(name, ours, theirs):
    differing = [s for s in set(ours) | set(theirs) if ours[s] != theirs[s]]
    print(f"{name}: {len(ours)} of Retort, {len(theirs)} of RDKit, {len(differing)} counts that differ")
    for scaffold in differing[:5]:
        print(f"  {scaffold}: {ours[scaffold]} and {theirs[scaffold]}")
    return len(differing)


def main():
    murcko, generic = (Counter(), Counter()), (Counter(), Counter())
    with open(sys.argv[1], encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t"):
            molecule = Chem.MolFromSmiles(row["input_smiles"])
            if molecule is None:
                continue
            scaffold = MurckoScaffold.GetScaffoldForMol(molecule)
            murcko[0][flat(row["murcko_scaffold"])] += 1
            murcko[1][flat(Chem.MolToSmiles(scaffold))] += 1
            generic[0][flat(row["generic_scaffold"])] += 1
            generic[1][flat(Chem.MolToSmiles(MurckoScaffold.MakeScaffoldGeneric(scaffold)))] += 1
    print(f"{sum(murcko[0].values())} molecules")
    sys.exit(compare("scaffolds", *murcko) + compare("generic scaffolds", *generic) > 0)


if __name__ == "__main__":
    main()
