#!/usr/bin/python3
"""RDKit doing the stages of `read | standardize | dedup | properties | write`, with a pool of persistent workers.

usage: rdkit_molecules.py FILE.smi --workers 2 --out table.tsv

Per molecule: parse, clean up (metals, groups, charges), keep the largest fragment, neutralize, canonical SMILES, and the
twelve properties of Retort's stage of that name. Deduplicated by canonical SMILES in input order, written as TSV. The
pool is warmed before the clock starts. Prints one line of JSON: rows_in, rows_out, rejected, duplicates, wall_s, cpu_s,
rows_per_s, rows_per_cpu_s, version. Needs Debian's python3-rdkit.
"""
import argparse
import json
import multiprocessing
import time

from rdkit import Chem, RDLogger, rdBase
from rdkit.Chem import Descriptors, rdMolDescriptors
from rdkit.Chem.MolStandardize import rdMolStandardize

PIECE = 400
TOOLS = {}


def prepare():
    RDLogger.DisableLog("rdApp.*")
    TOOLS["fragment"] = rdMolStandardize.LargestFragmentChooser()
    TOOLS["neutralize"] = rdMolStandardize.Uncharger()


def measure(smiles):
    molecule = Chem.MolFromSmiles(smiles)
    if molecule is None:
        return None
    molecule = TOOLS["neutralize"].uncharge(TOOLS["fragment"].choose(rdMolStandardize.Cleanup(molecule)))
    return (
        Chem.MolToSmiles(molecule),
        Descriptors.ExactMolWt(molecule),
        Descriptors.MolWt(molecule),
        rdMolDescriptors.CalcTPSA(molecule),
        rdMolDescriptors.CalcNumHBA(molecule),
        rdMolDescriptors.CalcNumHBD(molecule),
        rdMolDescriptors.CalcNumRotatableBonds(molecule),
        rdMolDescriptors.CalcNumRings(molecule),
        rdMolDescriptors.CalcNumAromaticRings(molecule),
        rdMolDescriptors.CalcFractionCSP3(molecule),
        molecule.GetNumHeavyAtoms(),
        Chem.GetFormalCharge(molecule),
        rdMolDescriptors.CalcMolFormula(molecule),
    )


def carry(piece):
    started = time.process_time()
    rows = []
    for number, smiles in piece:
        try:
            rows.append((number, smiles, measure(smiles)))
        except Exception:  # RDKit's toolkits raise several kinds; the row is rejected as Retort would reject it
            rows.append((number, smiles, None))
    return rows, time.process_time() - started


def main():
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("file")
    arguments.add_argument("--workers", type=int, default=2)
    arguments.add_argument("--out", required=True)
    options = arguments.parse_args()
    with open(options.file, encoding="utf-8") as lines:
        rows = [(number, line.split()[0]) for number, line in enumerate(lines, 1) if line.strip()]
    pieces = [rows[i:i + PIECE] for i in range(0, len(rows), PIECE)]
    seen, cpu, rejected, duplicates = set(), 0.0, 0, 0
    with multiprocessing.Pool(options.workers, initializer=prepare) as pool:
        pool.map(carry, [rows[:100]] * options.workers, chunksize=1)
        started, own = time.perf_counter(), time.process_time()
        with open(options.out, "w", encoding="utf-8") as out:
            for done, seconds in pool.imap(carry, pieces):
                cpu += seconds
                for number, smiles, values in done:
                    if values is None:
                        rejected += 1
                    elif values[0] in seen:
                        duplicates += 1
                    else:
                        seen.add(values[0])
                        out.write("\t".join(map(str, (number, smiles) + values)) + "\n")
        wall = time.perf_counter() - started
        cpu += time.process_time() - own
    print(json.dumps({
        "rows_in": len(rows), "rows_out": len(seen), "rejected": rejected, "duplicates": duplicates,
        "wall_s": wall, "cpu_s": cpu, "rows_per_s": len(rows) / wall, "rows_per_cpu_s": len(rows) / cpu,
        "version": rdBase.rdkitVersion}))


if __name__ == "__main__":
    main()
