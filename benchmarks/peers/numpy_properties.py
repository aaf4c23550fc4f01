"""Writes columns of numbers, and what numpy makes of them.

Usage: numpy_properties.py VALUES.tsv PROFILE.tsv

The columns: one that is far from zero, one of few whole numbers with many ties, one with missing values that falls as the
first rises, one that does not vary.
"""

import sys

import numpy as np

ROWS = 300
NAMES = ["mass", "rings", "logp", "flat"]
PROBABILITIES = [0.05, 0.25, 0.5, 0.75, 0.95]


def columns():
    random = np.random.RandomState(6)
    mass = np.round(1e6 + random.normal(350, 80, ROWS), 3)
    rings = random.poisson(2, ROWS).astype(float)
    logp = np.round(3 - (mass - 1e6) / 200 + random.normal(0, 0.7, ROWS), 2)
    logp[random.rand(ROWS) < 0.1] = np.nan
    return [mass, rings, logp, np.full(ROWS, 0.1)]


def ranks(values):
    """Equal values share the mean of their ranks."""
    return np.array([((values < v).sum() + 1 + (values <= v).sum()) / 2 for v in values])


def correlation(x, y, by_rank):
    both = ~np.isnan(x) & ~np.isnan(y)
    x, y = x[both], y[both]
    if x.min() == x.max() or y.min() == y.max():
        return float("nan")
    if by_rank:
        x, y = ranks(x), ranks(y)
    return np.corrcoef(x, y)[0, 1]


def main(values_path, profile_path):
    data = columns()
    with open(values_path, "w") as out:
        print(*NAMES, sep="\t", file=out)
        for row in zip(*data):
            print(*("" if np.isnan(v) else repr(float(v)) for v in row), sep="\t", file=out)
    with open(profile_path, "w") as out:
        print("column", "figure", "value", sep="\t", file=out)
        for name, column in zip(NAMES, data):
            present = column[~np.isnan(column)]
            figures = {
                "count": len(present),
                "missing": len(column) - len(present),
                "mean": present.mean(),
                "sd": present.std(ddof=1),
                "min": present.min(),
                "max": present.max(),
            }
            figures.update({f"q{p}": np.quantile(present, p) for p in PROBABILITIES})
            for other, values in zip(NAMES, data):
                figures["pearson " + other] = correlation(column, values, False)
                figures["spearman " + other] = correlation(column, values, True)
            for figure, value in figures.items():
                print(name, figure, repr(float(value)), sep="\t", file=out)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
