"""Notes that only explain, lists that hold whatever they hold, and what no reader takes for a citation."""

import pytest

import backref
from backref.linking import link
from backref.locating import find
from backref.readers import read

NOTES = {
    "a.md": "A note[^1] and a work[^2].\n\n[^1]: Just a note.\n[^2]: Roe A. Heat for backs. Spine. 2001;26:1-9.\n",
    "a.rst": "A note [1]_ and a work [2]_.\n\n.. [1] Just a note.\n.. [2] Roe A. Heat for backs. Spine. 2001;26:1-9.\n",
    "b.rst": "A note [1]_ and a work [2]_.\n\n.. [1]\n\n   Just a note.\n\n.. [2] Roe A. Heat for backs. Spine. 2001;26:1-9.\n",
    "a.py": '"""A note [1]_ and a work [2]_.\n\n.. versionadded:: 1.2\nIt is new.\n\n  .. [1] Just a note.\n  .. [2] Roe A. Heat for backs. Spine. 2001;26:1-9.\n"""\n',
    "b.py": '"""Example\n=======\n"""\n# %%\n# A note [1]_ and a work [2]_.\n#\n# .. [1] Just a note.\n# .. [2] Roe A. Heat for backs. Spine.\n#    2001;26:1-9.\nx = a[1]\n',
}  # fmt: skip
LIST = [
    '"A town without heat." The New York Times, 3 March 2015.',
    "Smith, J. (2001). Heat and cold. Spine, 26, 11-19. https://doi.org/10.1000/xyz",
    '"Back pain on the rise." The Guardian, 4 May 2016, p. 3.',
    "The Economist. The price of pain. 12 June 2014.",
    "Nobody knows. Daily Mail (London), 2 July 2012, 14.",
    "Zoe, A. (1999). The last of them. London: Penguin, 245 pp.",
]
ROLES = "Text `x[1]` and :math:`y_{[1]} < z [2]`, ``a[1]``, :func:`f(x)[1]`.\n>>> a = [1, 2]\n[1, 2]\n\n.. math::\n\n   x[1] = [2]\n\nExample::\n\n    list [1] of.\n\n.. [1] Roe A. Heat for backs. Spine. 2001;26:1-9.\n.. [2] Doe B. Rest for backs. Spine. 2002;27:11-19.\n"
MYST = "```{note}\n:class: wide\nIt helps [@roe2001].\n\n- a list [@doe2002]\n```\n\n:::{tip} Or {cite}`poe2003`\n:::\n\n```{code-block} python\nx = '[@no2000]'\n```\n\n```{math}\nx = [@no2001]\n```\n"


@pytest.mark.parametrize("name", NOTES)
def test_a_note_that_only_explains_is_no_citation(name):
    document = read(NOTES[name].encode(), name)
    found = find(document)
    linked = link(document, found)
    assert [" ".join(c.raw.split()) for c in found.citations] == ["Roe A. Heat for backs. Spine. 2001;26:1-9."]
    assert ([each.status for each in linked.links], linked.problems) == (["linked"], ())


def test_a_note_leads_to_the_works_in_its_sentences():
    text = "A note[^1].\n\n[^1]: For more of this see PMID 25561513, which we could not repeat in our own house.\n"
    document = read(text.encode(), "a.md")
    assert [each.status for each in link(document, find(document)).links] == ["linked", "linked"]


@pytest.mark.parametrize(
    ("note", "works"),
    [
        ("Roe, *supra* note 1, at 384.", ["Roe, supra note 1, at 384."]),
        (
            "Roe, *supra* note 1, at 384. *But see* Doe, *supra* note 2, at 8.",
            ["Roe, supra note 1, at 384.", "Doe, supra note 2, at 8."],
        ),
        ("*Id.*", ["Id."]),
        ("2 Frederick Pollock, The History of English Law 578 (2d ed. 1898).", ["2 Frederick Pollock, The History of English Law 578 (2d ed. 1898)."]),
        ("3. Roe A. Cold for backs. Spine. 2003;28:1-9.", ["Roe A. Cold for backs. Spine. 2003;28:1-9."]),
        ("*Cf.* Terry, 392 U.S. at 9. *Contra* Katz v. United States, 389 U.S. 347 (1967).", ["Terry, 392 U.S. at 9.", "Katz v. United States, 389 U.S. 347 (1967)."]),
    ],
)  # fmt: skip
def test_a_note_of_law_keeps_its_label_its_volume_and_its_short_forms(note, works):
    text = f"One.[^1] Two.[^2] Three.[^3]\n\n[^1]: Anne Roe, *Heat*, 58 Minn. L. Rev. 349 (1974).\n[^2]: Bo Doe, *Rest*, 107 Mich. L. Rev. 561 (2009).\n[^3]: {note}\n"
    document = read(text.encode(), "a.md")
    found = find(document)
    linked = link(document, found)
    assert [found.citations[at].raw for at in linked.links[-1].references] == works


