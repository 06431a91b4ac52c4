"""The engines' scripts say what one process says, with two workers; each is run where its engine is, by `-m slow`."""

from __future__ import annotations

import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from backref import Catalogue

ROOT = Path(__file__).resolve().parents[2]
SCRIPTS = sorted((ROOT / "examples" / "scale").glob("*_match.py"))
MODULES = {"loop": "pyarrow", "spark": "pyspark"}
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not importlib.util.find_spec("pyarrow"), reason="pyarrow is not here"),
]


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.stem.removesuffix("_match"))
def test_an_engine_says_what_one_process_says(script, tmp_path, works):
    name = script.stem.removesuffix("_match")
    if not importlib.util.find_spec(MODULES.get(name, name)):
        pytest.skip(f"the engine {name} is not here")
    if name == "spark" and not shutil.which("java"):
        pytest.skip("Java is not here")
    import pyarrow as pa
    import pyarrow.parquet as pq

    from backref import tables

    Catalogue.open(tmp_path / "catalogue", create=True).add(works)
    own = [works[at % len(works)] for at in range(300)]
    said = [f"{work.title}. " + (f"doi:{work.doi}" if at % 2 else str(at % 7)) for at, work in enumerate(own)]
    raws = [None if at % 50 == 0 else raw for at, raw in enumerate(said)]
    rows = pa.table({"id": range(300), "raw": pa.array(raws, pa.string())})
    pq.write_table(rows, tmp_path / "rows.parquet", row_group_size=100)
    environment = os.environ | {"PYTHONPATH": str(ROOT / "src"), "SPARK_LOCAL_IP": "127.0.0.1"}
    asked = [sys.executable, script, tmp_path / "catalogue", tmp_path / "rows.parquet", tmp_path / "out", "2"]
    done = subprocess.run(asked, capture_output=True, text=True, env=environment, cwd=tmp_path, timeout=300)
    assert done.returncode == 0, done.stderr[-3000:]
    parts = [
        pq.read_table(path).select(["id", "raw", "matched"]).to_pylist()
        for path in (tmp_path / "out").rglob("*.parquet")
    ]
    made = sorted((row for part in parts for row in part), key=lambda row: row["id"])
    assert made == tables.match(rows, "raw", str(tmp_path / "catalogue")).to_pylist()
    found = [row["matched"] for row in made]
    assert [at for at, row in enumerate(found) if row["status"] is None] == list(
        range(0, 300, 50)
    )  # those without text
    assert [row["doi"] for row in found[1::2]] == [work.doi for work in own[1::2]]  # those that name their record
