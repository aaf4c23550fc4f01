"""Writes the element table of an installed RDKit as TSV; see the header of elements.tsv for its origin."""

import sys

from rdkit import Chem, rdBase

table = Chem.GetPeriodicTable()
out = sys.stdout
out.write("# Elements: average atomic weight and mass of the most common isotope, in dalton.\n")
out.write("# Values of the periodic table of RDKit %s (BSD-3-Clause), which follow the Blue Obelisk Data\n" % rdBase.rdkitVersion)
out.write("# Repository and NIST; the weights are rounded to 3 decimals, and some are older than IUPAC 2021.\n")
out.write("# valences: those that implicit hydrogens fill up, for an uncharged atom; none for most metals.\n")
out.write("# Written by benchmarks/peers/rdkit_elements.py.\n")
out.write("atomic_number\tsymbol\tweight_da\tcommon_isotope\tcommon_isotope_mass_da\tvalences\n")
for z in range(1, 119):
    out.write("%d\t%s\t%.10g\t%d\t%.12g\t%s\n" % (
        z, table.GetElementSymbol(z), table.GetAtomicWeight(z),
        table.GetMostCommonIsotope(z), table.GetMostCommonIsotopeMass(z),
        " ".join(str(v) for v in table.GetValenceList(z) if v >= 0)))
