"""Build a catalogue of many real-shaped records and ask it: time, size, memory, how fast an answer is, and whether it
is right.

python benchmarks/scale.py [--records 1000000] [--strings 500] [--folder FOLDER] [--beside]

--beside does the same with tantivy alone (every word indexed and asked for, as its own documentation does it) and with
SQLite's FTS5. Building and asking are processes of their own, so that the memory of each is its own. The records:
made_records.py.
"""

from __future__ import annotations

import argparse
import json
import os
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from random import Random
from typing import Any

from backref.catalogue import Catalogue
from backref.fields import titles
from backref.fields.crossref import record_of
from backref.matching import matched_batch, source_at
from backref.model import Query
from backref.parsing import parse
from backref.text import json_values
from made_records import Maker

MB = 1e6


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the table."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--records", type=int, default=1_000_000)
    options.add_argument("--strings", type=int, default=500)
    options.add_argument("--folder", type=Path, help="where records and catalogues are kept; else they are removed")
    options.add_argument("--beside", action="store_true")
    options.add_argument("--part", choices=sorted(PARTS), help=argparse.SUPPRESS)
    given = options.parse_args(arguments)
    if given.part:
        print(json.dumps(PARTS[given.part](given.folder, given.records, given.strings)))
        return 0
    with tempfile.TemporaryDirectory() as temporary:
        folder = given.folder or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        lines = folder / f"{given.records}.jsonl"
        if not lines.exists():
            with lines.open("w", encoding="utf-8") as file:
                file.writelines(Maker().lines(given.records))
        print(f"{given.records:,} records, {lines.stat().st_size / given.records:.0f} bytes each as JSON lines")
        for name in ("backref", "tantivy", "fts5") if given.beside else ("backref",):
            made, asked = (_run(f"{name} {step}", folder, given.records, given.strings) for step in ("build", "ask"))
            print(f"{name:<10}" + ", ".join(f"{what} {value:,}" for what, value in (made | asked).items()), flush=True)
    return 0


def _run(part: str, folder: Path, records: int, strings: int) -> dict[str, float]:
    command = [sys.executable, __file__, "--part", part, "--folder", str(folder), "--records", str(records), "--strings", str(strings)]  # fmt: skip
    found: dict[str, float] = json.loads(subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout)
    return found


def _lines(folder: Path, records: int) -> Iterator[bytes]:
    with (folder / f"{records}.jsonl").open("rb") as file:
        yield from file


def _built(target: Path, records: int, build: Callable[[], None]) -> dict[str, float]:
    wall, began = time.perf_counter(), os.times()
    build()
    wall, (user, system) = time.perf_counter() - wall, _since(began)
    size = sum(path.stat().st_size for path in [target, *target.rglob("*")] if path.is_file())
    return {
        "records/s of a core": round(records / (user + system)), "build user s": round(user, 1),
        "build system s": round(system, 1), "build s of the clock": round(wall, 1), "bytes/record": round(size / records),
    } | _held({"build MB at most": "VmHWM"})  # fmt: skip


def _since(began: os.times_result) -> tuple[float, float]:
    """The processor's seconds since then: the program's own, and the system's on its behalf (reading of files, mapping
    of memory).
    """
    now = os.times()
    return now.user - began.user, now.system - began.system


