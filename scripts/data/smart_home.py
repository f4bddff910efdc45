#!/usr/bin/env python3
"""Writes conf/data/smart-home.csv: 431 SYNTHETIC respondents of a survey on smart homes.

Nobody was asked. The respondents belong to four groups of 43, 254, 99 and 35, that is 10, 59, 23 and
8 %, the shares that the study in conf/smart-home.conf is to find again. Eleven attributes:

  * gender (f or m) and household (persons, 1 to 6) do not depend on the group;
  * age (1 under 25 to 5 over 55), education (1 to 4), income (1 to 5) and area of the home
    (1 to 5) are the group's mean and normal noise, rounded and kept within their range;
  * interest in convenience, security and energy saving, price sensitivity and concern for privacy
    are means of five answers on a scale of 1 to 7, each the group's mean and normal noise, rounded.

Python's generator with the seed below gives the same file on every machine:

  python3 scripts/data/smart_home.py > conf/data/smart-home.csv
"""

import random
import sys

SEED = 431
SIZES = (43, 254, 99, 35)
#          age  education income area  convenience security energy price privacy
MEANS = ((1.6, 3.4, 2.2, 1.8, 6.3, 3.0, 4.6, 5.6, 2.4),
         (3.0, 2.6, 3.0, 3.0, 4.6, 4.7, 4.3, 4.2, 4.2),
         (4.4, 1.8, 2.4, 3.2, 2.6, 6.0, 2.9, 6.0, 5.9),
         (2.8, 3.7, 4.7, 4.6, 6.2, 6.1, 6.3, 1.9, 4.6))
TOPS = (5, 4, 5, 5)
SPREAD = 0.55
ITEMS = 5
ITEM_SPREAD = 1.0


def within(value, low, high):
    return max(low, min(high, round(value)))


def respondent(draw, means):
    row = [draw.choice("fm"), draw.randint(1, 6)]
    for mean, top in zip(means[:4], TOPS):
        row.append(within(draw.gauss(mean, SPREAD), 1, top))
    for mean in means[4:]:
        answers = [within(draw.gauss(mean, ITEM_SPREAD), 1, 7) for _ in range(ITEMS)]
        row.append("%.1f" % (sum(answers) / ITEMS))
    return row


def main():
    draw = random.Random(SEED)
    rows = [respondent(draw, means) for size, means in zip(SIZES, MEANS) for _ in range(size)]
    draw.shuffle(rows)
    out = sys.stdout
    out.write("respondent,gender,household,age,education,income,area,convenience,security,energy,price,privacy\n")
    for number, row in enumerate(rows, 1):
        out.write(",".join([str(number)] + [str(cell) for cell in row]) + "\n")


if __name__ == "__main__":
    main()
