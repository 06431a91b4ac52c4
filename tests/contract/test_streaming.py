"""What is written bit by bit: the same text as in one piece, and what is lost is known before."""

from __future__ import annotations

import pytest

from backref import formats

MANY = "".join(
    [
        '@string{bmj = "The BMJ"}\n\n',
        *(
            f"@article{{k{n}, title = {{Pain {n}}}, journal = bmj, year = {{2001}}, note = {{é}}}}\n"
            for n in range(1200)
        ),
        "@misc{last, title = {Trap}, url = {javascript:alert(1)}, dimensions = {20 cm}}\n",
    ]
)


@pytest.mark.parametrize("name", [each.name for each in formats.FORMATS.every() if each.pieces])
def test_pieces_are_what_is_dumped(name):
    found = formats.writer(name)
    for text in ("", MANY[:4000], "@book{a, title = {A}}\n% own words\n@book{b, title = {B}}"):
        bibliography = formats.load(text, "bibtex").bibliography()
        assert "".join(found.pieces(bibliography)) == found.dump(bibliography)


@pytest.mark.parametrize("target", ["bibtex", "biblatex", "csl-json", "ris"])
def test_a_large_file_is_converted_as_a_small_one_is(target):
    done = formats.convert(MANY, "bibtex", target)
    bibliography = formats.load(MANY, "bibtex").bibliography()
    assert done.text == formats.dump(bibliography, target)
    assert set(done.losses) == set(formats.losses(bibliography, target, done.text))
    assert "address-refused" in {problem.code for problem in done.losses}


def test_what_is_lost_is_known_before_the_first_piece():
    done = formats.stream([("a.bib", MANY, "bibtex")], "csl-json")
    assert [problem.code for problem in done.losses] == ["address-refused"]
    assert next(done.pieces) == "[\n  "
