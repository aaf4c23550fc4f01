#!/usr/bin/python3
"""RDKit doing `read | standardize | dedup | properties | scaffold | fingerprint | write`, with a pool of workers.

usage: rdkit_molecules.py FILE.smi [--workers 2] [--limit N] [--out table.tsv] [--json report.json]

Per molecule: parse, clean up (metals, groups, charges), keep the largest fragment, neutralize, canonical SMILES, the
properties of Retort's stage of that name with Crippen logP, molar refractivity and QED, the Murcko scaffold and the Morgan
fingerprint of radius 2 and 2,048 bits. Deduplicated by canonical SMILES in input order, written as TSV. The pool is warmed
before the clock starts. Prints one line of JSON: molecules, kept, failed, wall_s, cpu_s, molecules_per_s,
molecules_per_cpu_s, peak_rss_mb, version. Needs Debian's python3-rdkit.
"""
import argparse
import json
import multiprocessing
import resource
import time

from rdkit import Chem, DataStructs, RDLogger, rdBase
from rdkit.Chem import QED, Crippen, Descriptors, rdMolDescriptors
from rdkit.Chem.MolStandardize import rdMolStandardize
from rdkit.Chem.Scaffolds import MurckoScaffold

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
    weight, logp = Descriptors.MolWt(molecule), Crippen.MolLogP(molecule)
    donors, acceptors = rdMolDescriptors.CalcNumHBD(molecule), rdMolDescriptors.CalcNumHBA(molecule)
    return (
        Chem.MolToSmiles(molecule),
        Descriptors.ExactMolWt(molecule),
        weight,
        logp,
        Crippen.MolMR(molecule),
        rdMolDescriptors.CalcTPSA(molecule),
        acceptors,
        donors,
        rdMolDescriptors.CalcNumRotatableBonds(molecule),
        rdMolDescriptors.CalcNumRings(molecule),
        rdMolDescriptors.CalcNumAromaticRings(molecule),
        rdMolDescriptors.CalcFractionCSP3(molecule),
        molecule.GetNumHeavyAtoms(),
        Chem.GetFormalCharge(molecule),
        rdMolDescriptors.CalcMolFormula(molecule),
        (weight > 500) + (logp > 5) + (donors > 5) + (acceptors > 10),
        QED.qed(molecule),
        MurckoScaffold.MurckoScaffoldSmiles(mol=molecule),
        DataStructs.BitVectToFPSText(rdMolDescriptors.GetMorganFingerprintAsBitVect(molecule, 2, 2048)),
    )


def carry(piece):
    started = time.process_time()
    rows = []
    for number, smiles in piece:
        try:
            rows.append((number, smiles, measure(smiles)))
        except Exception:  # RDKit's toolkits raise several kinds; the row is rejected as Retort would reject it
            rows.append((number, smiles, None))
    used = time.process_time() - started
    resident = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return rows, used, resident, multiprocessing.current_process().name


def main():
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("file")
    arguments.add_argument("--workers", type=int, default=2)
    arguments.add_argument("--limit", type=int, default=0)
    arguments.add_argument("--out", default="/dev/null")
    arguments.add_argument("--json")
    options = arguments.parse_args()
    with open(options.file, encoding="utf-8") as lines:
        rows = [(number, line.split()[0]) for number, line in enumerate(lines, 1) if line.strip()]
    rows = rows[:options.limit] if options.limit else rows
    pieces = [rows[i:i + PIECE] for i in range(0, len(rows), PIECE)]
    seen, cpu, failed, resident = set(), 0.0, 0, {}
    with multiprocessing.Pool(options.workers, initializer=prepare) as pool:
        pool.map(carry, [rows[:100]] * options.workers, chunksize=1)
        started, own = time.perf_counter(), time.process_time()
        with open(options.out, "w", encoding="utf-8") as out:
            for done, seconds, peak, worker in pool.imap(carry, pieces):
                cpu += seconds
                resident[worker] = max(resident.get(worker, 0), peak)
                for number, smiles, values in done:
                    if values is None:
                        failed += 1
                    elif values[0] not in seen:
                        seen.add(values[0])
                        out.write("\t".join(map(str, (number, smiles) + values)) + "\n")
        wall = time.perf_counter() - started
        cpu += time.process_time() - own
    line = json.dumps({
        "tool": "rdkit", "version": rdBase.rdkitVersion, "workers": options.workers, "molecules": len(rows),
        "kept": len(seen), "failed": failed, "wall_s": wall, "cpu_s": cpu, "molecules_per_s": len(rows) / wall,
        "molecules_per_cpu_s": len(rows) / cpu, "peak_rss_mb": sum(resident.values()) * 1.024 / 1000})
    print(line)
    if options.json:
        with open(options.json, "w", encoding="utf-8") as out:
            out.write(line + "\n")


if __name__ == "__main__":
    main()
