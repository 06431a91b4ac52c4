"""Kill every writer at fifty moments, and look at what it left: each file whole, the old one or the new; and the next
run mends.

python benchmarks/kills.py [--kills 50] [--seed 1]

The writers are commands, run in forks of this process. Every other fork is killed some milliseconds after the n-th time
that it opens a file to write, moves, removes or changes one, with n spread over all of its run; the others at any time
between the first such event and the end, since what a library writes by itself is no event. Afterwards the same command is run
to its end, and must leave what it leaves when nobody kills it, and nothing beside. Exit status 1 where it does not.
POSIX only.

`PLACES` are the functions of backref that change files, each with the writer here that calls it, which is looked at;
`ELSEWHERE` are those that change none of anybody's, each with why.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import signal
import sqlite3
import stat
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, chdir
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from types import FrameType
from typing import NamedTuple

from click.testing import CliRunner

import backref
from backref.catalogue import Catalogue
from backref.cli import command
from backref.errors import BackrefError
from backref.formats import csl_json
from backref.ledger import Ledger
from backref.model import Bibliography, Identifier, Query, Reference
from backref.project import syncing
from backref.project.configuration import Configuration
from backref.sources import Settings, open_sources
from backref.sources._cache import _unpacked
from backref.taking import take
from backref.testing import Route, fake_services

EVENTS = frozenset(("open", "os.rename", "os.remove", "os.chmod", "os.mkdir", "os.rmdir", "fcntl.flock", "sqlite3.connect", "os.truncate"))  # fmt: skip
LATEST_S = 0.004  # after an event
TRIES = 6  # of one kill, each sooner than the one before, until it strikes
_WRITES = os.O_WRONLY | os.O_RDWR
DOIS = [f"10.5555/made.{number}" for number in range(30)]
WORKS = [Reference(id=f"w{n}", type="article-journal", title=f"Made-up title {n}", doi=doi, author=({"family": f"Made{'abc'[n % 3]}", "given": "A."},), container_title="Journal", issued={"date_parts": ((2000 + n % 20,),)}, volume=str(n), page=f"{n}-{n + 3}") for n, doi in enumerate(DOIS)]  # fmt: skip
BIB = "\n".join(f"@article{{k{n},\n  title = {{Made-up title {n}}}\n  author = {{Made, A.}},\n  year = 2001,\n  doi = {{https://doi.org/{doi}}}\n}}\n" for n, doi in enumerate(DOIS))  # fmt: skip
QUOTED = Reference(id="quoted", type="article-journal", title="Balance training and falls in older adults", doi="10.5555/falls.1", pmid="11111111", pmcid="PMC1111111", container_title="J Falls", volume="3", page="10-19", author=({"family": "Roe", "given": "A"},), issued={"date_parts": ((2019,),)})  # fmt: skip
ARTICLE = (
    '<article xmlns:xlink="http://www.w3.org/1999/xlink"><front><article-meta><article-id pub-id-type="pmcid">PMC1111111</article-id><permissions>'
    '<license xlink:href="https://creativecommons.org/licenses/by/4.0/"/></permissions></article-meta></front><body><sec><title>Results</title>'
    "<p>Falls may decline by 21 % with balance training.</p></sec></body></article>"
)
RETRACTIONS = (
    "Record ID,Title,Subject,Institution,Journal,Publisher,Country,Author,URLS,ArticleType,RetractionDate,RetractionDOI,RetractionPubMedID,"
    "OriginalPaperDate,OriginalPaperDOI,OriginalPaperPubMedID,RetractionNature,Reason,Paywalled,Notes\n"
    '1,"Made-up title 1",,,Journal,,,A Made,,Research Article;,2/6/2010 0:00,10.5555/notice.1,0,2/28/1998 0:00,10.5555/made.1,0,Retraction,,No,\n'
)
ROUTES = {
    "europepmc": Route(lambda *_: (200, "application/xml", ARTICLE.encode())),
    "retraction-watch": Route(lambda *_: (200, "text/csv", RETRACTIONS.encode())),
}
Look = Callable[[Path], list[str]]

PLACES = {
    "catalogue/adding.py writer_of": "catalogue add",
    "catalogue/engine.py opened": "catalogue add",
    "catalogue/marks.py write": "catalogue add",
    "catalogue/place.py cleared": "catalogue compact",
    "catalogue/place.py found": "catalogue add",
    "catalogue/place.py swept": "catalogue add",
    "catalogue/upkeep.py made_anew": "catalogue compact",
    "cli/_io.py replace_file": "check --fix",
    "cli/_io.py write_pieces": "convert -o",
    "cli/_io.py write_text": "convert -o, Word",
    "cli/check.py _mended": "check --fix",
    "cli/check.py _write_baseline": "check --baseline",
    "cli/check.py command": "check --report",
    "cli/convert.py command": "convert -o",
    "cli/find.py command": "find --html",
    "cli/get.py command": "get -o",
    "cli/resolve.py command": "resolve",
    "files.py _Staged.give_up": "convert -o",
    "files.py _created": "convert -o",
    "files.py _staged": "convert -o",
    "files.py _take_after": "convert -o",
    "files.py remove_left_over": "convert -o",
    "files.py write": "convert -o",
    "ledger.py Ledger.write": "catalogue update",
    "project/assets.py write": "assets",
    "project/syncing/_files.py write": "sync",
    "project/tidying/__init__.py write": "tidy -o",
    "serving/site.py _keep": "serve --keep",
    "sources/_cache.py Cache.open": "cache",
    "sources/_cache.py _make_private": "cache",
    "sources/bringing.py bring_retractions": "catalogue retractions",
    "sphinx/_project.py SphinxLibrary._write": "Sphinx",
}
ELSEWHERE = {
    "catalogue/engine.py _opened_elsewhere": "links in a folder of the system's for temporary files, while an index is opened",
    "catalogue/engine.py in_memory": "in memory",
    "cli/_streams.py _occupy": "the null device",
    "cli/_streams.py abandon": "the null device",
    "cli/_streams.py prepare": "the null device",
    "files.py _held": "which reads a folder",
    "files.py _sweep": "what a killed process left in the system's folder for temporary files",
    "files.py temporary_folder": "a folder there, for as long as processes match or pandoc runs",
    "formats/_word.py _undated": "in memory",
    "formats/_word.py pack": "in memory",
    "mcp/folder.py Folder._opened": "which reads",
    "spark.py sent": "a folder there, for as long as the program runs",
    "styles/_csl.py _asked": "the same, for as long as pandoc runs",
    "testing/browser.py browser": "the same, for tests",
}


@dataclass(frozen=True)
class Writer:
    """A command, what stands in its folder before, and what else must hold of the folder after a kill."""

    arguments: Sequence[str]
    before: Mapping[str, str]
    look: Look = lambda folder: []
    files: Sequence[str] = field(default_factory=tuple)
    work: Callable[[], None] | None = None
    begin: Callable[[Path], None] = lambda folder: None
    done: Look = lambda folder: []


class Ran(NamedTuple):
    """How often a fork that lived changed files, how long that took, and which functions of `PLACES` it called."""

    events: int = 0
    seconds: float = 0.0
    called: frozenset[str] = frozenset()


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
    """SQLite says so, each payload has its checksum, and nobody else reads any of its files."""
    path = folder / "cache.sqlite"
    open_to_all = [each.name for each in folder.glob("cache.sqlite*") if stat.S_IMODE(each.stat().st_mode) != 0o600]
    wrong = [f"others may read {name}" for name in open_to_all]
    if not path.exists() or not path.stat().st_size:
        return wrong
    with sqlite3.connect(path) as database:
        [said] = database.execute("PRAGMA integrity_check").fetchone()
        has_table = database.execute("SELECT count(*) FROM sqlite_master WHERE name = 'payloads'").fetchone()[0]
        for key, packed in database.execute("SELECT key, payload FROM payloads") if has_table else ():
            _unpacked(key, packed)  # which raises for what is damaged
    return wrong if said == "ok" else [*wrong, said]


def _has(records: int, files: int = 0) -> Look:
    """A catalogue that is done has so many records, no file that belongs to none, and knows so many files."""

    def look(folder: Path) -> list[str]:
        held = Catalogue.open(folder / "catalogue")
        known = Ledger.of(held).known
        wrong = (
            [f"{len(held)} records, {len(known)} files taken"] if (len(held), len(known)) != (records, files) else []
        )
        wrong += [f"damaged: {name}" for name in held.damaged()]
        [index] = (folder / "catalogue").glob("index-*")
        segments = {
            each["segment_id"].replace("-", "") for each in json.loads((index / "meta.json").read_text())["segments"]
        }
        odd = [
            path.name
            for path in index.iterdir()
            if re.match("[0-9a-f]{32}", path.name) and path.name[:32] not in segments
        ]
        return [*wrong, *(f"{name} is left over" for name in odd)]

    return look


def _begun_dump(folder: Path) -> None:
    """A catalogue that has taken one file of three."""
    (folder / "dump").mkdir()
    (folder / "dump" / "0.jsonl").write_text(_crossref_lines(0), encoding="utf-8")
    take(Catalogue.open(folder / "catalogue", create=True), [folder / "dump"], on_problem=lambda problem: None)
    for part in (1, 2):
        (folder / "dump" / f"{part}.jsonl").write_text(_crossref_lines(part), encoding="utf-8")


def _pages_are_whole(folder: Path) -> list[str]:
    pages = [path.read_text(encoding="utf-8") for path in folder.glob("kept/*.html")]
    return [] if all(page.rstrip().endswith("</html>") for page in pages) else ["half a page"]


def _served() -> None:
    """Ask a server for a report, which it keeps."""
    from starlette.testclient import TestClient

    from backref.serving.app import served

    sources = [open_sources(["crossref"], Settings(cache=None, offline=True))]
    made = served(sources, "a-token-for-kills", keep=Path("kept"))
    with TestClient(made.app, base_url="http://localhost/a-token-for-kills") as client:
        job = client.post("jobs", json={"inputs": [{"text": "It is so (doi:10.5555/made.1)."}]}).json()["job"]
        client.get(f"jobs/{job}/events")
        client.get(f"jobs/{job}/report").raise_for_status()
    made.stop()


def _sphinx() -> None:
    from sphinx.application import Sphinx

    Sphinx(".", ".", "made", "doctrees", "dummy", status=None, warning=None).build()


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

    def quote() -> None:
        names = ("pubmed", "crossref", "europepmc", "pmc")
        settings = Settings(cache=Path("cache.sqlite"), base_urls={name: f"{url}/{name}" for name in names})
        sources = open_sources(["pubmed", "crossref"], settings)
        syncing.sync(["a.md"], sources, settings=Configuration(Path.cwd()), passages=True)

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
        "catalogue add, a dump": Writer(["catalogue", "add", "dump", "--catalogue", "catalogue"], {f"dump/{n}.jsonl": _crossref_lines(n) for n in range(3)}, _catalogue_is_part, done=_has(len(WORKS), 3)),
        "catalogue drop": Writer(["catalogue", "drop", "x", "--catalogue", "catalogue"], {}, _catalogue_is_old_or_none, begin=_begun_with_origin, done=_has(0)),
        "convert -o": Writer(["convert", "in.bib", "--to", "ris", "-o", "out.ris"], {"in.bib": BIB, "out.ris": "old\n"}, files=["out.ris"]),
        "check --fix": Writer(["check", "--no-resolve", "--fix", "in.bib"], {"in.bib": BIB}, files=["in.bib"]),
        "check --baseline": Writer(["check", "--no-resolve", "in.bib", "--baseline", "debts.json", "--write-baseline"], {"in.bib": BIB}, files=["debts.json"]),
        "sync": Writer(["sync", "docs"], project, files=["references.bib", "backref.lock"]),
        "sync --rewrite": Writer(["sync", "--rewrite", "docs"], project, files=["references.bib", "backref.lock", "docs/a.md"]),
        "catalogue add": Writer(["catalogue", "add", "works.json", "--catalogue", "catalogue"], {"works.json": _works()}, _catalogue_is_whole, done=_has(len(WORKS), 1)),
        "catalogue add, more": Writer(["catalogue", "add", "works.json", "--catalogue", "catalogue"], {"works.json": _works()}, _catalogue_is_old_or_new, begin=_begun_catalogue, done=_has(len(WORKS), 1)),
        "catalogue compact": Writer(["catalogue", "compact", "--catalogue", "catalogue"], {}, _catalogue_is_old_or_new, begin=_begun_catalogue, done=_has(10)),
        "cache": Writer([], {}, _cache_is_whole, work=ask),
        "sync --passages": Writer([], {"a.md": f"Balance training cuts falls by 12 % [@doi:{QUOTED.doi}].\n"}, _cache_is_whole, files=["references.bib", "backref.lock", "backref.passages.json"], work=quote),
        "convert -o, Word": Writer(["convert", "in.bib", "--to", "docx", "-o", "out.docx"], {"in.bib": BIB, "out.docx": "old\n"}, files=["out.docx"]),
        "catalogue update": Writer(["catalogue", "update", "--catalogue", "catalogue"], {}, _catalogue_is_part, begin=_begun_dump, done=_has(len(WORKS), 3)),
        "catalogue retractions": Writer(["catalogue", "retractions", "rw.csv"], {"rw.csv": "old\n"}, files=["rw.csv"]),
        "serve --keep": Writer([], {"kept/report-old.html": "old\n</html>"}, _pages_are_whole, work=_served),
        "Sphinx": Writer([], {"conf.py": "extensions = ['backref.sphinx']\n", "index.rst": f"Heat\n====\n\nSo :cite:p:`doi:{DOIS[0]}`.\n\n.. bibliography::\n", "backref.toml": 'bibliography = "works.json"\n', "works.json": _works(), "doctrees/backref.bib": "old\n"}, files=["doctrees/backref.bib"], work=_sphinx),
    }  # fmt: skip


def fork(writer: Writer, folder: Path, at: int = 0, delay_s: float = 0.0, *, is_watched: bool = False) -> Ran | None:
    """Run a writer in a fork, killed so long after its event number `at`; return what it did, if it lived."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        _child(writer, folder, at, delay_s, writing, is_watched=is_watched)
    os.close(writing)
    with os.fdopen(reading) as pipe:
        said = pipe.read()
    os.waitpid(child, 0)
    return Ran(*json.loads(said)) if said else None


