"""Entropy weights, closeness and ranks of rows in memory, as a ratio to a floor in seconds."""

import sys
import time

import numpy as np

rows, floor = int(sys.argv[1]), float(sys.argv[2])
x = np.exp(np.random.default_rng(1).standard_normal((rows, 26)))
begun = time.perf_counter()
low, high = x.min(axis=0), x.max(axis=0)
r = (x - low) / (high - low)
p = r / r.sum(axis=0)
with np.errstate(divide="ignore", invalid="ignore"):
    terms = np.where(p > 0, p * np.log(p), 0)
w = 1 + terms.sum(axis=0) / np.log(rows)
w /= w.sum()
del terms, p
plus = np.sqrt((((1 - r) * w) ** 2).sum(axis=1))
minus = np.sqrt(((r * w) ** 2).sum(axis=1))
closeness = minus / (plus + minus)
rank = np.empty(rows, dtype=np.int64)
rank[np.argsort(-closeness, kind="stable")] = np.arange(1, rows + 1)
print(f"numpy, in memory, one score, pooled: {(time.perf_counter() - begun) / floor:.1f}")
