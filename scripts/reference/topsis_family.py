"""Expected values of conf/industrial-transfer.conf, from the definitions and with numpy alone.

    python3 scripts/reference/topsis_family.py > jobs/src/test/resources/reference/industrial-transfer.json

Loops over pairs and rows where the job sorts, merges and streams, so that the two share no code and no
algorithm: coupling coordination, Dagum's decomposition, sigma- and beta-convergence, densities, and the
ranking under other normalisations, shifts, weights and sets of indicators.
"""

import csv
import json
import math
import pathlib
import sys

import numpy as np

NEGATIVE = {"X10", "X19", "X26"}
CRITERIA = [range(0, 10), range(10, 19), range(19, 26)]
TOP = 5
POINTS = 200

folder = pathlib.Path(__file__).resolve().parents[2] / "conf" / "data"
with open(folder / "industrial-transfer.csv", encoding="utf-8") as file:
    table = list(csv.DictReader(file))
names = [f"X{j}" for j in range(1, 27)]
x = np.array([[float(row[name]) for name in names] for row in table])
unit = np.array([row["city"] for row in table])
year = np.array([int(row["year"]) for row in table])
region = np.array([row["region"] for row in table])
years = sorted(set(year))


def weights_of(rule, raw, r, shift):
    n, m = r.shape
    if rule == "equal":
        w = np.ones(m)
    elif rule == "critic":
        w = r.std(axis=0, ddof=1) * (1 - np.corrcoef(r.T)).sum(axis=1)
    elif rule == "coefficient-of-variation":
        w = raw.std(axis=0, ddof=1) / abs(raw.mean(axis=0))
    else:
        p = (r + shift) / (r + shift).sum(axis=0)
        with np.errstate(divide="ignore", invalid="ignore"):
            w = 1 + np.where(p > 0, p * np.log(p), 0).sum(axis=0) / math.log(n)
    return w / w.sum()


def evaluate(columns, normalisation="min-max", shift=0.0, rule="entropy"):
    raw = x[:, columns]
    negative = np.array([names[j] in NEGATIVE for j in columns])
    low, high = raw.min(axis=0), raw.max(axis=0)
    r = np.where(negative, high - raw, raw - low) / (high - low)
    w = weights_of(rule, raw, r, shift)
    if normalisation == "min-max":
        v = w * (r + shift)
    elif normalisation == "vector":
        v = w * r / np.sqrt((r**2).sum(axis=0))
    else:
        v = w * raw / np.sqrt((raw**2).sum(axis=0))
    turned = negative & (normalisation == "raw-vector")
    best = np.where(turned, v.min(axis=0), v.max(axis=0))
    worst = np.where(turned, v.max(axis=0), v.min(axis=0))
    plus = np.sqrt(((v - best) ** 2).sum(axis=1))
    minus = np.sqrt(((v - worst) ** 2).sum(axis=1))
    return r, w, minus / (plus + minus)


def coupling(r, w):
    u = np.array([(r[:, c] * w[c]).sum(axis=1) / w[c].sum() for c in map(list, CRITERIA)]).T
    c = u.prod(axis=1) ** (1 / 3) / u.mean(axis=1)
    t = u.mean(axis=1)
    return c, t, np.sqrt(c * t)


def gini(score, group):
    n, mean = len(score), score.mean()
    parts = dict(gini=abs(score[:, None] - score).sum() / (2 * n * n * mean))
    parts.update(within=0.0, net_between=0.0, transvariation=0.0)
    present = sorted(set(group), key=lambda one: score[group == one].mean())
    for h, poorer in enumerate(present):
        b = score[group == poorer]
        for j, richer in enumerate(present[h:], h):
            a = score[group == richer]
            pairs = a[:, None] - b
            between = abs(pairs).mean() / (a.mean() + b.mean())
            share = len(a) * len(b) / n**2 * (a.mean() + b.mean()) / mean
            if j == h:
                parts["within"] += between * share / 2
                continue
            above, below = np.maximum(pairs, 0).mean(), np.maximum(-pairs, 0).mean()
            affluence = (above - below) / (above + below)
            parts["net_between"] += between * share * affluence
            parts["transvariation"] += between * share * (1 - affluence)
    return parts


