"""The numbers that lists print, in every form: each entry is whole, has its number, and is what a marker points at."""

from __future__ import annotations

import pytest

from backref import readers
from backref.linking import link
from backref.locating import find

ENTRIES = (
    "Roe A, Doe B. Heat for backs: a randomised\n    trial in adults. Spine. 2001;68:1-9.",
    "Moe D. Rest for backs. Paris: Masson; 2002.",
    "Foe E, Goe F. Massage for backs. Pain\n    2003;4:21-29.",
)
FORMS = (
    "[{}] ", "({}) ", "{}. ", "{}) ", "{}.) ", "{} - ", "{} – ", "{}.- ", "{}.-", "{}/ ", "{}、", "{}: ", "{}] ", "{}° ", "#{} ", "Ref. {}: ",
    "[Ref {}] ", "[{}]\n", "{}.\n", "({})\n", "{}\n",
)  # fmt: skip


@pytest.mark.parametrize("suffix", ["txt", "md"])
@pytest.mark.parametrize("form", FORMS)
def test_number(form: str, suffix: str) -> None:
    listed = "\n".join(form.format(number) + entry for number, entry in enumerate(ENTRIES, 1))
    heading = "## References" if suffix == "md" else "References"
    page = f"Heat helps [1]. Rest does not [2,3].\n\n{heading}\n\n{listed}\n"
    document = readers.read(page.encode(), f"page.{suffix}")
    found = find(document)
    assert [(entry.label, " ".join(entry.raw.split())) for entry in found.citations] == [
        (str(number), " ".join(entry.split())) for number, entry in enumerate(ENTRIES, 1)
    ]
    assert [one.references for one in link(document, found).links] == [(0,), (1, 2)]


def test_supplement() -> None:
    listed = "\n".join(f"S{number}. {entry}" for number, entry in enumerate(ENTRIES, 1))
    document = readers.read(f"Heat helps [S1]. Rest does not [S2, S3].\n\n## References\n\n{listed}\n".encode(), "a.md")
    found = find(document)
    assert [entry.label for entry in found.citations] == ["S1", "S2", "S3"]
    assert [one.references for one in link(document, found).links] == [(0,), (1, 2)]


def test_a_word_with_a_hash_is_no_heading() -> None:
    document = readers.read(b"#backpain is what it is called.\n\n# Heat\n", "a.md")
    assert [block.kind for block in document.blocks] == ["paragraph", "heading"]
