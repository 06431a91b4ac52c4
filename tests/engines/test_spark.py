"""Spark says what one process says, also where an executor is killed; run where pyspark and Java are, by `-m slow`."""

from __future__ import annotations

import importlib.util
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from backref import Catalogue
from backref.catalogue import divide

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(
        not (importlib.util.find_spec("pyspark") and importlib.util.find_spec("pyarrow")), reason="pyspark is not here"
    ),
    pytest.mark.skipif(not shutil.which("java"), reason="Java is not here"),
]
ROWS = 20_000
SRC = str(Path(__file__).resolve().parents[2] / "src")
NOISE = ("{family} {title} {year}", "{family}, {given} ({year}). {title}. {journal}, {volume}, {page}.", "{title}", "[7] {family} {given}. {title} {journal} {year};{volume}:{page}")  # fmt: skip


def _raw(work, at):
    name = work.author[0] if work.author else None
    said = {
        "family": (name and (name.family or name.literal)) or "", "given": (name and name.given) or "", "title": work.title or "",
        "year": (work.issued and work.issued.year) or "", "journal": work.container_title or "", "volume": work.volume or "",
        "page": work.page or "",
    }  # fmt: skip
    raw = NOISE[at % len(NOISE)].format(**said)
    return raw if at % 7 else raw.replace("e", "c", 2)  # read from a scan


@pytest.fixture(scope="module")
def asked(tmp_path_factory, works):
    """The catalogue, the rows, and what one process makes of them."""
    import pyarrow as pa

    from backref import tables

    folder = tmp_path_factory.mktemp("spark")
    catalogue = Catalogue.open(folder / "catalogue", create=True)
    catalogue.add(works)
    raws = [None if at % 997 == 0 else _raw(works[at % len(works)], at) for at in range(ROWS)]
    with (folder / "raws.jsonl").open("w") as file:
        file.writelines(json.dumps({"id": at, "raw": raw}) + "\n" for at, raw in enumerate(raws))
    table = pa.table({"id": range(ROWS), "raw": pa.array(raws, pa.string())})
    return folder, tables.parse(tables.match(table, "raw", catalogue), "raw")


def _run(folder, name, catalogues="catalogue", *killed):
    import pyarrow.parquet as pq

    places = ",".join(str(folder / part) for part in catalogues.split(","))
    environment = os.environ | {"PYTHONPATH": SRC, "SPARK_LOCAL_IP": "127.0.0.1"}
    script = Path(__file__).with_name("cluster.py")
    done = subprocess.run(
        [sys.executable, script, places, folder / "raws.jsonl", folder / name, *killed],
        capture_output=True, text=True, env=environment, cwd=folder, timeout=900,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-3000:]
    return pq.read_table(folder / name).sort_by("id")


def _without_confidence(row):
    """A parse without what the last digit of depends on who stood in the same batch."""
    fields = [field | {"confidence": None} for field in row["fields"] or ()]
    return row | {"fields": fields}


def test_two_executors_say_what_one_process_says(asked):
    folder, alone = asked
    made = _run(folder, "out")
    assert made.select(["id", "raw"]).to_pylist() == alone.select(["id", "raw"]).to_pylist()
    assert made["matched"].to_pylist() == alone["matched"].to_pylist()
    assert [_without_confidence(row) for row in made["parsed"].to_pylist()] == [
        _without_confidence(row) for row in alone["parsed"].to_pylist()
    ]
    statuses = [row["status"] for row in made["matched"].to_pylist()]
    assert statuses.count("matched") + statuses.count("matched-with-differences") > ROWS // 2
    assert statuses.count(None) == len(range(0, ROWS, 997))


def test_nothing_is_lost_where_an_executor_is_killed(asked):
    folder, alone = asked
    made = _run(folder, "killed", "catalogue", folder / "marker")
    assert (folder / "marker").exists()
    assert made["id"].to_pylist() == list(range(ROWS))
    assert made["matched"].to_pylist() == alone["matched"].to_pylist()


def test_shards_find_what_the_whole_finds(asked, works):
    folder, alone = asked
    held = Catalogue.open(folder / "catalogue")
    assert sum(divide(held.records(), [folder / "one", folder / "two"])) == len(works)
    made = _run(folder, "sharded", "one,two")
    pairs = list(zip(made["matched"].to_pylist(), alone["matched"].to_pylist(), strict=True))
    assert sum(one["doi"] == other["doi"] for one, other in pairs) >= 0.99 * ROWS
