"""Writes a table of ring systems that are hard to judge, with the aromatic atoms and bonds that RDKit finds.

Usage: rdkit_aromaticity.py > OUTPUT.tsv
The molecules are made here: frames of one to seven rings, with each of many atoms and groups at the marked places.
"""

from rdkit import Chem, RDLogger

RDLogger.DisableLog("rdApp.*")

# {} takes an atom that has two single bonds in the ring.
BRIDGES = (
    "N O S [Se] [Te] C [CH+] [CH-] [CH] [N-] [NH2+] N(C) N(=O) P [PH2] [AsH] [SH2] S(=O) S(=O)(=O) [Se](=O) B [B-](C)"
    " [BH2-] [Si](C)(C) [C] C(=O) C(=S) C(=N) C(=C) C(=[N+](C)C) C(=[O+]C) C(=P) [N+](=C) P(=O) * [O+](C) [S+](C)"
    " [Al](C) [C-](C) [C+](C) C#C C(=[Se]) C(=*) [Sn](C)(C) C1(CC1) [Se+](C) [N](=S)"
).split()
BRIDGE_FRAMES = (
    "{}1C=C1",
    "{}1C=CC=C1",
    "{}1C=CC=CC=C1",
    "{}1C=CC=CC=CC=C1",
    "{}1C=CC2=C1C=CC=C2",
    "C1=CC=C2{}C=CC2=C1",
    "{}1C=NC2=C1C=NC=N2",
)
# {} takes an atom that has a single and a double bond in the ring.
LINKS = "C N P [N+](C) [N+]([O-]) [O+] [S+] [Se+] [Te+] [B-] [BH-] B [Si](C) * [As] [C-] [C+] S [C] [PH+] [13CH]".split()
LINK_FRAMES = (
    "C1=CC=CC={}1",
    "C1=CC=C{}=C1",
    "C1=CC2=CC=CC={}2C=C1",
    "O1C=C{}=C1",
)
WHOLE = """
C1=CC2=CC=CC=CC2=C1
C1=CC2=CC=CC2=C1
C1=CC2=CC=CC=CC2=CC=C1
C1=CC2=CC3=CC=CC3=CC2=C1
C1=CC2=CC=CC3=C2C1=CC=C3
C1=CC2=C3C(=C1)C=CC1=CC=CC(=C31)C=C2
C1=CC2=CC=C3C=CC=C4C=CC(=C1)C2=C34
C1=CC2=C3C1=CC=CC3=CC=C2
C1=CC2=C3C(=C1)C1=CC=CC4=C1C3=C(C=C4)C=C2
C1=CC=C2C(=C1)C1=CC=CC=C21
C1=CC=C2C(=C1)C1=CC=CC3=CC=CC2=C13
C1=CC2=CC=C3C=CC4=CC=C5C=CC6=CC=C1C1=C2C3=C4C5=C61
C1=CC(=C2C=C2)C=C1
C1=CC(=C2C=CC=C2)C=C1
C1=CC(=C2C=CC=CC=C2)C=C1
C1=CC=CC=CC=C1
C1=CC=CC=CC=CC=C1
C1=CC=CC=CC=CC=CC=CC=C1
C1=CC=CC=CC=CC=CC=CC=CC=CC=C1
C1=CC=CC=CC=CC=CC=CC=CC=CC=CC=CC=C1
C1=CC=CC=CC=CC=CC=CC=CC=CC=CC=CC=CC=CC=CC=C1
C1=CC=CC=CC=CC=CC=CC=CC=CC=CC=CC=CC=CC=CC=CC=CC=C1
C1=CC2=CC3=CC=C(N3)C=C3C=CC(=N3)C=C3C=CC(N3)=CC1=N2
C1CC2=CC3=CC=C(N3)C=C3C=CC(=N3)C=C3C=CC(N3)=CC1=N2
C1=CC2=NC1=NC1=NC(=NC3=NC(=NC4=NC(=N2)C=C4)C=C3)C=C1
C1=CC2=CC3=CC=C(O3)C=C3C=CC(O3)=CC=C1O2
O=C1C=CC(=O)C=C1
O=C1C=CC(=O)C2=CC=CC=C12
O=C1C=COC=C1
O=C1C=CC=CO1
O=C1C2=CC=CC=C2OC2=CC=CC=C12
O=C1C2=CC=CC=C2C(=O)C2=CC=CC=C12
O=C1C=CC=CC=C1
O=C1C=CC1=O
O=C1C(O)=C(O)C1=O
O=C1NC(=O)NC(=O)N1
O=C1NC(=O)C2=C(N1)N=CN2
O=C1NC=NC2=C1N=CN2
O=C1NC=CC(=O)N1
O=C1C=CNC=C1
O=C1C=CC(=O)N1
O=C1NC(=O)C2=CC=CC=C12
C=C1C=CC=C1
C=C1C=CC(=C)C=C1
C=C1C=CC=CC1=C
N=C1C=CC(=O)C=C1
O=C1N=CC=CN1
N1=CC=CN2C=CC=C12
C1=CN2C=CC=CC2=C1
C1=CC2=NC=CN2C=C1
C1=CN2C=CN=C2S1
C1=CC=C2C(=C1)NC1=CC=CC=C12
C1=CC2=CC=CN2C=C1
C1=CC=[N+]2C=CC=CC2=C1
C1=CC2=CC=C[N+]2=CC=C1
C1=CC=C2B(O)NC=CC2=C1
B1NBNBN1
B1=NB=NB=N1
P1=NP=NP=N1
N1=NC=CN1
N1=NN=NN1
[N-]1N=NC=N1
S1N=CC=N1
N1SC=C2C1=CC=CC2
C1=CSC=CS1
C1=COC=CO1
C1=CSC=CN1
C1=NC=C2C=NC=CN12
S1C=CN2C=CSC12
C1=CC2=CSC=C2C=C1
C1=CC2=CNC=C2C=C1
C1=C2C=CC=CC2=CN1
N1C=CC2=C1NC=C2
S1C=CC2=C1C=CS2
C1=CC=C2C(=C1)N=C1C=CC=CC1=N2
C1=CC=C2C(=C1)NC1=CC=CC=C1N2
C1=CC=C2C(=C1)OC1=CC=CC=C1[O+]2
C1=CC2=C3C(=C1)C=CC=C3N=C2
C1=CC2=C(C=C1)C1=CC=CC3=CC=CC2=C13
C1=CC2=CC=CC3=CC=CC1=C23
[CH+]1C2=CC=CC3=CC=CC1=C23
[CH-]1C=CC2=CC=CC3=CC=CC1=C23
C1=CC2=C3C1=CC=C3C=C2
C12=C3C4=C5C1=C1C6=C7C2=C2C8=C3C3=C9C4=C4C%10=C5C5=C1C1=C6C6=C%11C7=C2C2=C7C8=C3C3=C8C9=C4C4=C9C%10=C5C5=C1C1=C6C6=C%11C2=C2C7=C3C3=C8C4=C4C9=C5C1=C1C6=C2C3=C41
C1=CC2=CC3=C4C(=C2C=C1)C=CC1=CC=CC(=C41)C=C3
C1CC2=CC=CC3=C2C1=CC=C3
C1=CC2=C3C(=C1)CC1=CC=CC(=C31)C2
C1CC2=CC=C(CC3=CC=C1C=C3)C=C2
C1=CC2=CC=C1C=CC1=CC=C(C=C1)C=C2
C1CC12C=CC=C2
C1CC12C=CC(=O)C=C2
C1=CC2C=CC1C=C2
C1=CC2=CC1=CC=C2
C1=CC=C2C=C3C=CC=CC3=CC2=C1
C1=CC=C2C(=C1)C=CC1=C2C=CC2=CC=CC=C12
[Fe].[CH-]1C=CC=C1.[CH-]1C=CC=C1
[Fe+2]12345678C9=C1C2=C3C49.C15=C6C7=C81
[Na+].[CH-]1C=CC=C1
[U]1C=CC=C1
[Ge]1C=CC=C1
*1*****1
*1=**=**=1
*1C=**=C1
*1C=CC=C*=C1
C1=CN=[SH]C=C1
C1=CS(=O)C=CN1
C1=CC=S=C1
S1=CC=CC=C1
S1C=CC2=CS=C12
C1=CSC2=CSC=C12
C1=NSN=C1
N1=S=NC2=CC=CC=C12
C1=CC2=NSN=C2C=C1
C1=CC2=N[Se]N=C2C=C1
C1=CC2=NON=C2C=C1
[O-][N+]1=C2C=CC=CC2=NO1
O=[N+]1C=CC=C1
[O-]N1C=CC=C1
[O-][S+]1C=CC=C1
[O-][N+]1=CC=CC=C1
ON1C=CC=CC1=O
[O-]C1=CC=CC=[N+]1C
[NH+]1=CNC=C1
C[N+]1=CN(C)C=C1
[C]1N(C)C=CN1C
[C-]1=[N+](C)C=CN1C
C1=CC=[C-]C=C1
C1=C[C]=CC=C1
C1=CC=[C+]C=C1
C1#CC=CC=C1
C1=CC#CC=CC#CC=C1
C1=C=CC=CC1
C1=C=NC=N1
N1=C=NC=C1
C1=CC2=CC=CC2=CC=C1
C1=CC2=CC=CC=CC2=C1C1=CC=CC2=CC=CC=CC12
C1=CC2=C3C=CC=CC3=CC2=CC=C1
C1=CC2=CC3=CC=CC=CC3=C2C=C1
C1=CC2=C(C1)C=CC=C2
C1=CC2=CC=CC2=N1
N1C2=CC=CC=CC2=CC2=C1C=CC=C2
O=C1C=C2C=CC=CC2=CC=C1
O=C1C=CC=C2C=CC=C12
O=C1C=C2C=CC=CC=C2O1
O=S1(=O)C=CC=C1
O=P1(C)C=CC=C1
C1=CC=CC2=NC=NC=C12
C1=CC2=CC=C3C=CC=CC=C3N2C=C1
N12C=CC=C1C=CC=C2
N1(C=CC=C1)C1=CC=CC=C1
O=C1C2=C(N=CN2C)N(C)C(=O)N1C
CN1C=NC2=C1C(=S)NC(N)=N2
NC1=NC(=O)C2=NC=CN=C2N1
CC1=CC2=C(C=C1C)N(C)C1=NC(=O)NC(=O)C1=N2
C1=CC(=[N+](C)C)C=CC1=C1C=CC(=O)C=C1
CN(C)C1=CC2=[S+]C3=CC(=CC=C3N=C2C=C1)N(C)C
O=C1C=CC2=C(C3=CC=CC=C3)C3=CC=C(O)C=C3OC2=C1
C1=CC=C(C=C1)C1=C2C=CC(=CC=CC3=CC=CC=C3)C2=CC=C1
[H][H].C1=CC=CC=C1
*1C=CC=C1
*1*C=CC=1
*1*C=C*1
*1C=C*C1
*1*=CC=*1
*1*=**=C1
*1*=**=*1
*1=**=**=C1
*1=C*=C*=C1
*1=CC=*C=C1
*1C=C*C=C1
*1C=C*=CC=C1
*1C=CC=CC=C1
*1C=CC=C*1
*1=CC=C1
*1=C*=C1
*1C=C1
*1*C1
*1*=C1
*1C=*1
N1*=CC=C1
N1*=C*=C1
N1*=**=C1
N1*=**=*1
*1C=**N1
*1C=*NN1
O1**OC=C1
O1C=**C1
*1C=CC=CC=CC=C1
*1C=C*=CC=CC=C1
*1N*N1
*1*O*N1
*1C=CC=CC1=C
*1C=CC=CC=CC1=C
*1C=CC(=C)C1=C
*1C=CC1=C
*1C(=C)C=CC1=C
*1C(=C)C=CC=C1
*1(=C)C=CC=C1
*1(=C)C=CC=CC1=C
*1(=C)C=CC=CC=C1
*1(=O)C=CC=CC=C1
*1(=O)C=CC=C1
*1(C)(C)C=CC=C1
*1(C)C=CC=C1
*1(C)(C)(C)C=CC=C1
*1(C)=CC=CC=C1
*1(C)(C)=CC=CC=C1
[*+]1C=CC=CC=C1
[*+]1C=CC=C1
*1=C=CC=C1
*12C=CC=C1C=CC=C2
[2H]C1=C([2H])C=CC=C1
[2H]N1C=CC=C1
[H]N1C=CC=C1
"""


