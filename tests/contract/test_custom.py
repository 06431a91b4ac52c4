"""What CSL has no variable for: typed in the model, valid CSL-JSON outside it, and `custom` a side channel for
nobody.
"""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

import backref
from backref import formats
from backref.fields import csl
from backref.model import Bibliography, Identifier, Name, Record, Reference, Resolution, Status
from backref.resolving.merge import merge
from backref.resolving.unite import unite

SOURCE = Path(backref.__file__).resolve().parent
WHOLE = Reference(
    id="a", type="book", title="Low back disorders", author=(Name(family="Hegmann"),), arxiv="1706.03762", affiliation="University of Utah",
    also=(Identifier("isbn", "9780615452272"), Identifier("openalex", "W1")), cut=("author", "container-author"), publication_types=("Review",),
    custom={"fields": {"file": "a.pdf"}},
)  # fmt: skip


def test_what_csl_has_no_variable_for_is_in_the_items_custom_and_comes_back():
    item = WHOLE.csl()
    assert item["custom"] == {
        "arxiv": "1706.03762",
        "also": ["isbn:9780615452272", "openalex:W1"],
        "affiliation": "University of Utah",
        "publication-types": ["Review"],
        "et-al": True,
        "et-al-container-author": True,
        "fields": {"file": "a.pdf"},
    }
    assert csl.from_item(item, []) == Reference.model_validate(item) == WHOLE
    assert Reference.model_validate_json(WHOLE.model_dump_json(by_alias=True, exclude_defaults=True)) == WHOLE


@pytest.mark.parametrize("name", ["csl-json", "csl-yaml"])
def test_it_comes_back_from_a_file(name):
    written = formats.dump(Bibliography.of((WHOLE,)), name)
    assert formats.load(written, name).references == (WHOLE,)


def test_a_custom_of_others_stays_as_it_is():
    odd = {
        "et-al": "yes",
        "et-al-title": True,
        "also": ["ISBN 1", 2],
        "arxiv": 1706.03762,
        "publication-types": "Review",
    }
    assert csl.from_item({"id": "a", "type": "book", "custom": odd}, []).csl()["custom"] == odd


def test_a_work_is_known_by_all_its_identifiers():
    assert [str(i) for i in WHOLE.identifiers()] == ["arxiv:1706.03762", "isbn:9780615452272", "openalex:W1"]
    one = Record(
        reference=Reference(title="Heat", doi="10.1/x", also=(Identifier("openalex", "W1"),)), source="openalex"
    )
    two = Record(reference=Reference(title="Heat", doi="10.1/x", arxiv="1706.03762"), source="crossref")
    [united] = unite([one, two])
    assert {str(i) for i in united.identifiers()} == {"doi:10.1/x", "arxiv:1706.03762", "openalex:W1"}


def test_what_points_back_and_a_second_identifier_belong_to_the_parse():
    parsed = backref.parse("Ibid., p. 45")
    assert (parsed.points_back, parsed.reference.custom) == ("same-work", {})
    parsed = backref.parse("Deyo RA. Opioids. BMJ. 2015;350:g6380. doi:10.1136/bmj.g6380. doi:10.5061/dryad.1")
    assert [str(i) for i in parsed.reference.identifiers()] == ["doi:10.1136/bmj.g6380"]
    assert [str(i) for i in parsed.second] == ["doi:10.5061/dryad.1"]
    assert [p.code for p in parsed.problems if p.code == "second-identifier"] == ["second-identifier"]


@pytest.mark.parametrize(("people", "cut"), [((), ("author",)), ((Name(family="Deyo"), Name(family="Korff")), ())])
def test_a_list_is_cut_only_where_it_is_the_texts(people, cut):
    parsed = backref.parse("Deyo RA, et al. Opioids for low back pain. BMJ. 2015;350:g6380.")
    assert parsed.reference.cut == ("author",)
    record = Record(reference=Reference(title="Opioids for low back pain", author=people), source="crossref")
    merged = merge(parsed, Resolution(status=Status.MATCHED, record=record)).reference
    assert merged.cut == cut


def test_no_stage_reads_custom():
    """Formats bring unknown fields back in it; the model and CSL-JSON carry it; nobody else looks into it."""
    readers = {
        str(path.relative_to(SOURCE).parts[0])
        for path in SOURCE.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Attribute)
        and node.attr == "custom"
        and path.name not in ("merge.py", "unite.py", "_merged.py", "_bibfile.py")
    }
    assert readers <= {"formats", "model"}