def _asked(
    search: Callable[[Any], str | None], records: int, strings: int, ready: Callable[[str], Any] = str
) -> dict[str, float]:
    """Ask for works spread over all, with what is `ready` of each string; the first tenth warms up and is not
    counted.
    """
    maker = Maker()
    numbers = Random(5).sample(range(records), strings + strings // 10)
    spent, right = [], 0
    for count, number in enumerate(numbers):
        raw = ready(maker.citation(number))
        began = time.perf_counter()
        found = search(raw)
        if count >= strings // 10:
            spent.append(1e3 * (time.perf_counter() - began))
            right += found == maker.record(number)["DOI"]
    cuts = statistics.quantiles(spent, n=100)
    return {"p50 ms": round(cuts[49], 2), "p99 ms": round(cuts[98], 2), "right first": round(right / strings, 4)}


def _resident() -> dict[str, float]:
    return _held({"ask MB own": "RssAnon", "ask MB of files": "RssFile"})


def _held(names: dict[str, str]) -> dict[str, float]:
    status = Path("/proc/self/status")
    if not status.exists():
        return {}
    held = dict(line.split(":", 1) for line in status.read_text().splitlines())
    return {what: round(int(held[key].split()[0]) / 1e3) for what, key in names.items()}


def build_backref(folder: Path, records: int, strings: int) -> dict[str, float]:
    """Build a catalogue from Crossref's lines."""
    target = folder / f"{records}.backref"

    def build() -> None:
        read = (record_of(json_values.loads(line)) for line in _lines(folder, records))  # type: ignore[arg-type]
        Catalogue.open(target, create=True).add(record for record in read if record)

    return _built(target, records, build)


def ask_backref(folder: Path, records: int, strings: int) -> dict[str, float]:
    """Search, and then the whole way: parse, search, judge."""
    source = source_at((str(folder / f"{records}.backref"),))

    def search(parsed: Any) -> str | None:
        [answer] = source.ask([Query(text=parsed.raw, reference=parsed.reference)])
        return answer.records[0].reference.doi if answer.records else None

    found = _asked(search, records, strings, parse)
    maker = Maker()
    numbers = Random(6).sample(range(records), strings + 256)
    raws = [maker.citation(number) for number in numbers]
    matched_batch(raws[strings:], source)  # the model is loaded, patterns are compiled
    del numbers[strings:], raws[strings:]
    began = os.times()
    verdicts = [
        one.resolution for start in range(0, strings, 256) for one in matched_batch(raws[start : start + 256], source)
    ]
    user, system = _since(began)
    dois = [verdict.record.reference.doi if verdict.record else None for verdict in verdicts]
    right = sum(doi == maker.record(number)["DOI"] for doi, number in zip(dois, numbers, strict=True))
    wrong = strings - right - dois.count(None)
    whole = {"match user ms": round(1e3 * user / strings, 2), "match system ms": round(1e3 * system / strings, 2), "matched right": round(right / strings, 4), "matched wrong": round(wrong / strings, 4)}  # fmt: skip
    return found | _resident() | whole


def _plain(work: dict[str, Any]) -> str:
    people = " ".join(f"{p['family']} {p['given']}" for p in work["author"])
    year = work["issued"]["date-parts"][0][0]
    said = (people, work["title"][0], *work["container-title"], year, work["volume"], work["issue"], work["page"])
    return " ".join(map(str, said))


def _tantivy(target: Path) -> Any:
    import tantivy

    builder = tantivy.SchemaBuilder()
    builder.add_text_field("doi", stored=True, tokenizer_name="raw")
    builder.add_text_field("text")
    builder.add_json_field("work", stored=True)
    return tantivy.Index(builder.build(), str(target))


def build_tantivy(folder: Path, records: int, strings: int) -> dict[str, float]:
    """All words of a record in one field, and the record stored as JSON."""
    import tantivy

    target = folder / f"{records}.tantivy"
    target.mkdir()

    def build() -> None:
        writer = _tantivy(target).writer(256 << 20, 1)
        for line in _lines(folder, records):
            work = json.loads(line)
            writer.add_document(tantivy.Document(doi=work["DOI"], text=_plain(work), work=work))
        writer.commit()
        writer.wait_merging_threads()

    return _built(target, records, build)


def ask_tantivy(folder: Path, records: int, strings: int) -> dict[str, float]:
    """Ask with all words."""
    index = _tantivy(folder / f"{records}.tantivy")
    index.reload()
    searcher = index.searcher()

    def search(raw: str) -> str | None:
        query, _ = index.parse_query_lenient(titles.normalise(raw), ["text"])
        hits = searcher.search(query, 10, count=False).hits
        for _, address in hits:
            searcher.doc(address)
        return searcher.doc(hits[0][1])["doi"][0] if hits else None

    return _asked(search, records, strings) | _resident()


def build_fts5(folder: Path, records: int, strings: int) -> dict[str, float]:
    """One FTS5 table of all words, and the record beside them."""
    target = folder / f"{records}.sqlite"

    def rows() -> Iterator[tuple[str, str, str]]:
        for line in _lines(folder, records):
            work = json.loads(line)
            yield work["DOI"], _plain(work), line.decode()

    def build() -> None:
        with sqlite3.connect(target) as database:
            database.execute("PRAGMA journal_mode=OFF")
            database.execute("CREATE VIRTUAL TABLE works USING fts5(doi UNINDEXED, text, work UNINDEXED)")
            database.executemany("INSERT INTO works VALUES (?, ?, ?)", rows())

    return _built(target, records, build)


def ask_fts5(folder: Path, records: int, strings: int) -> dict[str, float]:
    """Ask with all words, ranked by its bm25."""
    database = sqlite3.connect(folder / f"{records}.sqlite")

    def search(raw: str) -> str | None:
        words = " OR ".join(f'"{word}"' for word in dict.fromkeys(titles.words(raw)))
        found = database.execute(
            "SELECT doi, work FROM works WHERE text MATCH ? ORDER BY rank LIMIT 10", (words,)
        ).fetchall()
        return found[0][0] if found else None

    return _asked(search, records, strings) | _resident()


PARTS: dict[str, Callable[[Path, int, int], dict[str, float]]] = {
    "backref build": build_backref, "backref ask": ask_backref, "tantivy build": build_tantivy, "tantivy ask": ask_tantivy,
    "fts5 build": build_fts5, "fts5 ask": ask_fts5,
}  # fmt: skip


if __name__ == "__main__":
    os.environ.setdefault("PYTHONHASHSEED", "0")
    sys.exit(main())
