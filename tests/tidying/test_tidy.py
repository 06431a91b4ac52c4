"""Several bibliographies into one: each work once, nothing lost, the counts of a systematic review, and keys that
documents follow.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from review import bibtex, pubmed, scopus, works

from backref import formats
from backref.errors import UnreadableInput
from backref.model import Reference
from backref.project.tidying import tidy
from backref.resolving import twins as twins_module
from backref.resolving.twins import twins


@pytest.fixture(scope="module")
def three() -> list[str]:
    """Three exports of 100 records: 200 works, 100 of which stand in two of them; half of those share no identifier."""
    every = works()
    return [
        scopus(every[:100], doi=True),
        pubmed(every[:50], doi=True) + "\n" + pubmed(every[100:150], doi=False),
        bibtex(every[50:100] + every[150:]),
    ]


def test_three_hundred_records_with_a_hundred_duplicates_are_two_hundred(three):
    done = tidy(three)
    assert sum(done.read.values()) == 300
    assert (len(done.duplicates), done.left) == (100, 200)
    assert {each.sign for each in done.duplicates} == {"identifier", "description"}
    assert sum(each.sign == "identifier" for each in done.duplicates) == 50


def test_no_work_is_lost_and_the_fullest_is_kept(three):
    left = {(e.reference.issued.year, e.reference.volume): e.reference for e in tidy(three).bibliography.entries}
    assert sorted(left) == sorted((work["year"], str(work["volume"])) for work in works())
    both = left[(1996, "11")]
    assert (both.doi, both.pmid) == ("10.1000/x.1", "20000001")
    assert both.issued.date_parts == ((1996, 3),)


def test_every_duplicate_says_what_it_became(three):
    done = tidy(three)
    keys = {entry.key for entry in done.bibliography.entries}
    assert len(keys) == 200
    assert {each.of for each in done.duplicates} <= keys
    assert set(done.keys.values()) <= keys


def test_works_that_differ_in_one_thing_stay_apart():
    base = Reference(type="article-journal", title="Editorial", container_title="Spine", volume="1", page="1-2")
    others = [
        {"volume": "2"},
        {"page": "7-9"},
        {"doi": "10.1/a"},
        {"doi": "10.1/b"},
        {"title": "Editorial note on other things"},
    ]
    found = list(twins([base, *(base.model_copy(update=other) for other in others)]))
    assert [(twin.at, twin.of) for twin in found] == [(3, 0)]  # and the other with a DOI is not that one


def test_that_alike_entries_were_compared_with_few_is_told(monkeypatch):
    text = "".join(f"@book{{a{n}, title = {{Heat}}, author = {{Roe{n}, J.}}}}\n" for n in range(60))
    assert tidy(text).problems == ()
    monkeypatch.setattr(twins_module, "_SPENT", -60)
    [problem] = tidy(text).problems
    assert (problem.code, problem.place) == ("too-many-alike", "input")
    assert "57 from 'a3' on" in problem.message


def test_one_number_under_two_titles_is_no_duplicate():
    one = "@article{a, title = {Opioids for low back pain}, author = {Deyo, R}, year = 2015, doi = {10.1136/bmj.g6380}}"
    two = (
        "@article{b, title = {A theory of everything else}, author = {Roe, J}, year = 1999, doi = {10.1136/bmj.g6380}}"
    )
    assert tidy([one, two]).left == 2


def test_what_two_say_otherwise_is_told():
    one = "@article{a, title = {Opioids for low back pain}, author = {Deyo, R}, year = 2015, volume = 350, doi = {10.1136/bmj.g6380}}"
    two = "@article{b, title = {Opioids for low back pain}, author = {Deyo, R}, year = 2015, volume = 351, doi = {10.1136/bmj.g6380}}"
    [conflict] = tidy([one, two]).conflicts
    assert (conflict.variable, conflict.kept, conflict.other, conflict.place) == ("volume", "350", "351", "input 2")


def test_what_nobody_changed_stays_letter_by_letter():
    text = "@Article{b,\n  Title = {The {Riemann} $\\zeta$},\n  Pages={12:1--12:25},\n  journal = jmaa # {X},\n}\n\n% mine\n@misc{a, note = {\\url{x}}}\n"
    macro = "@string{jmaa = {J. Math.}}\n"
    made = tidy([macro + text]).text()
    assert (
        "@Article{b,\n  Title = {The {Riemann} $\\zeta$},\n  Pages={12:1--12:25},\n  journal = jmaa # {X},\n}" in made
    )
    assert made.index("@string") < made.index("@misc{a") < made.index("@Article{b")
    assert "% mine\n@misc{a" in made


def test_keys_change_only_if_asked():
    text = "@book{Müller:2001, author = {Müller, A}, title = {Heat}, year = 2001}"
    assert [entry.key for entry in tidy(text).bibliography.entries] == ["Müller:2001"]
    done = tidy(text, keys="[auth:lower][year]")
    assert dict(done.keys) == {"Müller:2001": "muller2001"}
    assert "@book{muller2001," in done.text()


def test_two_works_with_one_key_are_told_apart():
    done = tidy(["@book{a, title = {Heat}, year = 2001}", "@book{a, title = {Cold}, year = 2002}"])
    assert sorted(entry.key for entry in done.bibliography.entries) == ["a", "aa"]
    assert [problem.code for problem in done.problems] == ["key-defined-twice"]


@pytest.mark.parametrize(
    ("name", "text", "after"),
    [
        (
            "a.tex",
            r"\cite[p. 3]{a,b} \textcites[1]{a}[2]{b} a \label{a}",
            r"\cite[p. 3]{x,b} \textcites[1]{x}[2]{b} a \label{a}",
        ),
        ("a.md", "As @a, [@a; @b] and a@a.org, {cite:p}`a,b`.", "As @x, [@x; @b] and a@a.org, {cite:p}`x,b`."),
        ("a.rst", "See :cite:p:`{see}a{p. 3},b` and [a]_, a.", "See :cite:p:`{see}x{p. 3},b` and [x]_, a."),
        (
            "a.md",
            "In `[@a]`, \\@a, https://x.org/@a, x.org/@a/1 and [x](http://x.org/@a) not, {cite}`a`, @a.",
            "In `[@a]`, \\@a, https://x.org/@a, x.org/@a/1 and [x](http://x.org/@a) not, {cite}`x`, @x.",
        ),
        (
            "a.md",
            "```\n[@a]\n```\n[@a]\n```{r}\n#| fig-cap: By [@a]\n```\n~~~ md\n@a\n",
            "```\n[@a]\n```\n[@x]\n```{r}\n#| fig-cap: By [@x]\n```\n~~~ md\n@x\n",
        ),
        (
            "a.tex",
            "\\verb|\\cite{a}| \\cite{a}\n\\begin{verbatim}\n\\cite{a}\n\\end{verbatim}\n% \\cite{a}\n",
            "\\verb|\\cite{a}| \\cite{x}\n\\begin{verbatim}\n\\cite{a}\n\\end{verbatim}\n% \\cite{x}\n",
        ),
        (
            "a.rst",
            "``:cite:p:`a``` and ``[a]_``, [a]_\n\n.. code::\n\n   [a]_\n\n[a]_",
            "``:cite:p:`a``` and ``[a]_``, [x]_\n\n.. code::\n\n   [a]_\n\n[x]_",
        ),
        ("a.ipynb", '{"cells": [{"source": ["By [@a].\\n"]}]}', '{"cells": [{"source": ["By [@x].\\n"]}]}'),
    ],
)
def test_documents_follow_the_keys(name, text, after):
    one = "@book{a, author = {Roe, J}, title = {Low back disorders}, year = 2001}"
    two = "@book{x, author = {Roe, Jane}, title = {Low back disorders}, year = 2001, publisher = {P}}"
    done = tidy([one, two])
    assert dict(done.keys) == {"a": "x"}
    assert done.rewritten(text, name) == after


def test_journals_are_printed_in_one_way():
    text = "@article{a, title={One}, journal={Journal of Applied Physics}}\n@article{b, title={Two}, journal={J. Appl. Phys.}}"
    assert {e.reference.container_title for e in tidy(text, journals="full").bibliography.entries} == {
        "Journal of Applied Physics"
    }
    assert {e.reference.container_title for e in tidy(text, journals="iso4").bibliography.entries} == {"J. Appl. Phys."}


def test_what_is_no_bibliography_is_refused():
    with pytest.raises(UnreadableInput, match="no bibliography"):
        tidy("These are notes.")


def test_the_command_counts_maps_and_rewrites(three, tmp_path):
    names = ("scopus.ris", "pubmed.nbib", "own.bib")
    for name, text in zip(names, three, strict=True):
        (tmp_path / name).write_text(text, encoding="utf-8")
    (tmp_path / "paper.tex").write_text(r"\cite{key20000060}", encoding="utf-8")
    command = [
        sys.executable,
        "-m",
        "backref",
        "tidy",
        *names,
        "-o",
        "all.bib",
        "--keys",
        "[auth][year]",
        "--key-map",
        "keys.json",
        "--rewrite",
        "paper.tex",
    ]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "records read: 300 (scopus.ris 100, pubmed.nbib 100, own.bib 100)" in done.stderr
    assert "duplicates removed: 100 (50 by identifier, 50 by description)" in done.stderr
    assert "records left: 200" in done.stderr
    keys = json.loads((tmp_path / "keys.json").read_text(encoding="utf-8"))
    assert (tmp_path / "paper.tex").read_text(encoding="utf-8") == rf"\cite{{{keys['key20000060']}}}"
    loaded = formats.load((tmp_path / "all.bib").read_text(encoding="utf-8"), "bibtex")
    assert len(loaded.references) == 200
    assert loaded.problems == ()


def test_a_diff_writes_nothing(tmp_path):
    path = Path(tmp_path, "a.bib")
    path.write_text("@book{b, title={B}}\n@book{a, title={A}}\n", encoding="utf-8")
    command = [sys.executable, "-m", "backref", "tidy", "a.bib", "-o", "a.bib", "--diff"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert "+@book{a, title={A}}" in done.stdout
    assert path.read_text(encoding="utf-8").startswith("@book{b")