def test_notes_that_count_anew_in_each_chapter_lead_to_no_other_chapter():
    def chapter(place: int, *notes: str) -> str:
        said = "".join(
            f'Said {n}.<a href="#fn{n}-{place}" class="footnote-ref">{n}</a> ' for n in range(1, len(notes) + 1)
        )
        items = "".join(
            f'<li id="fn{n}-{place}" role="doc-footnote"><p>{note}</p></li>' for n, note in enumerate(notes, 1)
        )
        return f"<h1>Part {place}</h1><p>{said}</p><section class='footnotes'><ol>{items}</ol></section>"

    works = [f"Roe A. Heat for backs. Spine. 200{n};26:1-9." for n in range(4)]
    explains = "This holds for all but the first of them."
    page = chapter(0, works[0], works[1], works[2]) + chapter(1, works[3], explains, "<em>Id.</em> at 4.")
    document = read(f"<html><body>{page}</body></html>".encode(), "a.html")
    found = find(document)
    raws = [[found.citations[at].raw for at in each.references] for each in link(document, found).links]
    assert raws == [works[:1], works[1:2], works[2:3], works[3:], ["Id. at 4."]]


def test_a_note_is_a_citation_however_its_lines_are_broken():
    notes = [
        "Roe v. Doe, 392 U.S. 1 (1968).",
        "Electronic\n  Communications Privacy Act of 1986, Pub. L. No. 99-508, 100 Stat.\n  1848.",
    ]
    text = "".join(f"Said.\\footnote{{{note}}} " for note in notes)
    assert len(find(read(text.encode(), "a.tex")).citations) == 2


LIST_LINES = ("Roe A. Heat for backs. Spine. 2001;26:1-9.", "Doe B. Rest for backs. Spine. 2002;27:11-19.")
CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"


@pytest.mark.parametrize("said", ["论点{}。", "论点。{}", "论点{}，"])
def test_numbers_in_circles_are_those_of_notes_before_and_behind_a_stop_and_from_ten_on(said):
    body = "".join(said.format(circle) for circle in CIRCLED)
    notes = [f"费孝通：《乡土中国》，生活·读书·新知三联书店1985年版，第{n}页。" for n in range(3, 23)]
    text = f"{body}\n\n" + "\n".join(map("{}{}".format, CIRCLED, notes)) + "\n"
    document = read(text.encode(), "a.txt")
    found = find(document)
    assert [citation.raw for citation in found.citations] == notes
    assert [each.references for each in link(document, found).links] == [(n,) for n in range(20)]


def test_numbers_in_circles_that_enumerate_point_at_nothing():
    text = "先执行步骤①，再执行步骤②，最后执行步骤⑩。元件①、②和③相连。\n\n①准备材料。\n②加热。\n③冷却。\n⑩记录结果。\n⑪清理仪器。\n⑫提交报告。\n"
    found = find(read(text.encode(), "a.txt"))
    assert (found.citations, found.markers) == ((), ())


@pytest.mark.parametrize("mark", ["<br>", "<br />", "</li><li>"])
def test_tags_in_markdown_end_lines(mark):
    text = f"It helps [1, 2].\n\n<small>[1] {LIST_LINES[0]}{mark}[2] {LIST_LINES[1]}</small>\n"
    document = read(text.encode(), "a.md")
    found = find(document)
    assert [each.references for each in link(document, found).links] == [(0, 1)]
    assert [document.to_source(c.span).of(text) for c in found.citations] == [c.raw for c in found.citations]


@pytest.mark.parametrize(("name", "said"), [("a.txt", "{}"), ("a.html", "<p>{}</p>")])
def test_where_a_page_of_a_wiki_is_kept_is_no_entry(name, said):
    kept = 'Retrieved from "https://en.example.org/w/index.php?title=Heat&oldid=1"'
    text = "\n\n".join(said.format(line) for line in ("It helps.", "References", *LIST_LINES, kept))
    assert len(find(read(text.encode(), name)).citations) == 2


def _newsletter(number: int, note: str) -> str:
    to = f'id="footnote-{number}-99" href="#footnote-anchor-{number}-99" class="footnote-number"'
    return f'<div class="footnote"><a {to}>{number}</a><div class="footnote-content"><p>{note}</p></div></div>'


def _shared_document(number: int, note: str) -> str:
    return f'<div><p><a href="#ftnt_ref{number}" id="ftnt{number}">[{number}]</a><span>&nbsp;{note}</span></p></div>'


@pytest.mark.parametrize(
    ("mark", "note"),
    [
        ('<a id="footnote-anchor-{0}-99" href="#footnote-{0}-99" class="footnote-anchor">{0}</a>', _newsletter),
        ('<sup><a href="#ftnt{0}" id="ftnt_ref{0}">[{0}]</a></sup>', _shared_document),
    ],
    ids=["newsletter", "shared document"],
)
def test_notes_of_pages_that_others_make(mark, note):
    said = [LIST_LINES[0], "This is a remark only, with nothing in it.", LIST_LINES[1]]
    body = "".join(f"It helps.{mark.format(number)} " for number in (1, 2, 3))
    page = f"<p>{body}</p>" + "".join(note(number, text) for number, text in enumerate(said, 1))
    document = read(page.encode(), "a.html")
    found = find(document)
    linked = link(document, found)
    assert [[found.citations[at].raw for at in each.references] for each in linked.links] == [[said[0]], [said[2]]]
    assert linked.problems == ()