def convergence(score):
    at = {(u, t): s for u, t, s in zip(unit, year, score)}
    pairs = [(u, t, math.log(at[u, t]), math.log(at[u, t + 1] / at[u, t])) for u, t in at if (u, t + 1) in at]
    units, times = np.array([p[0] for p in pairs]), np.array([p[1] for p in pairs])
    level, growth = np.array([p[2] for p in pairs]), np.array([p[3] for p in pairs])
    n, clusters = len(pairs), sorted(set(units))
    of_unit = np.array([units == u for u in clusters], float).T
    of_year = np.array([times == t for t in sorted(set(times))], float).T
    models = []
    # Degrees of freedom of the effects: a constant; years; years but one, units being the clusters.
    for name, effects, lost in [
        ("absolute", np.ones((n, 1)), 1),
        ("year effects", of_year, of_year.shape[1]),
        ("unit and year effects", np.hstack([of_unit, of_year[:, 1:]]), of_year.shape[1]),
    ]:
        coefficients, *_ = np.linalg.lstsq(np.column_stack([level, effects]), growth, rcond=None)
        residual = growth - np.column_stack([level, effects]) @ coefficients
        within = level - effects @ np.linalg.lstsq(effects, level, rcond=None)[0]
        meat = sum((within[units == u] @ residual[units == u]) ** 2 for u in clusters)
        correction = (n - 1) / (n - 1 - lost) * len(clusters) / (len(clusters) - 1)
        error = math.sqrt(meat * correction) / (within @ within)
        models.append(dict(model=name, nobs=n, beta=coefficients[0], std_error=error))
    return models


def densities(score):
    width = {}
    for t in years:
        s = score[year == t]
        upper, lower = np.percentile(s, [75, 25])
        width[t] = 0.9 * min(s.std(ddof=1), (upper - lower) / 1.34) * len(s) ** -0.2
    reach = 3 * max(width.values())
    points = np.linspace(score.min() - reach, score.max() + reach, POINTS)
    curves = []
    for t in years:
        z = (points[:, None] - score[year == t]) / width[t]
        density = np.exp(-z * z / 2).mean(axis=1) / (width[t] * math.sqrt(2 * math.pi))
        curves.append(dict(time=int(t), bandwidth=width[t], density_at=density[60], highest=density.max()))
    return curves


def above(score, one):
    return int((np.round(score, 12) > np.round(one, 12)).sum())


def within_year(score):
    return np.array([above(score[year == t], s) + 1 for t, s in zip(year, score)])


def mid_ranks(score):
    return np.array([above(-score, -s) + (np.round(score, 12) == np.round(s, 12)).sum() / 2 for s in score])


def robustness(base):
    everything = list(range(26))
    variants = [("normalisation", n, dict(columns=everything, normalisation=n)) for n in ("vector", "raw-vector")]
    variants += [("shift", "0.0001", dict(columns=everything, shift=0.0001))]
    variants += [
        ("weights", w, dict(columns=everything, rule=w)) for w in ("equal", "critic", "coefficient-of-variation")
    ]
    variants += [("left-out", names[j], dict(columns=everything[:j] + everything[j + 1 :])) for j in everything]
    compared = []
    for kind, to, arguments in variants:
        score = evaluate(**arguments)[2]
        mine, theirs = within_year(base), within_year(score)
        kept = []
        for t in years:
            top, other = mine[year == t] <= TOP, theirs[year == t] <= TOP
            kept.append((top & other).sum() / max(top.sum(), other.sum()))
        compared.append(
            dict(
                changed=kind,
                to=to,
                rank_correlation=np.corrcoef(mid_ranks(base), mid_ranks(score))[0, 1],
                top_k_overlap=np.mean(kept),
                largest_rank_change=int(abs(mine - theirs).max()),
                share_of_ranks_changed=(mine != theirs).mean(),
            )
        )
    return compared


r, w, score = evaluate(list(range(26)))
c, t, d = coupling(r, w)
in_year = [(int(one), year == one) for one in years]
json.dump(
    dict(
        meta=dict(generator="scripts/reference/topsis_family.py", numpy=np.__version__),
        coupling=[dict(time=y, c=c[s].mean(), t=t[s].mean(), d=d[s].mean()) for y, s in in_year],
        gini=[dict(time=y, **gini(score[s], region[s])) for y, s in in_year],
        gini_overall=gini(score, region),
        sigma=[
            dict(time=y, mean=score[s].mean(), sd=score[s].std(ddof=1), cv=score[s].std(ddof=1) / score[s].mean())
            for y, s in in_year
        ],
        beta=convergence(score),
        density=densities(score),
        robustness=robustness(score),
    ),
    sys.stdout,
    indent=1,
    default=float,
)
print()
