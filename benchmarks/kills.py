"""Kill every writer at fifty moments, and look at what it left: each file whole, the old one or the new; and the next
run mends.

python benchmarks/kills.py [--kills 50] [--seed 1]

The writers are commands, run in forks of this process. A fork is killed some milliseconds after the n-th time that it
opens, moves, removes or changes a file; the moments are spread over all of its run. Afterwards the same command is run
to its end, and must leave what it leaves when nobody kills it, and nothing beside. Exit status 1 where it does not.
POSIX only.
"""

from __future__ import annotations

import argparse
import json
import os
import signal
import sqlite3
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from backref.catalogue import Catalogue
from backref.cli import command
from backref.errors import BackrefError
from backref.formats import csl_json
from backref.model import Bibliography, Identifier, Query, Reference
from backref.sources import Settings, open_sources
from backref.testing import fake_services

EVENTS = frozenset(("open", "os.rename", "os.remove", "os.chmod", "os.mkdir", "os.rmdir", "fcntl.flock", "sqlite3.connect", "os.truncate"))  # fmt: skip
LATEST_S = 0.004  # after an event
DOIS = [f"10.5555/made.{number}" for number in range(30)]
WORKS = [Reference(id=f"w{n}", type="article-journal", title=f"Made-up title {n}", doi=doi, author=({"family": f"Made{'abc'[n % 3]}", "given": "A."},), container_title="Journal", issued={"date_parts": ((2000 + n % 20,),)}, volume=str(n), page=f"{n}-{n + 3}") for n, doi in enumerate(DOIS)]  # fmt: skip
BIB = "\n".join(f"@article{{k{n},\n  title = {{Made-up title {n}}}\n  author = {{Made, A.}},\n  year = 2001,\n  doi = {{https://doi.org/{doi}}}\n}}\n" for n, doi in enumerate(DOIS))  # fmt: skip
Look = Callable[[Path], list[str]]


@dataclass(frozen=True)
class Writer:
    """A command, what stands in its folder before, and what else must hold of the folder after a kill."""

    arguments: Sequence[str]
    before: Mapping[str, str]
    look: Look = lambda folder: []
    files: Sequence[str] = field(default_factory=tuple)
    work: Callable[[], None] | None = None
    begin: Callable[[Path], None] = lambda folder: None


def _page() -> str:
    listed = "\n".join(f"{n}. Made A. Made-up title {n}. Journal. {2000 + n % 20};{n}:{n}-{n + 3}. doi:{doi}" for n, doi in enumerate(DOIS[:6], 1))  # fmt: skip
    return f"# Page\n\nIt is so [@doi:{DOIS[10]}], [@doi:{DOIS[11]}] and so [1][2].\n\n## References\n\n{listed}\n"


def _works() -> str:
    return csl_json.dump(Bibliography.of(WORKS))


def _catalogue_is_whole(folder: Path) -> list[str]:
    """A catalogue opens, or is begun anew; what was committed is there."""
    try:
        held = Catalogue.open(folder / "catalogue")
    except BackrefError as error:
        return [] if "make it with" in str(error) else [str(error)]
    return [] if len(held) in (0, len(WORKS)) else [f"{len(held)} records of {len(WORKS)}"]


def _begun_catalogue(folder: Path) -> None:
    """A catalogue with a third of the works, each with an older title that was replaced once."""
    for title in ("Older", "Old"):
        held = Catalogue.open(folder / "catalogue", create=True)
        held.add(work.model_copy(update={"title": f"{title} {work.title}"}) for work in WORKS[:10])


def _catalogue_is_old_or_new(folder: Path) -> list[str]:
    """All old records, or all new ones, each of them whole."""
    try:
        held = Catalogue.open(folder / "catalogue")
        titles = sorted(record.reference.title or "" for record in held.records())
    except (BackrefError, ValueError) as error:
        return [str(error)]
    known = (sorted(f"Old {work.title}" for work in WORKS[:10]), sorted(work.title or "" for work in WORKS))
    wrong = [] if titles in known else [f"it holds {titles[:3]}... {len(titles)}"]
    return wrong + [f"damaged: {name}" for name in held.damaged()]


def _page_is_whole(name: str) -> Look:
    """A page says when it was made, so each is another; but each is whole."""

    def look(folder: Path) -> list[str]:
        said = (folder / name).read_text(encoding="utf-8")
        return [] if said == "old\n" or said.rstrip().endswith("</html>") else ["half a page"]

    return look


def _crossref_lines(part: int) -> str:
    works = ({"DOI": work.doi, "title": [work.title], "type": "journal-article"} for work in WORKS[part::3])
    return "".join(f"{json.dumps(work)}\n" for work in works)


