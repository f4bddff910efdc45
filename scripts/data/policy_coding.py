#!/usr/bin/env python3
"""Writes conf/data/policy-coding.csv: a SYNTHETIC coding of science-technology-finance policies.

No document was read and no province was measured. The names are those of the 31 provincial units of
mainland China; every number is drawn from the process below, so that the study in
conf/policy-performance.conf has something to run on.

  * Each province has a propensity in (0, 1) for each of five groups of policy tools
    (IBA, PGS, KTD, RDC, PRG): two common factors and noise of its own.
  * Each of 19 measure points holds how many observation contents of its kind the policies of the
    province mention: 0 to 10, binomial around the province's propensity for the group. A first coder
    counts them; a second one, whose columns end in _2, sees the same count in nine of ten cells and
    is off by one otherwise.
  * Growth of the sector relative to the service industry is high where (IBA and PGS and KTD) or
    (RDC and PRG and not IBA) is strong, exp of a multiple of that strength, with multiplicative
    noise; one province in twenty grows for reasons outside the model. Rounded to two decimals.

Python's generator with the seed below gives the same file on every machine:

  python3 scripts/data/policy_coding.py > conf/data/policy-coding.csv
"""

import math
import random
import sys

SEED = 31
POINTS = {"IBA": 4, "PGS": 4, "KTD": 3, "RDC": 4, "PRG": 4}
CONTENTS = 10
PROVINCES = """Beijing Tianjin Hebei Shanxi Inner-Mongolia Liaoning Jilin Heilongjiang Shanghai
Jiangsu Zhejiang Anhui Fujian Jiangxi Shandong Henan Hubei Hunan Guangdong Guangxi Hainan Chongqing
Sichuan Guizhou Yunnan Tibet Shaanxi Gansu Qinghai Ningxia Xinjiang""".split()


def propensities(draw):
    """One propensity for each group, from two common factors and noise of its own."""
    first, second = draw.gauss(0, 1), draw.gauss(0, 1)
    loadings = {"IBA": (0.9, 0.2), "PGS": (0.7, 0.5), "KTD": (0.8, -0.3), "RDC": (-0.2, 1.0),
                "PRG": (0.3, 0.9)}
    return {
        group: 1 / (1 + math.exp(-1.6 * (a * first + b * second + draw.gauss(0, 0.6))))
        for group, (a, b) in loadings.items()
    }


def growth(strength, draw):
    """Growth relative to the service industry: below 0.3 is stagnation, above 3 a boom."""
    one = min(strength["IBA"], strength["PGS"], strength["KTD"])
    other = min(strength["RDC"], strength["PRG"], 1 - strength["IBA"])
    pull = draw.random() if draw.random() < 0.05 else max(one, other)
    return round(math.exp(6.0 * (pull - 0.5) + draw.gauss(0, 0.2)), 2)


def second_look(count, draw):
    """The second coder's count."""
    if draw.random() < 0.9:
        return count
    return min(CONTENTS, count + 1) if draw.random() < 0.5 else max(0, count - 1)


def main():
    draw = random.Random(SEED)
    points = [f"{group}{i + 1}" for group, n in POINTS.items() for i in range(n)]
    lines = [",".join(["province"] + points + [p + "_2" for p in points] + ["growth_ratio"])]
    for province in PROVINCES:
        strength = propensities(draw)
        counts = [
            sum(draw.random() < strength[group] for _ in range(CONTENTS))
            for group, n in POINTS.items()
            for _ in range(n)
        ]
        again = [second_look(count, draw) for count in counts]
        lines.append(",".join(map(str, [province, *counts, *again, growth(strength, draw)])))
    sys.stdout.write("\n".join(lines) + "\n")


if __name__ == "__main__":
    main()
