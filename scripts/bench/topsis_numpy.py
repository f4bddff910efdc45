"""Entropy weights, closeness and ranks of rows in memory, as a ratio to a floor in seconds."""

import sys
import time

import numpy as np

YEARS = 10


def ranks(score):
    rank = np.empty(len(score), dtype=np.int64)
    rank[np.argsort(-score, kind="stable")] = np.arange(1, len(score) + 1)
    return rank


def evaluate(x):
    low, high = x.min(axis=0), x.max(axis=0)
    r = (x - low) / (high - low)
    p = r / r.sum(axis=0)
    with np.errstate(divide="ignore", invalid="ignore"):
        terms = np.where(p > 0, p * np.log(p), 0)
    w = 1 + terms.sum(axis=0) / np.log(len(x))
    w /= w.sum()
    del terms, p
    plus = np.sqrt((((1 - r) * w) ** 2).sum(axis=1))
    minus = np.sqrt(((r * w) ** 2).sum(axis=1))
    closeness = minus / (plus + minus)
    return closeness, ranks(closeness)


rows, floor = int(sys.argv[1]), float(sys.argv[2])
x = np.exp(np.random.default_rng(1).standard_normal((rows, 26)))
year = np.arange(rows) % YEARS
begun = time.perf_counter()
evaluate(x)
pooled = time.perf_counter() - begun
begun = time.perf_counter()
for one in range(YEARS):
    evaluate(x[year == one])
yearly = time.perf_counter() - begun
print(f"numpy, in memory, one group: pooled {pooled / floor:.1f}, per-year {yearly / floor:.1f}")
