"""Resolve made-up references at loopback services that are slow and misbehave, and count what it costs: identifiers at
Crossref and PubMed, strings at Crossref, and strings of works that only one of eight services knows.

python benchmarks/network.py [--seed N]

Prints a table; exit status 1 if a reference is lost or a limit broken. "Least" is the wall time that the limits allow
for the requests that are needed, each once; then with those that the services failed, which whoever loses nothing sends
once more, and which limits count: what is sent beyond that is no part of it. The services run in a process of their own.
"""

from __future__ import annotations

import argparse
import multiprocessing
import sys
import time
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from random import Random
from typing import Any

from backref import asking, parsing
from backref.model import Date, Name, Query, Reference, Resolution, Status
from backref.sources import Rate, Settings, by_name, crossref, open_sources
from backref.testing import fake_services
from further_services import routes

COUNT = 3000  # identifiers; of a thousand a lane has fifteen requests, and dice decide how many of them are failed
LATENCY_S = 0.05
MIX = {"429": 0.05, "503": 0.02, "reset": 0.01, "cut-off": 0.01, "drip": 0.005, "html": 0.005}
HELD = {
    "crossref": 120, "dblp": 36, "arxiv": 18, "europepmc": 12, "openalex": 12, "semanticscholar": 12, "openreview": 18,
}  # fmt: skip
UNKNOWN = 0.02  # of the identifiers lead nowhere
STATED_A_SECOND, STATED_AT_ONCE = 12, 5
STATED = {
    "x-rate-limit-limit": str(STATED_A_SECOND),
    "x-rate-limit-interval": "1s",
    "x-concurrency-limit": str(STATED_AT_ONCE),
}
WORDS = """acute adaptive adults anxiety arterial assessment bacterial behaviour biomarkers cardiac cerebral childhood chronic clinical cognitive cohort
comparison coronary depression detection diabetes diagnosis dietary dosage elderly enzyme evaluation exercise expression fibrosis fracture genetic hepatic
hormone imaging immune incidence infection inflammation injury insulin intervention kidney lesions markers membrane metabolic microbial molecular mortality
muscle nerve neonatal outcomes oxygen patients peptide plasma prevalence prevention protein pulmonary randomised receptor recovery regional renal resistance
respiratory response risk screening serum severity skeletal sleep spinal stress surgery survival symptoms syndrome therapy tissue tolerance trauma treatment
tumour vaccine vascular ventilation viral visual volume weight wound young""".split()
SYLLABLES = "ba ber da del fa gar hol jan ka lin mar nor os pe ra sen ter ul vin wal".split()
HOSTS = {
    "crossref": "127.0.0.1", "pubmed": "localhost", "dblp": "127.1", "arxiv": "127.0.1", "europepmc": "0x7f.1", "openalex": "0x7f.0.1", "semanticscholar": "0x7f000001",
    "openreview": "2130706433",
}  # fmt: skip
JOURNALS = "BMJ|Annals of Made-up Medicine|Journal of Imagined Results|Archives of Nothing in Particular".split("|")


@dataclass(frozen=True)
class Lane:
    """Requests that a service counts together: a pattern of their paths, and their limit a second."""

    pattern: str
    per_second: float

    @property
    def window_s(self) -> float:
        """The time in which requests are counted."""
        return max(1.0, 1 / self.per_second)

    @property
    def allowed(self) -> int:
        """How many may come in it."""
        return round(self.per_second * self.window_s)


def made_up(count: int, dice: Random) -> list[Reference]:
    """Return articles that nobody wrote; no two have the same title."""
    return [
        Reference(
            type="article-journal",
            title=" ".join([*dice.sample(WORDS, 7), _word(dice)]).capitalize(),
            author=tuple(Name(family=_word(dice).title(), given=dice.choice("ABCDEFGHJKLMNPRST")) for _ in range(3)),
            container_title=dice.choice(JOURNALS),
            issued=Date(date_parts=((dice.randint(1980, 2024),),)),
            volume=str(dice.randint(1, 90)),
            issue=str(dice.randint(1, 12)),
            page=f"{(first := dice.randint(1, 900))}-{first + 8}",
            doi=f"10.5555/made.{number}",
            pmid=str(30_000_000 + number),
        )
        for number in range(count)
    ]


def _word(dice: Random) -> str:
    return "".join(dice.choices(SYLLABLES, k=4))


