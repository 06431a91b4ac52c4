"""Lists of many pages in the style of a CSL file: pandoc runs once for all, and each list is what it is by itself."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

pytest.importorskip("markdown", reason="markdown is not installed")

from backref import styles
from backref.markdown import Works
from backref.model import Bibliography, Date, Name, Reference
from backref.project.library import Library
from backref.project.lock import Lock
from backref.styles import _csl

GOLDEN = Path(__file__).resolve().parents[1] / "golden" / "csl"
DASHED = '<bibliography subsequent-author-substitute="---"'


def work(key: str, family: str, year: int, title: str, *others: str) -> Reference:
    people = tuple(Name(family=name, given="A.") for name in (family, *others) if name)
    issued = Date(date_parts=((year,),))
    return Reference(id=key, type="book", title=title, author=people, issued=issued, publisher="P")


WORKS = (
    work("z", "Zorn", 2001, "Lemma"),
    work("a1", "Åberg", 2001, "One"),
    work("a2", "Åberg", 2001, "Two", "Doe"),
    work("m", "de Mello", 1999, "<i>Cough</i> & co", "Doe", "Roe"),
    work("none", "", 2003, "Without an author"),
    work("d", "Doe", 2010, "Pain"),
    work("s1", "Same", 2011, "First"),
    work("s2", "Same", 2012, "Second"),
)
LISTS = (("z", "a1"), ("a2", "d", "m"), ("a1", "a2"), ("none", "z"), ("d",), ("d", "none", "a2", "z"))


@pytest.fixture
def runs(monkeypatch):
    """How often pandoc was asked."""
    if shutil.which("pandoc") is None:
        pytest.skip("pandoc is not installed")
    count = []
    asked = _csl._asked
    monkeypatch.setattr(_csl, "_asked", lambda *given: count.append(1) or asked(*given))
    return count


def library() -> Library:
    return Library({each.id: each for each in WORKS}, {}, Lock(()))


def listed(known: Library, style: str, keys: tuple[str, ...]) -> str:
    works = Works(known, "numeric" if styles.is_numbered(style) else "author-date", style, has_cards=True)
    works.cite((key, True) for key in keys)
    return works.list()


@pytest.mark.parametrize("name", ["author-date", "numeric", "note"])
def test_a_list_is_what_it_is_by_itself(runs, name):
    style, known = str(GOLDEN / f"{name}.csl"), library()
    made = [listed(known, style, keys) for keys in LISTS]
    once = len(runs)
    assert once <= 2  # for all works, and for those of one name that a letter may tell apart
    for keys, text in zip(LISTS, made, strict=True):
        one = Library({key: known.references[key] for key in keys}, {}, Lock(()))
        assert text == listed(one, style, keys)
    assert len(runs) > once


def test_an_author_named_above_is_a_dash_in_that_list_alone(runs, tmp_path):
    style = tmp_path / "dashed.csl"
    style.write_text((GOLDEN / "author-date.csl").read_text().replace("<bibliography", DASHED, 1))
    known = library()
    assert "---" not in listed(known, str(style), ("z", "a1"))
    assert "---" in listed(known, str(style), ("s1", "s2"))
    assert "---" not in listed(known, str(style), ("s1", "z"))


def test_a_style_that_was_changed_is_read_anew(runs, tmp_path):
    style, known = tmp_path / "own.csl", library()
    text = (GOLDEN / "author-date.csl").read_text()
    style.write_text(text)
    before = listed(known, str(style), ("z", "d"))
    style.write_text(text.replace("<bibliography>", '<bibliography second-field-align="flush">').replace(">", "> ", 1))
    os.utime(style, ns=(1, 1))
    assert listed(known, str(style), ("z", "d")) == before
    assert len(runs) == 2  # none for a page whose style did not change
    listed(known, str(style), ("d", "m"))
    assert len(runs) == 2


def test_a_work_that_pandoc_cannot_print_is_told_of_where_it_is_cited(monkeypatch):
    from backref.errors import StyleError

    def failing(*_: object) -> bytes:
        raise StyleError("x.csl", "pandoc gave up")

    monkeypatch.setattr(_csl, "_asked", failing)
    monkeypatch.setattr(_csl, "_program", lambda path: "pandoc")
    with pytest.raises(StyleError, match="gave up"):
        listed(library(), str(GOLDEN / "numeric.csl"), ("z",))


def test_a_large_library_is_not_printed_whole():
    many = Bibliography.of(tuple(work(f"w{n}", f"N{n}", 2000, "T") for n in range(1501)))
    assert styles.alone(many, str(GOLDEN / "numeric.csl")).lines(["w1"]) is None
