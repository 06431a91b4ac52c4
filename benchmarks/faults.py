"""Resolve made-up references at loopback services that suffer from every fault there is, and count what is wrong.

python benchmarks/faults.py [--seeds 20] [--references 300] [--rates 10 20 30] [--asked "by default" all "one alone"]

A reference is cited by a DOI, PMID, PMCID, ISBN or arXiv identifier, or by its text; one in ten leads nowhere. So many
of a hundred answers are faulty, each fault as often as any other: outages, cut-off and foreign bodies, lists that lack
items, hold foreign ones or double others, and answers to other searches. Exit status 1 if a work that exists is "not
found", or another one is matched.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import product
from pathlib import Path
from random import Random

sys.path.insert(0, str(Path(__file__).parent))

from backref import asking, parsing
from backref.fields import ids
from backref.model import Identifier, Parsed, Reference, Resolution, Status
from backref.sources import names, open_sources
from backref.sources._turns import LONGEST_DOWN_S
from backref.testing import FAULTS, LIST_FAULTS, fake_services
from network import made_up, printed

EVERY = (*FAULTS, *LIST_FAULTS, "other-search")
DEFAULT = ("pmc", "pubmed", "crossref", "arxiv", "datacite", "openlibrary", "doi_org")
# Who is asked; a seed each in turn where there are several: what others say hides what one does not.
ASKED = {"by default": [DEFAULT], "all": [names()], "one alone": [(name,) for name in names()]}
SCHEMES = ("doi", "pmid", "pmcid", "isbn", "arxiv", "text")
UNKNOWN = 0.1
TOGETHER = 20  # references that are asked about together
SLOW_S = 0.1  # that silence is borne


@dataclass
class Counted:
    """What came of one run: verdicts by status, requests and faults, and what is wrong, as lines to read."""

    verdicts: Counter[str] = field(default_factory=Counter)
    requests: int = 0
    faults: int = 0
    wrong_absent: list[str] = field(default_factory=list)
    wrong_matched: list[str] = field(default_factory=list)


def works_of(count: int, dice: Random) -> list[Reference]:
    """Return made-up works with an identifier of every kind."""
    return [
        work.model_copy(
            update={
                "pmcid": f"PMC{7_000_000 + n}",
                "isbn": ids.normalise(Identifier("isbn", _isbn(n))).value,
                "arxiv": f"2001.{n + 10000:05d}",
            }
        )
        for n, work in enumerate(made_up(count, dice))
    ]


def _isbn(number: int) -> str:
    digits = f"978316{number:06d}"
    return digits + str(-sum(int(d) * (3 if at % 2 else 1) for at, d in enumerate(digits)) % 10)


def run(count: int, percent: float, seed: int, asking_whom: Sequence[str] = DEFAULT) -> Counted:
    """Resolve so many references once, and compare the verdicts with the truth."""
    dice = Random(seed)
    works = works_of(count, dice)
    cited = [dice.choice(SCHEMES) for _ in works]
    gone = {n for n in range(count) if dice.random() < UNKNOWN}
    counted = Counted()
    with fake_services([work for n, work in enumerate(works) if n not in gone]) as services:
        services.mix = dict.fromkeys(EVERY, percent / 100 / len(EVERY))
        services.seed = seed
        sources = open_sources(asking_whom, services.settings(tries=6, patience_s=SLOW_S))
        asked = [_asked(work, scheme) for work, scheme in zip(works, cited, strict=True)]
        verdicts: list[Resolution] = []
        for at in range(0, count, TOGETHER):
            services.clock.sleep(LONGEST_DOWN_S)  # the services share a host here: what one does is held against all
            verdicts += asking.verify(asked[at : at + TOGETHER], sources)
        counted.requests = len(services.requests)
        counted.faults = sum(times for fault, times in services.suffered.items() if fault)
    for n, (work, scheme, verdict) in enumerate(zip(works, cited, verdicts, strict=True)):
        counted.verdicts[str(verdict.status)] += 1
        line = f"seed {seed}, {', '.join(asking_whom)}, {percent:g} %: {scheme} of {work.doi}: {verdict.status}"
        if n not in gone and verdict.status == Status.NOT_FOUND:
            counted.wrong_absent.append(line)
        if verdict.status.is_match and (n in gone or not _is_of(verdict, work)):
            counted.wrong_matched.append(line)
    return counted


def _asked(work: Reference, scheme: str) -> Parsed:
    if scheme == "text":
        return next(iter(parsing.parse_many([printed(work)])))
    value = getattr(work, scheme)
    reference = Reference(**{scheme: value})
    if scheme == "isbn":  # which alone names an edition, and no work
        reference = reference.model_copy(update={"title": work.title, "author": work.author, "issued": work.issued})
    return Parsed(raw=f"{scheme}:{value}", reference=reference)


def _is_of(verdict: Resolution, work: Reference) -> bool:
    return verdict.record is not None and bool(
        set(map(ids.normalise, verdict.record.identifiers())) & set(map(ids.normalise, work.identifiers()))
    )


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the table."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--seeds", type=int, default=20)
    options.add_argument("--references", type=int, default=300)
    options.add_argument("--rates", type=float, nargs="+", default=[10, 20, 30])
    options.add_argument("--asked", nargs="+", choices=ASKED, default=list(ASKED), help="which sources")
    given = options.parse_args(arguments)
    began = time.perf_counter()
    total = Counted()
    print(f"{'asked':<10}  {'faulty':>6}  {'verdicts':>8}  {'matched':>7}  {'failed':>6}  {'not found':>9}  {'wrong not-found':>15}  {'wrong matched':>13}  {'requests':>8}  {'faults':>6}")  # fmt: skip
    for who, percent in product(given.asked, given.rates):
        runs = [run(given.references, percent, seed, ASKED[who][seed % len(ASKED[who])]) for seed in range(given.seeds)]
        verdicts = sum((each.verdicts for each in runs), Counter[str]())
        absent = [line for each in runs for line in each.wrong_absent]
        matched = [line for each in runs for line in each.wrong_matched]
        total.wrong_absent += absent
        total.wrong_matched += matched
        found = sum(verdicts[str(status)] for status in Status if status.is_match)
        print(f"{who:<10}  {percent:>4g} %  {verdicts.total():>8,}  {found:>7,}  {verdicts['failed']:>6,}  {verdicts['not-found']:>9,}  {len(absent):>15}  {len(matched):>13}  {sum(each.requests for each in runs):>8,}  {sum(each.faults for each in runs):>6,}", flush=True)  # fmt: skip
    for line in total.wrong_absent + total.wrong_matched:
        print(line)
    print(
        f"{given.seeds} seeds, {given.references} references each, {len(EVERY)} kinds of faults; {time.perf_counter() - began:.0f} s"
    )
    return int(bool(total.wrong_absent or total.wrong_matched))


if __name__ == "__main__":
    sys.exit(main())
