"""Real-shaped records, as many as wanted: each is varied from the facts of real ones, and is the same whenever it is
made.

Record n has the type and the shape of a real one drawn by n; its title is the beginning of one real title and the end
of another, and in two of five a word is made up, for the words of a growing catalogue grow too; its people are drawn
name by name; year, volume, issue and pages are drawn around those of its journal; its DOI is its own. They are lines as
Crossref gives them. The real ones are those of ../shared/matching, else the works that the documentation and the
examples cite.
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
REAL = ROOT.parent / "shared" / "matching" / "catalogue.jsonl.gz"
_OWN = ("docs/works.json", "examples/low-back-pain.catalogue.json")
_SYLLABLES = (
    "ba ce di fo gu ka le mi no pu ra se ti vo xy zan mer lin dol phen tri oxo cyc hep neu glo vas cor sta".split()
)
_STYLES = (
    "{people} ({year}). {title}. {journal}, {volume}({issue}), {page}.",
    "{people}. {title}. {journal}. {year};{volume}:{page}.",
    "{people}, “{title},” {journal}, vol. {volume}, no. {issue}, pp. {page}, {year}.",
    "{people}: {title}. {journal} {volume} ({year}) {page}",
)


@dataclass
class Maker:
    """Makes records and citations of them by number."""

    real: list[dict[str, Any]] = field(default_factory=lambda: list(_real()))
    seed: int = 1

    def __post_init__(self) -> None:
        self.titles = [words for work in self.real if len(words := (work.get("title") or [""])[0].split()) > 1]
        self.people = [person for work in self.real for person in work.get("author", ()) if person.get("family")]
        self.placed = [work for work in self.real if work.get("container-title")]

    def record(self, number: int) -> dict[str, Any]:
        """Return the work of this number, as Crossref describes one."""
        dice = Random(self.seed * 1_000_003 + number)
        like = dice.choice(self.placed)
        year = 1950 + int(74 * dice.random() ** 0.5)
        first = dice.randrange(1, 1800)
        work = {
            key: like[key]
            for key in ("type", "container-title", "short-container-title", "publisher", "ISSN")
            if key in like
        }
        work |= {
            "DOI": f"10.{dice.randrange(1000, 9999)}/{dice.choice(_SYLLABLES)}.{number:x}",
            "title": [self._title(dice)],
            "author": [self._person(dice) for _ in range(min(12, max(1, int(dice.expovariate(0.28)))))],
            "issued": {"date-parts": [[year, dice.randrange(1, 13)]]},
            "published-print": {"date-parts": [[year, dice.randrange(1, 13)]]},
            "volume": str(dice.randrange(1, 320)), "issue": str(dice.randrange(1, 13)),
            "page": f"{first}-{first + dice.randrange(1, 25)}",
        }  # fmt: skip
        return work

    def citation(self, number: int) -> str:
        """Return a citation of that work as people print it: in one of four styles, with slips of a scanner and of a
        hand.
        """
        work = self.record(number)
        dice = Random(self.seed * 7_000_003 + number)
        people = [f"{p['family']} {' '.join(part[0] for part in p.get('given', 'X').split())}" for p in work["author"]]
        listed = ", ".join(people[:3]) + (" et al." if len(people) > 3 else "")
        said = {key: work[key] for key in ("volume", "issue", "page")}
        journal = work.get("short-container-title") or work["container-title"]
        year = work["issued"]["date-parts"][0][0]
        raw = dice.choice(_STYLES).format(
            people=listed, year=year, title=work["title"][0], journal=(journal or [""])[0], **said
        )
        for _ in range(dice.choice((0, 0, 1, 2))):
            at = dice.randrange(len(raw))
            raw = dice.choice((raw[:at] + raw[at + 1 :], raw[:at] + dice.choice("aeilmnrt") + raw[at + 1 :]))
        return raw

    def lines(self, records: int) -> Iterator[str]:
        """Yield so many records as JSON lines."""
        for number in range(records):
            yield json.dumps(self.record(number), ensure_ascii=False) + "\n"

    def _title(self, dice: Random) -> str:
        one, two = dice.choice(self.titles), dice.choice(self.titles)
        words = [*one[: max(1, len(one) * 2 // 3)], *two[len(two) // 2 :]]
        if dice.random() < 0.4:
            words[dice.randrange(len(words))] = "".join(dice.choice(_SYLLABLES) for _ in range(dice.randrange(3, 6)))
        return " ".join(words)

    def _person(self, dice: Random) -> dict[str, str]:
        one, two = dice.choice(self.people), dice.choice(self.people)
        return {"family": one["family"], "given": two.get("given") or "A."}


def _real() -> Iterator[dict[str, Any]]:
    if REAL.exists():
        with gzip.open(REAL, "rt", encoding="utf-8") as lines:
            yield from map(json.loads, lines)
        return
    for name in _OWN:
        for item in json.loads((ROOT / name).read_text(encoding="utf-8")):
            listed = {"title": [item.get("title", "")], "container-title": [item.get("container-title", "Journal")]}
            yield {
                "type": "journal-article",
                "author": item.get("author", []),
                "publisher": item.get("publisher", ""),
            } | listed
