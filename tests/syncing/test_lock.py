"""The lock: one stable text, and a clear word where it cannot be used."""

from __future__ import annotations

import contextlib
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backref.errors import LockError
from backref.model import Finding, Identifier, Status
from backref.project import lock
from backref.project.lock import Lock, Locked
from backref.project.syncing import _bibfile

ENKE = Locked(
    key="enke2018",
    identifier="doi:10.1503/cmaj.171333",
    cited=("Enke O. Anticonvulsants.",),
    source="crossref",
    retrieved="2026-11-20",
    verdict=Status.MATCHED,
    findings=(Finding(kind="retracted", message="the work was retracted", identifier=Identifier("doi", "10.1/r")),),
    record={"type": "article-journal", "title": "Ünd", "DOI": "10.1503/cmaj.171333", "PMID": "29970367"},
    written="sha256:0",
)
DEYO = Locked(key="deyo2015", verdict=Status.NOT_FOUND)


def test_the_text_is_stable_sorted_and_comes_back():
    text = lock.dump([ENKE, DEYO])
    assert text == lock.dump([DEYO, ENKE])
    assert [locked.key for locked in lock.load(text).references] == ["deyo2015", "enke2018"]
    assert lock.dump(lock.load(text).references) == text


def test_a_reference_is_found_by_key_identifier_and_raw_citation():
    found = Lock((ENKE,))
    for cited in ("enke2018", "https://doi.org/10.1503/CMAJ.171333", "PMID 29970367", "Enke O.  Anticonvulsants."):
        assert found.find(cited) is ENKE, cited
    assert found.find("enke") is None
    assert ENKE.is_retracted
    assert ENKE.reference is not None
    assert ENKE.reference.id == "enke2018"


def edited(change) -> str:
    said = json.loads(lock.dump([ENKE, DEYO]))
    change(said)
    return json.dumps(said, indent=1)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (edited(lambda said: said.update(version=9)), r"newer version of backref .*upgrade"),
        (edited(lambda said: said["references"][1]["record"].update(title="X")), r"backref.lock:17: 'enke2018' was edited by hand"),
        (edited(lambda said: said["references"].append(said["references"][1])), "stands 2 times"),
        (edited(lambda said: said.update(more=1)), "edited by hand"),
        (edited(lambda said: said["references"].append(3)), "edited by hand"),
        (edited(lambda said: said.pop("version")), "it has no version"),
        ("[]", "not a lock"),
        ("", r"backref.lock:1:1: not JSON"),
        ("{\n<<<<<<< HEAD\n", r"backref.lock:2:1: marks of a merge; keep the lines of both sides"),
        ("[" * 100_000, "not a lock|not JSON"),
    ],
)  # fmt: skip
def test_what_cannot_be_used_says_where_and_what_to_do(text, said):
    with pytest.raises(LockError, match=said):
        lock.load(text)


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(),
        lambda x: st.lists(x) | st.dictionaries(st.sampled_from(["version", "references", "key", "hash", "x"]), x),
    )
)
def test_any_json_is_a_lock_or_a_lock_error(said):
    with contextlib.suppress(LockError):
        lock.load(json.dumps(said))


def test_a_retracted_work_is_marked_in_what_is_written_and_not_in_the_lock():
    finding = ENKE.findings[0].model_copy(update={"says": ("pubmed",)})
    said = Locked(**(ENKE.model_dump() | {"findings": (finding,)}))
    assert said.marked.verdict == "retracted: says pubmed"
    assert said.reference.verdict is None
    assert "verdict" not in (said.record or {}).get("custom", {})
    assert "annote = {backref: retracted: says pubmed}" in _bibfile.entry(said.marked, "references.bib")
    assert '"status": "retracted"' in _bibfile.entry(said.marked, "references.json")
