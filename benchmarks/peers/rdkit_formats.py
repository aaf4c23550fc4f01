#!/usr/bin/python3
"""RDKit reading files of molecules, each to its end: SmilesMolSupplier, ForwardSDMolSupplier, MultithreadedSDMolSupplier.

usage: rdkit_formats.py FILE [--threads 1]

The file's ending (.smi, .csv with columns id,name,smiles, .sdf) says which. Molecules are parsed and sanitized, and all
data items of SD files are taken as a dictionary. Prints one line of JSON: rows, failed, wall_s, cpu_s, rows_per_s,
rows_per_cpu_s, version. Needs Debian's python3-rdkit.
"""
import argparse
import json
import time

from rdkit import Chem, RDLogger, rdBase


def supplier(path, threads):
    if path.endswith(".smi"):
        return Chem.SmilesMolSupplier(path, delimiter="\t", titleLine=False)
    if path.endswith(".csv"):
        return Chem.SmilesMolSupplier(path, delimiter=",", smilesColumn=2, nameColumn=1, titleLine=True)
    if threads > 1:
        return Chem.MultithreadedSDMolSupplier(path, numWriterThreads=threads)
    return Chem.ForwardSDMolSupplier(path)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("file")
    parser.add_argument("--threads", type=int, default=1)
    options = parser.parse_args()
    RDLogger.DisableLog("rdApp.*")
    rows = failed = 0
    wall, cpu = time.time(), time.process_time()
    for molecule in supplier(options.file, options.threads):
        rows += 1
        if molecule is None:
            failed += 1
        else:
            molecule.GetPropsAsDict()
    wall, cpu = time.time() - wall, time.process_time() - cpu
    print(json.dumps({"rows": rows, "failed": failed, "wall_s": round(wall, 3), "cpu_s": round(cpu, 3),
                      "rows_per_s": round(rows / wall), "rows_per_cpu_s": round(rows / cpu),
                      "version": rdBase.rdkitVersion}))


if __name__ == "__main__":
    main()
