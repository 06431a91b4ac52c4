"""A catalogue's upkeep: what is in it, made anew, out again, an origin out of it; by the library and from the command
line.
"""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner

from backref import Catalogue
from backref.catalogue import Origin, divide
from backref.catalogue.shards import Shards
from backref.cli import command
from backref.errors import CatalogueError
from backref.model import Identifier, Record, Reference, Update


@pytest.fixture
def folder(tmp_path, works):
    catalogue = Catalogue.open(tmp_path / "c", create=True)
    catalogue.add(works[:10])
    of_dump = (
        Record(reference=work, source="crossref", dated=f"2026-01-0{1 + at % 3}") for at, work in enumerate(works)
    )
    catalogue.add(of_dump, origin="crossref")
    catalogue.add(work.model_copy(update={"title": f"New {work.title}"}) for work in works[:5])
    return tmp_path / "c"


def _ran(*arguments):
    return CliRunner().invoke(command, ["catalogue", *map(str, arguments)], prog_name="backref")


def _titles(catalogue):
    return sorted(record.reference.title for record in catalogue.records())


def test_what_is_in_it_is_counted_by_origin(folder, works):
    info = Catalogue.open(folder).info()
    assert info.records == 10 + len(works)
    assert info.origins == (Origin("", 10), Origin("crossref", len(works), "2026-01-01", "2026-01-03"))
    assert info.size > 1000
    said = json.loads(_ran("info", "--catalogue", folder, "--json", "--verify").output)
    assert (said["records"], said["damaged"]) == (info.records, [])
    assert [origin["origin"] for origin in said["origins"]] == ["mine", "crossref"]
    assert "crossref: " in _ran("info", "--catalogue", folder).output


def test_made_anew_it_says_the_same_in_less_space_and_its_readers_go_on(folder):
    reader = Catalogue.open(folder)
    before, size = _titles(reader), reader.info().size
    writer = Catalogue.open(folder)
    writer.compact()
    assert _titles(reader) == _titles(writer) == _titles(Catalogue.open(folder)) == before
    assert writer.info().size < size
    assert [path.name for path in folder.iterdir() if path.is_dir()] == ["index-2"]
    reader.remove([Identifier("doi", "10.1/none")])  # adds to the index that counts, not to the one that it had open
    reader.add([Record(reference=next(writer.records()).reference, source="x")], origin="late")
    assert Catalogue.open(folder).info().records == len(before) + 1
    assert "now" in _ran("compact", "--catalogue", folder).output
    assert len(Catalogue.open(folder)) == len(before) + 1


def test_nobody_adds_while_it_is_made_anew(folder, monkeypatch):
    other = Catalogue.open(folder)
    catalogue = Catalogue.open(folder)
    records = list(catalogue.records())

    def meanwhile():
        with pytest.raises(CatalogueError, match="another process is writing"):
            other.add(records[:1])
        yield from records

    monkeypatch.setattr(catalogue, "records", meanwhile)
    catalogue.compact()
    assert len(Catalogue.open(folder)) == len(records)


def test_an_origin_is_taken_out(folder, works):
    assert f"{len(works):,} records taken out" in _ran("drop", "crossref", "--catalogue", folder).output
    assert [origin.name for origin in Catalogue.open(folder).info().origins] == [""]
    refused = _ran("drop", "pubmed", "--catalogue", folder)
    assert refused.exit_code == 2
    assert "there are: mine" in refused.output
    assert _ran("drop", "mine", "--catalogue", folder).exit_code == 0
    assert len(Catalogue.open(folder)) == 0


def test_what_is_exported_is_added_again(folder, tmp_path, works):
    lines = _ran("export", "--catalogue", folder, "--origin", "mine").output.splitlines()
    assert len(lines) == 10
    (tmp_path / "out.jsonl").write_text("\n".join(lines))
    assert _ran("add", tmp_path / "out.jsonl", "--catalogue", tmp_path / "again").exit_code == 0
    again = Catalogue.open(tmp_path / "again")
    assert _titles(again) == sorted(
        record.reference.title for record in Catalogue.open(folder).records() if not record.origin
    )
    whole = [json.loads(line) for line in _ran("export", "--catalogue", folder, "--whole").output.splitlines()]
    assert [Record.model_validate(row) for row in whole] == list(Catalogue.open(folder).records())
    assert sorted(row["origin"] for row in whole if "origin" in row) == ["crossref"] * len(works)


def test_what_is_exported_whole_is_added_as_it_was(folder, tmp_path):
    retracted = Record(reference=Reference(doi="10.1136/bmj.g6380"), source="retraction-watch", origin="retraction-watch", updates=(Update(kind="retraction", source="retraction-watch"),))  # fmt: skip
    Catalogue.open(folder).add([retracted])
    (tmp_path / "out.jsonl").write_text(_ran("export", "--catalogue", folder, "--whole").output)
    assert _ran("add", tmp_path / "out.jsonl", "--catalogue", tmp_path / "again").exit_code == 0
    before, after = (sorted(Catalogue.open(path).records(), key=repr) for path in (folder, tmp_path / "again"))
    assert before == after
    assert retracted in after
    described = _ran("export", "--catalogue", folder, "--origin", "retraction-watch")
    assert (described.exit_code, described.output) == (0, "")


def test_a_record_is_in_one_shard_and_found_from_all(tmp_path, works):
    whole = Catalogue.of(works)
    held = divide(whole.records(), [tmp_path / name for name in "abc"])
    assert sum(held) == len(works)
    assert min(held) > 0
    shards = Shards([Catalogue.open(tmp_path / name) for name in "abc"])
    assert len(shards) == len(works)
    for work in works:
        [identifier, *_] = work.identifiers()
        assert [record.reference for record in shards.lookup(identifier)] == [work]
        assert shards.search(work.title, 3)[0].record.reference.title == work.title