def printed(work: Reference) -> str:
    """Return a work as a journal prints it in its list of references, without identifiers."""
    people = ", ".join(f"{name.family} {name.given}" for name in work.author)
    year = work.issued.year if work.issued else ""
    return f"{people}. {work.title}. {work.container_title}. {year};{work.volume}({work.issue}):{work.page}."


@contextmanager
def apart(
    works: Sequence[Reference],
    headers: dict[str, str],
    seed: int,
    held: Mapping[str, Sequence[Reference]] | None = None,
) -> Iterator[Any]:
    """Run the fake services in another process; yield the connection to it, which first tells their address."""
    here, there = multiprocessing.Pipe()
    process = multiprocessing.Process(target=_serve, args=(there, works, headers, seed, held or {}), daemon=True)
    process.start()
    try:
        yield here
    finally:
        process.terminate()
        process.join()


def _serve(
    connection: Any,
    works: Sequence[Reference],
    headers: dict[str, str],
    seed: int,
    held: Mapping[str, Sequence[Reference]],
) -> None:
    with fake_services(works, routes(held)) as services:
        services.latency_s, services.mix, services.seed = LATENCY_S, MIX, seed
        services.headers, services.retry_after_s = headers, 1
        connection.send(services.url)
        connection.recv()
        lanes = connection.recv()
        connection.send(
            Counted(
                services.requests,
                services.failed,
                dict(services.most_at_once_of),
                [services.busiest(lane.pattern.replace("?", r"\?"), lane.window_s) for lane in lanes],
            )
        )


@dataclass(frozen=True)
class Counted:
    """What the services saw."""

    requests: list[str]
    failed: list[str]
    most_at_once: dict[str, int]
    busiest: list[int]


def settings_for(url: str) -> Settings:
    """Return the settings that ship, sent to the fake services, with time-outs that suit them; for one address has many
    names, and each name is a host.
    """
    port = url.rpartition(":")[2]
    return Settings(
        mailto="benchmark@example.org",
        base_urls={name: f"http://{host}:{port}/{name}" for name, host in HOSTS.items()},
        read_timeout_s=0.5,
        answer_timeout_s=0.5,
    )


def asked(name: str, raws: Sequence[str], expected: Sequence[str | None], names: Sequence[str], lanes: Sequence[Lane], at_once: Mapping[str, int], services: Any) -> bool:  # fmt: skip
    """Resolve, print a table, and return whether nothing was lost and no limit broken; `expected` are DOIs, or None."""
    parsed = list(parsing.parse_many(raws))
    sources = open_sources(names, settings_for(services.recv()))
    crossref.requests_for([Query(text="what is loaded only when it is needed")], Settings())
    began = time.perf_counter()
    verdicts = asking.verify(parsed, sources)
    wall = time.perf_counter() - began
    services.send("done")
    services.send(lanes)
    seen: Counted = services.recv()
    lost = sum(not _is_right(verdict, doi) for verdict, doi in zip(verdicts, expected, strict=True))
    needed = set(seen.requests)
    least, least_failed = (_least(paths, lanes, at_once) for paths in (needed, [*needed, *seen.failed]))
    too_fast = any(busiest > lane.allowed for busiest, lane in zip(seen.busiest, lanes, strict=True))
    broken = too_fast or any(count > at_once[name] for name, count in seen.most_at_once.items())
    loads = ", ".join(
        f"{lane.pattern.strip('/')} {busiest} of {lane.allowed}"
        for busiest, lane in zip(seen.busiest, lanes, strict=True)
    )
    together = ", ".join(f"{name} {seen.most_at_once.get(name, 0)} of {most}" for name, most in at_once.items())
    print(f"{name}")
    print(f"  lost                      {lost} of {len(raws)}")
    print(f"  requests, faults          {len(seen.requests)} ({len(needed)} needed), {len(seen.failed)}")
    print(f"  requests per reference    {len(seen.requests) / len(raws):.3f}")
    print(f"  busiest second or turn    {loads}{'   BROKEN' if broken else ''}")
    print(f"  at once                   {together}")
    print(f"  wall, least, times        {wall:.2f} s, {least:.2f} s, {wall / least:.2f}")
    print(f"  with what was failed      {wall:.2f} s, {least_failed:.2f} s, {wall / least_failed:.2f}")
    return not lost and not broken