def _child(writer: Writer, folder: Path, at: int, delay_s: float, writing: int, *, is_watched: bool) -> None:
    os.chdir(folder)
    null = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):
        os.dup2(null, stream)
    count, began = 0, 0.0

    def hook(event: str, arguments: tuple[object, ...]) -> None:
        nonlocal count, began
        if event in EVENTS and not (event == "open" and isinstance(arguments[2], int) and not arguments[2] & _WRITES):
            count += 1
            began = began or time.perf_counter()
            if count == at:
                threading.Timer(delay_s, os.kill, (os.getpid(), signal.SIGKILL)).start()

    sys.addaudithook(hook)
    called: set[str] = set()
    if is_watched:
        _watch(called)
    try:
        if writer.work:
            writer.work()
        else:
            command.main(list(writer.arguments), standalone_mode=False)
    except BaseException:  # noqa: BLE001, S110  a fork ends here, whatever happened: what it left is looked at
        pass
    ended = time.perf_counter()
    sys.setprofile(None)
    with os.fdopen(writing, "w") as pipe:
        json.dump((count, ended - (began or ended), sorted(called)), pipe)
    os._exit(0)


def _watch(called: set[str]) -> None:
    """Note the functions of `PLACES` that are called from now on."""
    root = f"{Path(backref.__file__).parent}/"

    def note(frame: FrameType, event: str, _: object) -> None:
        code = frame.f_code
        if event == "call" and code.co_filename.startswith(root):
            place = f"{code.co_filename.removeprefix(root)} {code.co_qualname.replace('<locals>.', '')}"
            if place in PLACES:
                called.add(place)

    threading.setprofile(note)
    sys.setprofile(note)