def test_a_note_that_is_not_there_is_missing():
    faults = backref.check(
        read(b"A note[^1] and none[^7].\n\n[^1]: Just a note.\n", "a.md"), [], select=["BR405"]
    ).faults
    assert [fault.message for fault in faults] == ["no entry for ^7 of the marker '[^7]'"]


def test_names_and_years_without_a_list_are_prose():
    text = b"It began with Pearl Harbor (1941). Smith (2001) and Jones (2002) tell of it [3].\n\n# Notes\n\nNone.\n"
    assert backref.check(read(text, "a.md"), [], select=["BR405"]).faults == ()


def test_every_line_of_a_list_is_an_entry():
    text = "Heat (Smith 2001).\n\nReferences\n\n" + "\n\n".join(LIST) + "\n"
    assert [citation.raw.rstrip(".") for citation in find(read(text.encode(), "a.txt")).citations] == [
        line.rstrip(".") for line in LIST
    ]


def test_a_line_that_is_no_entry_is_a_problem():
    lines = [
        *LIST[:3],
        "Thanks are due to all who have helped us while we were at work.",
        *LIST[3:],
    ]
    found = find(read(("Heat (Smith 2001).\n\nReferences\n\n" + "\n\n".join(lines) + "\n").encode(), "a.txt"))
    assert [problem.code for problem in found.problems] == ["unread-line"]
    assert len(found.citations) == len(LIST)


def test_a_web_page_in_a_numbered_list_without_a_heading():
    text = "Heat [1]. Sites [3].\n\n[1] Roe A. Heat for backs. Spine. 2001;26:1-9.\n[2] Doe B. Rest for backs. Spine. 2002;27:11-19.\n[3] Back pain. https://www.example.org/backs\n[4] Poe C. Cold. Pain 2003;28:21-29.\n"
    assert [citation.label for citation in find(read(text.encode(), "a.txt")).citations] == ["1", "2", "3", "4"]


def test_lines_of_settings_are_no_list():
    text = '[tool.x]\n"pkg.algorithms" = ["tests/*.py"]\n"pkg.tests.test_surface" = ["D103"]  # 44 errors to fix in 2021\n"pkg.linalg" = ["tests/*.py"]\n'
    assert find(read(text.encode(), "a.toml")).citations == ()


def test_roles_literals_mathematics_and_doctests_hold_no_markers():
    assert find(read(ROLES.encode(), "a.rst")).markers == ()


def test_what_a_directive_of_myst_holds_is_text():
    markers = find(read(MYST.encode(), "a.md")).markers
    assert [key for marker in markers for key in marker.keys] == ["roe2001", "doe2002", "poe2003"]


def test_keys_of_figures_and_equations_are_no_citations():
    markers = find(read(b"See [@fig:x], [-@eq:one], @tbl-two and [@sec:a; @roe2001].", "a.md")).markers
    assert [marker.keys for marker in markers] == [("roe2001",)]


def test_code_over_two_lines_holds_no_key():
    assert find(read(b"Install `npm i\n@scope/name` first, ``a`[@b]`` then.", "a.md")).markers == ()


BIB = "@misc{heat, title = {Heat}}\n@misc{heat_cold_2001, title = {Cold}}"


@pytest.mark.parametrize(
    ("page", "codes"),
    [
        ("See [@heat; @cold1999] and `@heat_cold_2001`.", ["BR403"]),
        ("See [@heat], [@tag:mine], [@url:https://example.org], [@isbn:9780323072939].", ["BR404"]),
        ("See [@heat] and [@tag].\n\n[@tag]: doi:10.1136/bmj.g6380\n", ["BR404"]),
        ("---\nbibliography: [packages.bib, other.bib]\n---\n\nSee [@heat; @R-base].", ["BR404"]),
        ("See {cite}`a-heat`.\n\n```{bibliography}\n:keyprefix: a-\n```\n", ["BR404"]),
        ("See [@heat].\n\n```{bibliography}\n:all:\n```\n", []),
        ("See [@heat].\n\n.. automodule:: heat\n", []),
    ],
)  # fmt: skip
def test_keys_are_missed_only_where_nothing_defines_them(page, codes):
    faults = backref.check([BIB, read(page.encode(), "a.md")], [], select=["BR403", "BR404"]).faults
    assert [fault.rule.code for fault in faults] == codes


def test_sentences_without_support():
    text = "Heat eases back pain in 60 % of adults. We saw 20 % of them. Rest does not.[citation needed] It helps more than rest (Roe, 2001). In Section 3 it rains. Wärme senkt das Risiko für Schmerzen."
    assert [(each.text, each.kinds) for each in backref.unsupported(text)] == [
        ("Heat eases back pain in 60 % of adults.", ("number", "effect")),
        ("Rest does not.[citation needed]", ("citation-needed",)),
        ("Wärme senkt das Risiko für Schmerzen.", ("effect",)),
    ]