def _least(paths: Collection[str], lanes: Sequence[Lane], at_once: Mapping[str, int]) -> float:
    times = [0.0]
    for lane in lanes:
        count = sum(lane.pattern in path for path in paths)
        most = at_once[lane.pattern.split("/")[1]]
        times += [LATENCY_S + max(0, count - 1) / lane.per_second, count * LATENCY_S / most]
    return max(times)


def _is_right(verdict: Resolution, title: str | None) -> bool:
    if title is None:
        return not verdict.status.is_match and verdict.status not in (Status.FAILED, Status.NOT_ASKED)
    found = verdict.record.reference.title if verdict.status.is_match and verdict.record else None
    return found is not None and found.rstrip(".") == title


def main() -> int:
    """Print the table."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--only", choices=RUNS, action="append")
    given = options.parse_args()
    works = made_up(COUNT, Random(given.seed))
    fine = [RUNS[name](works, given.seed) for name in given.only or RUNS]
    return 0 if all(fine) else 1


def identifiers(works: Sequence[Reference], seed: int) -> bool:
    """DOIs and PMIDs, some of which lead nowhere."""
    unknown = set(Random(seed).sample(range(COUNT), int(COUNT * UNKNOWN)))
    raws = [f"doi:{w.doi}" if n < 0.8 * COUNT else f"PMID: {w.pmid}" for n, w in enumerate(works)]
    known = [None if n in unknown else work.title for n, work in enumerate(works)]
    polite, ncbi = _rate("crossref"), _rate("pubmed")
    lists, singles = Lane("/crossref/works?", polite.lanes["list"]), Lane("/crossref/works/", polite.per_second)
    lanes, at_once = (
        (lists, singles, Lane("/pubmed/", ncbi.per_second)),
        {"crossref": polite.at_once, "pubmed": ncbi.at_once},
    )
    with apart([work for n, work in enumerate(works) if n not in unknown], {}, seed) as services:
        return asked(f"{COUNT:,} identifiers", raws, known, ["crossref", "pubmed"], lanes, at_once, services)


def strings(works: Sequence[Reference], seed: int) -> bool:
    """Strings without identifiers, all of them known."""
    texts = works[:300]
    lanes = (Lane("/crossref/works?", STATED_A_SECOND),)
    name = f"300 strings without identifiers, {STATED_A_SECOND} searches a second allowed"
    raws, titles = [printed(work) for work in texts], [work.title for work in texts]
    with apart(texts, STATED, seed) as services:
        return asked(name, raws, titles, ["crossref"], lanes, {"crossref": STATED_AT_ONCE}, services)


def scattered(works: Sequence[Reference], seed: int) -> bool:
    """Strings of works each of which one service knows, asked in the order that sources have."""
    order = [name for name, count in HELD.items() for _ in range(count)]
    Random(seed).shuffle(order)
    texts = [_of_its_kind(work, name) for work, name in zip(works, order, strict=False)]
    held = {name: [work for work, whose in zip(texts, order, strict=True) if whose == name] for name in HELD}
    lanes = [Lane(f"/{name}/", _rate(name).per_second) for name in HELD if name != "crossref"]
    lanes.append(Lane("/crossref/works?", _rate("crossref").lanes["list"]))
    at_once = {name: _rate(name).at_once for name in HELD}
    name = f"{len(texts)} strings of works, each known to one of {len(HELD)} services"
    raws, titles = [printed(work) for work in texts], [work.title for work in texts]
    with apart([], {}, seed, held) as services:
        return asked(name, raws, titles, list(HELD), lanes, at_once, services)


def _of_its_kind(work: Reference, name: str) -> Reference:
    """A paper, where it is not one of a journal's articles."""
    numbers = {"doi": None, "pmid": work.pmid if name == "europepmc" else None}
    if name == "crossref":
        numbers["doi"] = work.doi
    if name == "arxiv":
        numbers["arxiv"] = f"2001.{int(work.pmid or 0) % 100_000:05d}"
    papers = {"type": "paper-conference", "container_title": "Advances in Neural Information Processing Systems"}
    return work.model_copy(update=numbers | (papers if name not in ("crossref", "europepmc") else {}))


def _rate(name: str) -> Rate:
    return by_name(name).rate_for(Settings(mailto="benchmark@example.org"))


RUNS = {"identifiers": identifiers, "strings": strings, "scattered": scattered}


if __name__ == "__main__":
    sys.exit(main())
