"""A notebook that is rewritten stays one: the same JSON but for the text of cells, and the same bytes but for the
citations.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

DEYO = "Deyo RA, Von Korff M, Duhrkoop D. Opioids for low back pain. BMJ. 2015;350:g6380."
PAGE = ['# "Pain" 日本 😀\n', "\n", "They fail [1], says\tPMID 29970367, [2].\n"]
LIST = ["## References\n", "\n", f"1. {DEYO}\n", '2. A "quoted" note\n', "   on two lines, 2011;3:4-5.\n"]


def notebook(version: int, *, as_lists: bool) -> dict:
    def source(lines: list[str]) -> list[str] | str:
        return lines if as_lists else "".join(lines)

    put = [
        {
            "output_type": "display_data",
            "metadata": {},
            "data": {"text/markdown": source(["Put out [1], PMID 29970367."])},
        }
    ]
    cells = [
        {"cell_type": "markdown", "metadata": {"tags": ["PMID 29970367"]}, "source": source(PAGE)},
        {
            "cell_type": "code",
            "metadata": {},
            "execution_count": 1,
            "outputs": put,
            "source": source(["x[1]  # PMID 29970367"]),
        },
        {"cell_type": "raw", "metadata": {}, "source": source(["PMID 29970367"])},
        {"cell_type": "markdown", "metadata": {}, "source": source(LIST)},
    ]
    body = {"cells": cells} if version == 4 else {"worksheets": [{"cells": cells}]}
    return {**body, "metadata": {}, "nbformat": version, "nbformat_minor": 2}


@pytest.mark.parametrize("version", [3, 4])
@pytest.mark.parametrize("as_lists", [True, False])
@pytest.mark.parametrize("indent", [1, None])
@pytest.mark.parametrize("ascii_only", [True, False])
def test_nothing_but_citations_changes(project, sync, version, as_lists, indent, ascii_only):
    path = Path("docs/a.ipynb")
    before = json.dumps(notebook(version, as_lists=as_lists), indent=indent, ensure_ascii=ascii_only) + "\n"
    path.write_text(before, encoding="utf-8")
    sync(str(path), "--rewrite")
    after = path.read_text(encoding="utf-8")
    assert "[@deyo2015], says" in after
    assert after.replace("[@deyo2015]", "[1]").replace("[@enke2018]", "PMID 29970367") == before
    cells = json.loads(after)
    code, raw = (cells if version == 4 else cells["worksheets"][0])["cells"][1:3]
    assert "@" not in json.dumps([code, raw])


def test_an_entry_that_no_marker_is_left_for_is_taken_out_of_its_cell(project, sync):
    made = notebook(4, as_lists=True)
    del made["cells"][1]["outputs"][0]["data"]
    path = Path("docs/a.ipynb")
    path.write_text(json.dumps(made, indent=1), encoding="utf-8")
    sync(str(path), "--rewrite")
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    assert cells[0]["source"][2] == "They fail [@deyo2015], says\t[@enke2018], [2].\n"
    assert cells[3]["source"] == [*LIST[:2], "", *LIST[3:]]


@pytest.mark.parametrize("damage", ["{", '{"cells": [}', "[1, 2]", '{"cells": "x"', "x" * 10, "[" * 5000])
def test_what_is_no_notebook_is_said_and_left_alone(project, sync, damage):
    path = Path("docs/a.ipynb")
    path.write_text(damage)
    done = sync(str(path), "--rewrite")
    assert "not-well-formed" in done.output
    assert path.read_text() == damage
