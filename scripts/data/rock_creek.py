#!/usr/bin/env python3
"""Writes conf/data/rock-creek.csv: a SYNTHETIC daily record of a watershed of 89 km², two years.

No creek was measured. From 2022-01-01 to 2023-12-31:

  * flow (m³/s): exp of a yearly wave, highest in spring, plus autocorrelated normal noise; storms on
    one day in twenty-five multiply it and fade over the following days; in the dry weeks of August it
    is zero now and then;
  * nitrate (mg/L): 2.4 + 0.35 ln(flow) + normal noise, never below 0.1; phosphorus (mg/L): 0.05 +
    0.02 flow, with noise.

Some values are not measured (empty), a few entries are stray ("n/a", "<0.1", -9), and nine days have
no row at all, so that the cleaning of the study in conf/rock-creek.conf has something to do.

Python's generator with the seed below gives the same file on every machine:

  python3 scripts/data/rock_creek.py > conf/data/rock-creek.csv
"""

import datetime
import math
import random
import sys

SEED = 89
FIRST = datetime.date(2022, 1, 1)
DAYS = 730


def main():
    draw = random.Random(SEED)
    noise = storm = 0.0
    out = sys.stdout
    out.write("date,flow,nitrate,phosphorus\n")
    strays = dict(zip(draw.sample(range(DAYS), 6), ["n/a", "<0.1", "-9", "n/a", "--", "-9"]))
    absent = set(draw.sample(range(DAYS), 9))
    for day in range(DAYS):
        date = FIRST + datetime.timedelta(days=day)
        noise = 0.8 * noise + draw.gauss(0, 0.15)
        storm = 0.6 * storm + (draw.uniform(0.8, 2.2) if draw.random() < 0.04 else 0)
        wave = 0.6 * math.cos(2 * math.pi * (day - 80) / 365)
        flow = math.exp(-0.3 + wave + noise + storm)
        if date.month == 8 and draw.random() < 0.2:
            flow = 0.0
        level = math.log(max(flow, 0.05))
        nitrate = max(0.1, 2.4 + 0.35 * level + draw.gauss(0, 0.3))
        phosphorus = max(0.005, 0.05 + 0.02 * flow + draw.gauss(0, 0.02))
        cells = ["%.3f" % flow, "%.2f" % nitrate, "%.3f" % phosphorus]
        if draw.random() < 0.15:
            cells[1] = ""
        if draw.random() < 0.30:
            cells[2] = ""
        if day in strays:
            cells[1 + day % 2] = strays[day]
        if day not in absent:
            out.write(",".join([date.isoformat()] + cells) + "\n")


if __name__ == "__main__":
    main()