def _begin(writer: Writer, folder: Path) -> None:
    for name, text in writer.before.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    writer.begin(folder)


def _held(folder: Path, names: Sequence[str]) -> dict[str, bytes | None]:
    return {name: (folder / name).read_bytes() if (folder / name).exists() else None for name in names}


def _names(folder: Path) -> set[str]:
    """What stands in a folder, without the part of a name that is made up each time."""
    paths = (path.relative_to(folder).as_posix() for path in folder.rglob("*"))
    return {re.sub(r"[0-9a-f]{32}|report-[\w-]+|index-\d+", "*", path) for path in paths}


def _wrong(
    writer: Writer, folder: Path, before: Mapping[str, bytes | None], after: Mapping[str, bytes | None]
) -> Iterator[str]:
    """What is wrong with what a fork that was killed has left."""
    for file, data in _held(folder, writer.files).items():
        if data not in (before[file], after[file]):
            yield f"{file} is neither the old nor the new"
    yield from writer.look(folder)


def _not_mended(writer: Writer, folder: Path, names: set[str], after: Mapping[str, bytes | None]) -> Iterator[str]:
    """What is wrong after the next run."""
    for file, data in _held(folder, writer.files).items():
        if data != after[file]:
            yield f"{file} differs"
    yield from (*writer.look(folder), *writer.done(folder))
    yield from (f"{name} is left over" for name in sorted(_names(folder) - names))


