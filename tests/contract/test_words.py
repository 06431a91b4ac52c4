"""Every language: its file has every key, its dates and headings are known, its example parses; and adding one is one
file.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from dataclasses import fields
from itertools import product
from pathlib import Path

import pytest
from hypothesis import given

import backref
from backref.fields import dates, names
from backref.testing import strategies
from backref.text import words

FOLDER = Path(words.__file__).parents[1] / "data" / "words"
FILES = sorted(FOLDER.glob("*.json"))
MAY_BE_EMPTY = {"date_marks", "ordinals", "heading_words", "same_people", "cited", "note", "earlier"}
# One word of two languages, which one of them means otherwise.
DISPUTED = {"srp", "listopad", "listopada", "lis", "lip"}
ENTRIES = """

Adams, B. (2015). Of ease and of pain. Spine, 3(1), 11-19.

Brown, C. (2016). Of bliss and of pain. Spine, 4(2), 21-29.

Clark, D. (2017). Of grief and of pain. Spine, 5(3), 31-39.
"""


def by_code(language: words.Language) -> str:
    return language.code


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_a_file_has_every_key(file):
    data = json.loads(file.read_text(encoding="utf-8"))
    known = {field.name.rstrip("_") for field in fields(words.Language)} - {"code"}
    assert set(data) == known
    assert [len(data["months"]), len(data["seasons"]), len(data["date_marks"]) in (0, 3)] == [12, 4, True]
    lists = {key: value for key, value in data.items() if isinstance(value, list)}
    assert [key for key, value in lists.items() if not value and key not in MAY_BE_EMPTY] == []
    flat = [word for value in lists.values() for word in value if isinstance(word, str)]
    flat += [word for table in (data["months"], data["seasons"]) for row in table for word in row]
    assert [word for word in flat if word != " ".join(word.split()) or not word] == []
    assert all(len(set(value)) == len(value) for key, value in lists.items() if key not in ("months", "seasons"))


@pytest.mark.parametrize("language", words.languages(), ids=by_code)
def test_every_month_is_known(language):
    for month, forms in enumerate(language.months, 1):
        for form, printed in product(forms, ("15 {} 2015", "{} 2015", "2015, {} 15")):
            if words.fold(form) in DISPUTED:
                continue
            date = dates.parse(printed.format(form))
            assert date is not None, printed.format(form)
            assert date.date_parts[0][:2] == (2015, month), printed.format(form)
            assert date.date_parts[0][2:] in ((), (15,))


@pytest.mark.parametrize("language", [each for each in words.languages() if each.date_marks], ids=by_code)
def test_numbers_with_marks_are_dates(language):
    year, month, day = (mark.format(number) for mark, number in zip(language.date_marks, (2015, 3, 2), strict=True))
    for printed in (f"{year}{month}{day}", f"{year} {month} {day}", f"{day} {month} {year}"):
        assert dates.parse(printed).date_parts == ((2015, 3, 2),), printed
    assert dates.parse(f"{month} {year}").date_parts == ((2015, 3),)


@pytest.mark.parametrize("language", words.languages(), ids=by_code)
def test_what_stands_for_a_date_is_kept(language):
    for word in (*language.no_date, *language.in_press):
        assert dates.parse(f"({word})").literal.rstrip(".") == word.rstrip("."), word


@pytest.mark.parametrize("language", words.languages(), ids=by_code)
def test_a_list_is_found_under_every_heading(language):
    for heading in language.headings:
        for printed in (heading, heading.upper(), f"{heading}:", f"7. {heading}", f"{heading} / References"):
            assert words.is_heading(printed), printed
        found = backref.find(f"Pain is common in adults and lasts for years.\n\n{heading}{ENTRIES}")
        assert [citation.raw[:5] for citation in found.citations] == ["Adams", "Brown", "Clark"], heading


@pytest.mark.parametrize("language", words.languages(), ids=by_code)
def test_the_rest_of_a_list_is_no_name(language):
    for word in language.et_al:
        people = names.parse(f"Hansen A, Berg B, {word}")
        assert [names.family(person) for person in people.names] == ["Hansen", "Berg"], word
        assert people.cut


@pytest.mark.parametrize("language", words.languages(), ids=by_code)
def test_the_example_parses(language):
    expected = dict(language.example)
    reference = backref.parse(expected.pop("raw")).reference
    got = {
        "authors": [names.family(person) for person in reference.author],
        "title": reference.title,
        "issued": list(reference.issued.date_parts[0]),
        "volume": reference.volume,
        "issue": reference.issue,
        "pages": reference.page,
    }
    assert {key: got[key] for key in expected} == expected


@pytest.mark.parametrize(
    "line",
    [
        "Reference values", "Sources of error", "Notes on the text", "Literature review", "Key findings", "Quelle: Statistik", "In", "And",
        "1.", "", "—", "Results", "Selected", "List of", "Reference 12", "See the references", "Bibliography of Kant",
    ],
)  # fmt: skip
def test_other_lines_are_no_headings(line):
    assert not words.is_heading(line)


@pytest.mark.parametrize(
    "text", ["may 2015 be", "set of 12", "in 1999", "on the march of 1848 to Paris", "mar 12", "Dec. of the US"]
)
def test_english_prose_has_no_marker_made_of_words(text):
    assert backref.find(f"We read ({text}) and went on with our work in the garden.").markers == ()


@given(strategies.any_text)
def test_no_line_is_too_odd(text):
    assert words.is_heading(text) in (True, False)
    assert re.search(words.pattern("and", "et_al"), text) is None or text


def test_a_language_is_one_file(tmp_path):
    """A copy of the package, one file more: its month, its heading and its "and" are known."""
    package = tmp_path / "backref"
    shutil.copytree(Path(backref.__file__).parent, package, ignore=shutil.ignore_patterns("__pycache__"))
    new = json.loads((FOLDER / "en.json").read_text(encoding="utf-8"))
    new |= {
        "language": "Volapük",
        "rank": 9,
        "months": [[f"balulo{at}x"] for at in "abcdefghijkl"],
        "headings": ["Bukalised"],
    }
    new |= {"and": ["äd"], "et_al": ["äd votiks"], "no_date": ["nen dät"]}
    (package / "data" / "words" / "vo.json").write_text(json.dumps(new, ensure_ascii=False), encoding="utf-8")
    script = """
from backref.fields import dates, names
from backref.text import words
print(dates.parse("3 balulocx 2015").date_parts, words.is_heading("Bukalised"), dates.parse("nen dät").literal)
print([names.family(n) for n in names.parse("Hansen A. äd Berg B.").names], names.parse("Hansen A äd votiks").cut)
"""
    done = subprocess.run(
        [sys.executable, "-c", script], env={"PYTHONPATH": str(tmp_path), "PYTHONIOENCODING": "utf-8"}, capture_output=True,
        encoding="utf-8", check=True,
    )  # fmt: skip
    assert done.stdout.splitlines() == ["((2015, 3, 3),) True nen dät", "['Hansen', 'Berg'] True"]
