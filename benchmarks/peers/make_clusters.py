#!/usr/bin/env python3
"""Makes the example clusters in datasets/clusters and their cards. Needs numpy; the same files come out each time.

Molecules are nearly rigid (springs between all their atoms) and attract each other by point charges and Lennard-Jones
terms. Random starts are relaxed with FIRE (Bitzek et al., Phys. Rev. Lett. 97, 170201 (2006)); the lowest is kept. The
charges and radii are TIP3P's for water (Jorgensen et al., J. Chem. Phys. 79, 926 (1983)) and chosen to be plausible for
the others: these are examples, no reference structures.

    python3 benchmarks/peers/make_clusters.py datasets/clusters
"""
import hashlib
import math
import pathlib
import sys

import numpy as np

KCAL = 332.0637  # e^2/angstrom in kcal/mol
SPRING = 2000.0  # kcal/mol/angstrom^2
# element: sigma in angstrom, epsilon in kcal/mol
LJ = {"O": (3.15, 0.152), "N": (3.30, 0.17), "F": (2.95, 0.12), "Cl": (4.20, 0.12), "H": (0.40, 0.046)}


def water():
    half = math.radians(104.52) / 2
    r = 0.9572
    return ["O", "H", "H"], [[0, 0, 0], [r * math.sin(half), r * math.cos(half), 0],
                             [-r * math.sin(half), r * math.cos(half), 0]], [-0.834, 0.417, 0.417], 0


def ammonia():
    r, angle = 1.0124, math.radians(106.67)
    side = 2 * r * math.sin(angle / 2)
    out = side / math.sqrt(3)
    up = math.sqrt(r * r - out * out)
    turns = [2 * math.pi * k / 3 for k in range(3)]
    return ["N", "H", "H", "H"], [[0, 0, 0]] + [[out * math.cos(t), out * math.sin(t), up] for t in turns], [
        -1.02, 0.34, 0.34, 0.34], 0


def hydrogen_fluoride():
    return ["F", "H"], [[0, 0, 0], [0.9168, 0, 0]], [-0.45, 0.45], 0


def chloride():
    return ["Cl"], [[0, 0, 0]], [-1.0], -1


class Field:
    def __init__(self, molecules):
        self.symbols = [s for m in molecules for s in m[0]]
        charges = np.array([q for m in molecules for q in m[2]])
        owner = np.array([i for i, m in enumerate(molecules) for _ in m[0]])
        i, j = np.triu_indices(len(owner), 1)
        inside = owner[i] == owner[j]
        rest = np.vstack([np.array(m[1], float) for m in molecules])
        self.bonds = (i[inside], j[inside])
        self.length = np.linalg.norm(rest[i[inside]] - rest[j[inside]], axis=1)
        self.pairs = (i[~inside], j[~inside])
        self.qq = KCAL * charges[i[~inside]] * charges[j[~inside]]
        sigma = np.array([LJ[s][0] for s in self.symbols])
        epsilon = np.array([LJ[s][1] for s in self.symbols])
        self.sigma = (sigma[self.pairs[0]] + sigma[self.pairs[1]]) / 2
        self.epsilon = np.sqrt(epsilon[self.pairs[0]] * epsilon[self.pairs[1]])

    def energy(self, x):
        force = np.zeros_like(x)
        d = x[self.pairs[0]] - x[self.pairs[1]]
        r = np.linalg.norm(d, axis=1)
        s6 = (self.sigma / r) ** 6
        total = np.sum(self.qq / r + 4 * self.epsilon * (s6 * s6 - s6))
        pull = (self.qq / r + 24 * self.epsilon * (2 * s6 * s6 - s6)) / (r * r)
        np.add.at(force, self.pairs[0], pull[:, None] * d)
        np.add.at(force, self.pairs[1], -pull[:, None] * d)
        if len(self.length):
            d = x[self.bonds[0]] - x[self.bonds[1]]
            r = np.linalg.norm(d, axis=1)
            total += SPRING / 2 * np.sum((r - self.length) ** 2)
            pull = -SPRING * (r - self.length) / r
            np.add.at(force, self.bonds[0], pull[:, None] * d)
            np.add.at(force, self.bonds[1], -pull[:, None] * d)
        return total, force

    def relax(self, x, steps=4000):
        v = np.zeros_like(x)
        dt, alpha, good = 0.005, 0.1, 0
        for _ in range(steps):
            energy, force = self.energy(x)
            norm = np.linalg.norm(force)
            if norm < 1e-4:
                break
            if np.vdot(force, v) > 0:
                v = (1 - alpha) * v + alpha * force / norm * np.linalg.norm(v)
                good += 1
                if good > 5:
                    dt, alpha = min(dt * 1.1, 0.02), alpha * 0.99
            else:
                v[:], dt, alpha, good = 0, dt * 0.5, 0.1, 0
            v += dt * force
            step = dt * v
            longest = np.abs(step).max()
            x = x + step * min(1, 0.1 / longest) if longest > 0 else x
        return self.energy(x)[0], x