def _catalogue_is_part(folder: Path) -> list[str]:
    """A catalogue opens, or is begun anew; what is in it is whole, and no more than once."""
    try:
        held = Catalogue.open(folder / "catalogue")
        dois = [record.reference.doi for record in held.records()]
    except (BackrefError, ValueError) as error:
        return [] if "make it with" in str(error) else [str(error)]
    return [] if len(set(dois)) == len(dois) and set(dois) <= set(DOIS) else [f"it holds {dois}"]


def _begun_with_origin(folder: Path) -> None:
    held = Catalogue.open(folder / "catalogue", create=True)
    held.add((work for work in WORKS), origin="x")


def _catalogue_is_old_or_none(folder: Path) -> list[str]:
    try:
        held = Catalogue.open(folder / "catalogue")
    except BackrefError as error:
        return [str(error)]
    return ([] if len(held) in (0, len(WORKS)) else [f"{len(held)} records"]) + [
        f"damaged: {name}" for name in held.damaged()
    ]


def _cache_is_whole(folder: Path) -> list[str]:
    path = folder / "cache.sqlite"
    if not path.exists() or not path.stat().st_size:
        return []
    with sqlite3.connect(path) as database:
        [said] = database.execute("PRAGMA integrity_check").fetchone()
    return [] if said == "ok" else [said]


def writers(url: str) -> dict[str, Writer]:
    """Return every writer that there is, by what it writes."""
    project = {"backref.toml": 'catalogue = "works.json"\nsources = ["catalogue"]\n', "works.json": _works(), "docs/a.md": _page()}  # fmt: skip

    def ask() -> None:
        settings = Settings(
            cache=Path("cache.sqlite"), base_urls={"crossref": f"{url}/crossref"}, mailto="a@example.org"
        )
        [source] = open_sources(["crossref"], settings)
        source.ask(
            [Query(Identifier("doi", doi)) for doi in DOIS] + [Query(text=work.title or "") for work in WORKS[:2]]
        )

    offline = ["--offline", "--catalogue", "works.json", "-q"]
    page = {"works.json": _works(), "a.md": _page()}
    made = ["made.bib", "claims.md", "report.html"]
    return {
        "resolve": Writer(["resolve", "a.md", *offline, "-o", made[0], "--claims", made[1], "--report", made[2]], {**page, **dict.fromkeys(made, "old\n")}, _page_is_whole(made[2]), files=made[:2]),
        "get -o": Writer(["get", DOIS[0], DOIS[1], *offline, "-o", "got.ris"], {**page, "got.ris": "old\n"}, files=["got.ris"]),
        "tidy -o": Writer(["tidy", "in.bib", "--keys", "[auth:lower][year][title1:lower]", "-q", "-o", "out.bib", "--key-map", "map.json", "--rewrite", "b.md"], {"in.bib": BIB, "b.md": "So it is [@k1; @k2] and [@k3].\n", "out.bib": "old\n", "map.json": "old\n"}, files=["out.bib", "map.json", "b.md"]),
        "check --report": Writer(["check", "--no-resolve", "in.bib", "--report", "sarif=out.sarif", "--report", "html=out.html"], {"in.bib": BIB, "out.sarif": "old\n", "out.html": "old\n"}, look=_page_is_whole("out.html"), files=["out.sarif"]),
        "find --html": Writer(["find", "a.md", "--html", "out.html"], {**page, "out.html": "old\n"}, files=["out.html"]),
        "assets": Writer(["assets", "there"], {}, files=["there/backref.css", "there/backref.js"]),
        "catalogue add, a dump": Writer(["catalogue", "add", "dump", "--catalogue", "catalogue"], {f"dump/{n}.jsonl": _crossref_lines(n) for n in range(3)}, _catalogue_is_part),
        "catalogue drop": Writer(["catalogue", "drop", "x", "--catalogue", "catalogue"], {}, _catalogue_is_old_or_none, begin=_begun_with_origin),
        "convert -o": Writer(["convert", "in.bib", "--to", "ris", "-o", "out.ris"], {"in.bib": BIB, "out.ris": "old\n"}, files=["out.ris"]),
        "check --fix": Writer(["check", "--no-resolve", "--fix", "in.bib"], {"in.bib": BIB}, files=["in.bib"]),
        "check --baseline": Writer(["check", "--no-resolve", "in.bib", "--baseline", "debts.json", "--write-baseline"], {"in.bib": BIB}, files=["debts.json"]),
        "sync": Writer(["sync", "docs"], project, files=["references.bib", "backref.lock"]),
        "sync --rewrite": Writer(["sync", "--rewrite", "docs"], project, files=["references.bib", "backref.lock", "docs/a.md"]),
        "catalogue add": Writer(["catalogue", "add", "works.json", "--catalogue", "catalogue"], {"works.json": _works()}, _catalogue_is_whole),
        "catalogue add, more": Writer(["catalogue", "add", "works.json", "--catalogue", "catalogue"], {"works.json": _works()}, _catalogue_is_old_or_new, begin=_begun_catalogue),
        "catalogue compact": Writer(["catalogue", "compact", "--catalogue", "catalogue"], {}, _catalogue_is_old_or_new, begin=_begun_catalogue),
        "cache": Writer([], {}, _cache_is_whole, work=ask),
    }  # fmt: skip


