"""Writes the table of MACCS keys that RDKit has, for src/main/resources/io/retort/chem/maccs.tsv.

Usage: rdkit_maccs.py > maccs.tsv
"""

from rdkit.Chem import MACCSkeys

HEADER = """\
# MACCS structural keys: a key is set if its pattern is found more often than the given number of times, matches with
# the same atoms counted once. Keys 1, 125 (two aromatic rings) and 166 (two molecules) have no pattern.
# Definition: MDL Information Systems; Durant, Leland, Henry, Nourse, J. Chem. Inf. Comput. Sci. 2002, 42, 1273.
# Patterns: RDKit 2022.09.3 (BSD-3-Clause), MACCSkeys. Written by benchmarks/peers/rdkit_maccs.py.
key\tmore_than\tsmarts"""


def main():
    print(HEADER)
    for key, (smarts, more_than) in sorted(MACCSkeys.smartsPatts.items()):
        if smarts != "?":
            print("%d\t%d\t%s" % (key, more_than, smarts))


if __name__ == "__main__":
    main()
