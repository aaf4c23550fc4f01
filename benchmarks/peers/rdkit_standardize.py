"""Writes what RDKit's MolStandardize makes of molecules, step by step.

Usage: rdkit_standardize.py FILE... > standardize.tsv

Files are TSV with a `smiles` column, or .smi with SMILES first in each line. Each molecule is taken as it is; every
third one also as a salt with one of a few counter-ions, drawn as ions, as neutral parts or with a bond to a metal, so
that the steps have work. Columns: input, metals, normalize, reionize, fragment, uncharge (each step alone), cleanup
(metals, normalize, reionize), parent (cleanup, fragment, uncharge), tautomer (canonical tautomer of the parent). Empty
where RDKit raises. Needs Debian's python3-rdkit 2022.09.
"""

import csv
import sys

from rdkit import Chem, RDLogger
from rdkit.Chem.MolStandardize import rdMolStandardize as standardize

RDLogger.DisableLog("rdApp.*")

# What a base is written with, and what an acid is written with.
WITH_BASE = ["Cl", "Br.O", "OS(=O)(=O)O", "CS(=O)(=O)O", "OC(=O)C(F)(F)F", "OC(=O)C=CC(=O)O", "OC(=O)CC(O)(CC(=O)O)C(=O)O"]
WITH_ACID = ["[Na+]", "[K+]", "[Ca+2]", "[NH4+]", "NCCO", "[Na].O", "C[N+](C)(C)CCO"]
METALS = ["[Na]", "[K]", "[Ag]", "[Hg+]", "[Zn+]"]
BASE = Chem.MolFromSmarts("[NX3;!$(N~[#6,#7,#16]=,#,:*);!$(N~[a])]")
ACID = Chem.MolFromSmarts("[OX2H][C,S,P]=O")


def molecules(path):
    with open(path, newline="") as stream:
        if path.endswith(".smi"):
            for line in stream:
                if line.strip():
                    yield line.split()[0]
            return
        lines = (line for line in stream if not line.startswith("#"))
        for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
            yield row.get("smiles") or row["input"]


def edited(mol, atom, charge, hydrogens):
    copy = Chem.RWMol(mol)
    site = copy.GetAtomWithIdx(atom)
    total = site.GetTotalNumHs()
    site.SetFormalCharge(charge)
    site.SetNumExplicitHs(total + hydrogens)
    site.SetNoImplicit(True)
    return copy


def salts(mol, number):
    bases = mol.GetSubstructMatches(BASE)
    acids = mol.GetSubstructMatches(ACID)
    if bases:
        ion = WITH_BASE[number % len(WITH_BASE)]
        yield Chem.MolToSmiles(mol) + "." + ion
        yield Chem.MolToSmiles(edited(mol, bases[0][0], 1, 1)) + ".[Cl-]"
    if acids:
        ion = WITH_ACID[number % len(WITH_ACID)]
        yield Chem.MolToSmiles(edited(mol, acids[0][0], -1, -1)) + "." + ion
        bonded = edited(mol, acids[0][0], 0, -1)
        metal = Chem.MolFromSmiles(METALS[number % len(METALS)]).GetAtomWithIdx(0)
        bonded.AddBond(acids[0][0], bonded.AddAtom(metal), Chem.BondType.SINGLE)
        yield Chem.MolToSmiles(bonded)
    if bases and acids and bases[0][0] != acids[0][0]:
        yield Chem.MolToSmiles(edited(edited(mol, bases[0][0], 1, 1), acids[0][0], -1, -1))


def main(paths):
    metals = standardize.MetalDisconnector()
    normalizer = standardize.Normalizer()
    reionizer = standardize.Reionizer()
    chooser = standardize.LargestFragmentChooser()
    uncharger = standardize.Uncharger()
    tautomers = standardize.TautomerEnumerator()

    def parent(mol):
        return uncharger.uncharge(chooser.choose(standardize.Cleanup(mol)))

    steps = {
        "metals": metals.Disconnect,
        "normalize": normalizer.normalize,
        "reionize": reionizer.reionize,
        "fragment": chooser.choose,
        "uncharge": uncharger.uncharge,
        "cleanup": standardize.Cleanup,
        "parent": parent,
        "tautomer": lambda mol: tautomers.Canonicalize(parent(mol)),
    }
    print("\t".join(["input"] + list(steps)))
    seen = set()
    for number, smiles in enumerate(s for path in paths for s in molecules(path)):
        mol = Chem.MolFromSmiles(smiles)
        if mol is None:
            continue
        for text in [smiles] + (list(salts(mol, number // 3)) if number % 3 == 0 else []):
            each = Chem.MolFromSmiles(text)
            if each is None or text in seen:
                continue
            seen.add(text)
            row = [text]
            for step in steps.values():
                try:
                    row.append(Chem.MolToSmiles(step(each)))
                except Exception:  # RDKit raises several kinds; an empty field says so
                    row.append("")
            print("\t".join(row))


if __name__ == "__main__":
    main(sys.argv[1:])
