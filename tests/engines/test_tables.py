"""Arrow tables: a row in is a row out, in its order; a bad one has a problem, and so has one that nothing foresaw."""

from __future__ import annotations

import pytest

from backref import Catalogue
from backref.errors import CatalogueError

pa = pytest.importorskip("pyarrow", reason="pyarrow is not here")
tables = pytest.importorskip("backref.tables")


@pytest.fixture
def rows():
    raws = ["Deyo RA. Opioids for low back pain. BMJ. 2015;350:g6380. doi:10.1136/bmj.g6380", None, "", "x" * 30_000]
    return pa.table({"id": [1, 2, 3, 4], "raw": pa.array(raws, pa.string())})


def test_each_verb_adds_its_column_and_loses_no_row(rows, works):
    held = Catalogue.of(works)
    for made, name in (
        (tables.parse(rows, "raw"), "parsed"),
        (tables.find(rows, "raw"), "found"),
        (tables.match(rows, "raw", held), "matched"),
    ):
        assert made.schema.names == ["id", "raw", name]
        assert made.select(["id", "raw"]).equals(rows)
        assert [problem["code"] for problem in made[name][1].as_py()["problems"]] == ["bad-row"]
        assert tables.parse(made, "raw").select([name]).equals(made.select([name]))
    matched = tables.match(rows.to_batches()[0], "raw", held).column("matched").to_pylist()
    assert [row["status"] for row in matched][:2] == ["matched", None]
    assert matched[0]["doi"] == "10.1136/bmj.g6380"
    again = tables.match(tables.match(rows, "raw", Catalogue.of([])), "raw", held)
    assert again["matched"].to_pylist() == matched


def test_numbers_are_no_text_and_what_fails_costs_its_own_row_alone(rows, works, monkeypatch):
    numbers = tables.parse(pa.table({"raw": [1, 2]}), "raw")
    assert numbers["parsed"][1].as_py()["problems"][0]["message"] == "this is no text but int"
    from backref.tables import rows as made

    whole = made.matched_batch

    def failing(raws, source):
        if "" in raws:
            raise ZeroDivisionError("nobody foresaw this")
        return whole(raws, source)

    monkeypatch.setattr(made, "matched_batch", failing)
    found = tables.match(rows, "raw", Catalogue.of(works))["matched"].to_pylist()
    assert [row["status"] is not None for row in found] == [True, False, False, True]
    assert "nobody foresaw this" in found[2]["problems"][0]["message"]
    assert found[2]["problems"][0]["code"] == "failed"


def test_a_callers_mistakes_are_told(rows, tmp_path):
    with pytest.raises(KeyError):
        tables.parse(rows, "nothing")
    with pytest.raises(CatalogueError):
        tables.match(rows, "raw", tmp_path)
