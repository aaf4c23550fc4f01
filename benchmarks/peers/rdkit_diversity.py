"""Writes what RDKit picks and clusters among molecules, by ECFP4 fingerprints of 2,048 bits.

Usage: rdkit_diversity.py MOLECULES [COUNT] > OUTPUT.tsv

MOLECULES is a TSV file with a `smiles` column, or a .smi or .smi.gz file; the first COUNT molecules are taken (all by
default) that RDKit can read. Rows are numbered from 0. Of more than 1,000 molecules, clusters are written as the SHA-256
of what would be written otherwise.
"""

import csv
import gzip
import hashlib
import sys

from rdkit import Chem, DataStructs, RDLogger
from rdkit.Chem import rdMolDescriptors
from rdkit.ML.Cluster import Butina
from rdkit.SimDivFilters import rdSimDivPickers

RDLogger.DisableLog("rdApp.*")


def smiles(path):
    opened = gzip.open(path, "rt") if path.endswith(".gz") else open(path, newline="")
    with opened as stream:
        if ".smi" in path:
            yield from (line.split()[0] for line in stream if line.strip())
        else:
            lines = (line for line in stream if not line.startswith("#"))
            yield from (row["smiles"] for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


def fingerprints(path, count):
    found = []
    for text in smiles(path):
        if len(found) == count:
            break
        mol = Chem.MolFromSmiles(text)
        if mol is not None:
            found.append(rdMolDescriptors.GetMorganFingerprintAsBitVect(mol, 2, 2048))
    return found


def write(what, argument, rows, short=False):
    text = " ".join(map(str, rows))
    if short:
        text = "sha256 " + hashlib.sha256(text.encode()).hexdigest()
    print(what, argument, text, sep="\t")


def labels(clusters, size):
    """Cluster of each row, numbered in the order in which they were found."""
    of = [0] * size
    for number, members in enumerate(clusters):
        for member in members:
            of[member] = number
    return of


def main(path, count):
    fps = fingerprints(path, count)
    size = len(fps)
    large = size > 1000
    picks = min(1000, size // 4)
    print("what", "argument", "rows", sep="\t")
    print("molecules", "", size, sep="\t")
    maxmin = rdSimDivPickers.MaxMinPicker()
    write("maxmin", "seed 42", maxmin.LazyBitVectorPick(fps, size, picks, seed=42))
    write("maxmin", "first 7 3", maxmin.LazyBitVectorPick(fps, size, picks, firstPicks=[7, 3]))
    far, reached = maxmin.LazyBitVectorPickWithThreshold(fps, size, size, 0.8, seed=23)
    write("maxmin", "distance 0.8 seed 23", far, large)
    leaders = rdSimDivPickers.LeaderPicker()
    write("leaders", "0.35", leaders.LazyBitVectorPick(fps, size, 0.35), large)
    write("leaders", "0.6", leaders.LazyBitVectorPick(fps, size, 0.6), large)
    distances = []
    for i in range(1, size):
        distances.extend(1 - s for s in DataStructs.BulkTanimotoSimilarity(fps[i], fps[:i]))
    for threshold in (0.35, 0.6):
        for reordering in (False, True):
            if large and reordering and threshold > 0.5:
                continue  # hours in this version
            found = Butina.ClusterData(distances, size, threshold, isDistData=True, reordering=reordering)
            what = "butina" + (" reordered" if reordering else "")
            write(what, threshold, labels(found, size), large)
            write(what + " centers", threshold, (c[0] for c in found), large)


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else -1)
