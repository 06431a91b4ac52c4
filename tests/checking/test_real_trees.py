"""What documentation of packages has in it and is no fault."""

from __future__ import annotations

import backref
from backref.readers import read

ONE = ".. [{}] Smith J. Heat for the back. Spine. 2015;1:1-9. doi:10.1000/abc\n"


def _said(text: str, name: str, *rules: str) -> list[str]:
    return [fault.message for fault in backref.check(read(text.encode(), name), [], select=rules).faults]


def test_each_docstring_has_a_list_of_its_own():
    heading = "References\n    ----------\n    "
    code = "".join(f'def {name}():\n    """Heat [1]_.\n\n    {heading}{ONE.format(1)}    """\n\n' for name in "ab")
    assert _said(code, "a.py", "BR401") == []
    twice = code.replace(ONE.format(1), f"{ONE.format(1)}    {ONE.format(2)}", 1)
    assert _said(twice, "a.py", "BR401") == ["the work is also 1 (a.py:6)"]


def test_lists_that_start_anew_are_lists_of_their_own():
    page = "A\n=\n\nHeat [1]_.\n\n" + ONE.format(1)
    assert _said(page + "\n" + page, "a.rst", "BR401") == []
    assert len(_said(page + ONE.format(2), "a.rst", "BR401")) == 1


def test_notes_that_docutils_numbers_are_no_missing_entries():
    notes = "Heat [#a]_ and [2]_.\n\n.. [#a] One.\n.. [#] Two.\n"
    assert _said(notes, "a.rst", "BR405") == []
    assert len(_said(notes.replace("[2]_", "[3]_"), "a.rst", "BR405")) == 1


def test_notes_of_a_file_that_is_included_are_not_known():
    page = "Heat [1]_ and [2]_.\n\n.. [1] One.\n\n"
    assert len(_said(page, "a.rst", "BR405")) == 1
    assert _said(page + ".. include:: notes.txt\n", "a.rst", "BR405") == []


def test_a_docstring_that_points_at_the_list_of_another():
    code = f'class A:\n    """Heat [1]_.\n    """\n\n    def a():\n        """Cold.\n\n        {ONE.format(1)}        """\n'
    assert _said(code, "a.py", "BR405") == []
    assert len(_said(code.replace("Heat [1]_", "Heat [2]_"), "a.py", "BR405")) == 1
    string = f'class A:\n    """Heat [1]_.\n    """\n\n    OPTION = Value(\n        doc="""Cold.\n\n        {ONE.format(1)}        """)\n'
    assert _said(string, "a.py", "BR405") == []


def test_a_docstring_whose_list_has_no_numbers():
    listed = 'def a():\n    """As in reference [1].\n\n    Reference:\n        J. Roe. "Heat for the back", Spine 26, 1-9 (2012).\n    """\n'
    assert _said(listed, "a.py", "BR405") == []
    assert len(_said(listed.replace("Reference:", "Note:").replace("J. Roe", "So"), "a.py", "BR405")) == 1


def test_each_part_with_a_heading_has_a_list_of_its_own():
    part = "{}\n====\n\nHeat.\n\nReferences\n----------\n\n- Smith J. Heat for the back. Spine. 2015;1:1-9. doi:10.1000/abc\n{}\n"
    assert _said(part.format("Heat", "") + part.format("Cold", ""), "a.rst", "BR401") == []
    again = "- Smith J. Heat for the back. Spine. 2015;1:1-9. doi:10.1000/abc\n"
    assert len(_said(part.format("Heat", again) + part.format("Cold", ""), "a.rst", "BR401")) == 1


def test_papers_in_one_folder_have_bibliographies_of_their_own(tmp_path):
    entry = "@article{%s, title = {Heat for the back}, doi = {10.1000/abc}, year = %d}\n"
    papers = [tmp_path / name for name in ("one", "two", "three")]
    for number, paper in enumerate(papers):
        paper.mkdir()
        (paper / "refs.bib").write_text(entry % ("roe" if number < 2 else "doe", 2000 + number % 2), encoding="utf-8")
        (paper / "paper.tex").write_text("\\cite{roe}\\bibliography{refs}", encoding="utf-8")
    given = [path for paper in papers for path in sorted(paper.iterdir())]
    faults = [(f.rule.code, f.message[:20]) for f in backref.check(given, [], select=["BR401", "BR402"]).faults]
    assert faults == []
    (papers[0] / "more.tex").write_text("\\bibliography{refs,../two/refs,../three/refs}", encoding="utf-8")
    told = backref.check([*given, papers[0] / "more.tex"], [], select=["BR401", "BR402"]).faults
    assert [(f.rule.code, f.file.name) for f in told] == [
        ("BR402", str(papers[1] / "refs.bib")),
        ("BR401", str(papers[2] / "refs.bib")),
    ]


def test_a_column_of_each_issue_is_no_duplicate():
    entry = "@article{%s, author = {Roe, R.}, title = {Greetings from the editor}, journal = {Spine}, volume = 3, number = {%s}, year = 2000}\n"
    issues = [("a", "1"), ("b", "2"), ("c", "3"), ("d", "02")]
    column = "".join(entry % each for each in issues)
    assert [(f.key, f.message[:21]) for f in backref.check(column, [], select=["BR401"]).faults] == [
        ("d", "the work is also b (-")
    ]
    without = column.replace(", number = {02}", "")
    assert [f.key for f in backref.check(without, [], select=["BR401"]).faults] == ["d"]
    same = column.replace("number", "doi = {10.1000/abc}, number")
    assert [f.key for f in backref.check(same, [], select=["BR401"]).faults] == ["b", "c", "d"]


def test_bibliographies_that_no_paper_names_are_compared(tmp_path):
    for name, key in (("a.bib", "roe"), ("b.bib", "doe")):
        (tmp_path / name).write_text(f"@misc{{{key}, title = {{Heat}}, doi = {{10.1000/abc}}}}", encoding="utf-8")
    page = tmp_path / "page.tex"
    page.write_text("\\bibliography{a}", encoding="utf-8")
    given = [tmp_path / "a.bib", tmp_path / "b.bib", page]
    assert len(backref.check(given, [], select=["BR401"]).faults) == 1


def test_a_work_that_is_named_before_the_list():
    text = "It was proposed in\n\nRoe J, Doe C. Heat for the back. Spine. 2012;24(2):541-575.\n\nIt is cited so [1].\n\n[1] Roe J, Doe C. Heat for the back. Spine. 2012;24(2):541-575.\n"
    assert _said(text, "a.md", "BR401") == []


def test_lines_of_a_role_that_a_backslash_joins(tmp_path):
    library = tmp_path / "works.bib"
    library.write_text("@book{roe2001, title = {Heat}}\n@book{doe2002, title = {Cold}}\n", encoding="utf-8")
    code = 'def a():\n    """Heat :cite:`roe2001,\\\n    doe2002`.\n    """\n'
    assert backref.check([library, read(code.encode(), "a.py")], [], select=["BR403"]).faults == ()
    code = code.replace("doe2002", "poe2003")
    assert len(backref.check([library, read(code.encode(), "a.py")], [], select=["BR403"]).faults) == 1


def test_python_of_a_later_version_is_python():
    assert _said("def a(d):\n    return f'{d['a']} {f'{d['b']}'}'\n", "a.py", "BR199") == []
    assert len(_said("def a(d:\n    return 1\n", "a.py", "BR199")) == 1
