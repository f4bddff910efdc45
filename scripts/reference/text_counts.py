"""Counts of the dictionary words in conf/data/project-pages by Python's re, for TextStudyTest.

    python3 scripts/reference/text_counts.py

Needs only Python's standard library. Alternatives are tried from the longest, with looks behind and
ahead where a word begins or ends with a Latin letter or digit; a blank line parts words.
"""

import glob
import os
import re
import unicodedata

DATA = os.path.join(os.path.dirname(__file__), "..", "..", "conf", "data")
LATIN = "[a-z0-9_]"


def form(text):
    text = unicodedata.normalize("NFKC", text).lower()
    return re.sub(r"\s+", " ", re.sub(r"\n\s*\n", "\0", text))


def pattern(word):
    before = f"(?<!{LATIN})" if re.match(LATIN, word[0]) else ""
    after = f"(?!{LATIN})" if re.match(LATIN, word[-1]) else ""
    return before + re.escape(word) + after


with open(os.path.join(DATA, "digital-terms.txt"), encoding="utf-8") as lines:
    words = [line.strip() for line in lines if line.strip() and line[0] not in "#["]
forms = sorted({form(word) for word in words}, key=len, reverse=True)
finder = re.compile("|".join(pattern(word) for word in forms))
for file in sorted(glob.glob(os.path.join(DATA, "project-pages", "*.txt"))):
    with open(file, encoding="utf-8") as page:
        print(os.path.basename(file)[:-4], len(finder.findall(form(page.read()))))