def judged(name: str, writer: Writer, kills: int, dice: Random) -> tuple[int, list[str]]:
    """Kill a writer so often; return how many were killed before they were done, and what was wrong."""
    with tempfile.TemporaryDirectory() as folder, chdir(folder):  # so that forks find read what is read once
        _begin(writer, Path(folder))
        writer.work() if writer.work else CliRunner().invoke(command, writer.arguments)
    with tempfile.TemporaryDirectory() as whole:
        _begin(writer, Path(whole))
        before = _held(Path(whole), writer.files)
        watched = fork(writer, Path(whole), is_watched=True) or Ran()
        after, names = _held(Path(whole), writer.files), _names(Path(whole))
        wrong = [f"not killed: {said}" for said in _not_mended(writer, Path(whole), names, after)]
    wrong += [f"it does not call {place}" for place, by in PLACES.items() if by == name and place not in watched.called]
    wrong += ["it changes nothing, killed or not"] if writer.files and after == before else []
    with tempfile.TemporaryDirectory() as whole:
        _begin(writer, Path(whole))
        lived = fork(writer, Path(whole)) or watched
    killed = 0
    for number in range(kills):
        is_late = number % 2
        at = 1 + number * lived.events // kills if is_late else 1
        delay_s = dice.random() * (LATEST_S if is_late else lived.seconds)
        with ExitStack() as stack:
            for _ in range(TRIES):
                folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
                _begin(writer, folder)
                if fork(writer, folder, at, delay_s) is None:
                    killed += 1
                    break
                delay_s /= 4  # it came too late
            when = f"killed {1000 * delay_s:.1f} ms after {at} of {lived.events}"
            wrong += [f"{when}: {said}" for said in _wrong(writer, folder, before, after)]
            fork(writer, folder)
            wrong += [f"{when}, then run again: {said}" for said in _not_mended(writer, folder, names, after)]
    return killed, wrong


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the table."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--kills", type=int, default=50)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--only", default="", help="only writers in whose name this expression is found")
    given = options.parse_args(arguments)
    faults: list[str] = []
    with ExitStack() as stack:
        services = stack.enter_context(fake_services((*WORKS, QUOTED), ROUTES))
        os.environ["BACKREF_CACHE"] = str(Path(stack.enter_context(tempfile.TemporaryDirectory())) / "cache.sqlite")
        os.environ["BACKREF_RETRACTION_WATCH_BASE_URL"] = f"{services.url}/retraction-watch"
        print(f"{'writer':<21}{'kills':>7}{'before it was done':>20}{'half files or not mended':>26}")
        chosen = {name: writer for name, writer in writers(services.url).items() if re.search(given.only, name)}
        for name, writer in chosen.items():
            killed, wrong = judged(name, writer, given.kills, Random(f"{given.seed} {name}"))
            print(f"{name:<21}{given.kills:>7}{killed:>20}{len(wrong):>26}", flush=True)
            faults += [f"{name}: {said}" for said in wrong]
    for said in faults:
        print(said)
    return int(bool(faults))


if __name__ == "__main__":
    sys.exit(main())