def fork(writer: Writer, folder: Path, at: int, delay_s: float) -> int:
    """Run a writer in a fork, killed so long after its event number `at`; return how many events there were, if it
    lived.
    """
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        _child(writer, folder, at, delay_s, writing)
    os.close(writing)
    with os.fdopen(reading) as pipe:
        said = pipe.read()
    os.waitpid(child, 0)
    return int(said or 0)


def _child(writer: Writer, folder: Path, at: int, delay_s: float, writing: int) -> None:
    os.chdir(folder)
    null = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):
        os.dup2(null, stream)
    count = 0

    def hook(event: str, _: object) -> None:
        nonlocal count
        if event in EVENTS:
            count += 1
            if count == at:
                threading.Timer(delay_s, os.kill, (os.getpid(), signal.SIGKILL)).start()

    sys.addaudithook(hook)
    try:
        if writer.work:
            writer.work()
        else:
            command.main(list(writer.arguments), standalone_mode=False)
    except BaseException:  # noqa: BLE001, S110  a fork ends here, whatever happened: what it left is looked at
        pass
    if at:
        time.sleep(2 * delay_s)
    os.write(writing, str(count).encode())
    os._exit(0)


def _begin(writer: Writer, folder: Path) -> None:
    for name, text in writer.before.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    writer.begin(folder)


def _held(folder: Path, names: Sequence[str]) -> dict[str, bytes | None]:
    return {name: (folder / name).read_bytes() if (folder / name).exists() else None for name in names}


def judged(writer: Writer, kills: int, dice: Random) -> tuple[int, list[str]]:
    """Kill a writer so often; return how many were killed before they were done, and what was wrong."""
    with tempfile.TemporaryDirectory() as name:
        _begin(writer, Path(name))
        before = _held(Path(name), writer.files)
        events = fork(writer, Path(name), 0, 0.0)
        after = _held(Path(name), writer.files)
    wrong = ["it changes nothing, killed or not"] if writer.files and after == before else []
    killed = 0
    for number in range(kills):
        at = 1 + number * max(events, 1) // kills
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            _begin(writer, folder)
            killed += not fork(writer, folder, at, dice.random() * LATEST_S)
            half = [
                file for file, data in _held(folder, writer.files).items() if data not in (before[file], after[file])
            ]
            wrong += [f"killed at {at} of {events}: {file} is neither the old nor the new" for file in half]
            wrong += [f"killed at {at} of {events}: {said}" for said in writer.look(folder)]
            fork(writer, folder, 0, 0.0)
            wrong += [f"killed at {at} of {events}, then run again: {file} differs" for file, data in _held(folder, writer.files).items() if data != after[file]]  # fmt: skip
            wrong += [f"killed at {at} of {events}, then run again: {said}" for said in writer.look(folder)]
            wrong += [f"killed at {at} of {events}: {path.name} is left over" for path in folder.rglob("*.backref~")]
    return killed, wrong


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the table."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--kills", type=int, default=50)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--only", default="", help="only writers whose name has this in it")
    given = options.parse_args(arguments)
    faults: list[str] = []
    with ExitStack() as stack:
        services = stack.enter_context(fake_services(WORKS))
        os.environ["BACKREF_CACHE"] = str(Path(stack.enter_context(tempfile.TemporaryDirectory())) / "cache.sqlite")
        print(f"{'writer':<21}{'kills':>7}{'before it was done':>20}{'half files or not mended':>26}")
        chosen = {name: writer for name, writer in writers(services.url).items() if given.only in name}
        for name, writer in chosen.items():
            killed, wrong = judged(writer, given.kills, Random(f"{given.seed} {name}"))
            print(f"{name:<21}{given.kills:>7}{killed:>20}{len(wrong):>26}")
            faults += [f"{name}: {said}" for said in wrong]
    print("\n".join(faults))
    return int(bool(faults))


if __name__ == "__main__":
    sys.exit(main())
