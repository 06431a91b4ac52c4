"""How long a large, messy .bib file takes to be split alone, to be loaded, and to become CSL-JSON, beside what
bibtexparser needs to split it.

bibtexparser's split gives kinds, keys and fields as they stand, with macros left as names. Ours puts macros in, mends
commas, and says where each value stands; loaded, people, dates, titles and identifiers are read besides.

python benchmarks/formats_speed.py [--entries 5000]
"""

from __future__ import annotations

import argparse
import logging
import resource
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "src"))

from backref.formats import bibtex, csl_json
from backref.formats.bib import scan

GOOD = r"""@article{key%(n)d,
  author = {Doe, Jane A. and M{\"u}ller, J{\'o}zef and van der Berg, Hans and {World Health Organization} and de Sm%(n)d, Ann},
  title = {The {DNA} of $\beta$-cells: {\'E}tude no.~%(n)d \& more in {\em E. coli}},
  journal = {J. Clin. {E}pidemiol.}, volume = %(n)d, number = {3}, pages = {1%(n)d--2%(n)d}, month = jan # "~5", year = 2001,
  doi = {10.1000/x_%(n)d}, url = {https://example.org/a_%(n)d?b=%%20c}, keywords = {pain, back}, owner = {me}
}
"""
MESSY = r"""@inproceedings{paper%(n)d,
  Author = "Smith, J. and others"
  Title = {No comma before this {Title} %(n)d},
  booktitle = {Proceedings of the {ACM}}, year = {1999}, %% a remark
  pages = "12-17",
}
"""


def main() -> None:
    """Print both times, their ratio, and the memory at its highest."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--entries", type=int, default=5000)
    given = options.parse_args()
    text = "\n".join((MESSY if n % 5 == 4 else GOOD) % {"n": n} for n in range(given.entries))
    from bibtexparser.splitter import Splitter

    logging.getLogger("bibtexparser").setLevel(logging.CRITICAL)
    times = [9e9, 9e9, 9e9, 9e9]
    for _ in range(7):  # in turn, as other programs may use the machine
        for at, work in enumerate(
            (
                lambda: Splitter(bibstr=text).split(),
                lambda: csl_json.dump(bibtex.load(text).bibliography()),
                lambda: scan.split(text),
                lambda: bibtex.load(text),
            )
        ):
            began = time.process_time()
            work()
            times[at] = min(times[at], time.process_time() - began)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        f"{given.entries:,} entries, {len(text) / 1e6:.1f} MB: split by bibtexparser {times[0]:.2f} s, by backref {times[2]:.2f} s, "
        f"loaded {times[3]:.2f} s, to CSL-JSON {times[1]:.2f} s, ",
        end="",
    )
    print(f"ratios {times[3] / times[0]:.1f} and {times[1] / times[0]:.1f}, at most {peak:.0f} MB")


if __name__ == "__main__":
    main()
