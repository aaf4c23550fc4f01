"""Training data of the molecule encoder.

    prepare_data.py RAW_FOLDER OUT_FOLDER

Every molecule of the public files in RAW_FOLDER once, by its canonical SMILES, with four spellings (the canonical one and
three random ones), 1,024 bits of ECFP4 and 24 descriptors; and three sets with measured values for the probes. Needs RDKit
2022.09 and numpy. Writes train.smi.gz (a molecule a line, spellings apart by tabs), train_fp.npz, train_desc.npz and
eval_{esol,bace,bbbp}.npz.
"""

import csv
import gzip
import multiprocessing
import pathlib
import random
import sys

import numpy as np
from rdkit import Chem, RDLogger
from rdkit.Chem import Crippen
from rdkit.Chem import rdMolDescriptors as descriptors

SPELLINGS = 4
MOST_ATOMS = 90
MOST_CHARACTERS = 180  # so that nearly every text fits into the encoder's 192 tokens
FINGERPRINT_BITS = 1024
HALOGENS = (9, 17, 35, 53)


def open_text(path):
    return gzip.open(path, "rt") if path.suffix == ".gz" else open(path)


def molecules(raw):
    """SMILES of all the files, in this order: where a molecule comes twice, the first counts."""
    with open_text(raw / "pubchem_standardize.csv.gz") as file:
        for line in file:
            yield line.split("\t")[1].strip()
    for name in ("HIV.csv", "muv.csv.gz", "tox21.csv.gz"):
        with open_text(raw / name) as file:
            for row in csv.DictReader(file):
                yield row["smiles"]
    with open_text(raw / "znp.50k.smi.gz") as file:
        for line in file:
            yield line.split()[0]
    with open_text(raw / "zinc_qed_mols.txt") as file:
        for line in file:
            yield line.strip()
    with open_text(raw / "chembl_5thresh.csv.gz") as file:
        for row in csv.DictReader(file):
            yield row["smiles"]


def atoms_of(molecule, elements):
    return sum(atom.GetAtomicNum() in elements for atom in molecule.GetAtoms())


def described(molecule):
    """24 numbers that the encoder learns to tell."""
    d = descriptors
    return [
        d.CalcExactMolWt(molecule),
        Crippen.MolLogP(molecule),
        Crippen.MolMR(molecule),
        d.CalcTPSA(molecule),
        d.CalcNumHBA(molecule),
        d.CalcNumHBD(molecule),
        d.CalcNumRotatableBonds(molecule),
        d.CalcNumRings(molecule),
        d.CalcNumAromaticRings(molecule),
        d.CalcFractionCSP3(molecule),
        d.CalcLabuteASA(molecule),
        molecule.GetNumHeavyAtoms(),
        d.CalcNumHeteroatoms(molecule),
        d.CalcKappa1(molecule),
        d.CalcKappa2(molecule),
        d.CalcKappa3(molecule),
        d.CalcHallKierAlpha(molecule),
        d.CalcChi0v(molecule),
        d.CalcChi1v(molecule),
        d.CalcNumSpiroAtoms(molecule) + d.CalcNumBridgeheadAtoms(molecule),
        d.CalcNumAtomStereoCenters(molecule),
        Chem.GetFormalCharge(molecule),
        atoms_of(molecule, (7, 8)),
        atoms_of(molecule, HALOGENS),
    ]


def example(smiles):
    """Spellings, packed fingerprint and descriptors; None for what RDKit cannot read or the encoder should not see."""
    molecule = Chem.MolFromSmiles(smiles)
    if molecule is None or not 1 <= molecule.GetNumHeavyAtoms() <= MOST_ATOMS:
        return None
    spellings = [Chem.MolToSmiles(molecule)]
    spellings += [Chem.MolToSmiles(molecule, doRandom=True) for _ in range(SPELLINGS - 1)]
    numbers = described(molecule)
    if max(map(len, spellings)) > MOST_CHARACTERS or not np.all(np.isfinite(numbers)):
        return None
    bits = np.zeros(FINGERPRINT_BITS, np.uint8)
    bits[list(descriptors.GetMorganFingerprintAsBitVect(molecule, 2, FINGERPRINT_BITS).GetOnBits())] = 1
    return spellings, np.packbits(bits), numbers


def write_probe(out, name, file, smiles_column, value_column):
    with open_text(file) as rows:
        pairs = [(example(row[smiles_column]), float(row[value_column])) for row in csv.DictReader(rows)]
    pairs = [(found, value) for found, value in pairs if found is not None]
    np.savez_compressed(
        out / ("eval_%s.npz" % name),
        smiles=np.array(["\t".join(found[0]) for found, _ in pairs]),
        fp=np.stack([found[1] for found, _ in pairs]),
        desc=np.array([found[2] for found, _ in pairs], np.float32),
        y=np.array([value for _, value in pairs], np.float32),
    )


def write_training(out, raw):
    seen = set()
    texts, bits, numbers = [], [], []
    with multiprocessing.Pool() as pool:
        for found in pool.imap(example, molecules(raw), chunksize=256):
            if found is None or found[0][0] in seen:
                continue
            seen.add(found[0][0])
            texts.append("\t".join(found[0]))
            bits.append(found[1])
            numbers.append(found[2])
    with gzip.open(out / "train.smi.gz", "wt", compresslevel=6) as file:
        file.write("\n".join(texts))
    np.savez_compressed(out / "train_fp.npz", fp=np.stack(bits))
    np.savez_compressed(out / "train_desc.npz", desc=np.array(numbers, np.float32))
    print(len(texts), "molecules")


def main():
    raw, out = map(pathlib.Path, sys.argv[1:3])
    RDLogger.DisableLog("rdApp.*")
    csv.field_size_limit(10**8)
    random.seed(7)
    write_probe(out, "esol", raw / "delaney-processed.csv", "smiles", "measured log solubility in mols per litre")
    write_probe(out, "bace", raw / "BACE.csv", "mol", "pIC50")
    write_probe(out, "bbbp", raw / "BBBP.csv", "smiles", "p_np")
    write_training(out, raw)


if __name__ == "__main__":
    main()