def turned(rng, places):
    q = rng.normal(size=4)
    w, a, b, c = q / np.linalg.norm(q)
    matrix = np.array([[1 - 2 * (b * b + c * c), 2 * (a * b - w * c), 2 * (a * c + w * b)],
                       [2 * (a * b + w * c), 1 - 2 * (a * a + c * c), 2 * (b * c - w * a)],
                       [2 * (a * c - w * b), 2 * (b * c + w * a), 1 - 2 * (a * a + b * b)]])
    return np.array(places, float) @ matrix.T


def start(rng, molecules):
    side = 3.1 * math.ceil(len(molecules) ** (1 / 3))
    centers = []
    while len(centers) < len(molecules):
        place = rng.uniform(-side / 2, side / 2, 3)
        if all(np.linalg.norm(place - c) > 2.5 for c in centers):
            centers.append(place)
    return np.vstack([turned(rng, m[1]) + c for m, c in zip(molecules, centers)])


def make(folder, name, title, molecules, tries):
    rng = np.random.default_rng(20261121)
    field = Field(molecules)
    best = min((field.relax(start(rng, molecules)) for _ in range(tries)), key=lambda found: found[0])
    x = best[1] - best[1].mean(axis=0)
    sizes = [len(m[0]) for m in molecules]
    charges = [m[3] for m in molecules]
    partial = [q for m in molecules for q in m[2]]
    owner = [i + 1 for i, n in enumerate(sizes) for _ in range(n)]
    head = "Properties=species:S:1:pos:R:3:fragment:I:1:partial_charge:R:1 units=angstrom"
    if any(charges):
        head += ' fragment_charges="' + " ".join(map(str, charges)) + '"'
    lines = [str(len(x)), head]
    for s, p, f, q in zip(field.symbols, x, owner, partial):
        lines.append(f"{s:2s} {p[0]:13.8f} {p[1]:13.8f} {p[2]:13.8f} {f:3d} {q:7.3f}")
    text = "\n".join(lines) + "\n"
    (folder / f"{name}.xyz").write_text(text)
    digest = hashlib.sha256(text.encode()).hexdigest()
    (folder / f"{name}.md").write_text(f"""# {name}.xyz

{title}

| | |
| --- | --- |
| Fragments | {len(sizes)}, of {", ".join(map(str, sorted(set(sizes))))} atoms; charges {" ".join(map(str, charges))}; all singlets |
| Atoms | {len(x)} |
| Format | extended XYZ, one frame, UTF-8, LF |
| SHA-256 | `{digest}` |
| Licence | CC0-1.0 |
| Origin | made by `benchmarks/peers/make_clusters.py`, seed 20261121, {tries} starts |

| Column | Meaning | Unit |
| --- | --- | --- |
| `species` | element | none |
| `pos` | x, y, z | angstrom |
| `fragment` | number of the molecule, from 1 | none |
| `partial_charge` | charge of the force field, for embedding | elementary charge |

Known limits: relaxed with a simple force field, so it is plausible but no minimum of any quantum-chemical method.
""")
    print(name, len(x), best[0], flush=True)


def main():
    folder = pathlib.Path(sys.argv[1])
    for count, tries in [(2, 20), (3, 20), (4, 30), (6, 30), (8, 30), (16, 12)]:
        make(folder, f"water_{count}", f"{count} water molecules, relaxed from random starts.", [water()] * count, tries)
    make(folder, "mixed_4", "Two water molecules, ammonia and hydrogen fluoride.",
         [water(), ammonia(), hydrogen_fluoride(), water()], 30)
    make(folder, "chloride_water_4", "A chloride ion and four water molecules.", [chloride()] + [water()] * 4, 30)


main()
