"""Writes how many tetrahedral stereocenters RDKit's first perception of stereo sees in molecules made here.

Usage: rdkit_stereocenters.py > stereocenters.tsv
Each place marked `?` in a pattern is left without a mark, and filled with `@` and `@@`, in all combinations.
"""

import itertools

from rdkit import Chem, RDLogger
from rdkit.Chem import rdMolDescriptors as rd

RDLogger.DisableLog("rdApp.*")

PATTERNS = r"""
F[C?H](Cl)Br
F[C?H](Cl)[C?H](F)Cl
F[C?H](Cl)[C?H](F)[C?H](F)Cl
C[C?H]1CC[C?H](C)CC1
C[C?H]1CCC[C?H](C)C1
C[C?H]1CCC[C?H](O)C1
O[C?H]1C[C?H](O)C1
N[C?H](C)C(=O)N[C?H](CC)C(=O)O
C/C=C/[C?H](F)/C=C/C
C/C=C/[C?H](F)/C=C\C
CC[S?](C)=O
CC[S?+](C)CCC
CC[P?](C)(=O)O
CC[N?+](C)(CCC)CCCC
C[C?]12CCC[C?H]1CCC2
OC[C?H]1O[C?H](O)CC[C?H]1O
C[C?]1(F)CC12CC2
CC[Si?](C)(O)F
[2H][C?H](C)O
[13CH3][C?H](C)O
"""

SINGLE = """
C
CC(C)C
CC(C)O
CCC(C)O
CC(F)(F)C(F)(F)F
CC1CC1
CC1CCC1C
CC1CC2CC1CC2
OC1CC2CCC1C2
C12C3C4C1C5C2C3C45
C1C2CC3CC1CC(C2)C3
NC12CC3CC(CC(C3)C1)C2
C1CN2CCC1CC2
CC1CN2CCC1CC2
C1CCN2CCCCC2C1
C1CC2CCCN2C1
CC1CN1C
CC1(C)CN1C
CN1CC1
CCN(C)CCC
CC[NH+](C)CCC
CC[NH2+]C
CS(C)=O
CCS(C)=O
CCS(C)(=O)=O
CCS(C)(=O)=N
CC[Se](C)=O
CC[S+](C)CCC
CP(C)C
CCP(C)CCC
CPCC
CP(=O)(O)O
CP(=O)(O)OC
CP(=O)([O-])[O-]
COP(=O)(O)OC
COP(=O)(O)OCC
COP(=S)(O)OCC
OP(=O)(O)OP(=O)(O)O
CC[As](C)(=O)O
CC(C)=C=C(C)Cl
CC=C=CC
CC=CC(F)C=CC
C1CC12CC(C)C2
C1CCC2(CC1)OCCO2
CC1CCC2(CC1)OCCO2
CC1OCCO1
C1OC2COCC2O1
OC1C(O)C(O)C(O)C(O)C1O
OCC(O)C(O)C(O)C(O)CO
OCC(O)CO
OC(=O)C(O)C(O)C(=O)O
OC(=O)CC(O)(CC(=O)O)C(=O)O
CC(O)c1ccccc1
c1ccc(cc1)C(c1ccccc1)O
c1ccc(cc1)C(c1ccncc1)O
C1=CCC2CC12
C1CC2=C3CCCC3CCC2C1
CC1(C)C2CCC1(C)C(=O)C2
N[Pt](Cl)(Br)I
C[B-](F)(Cl)CC
[CH3:1]C([CH3:2])(F)Cl
OC(F)(Cl)[2H]
CC([2H])O
CC([13CH3])O
FC(Cl)(Br)I
CC(C#N)(C=C)C=O
"""


def marked(pattern):
    parts = pattern.split("?")
    for marks in itertools.product(["", "@", "@@"], repeat=len(parts) - 1):
        text = parts[0]
        for mark, part in zip(marks, parts[1:]):
            text += mark + part
        yield text


def main():
    print("smiles\tstereocenters\tstereocenters_unassigned")
    for smiles in [text for pattern in PATTERNS.split() for text in marked(pattern)] + SINGLE.split():
        mol = Chem.MolFromSmiles(smiles)
        counts = (rd.CalcNumAtomStereoCenters(mol), rd.CalcNumUnspecifiedAtomStereoCenters(mol))
        print("%s\t%d\t%d" % ((smiles,) + counts))


if __name__ == "__main__":
    main()