def molecules():
    for frame in BRIDGE_FRAMES:
        for bridge in BRIDGES:
            # The ring number goes behind the atom, ahead of what hangs on it.
            yield place(frame, bridge)
    for frame in LINK_FRAMES:
        for link in LINKS:
            yield place(frame, link)
    yield from WHOLE.split()


def place(frame, atom):
    end = atom.index("]") + 1 if atom.startswith("[") else 1
    at = frame.index("{}") + 2
    digits = len(frame[at:]) - len(frame[at:].lstrip("0123456789"))
    if atom == "C#C" or not digits:
        return frame.replace("{}", atom)
    return frame[: at - 2] + atom[:end] + frame[at : at + digits] + atom[end:] + frame[at + digits :]


def main():
    seen = set()
    print("smiles\tatoms\tbonds")
    for smiles in molecules():
        mol = Chem.MolFromSmiles(smiles)
        if mol is None or smiles in seen:
            continue
        seen.add(smiles)
        atoms = "".join("01"[atom.GetIsAromatic()] for atom in mol.GetAtoms())
        # RDKit flags a triple bond in an aromatic ring too, but keeps its type, which is what counts here.
        bonds = [b for b in mol.GetBonds() if b.GetBondType() == Chem.BondType.AROMATIC]
        pairs = [sorted((b.GetBeginAtomIdx(), b.GetEndAtomIdx())) for b in bonds]
        print("%s\t%s\t%s" % (smiles, atoms, " ".join("%d-%d" % tuple(pair) for pair in sorted(pairs))))


if __name__ == "__main__":
    main()
