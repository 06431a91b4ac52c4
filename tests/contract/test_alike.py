"""One document in many formats: whatever reads it finds the same entries and joins the same sentences to them.

The files beside this one were written by pandoc 3.9 (`pandoc -s -f markdown document.md -o document.docx`; the two
cases of cited keys with `--citeproc`), each `older.tex` by pandoc 2.17, each `commonmark.md` as GitHub's Markdown.
Of an archive the parts that are text stand in a JSON file by their names; style sheets of HTML are left out.
"""

from __future__ import annotations

import io
import json
import re
import zipfile
from pathlib import Path

import pytest

import backref
from backref.fields import ids

FOLDER = Path(__file__).with_name("alike")
LOST = {
    "linked/document.txt": "plain text has no addresses behind its words",
    "cited-by-number/document.txt": "plain text has no addresses behind its words",
    "started/document.ipynb": "pandoc counts the list from one there",
}
# Entries, sentences that rest on them, and markers without an entry.
EXPECTED = {
    "article": (15, 9, 1),
    "bracketed": (5, 3, 0),
    "bulleted": (4, 3, 0),
    "chinese": (3, 3, 0),
    "cited-by-number": (4, 3, 0),
    "cited-by-year": (4, 4, 0),
    "linked": (4, 4, 0),
    "named": (6, 4, 0),
    "notes": (3, 3, 0),
    "numbered": (9, 6, 0),
    "raised": (4, 3, 0),
    "started": (4, 6, 0),
    "years": (6, 5, 0),
}
CASES = sorted(
    name
    for path in FOLDER.glob("*/*.*")
    if (name := f"{path.parent.name}/{path.name}") not in LOST and path.name != "document.md"
)


def _letters(text: str) -> str:
    return re.sub(r"\W+", "", re.sub(r"(?:https?://|doi:)\S+", "", text)).casefold()


def _document(name: str):
    path = FOLDER / name
    if not path.name.endswith((".docx.json", ".odt.json")):
        return backref.read(path)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for part, text in json.loads(path.read_text(encoding="utf-8")).items():
            archive.writestr(part, text)
    return backref.readers.read(packed.getvalue(), path.name.removesuffix(".json"))


def _read(name: str):
    """The entries of a document, and its sentences with those that they rest on."""
    document = _document(name)
    found = backref.find(document)
    linked = backref.link(document, found)
    works = [_work(citation) for citation in found.citations]
    claims = sorted(
        (_letters(claim.text), sorted(works[index] for index in claim.references))
        for claim in linked.claims
        if claim.references
    )
    missing = sum(problem.code == "missing-entry" for problem in (*found.problems, *linked.problems))
    return sorted(works), claims, missing, found


def _work(citation) -> tuple[str, ...]:
    """What an entry says, and the identifiers in it; in a sentence, where a link has words or none, those alone."""
    named = {str(sighting.identifier).casefold() for sighting in ids.find(" ".join(citation.raw.split()))}
    words = "" if named and citation.context in ("embedded", "identifier") else _letters(citation.raw)
    return (words, *sorted(named))


@pytest.mark.parametrize("case", sorted(EXPECTED))
def test_the_text_that_the_others_were_made_of_is_read(case):
    entries, claims, missing, found = _read(f"{case}/document.md")
    assert (len(entries), len(claims), missing) == EXPECTED[case]
    assert not [problem for problem in found.problems if problem.code == "unread-line"]


@pytest.mark.parametrize("name", CASES)
def test_a_document_says_the_same_in_every_format(name):
    entries, claims, missing, _ = _read(name)
    expected = _read(f"{name.split('/')[0]}/document.md")
    assert entries == expected[0]
    assert claims == expected[1]
    assert missing == expected[2]
