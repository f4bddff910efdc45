#!/usr/bin/env python3
"""Writes conf/data/industrial-transfer.csv: a SYNTHETIC panel of the 16 cities of Anhui, 2015-2023.

No yearbook was read and no city was measured: the yearbook data of such studies are not included
here. The names of the cities and their usual regions (north of the Huai, between the rivers, south
of the Yangtze) are real; the 26 indicators X1 to X26 are drawn from the process below, so that the
study in conf/industrial-transfer.conf has something to run on.

  * Each city has a level of development: one draw for itself and one for its region, with the
    provincial capital ahead and a yearly growth of its own that is faster from a lower level.
  * Each indicator follows the level with a loading of its own (negative for X10, X19 and X26, of
    which less is better), noise of the city that stays and noise of the year that does not.
  * An indicator's value is the exponential of that, in the scale of its unit; shares stay below 95 %.
    X8 is zero in the cities that have no port, as such counts are.

Python's generator with the seed below gives the same file on every machine:

  python3 scripts/data/industrial_transfer.py > conf/data/industrial-transfer.csv
"""

import math
import random
import sys

SEED = 26
YEARS = range(2015, 2024)
CITIES = [
    ("Hefei", "合肥", "Central"), ("Huaibei", "淮北", "North"), ("Bozhou", "亳州", "North"),
    ("Suzhou", "宿州", "North"), ("Bengbu", "蚌埠", "North"), ("Fuyang", "阜阳", "North"),
    ("Huainan", "淮南", "North"), ("Chuzhou", "滁州", "Central"), ("Lu'an", "六安", "Central"),
    ("Ma'anshan", "马鞍山", "South"), ("Wuhu", "芜湖", "South"), ("Xuancheng", "宣城", "South"),
    ("Tongling", "铜陵", "South"), ("Chizhou", "池州", "South"), ("Anqing", "安庆", "Central"),
    ("Huangshan", "黄山", "South"),
]
PORTS = {"Hefei", "Bengbu", "Wuhu", "Ma'anshan", "Tongling", "Chizhou", "Anqing"}
# Middle of the scale, loading on the level of development, whether it is a share in percent.
INDICATORS = [
    (52000, 0.55, 0), (1900, 0.80, 0), (7.5, 0.15, 0), (31000, 0.40, 0), (900, 0.85, 0),
    (42, 0.20, 1), (58, 0.20, 1), (12, 0.60, 0), (6.5, 0.90, 0), (68000, -0.25, 0),
    (1300, 0.45, 0), (22000, 0.35, 0), (210, 0.75, 0), (35, 0.30, 1), (118, 0.25, 0),
    (480, 0.50, 0), (2600, 0.70, 0), (74, 0.10, 1), (14.5, -0.30, 0), (2.1, 0.55, 0),
    (3900, 1.00, 0), (46, 0.90, 0), (88000, 0.85, 0), (310, 0.80, 0), (41, 0.10, 1),
    (0.62, -0.35, 0),
]
REGION = {"Central": 0.25, "South": 0.15, "North": -0.35}


def main():
    draw = random.Random(SEED)
    names = [f"X{j + 1}" for j in range(len(INDICATORS))]
    lines = [",".join(["city", "city_zh", "region", "year"] + names)]
    for city, chinese, region in CITIES:
        level = REGION[region] + draw.gauss(0, 0.45) + (0.9 if city == "Hefei" else 0)
        growth = 0.075 - 0.02 * level + draw.gauss(0, 0.01)
        stays = [draw.gauss(0, 0.18) for _ in INDICATORS]
        for year in YEARS:
            now = level + growth * (year - YEARS[0])
            cells = [city, chinese, region, str(year)]
            for j, (middle, loading, share) in enumerate(INDICATORS):
                value = middle * math.exp(loading * now + stays[j] + draw.gauss(0, 0.05))
                value = min(value, 95 - draw.random()) if share else value
                value = 0 if j == 7 and city not in PORTS else value
                cells.append(f"{value:.4g}" if value < 1000 else f"{value:.0f}")
            lines.append(",".join(cells))
    sys.stdout.write("\n".join(lines) + "\n")


if __name__ == "__main__":
    main()
