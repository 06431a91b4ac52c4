"""`backref check` as people and CI use it: output formats, mending, baseline, exit codes. Without a network."""

from __future__ import annotations

import json
import os
import stat
import xml.etree.ElementTree as ElementTree
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from backref.cli import command

ROOT = Path(__file__).resolve().parents[2]
CATALOGUE = str(ROOT / "examples/low-back-pain.catalogue.json")
BAD = """% a bibliography
@article{deyo2015,
  author = {Deyo, Richard A. and Von Korff, Michael and Duhrkoop, David},
  title = {Opioids for low back pain.},
  journal = {BMJ}
  year = {2015},  month = {January},
  volume = 350, pages = {12-19},
  doi = {https://doi.org/10.1136/bmj.g6380},
}
"""
MENDED = """% a bibliography
@article{deyo2015,
  author = {Deyo, Richard A. and Von Korff, Michael and Duhrkoop, David},
  title = {Opioids for low back pain},
  journal = {BMJ},
  year = {2015},  month = jan,
  volume = 350, pages = {12--19},
  doi = {10.1136/bmj.g6380},
}
"""
BROKEN = r"""% what goes wrong in ten entries
@string{bmj = "BMJ"}
@article{missing,
  author = {Roe, Richard},
  title = {Heat and its rise},
  journal = bmj
  year = 2001,
}
@article{unclosed,
  author = {Doe, Jane},
  title = {Heat and its fall,
  journal = {Spine},
  year = 2002
}
@article{twice, author = {Poe, Edgar}, title = {Heat in the tower}, journal = {Spine}, year = 2003}
@article{twice, author = {Zoe, Ann}, title = {Cold in the cellar}, journal = {Spine}, year = 2004}
@article{field,
  author = {Loe, Kim}, title = {Warmth}, title = {Tepidity}, journal = {Spine}, year = 2005
}
@article{month, author = {Noe, Kim}, title = {Months of frost}, journal = {Spine}, year = 2006, month = {Foo}}
@article(round, author = {Moe, Kim}, title = {Round brackets}, journal = {Spine}, year = 2007)
@article{joined, author = {Coe, Kim}, title = "Joined " # {titles}, journal = {Spine}, year = 2008, month = jan # "~3"}
@article{latin, author = {Müller, Kim}, title = {Frost}, journal = {Spine}, year = 2009}
@article{, author = {Koe, Kim}, title = {Nameless frost}, journal = {Spine}, year = 2010}
"""


def check(*arguments: str, stdin: str | bytes | None = None) -> Result:
    return CliRunner().invoke(command, ["check", *arguments], prog_name="backref", input=stdin)


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for name in ("BACKREF_MAILTO", "BACKREF_RETRACTIONS"):
        monkeypatch.delenv(name, raising=False)
    (tmp_path / "refs.bib").write_text(BAD, encoding="utf-8")
    return tmp_path


def faults(*arguments: str, **options) -> list[dict]:
    return json.loads(check(*arguments, "--output-format", "json", **options).stdout)["faults"]


def test_a_line_for_each_fault_on_stdout_and_words_on_stderr():
    done = check("refs.bib", "--no-resolve")
    assert done.exit_code == 1
    assert done.stdout.splitlines() == [
        "refs.bib:4:12: BR235 deyo2015: the title ends in a full stop",
        "refs.bib:5:18: BR101 deyo2015: no comma before 'year' in 'deyo2015'",
        "refs.bib:6:28: BR201 deyo2015: the month 'January' is the macro jan",
        "refs.bib:7:26: BR212 deyo2015: the range '12-19' has no double hyphen",
        "refs.bib:8:10: BR241 deyo2015: the DOI is written with 'https://doi.org/' before it",
    ]
    assert done.stderr == "1 entry in 1 file: 5 faults, 5 can be mended with --fix\n"
    assert check("refs.bib", "--no-resolve", "-q").stderr == ""


def test_every_fault_of_ten_broken_entries_has_its_line_and_column():
    Path("broken.bib").write_bytes(BROKEN.encode("latin-1"))
    found = faults("broken.bib", "--no-resolve")
    assert [(f["code"], f["line"], f["column"], f["key"]) for f in found] == [
        ("BR101", 6, 16, "missing"), ("BR102", 11, 11, "unclosed"), ("BR103", 16, 1, "twice-2"), ("BR104", 18, 42, "field"),
        ("BR202", 20, 106, "month"), ("BR199", 23, 28, "latin"), ("BR107", 24, 1, ""),
    ]  # fmt: skip
    assert json.loads(check("broken.bib", "--no-resolve", "--output-format", "json").stdout)["summary"]["entries"] == 10


def test_sources_are_compared_field_by_field(folder):
    (folder / "refs.bib").write_text(MENDED.replace("2015}", "2014}").replace("12--19", "g6380"), encoding="utf-8")
    [fault] = faults("refs.bib", "--catalogue", CATALOGUE, "--source", "catalogue")
    assert (fault["code"], fault["line"], fault["column"]) == ("BR313", 6, 11)
    assert fault["message"] == "issued is '2014' here, '2015' in catalogue"


def test_what_could_not_be_checked_is_a_state_of_its_own(folder):
    text = "@book{roe, author = {Roe, Zara}, title = {The castles of Wales and their owners}, publisher = {X}, year = 1950}"
    (folder / "refs.bib").write_text(text, encoding="utf-8")
    done = check("refs.bib", "--catalogue", CATALOGUE, "--offline", "--no-cache", "--select", "BR305")
    assert done.exit_code == 3
    check("refs.bib", "--catalogue", CATALOGUE, "--offline", "--no-cache", "--baseline", "old.json", "--write-baseline")
    assert (
        check("refs.bib", "--catalogue", CATALOGUE, "--offline", "--no-cache", "--baseline", "old.json").exit_code == 3
    )
    assert "could not be checked, which says nothing of the work" in done.stdout
    assert "fake" not in done.output
    assert (
        check(
            "refs.bib", "--catalogue", CATALOGUE, "--offline", "--no-cache", "--select", "BR305", "--exit-zero"
        ).exit_code
        == 0
    )


def test_what_nobody_registers_is_not_asked_about_and_that_is_said():
    done = check(
        "-",
        "--catalogue",
        CATALOGUE,
        "--offline",
        "--no-cache",
        stdin="@online{a, title = {Home of heat}, url = {https://example.org}}",
    )
    assert (done.exit_code, done.stdout) == (0, "")
    assert "0 faults, 1 not asked about, being of a type that nobody registers" in done.stderr


def test_a_retraction_watch_file_is_asked_offline(folder):
    (folder / "refs.bib").write_text(MENDED.replace("12--19", "g6380"), encoding="utf-8")
    columns = "OriginalPaperDOI,OriginalPaperPubMedID,RetractionNature,RetractionDOI,RetractionDate"
    (folder / "notices.csv").write_text(
        f"{columns}\n10.1136/bmj.g6380,0,Retraction,10.1136/bmj.h1,2/6/2016 0:00\n", encoding="utf-8"
    )
    found = faults("refs.bib", "--catalogue", CATALOGUE, "--offline", "--retractions", "notices.csv")
    assert [f["message"] for f in found] == ["the work was retracted: doi:10.1136/bmj.h1 (says retraction-watch)"]


def test_exit_codes(folder):
    assert check("refs.bib", "--no-resolve").exit_code == 1
    assert check("refs.bib", "--no-resolve", "--exit-zero").exit_code == 0
    assert check("refs.bib", "--no-resolve", "--select", "BR3").exit_code == 0
    assert check("refs.bib", "--no-resolve", "--select", "BR9").exit_code == 2
    assert check("refs.bib", "--no-resolve", "--write-baseline").exit_code == 2
    assert check("refs.bib", "--output-format", "xml").exit_code == 2
    (folder / "picture.bib").write_bytes(b"\0\1\2")
    for name in ("missing.bib", ".", "picture.bib"):
        done = check(name, "--no-resolve")
        assert done.exit_code != 0
        assert name in str(done.exception)


def test_the_process_says_unreadable_input_in_one_line_and_exits_with_2():
    from test_command import backref

    done = backref("check", "missing.bib")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == "backref: missing.bib: No such file or directory\n"


def test_rules_are_chosen_by_the_beginning_of_their_code():
    assert {f["code"] for f in faults("refs.bib", "--no-resolve", "--select", "BR2", "--ignore", "BR21,BR24")} == {
        "BR201",
        "BR235",
    }
    assert {f["code"] for f in faults("refs.bib", "--no-resolve", "--select", "br101", "--select", "BR241")} == {
        "BR101",
        "BR241",
    }


def test_stdin_is_recognised_by_its_text():
    assert [
        f["code"]
        for f in faults(
            "-", "--no-resolve", stdin="TY  - BOOK\nAU  - Roe, R\nTI  - Heat.\nDO  - 10.1136/x.\nPY  - 2001\nER  - \n"
        )
    ] == ["BR235", "BR242"]
    assert [f["code"] for f in faults("-", "--no-resolve", stdin='[{"id": "a", "DOI": "doi:10.1136/x"}]')] == ["BR241"]
    assert [f["code"] for f in faults("-", "--no-resolve", "--select", "BR2", stdin="PMID- 7\nPG  - 20-10\n")] == [
        "BR211"
    ]
    assert [
        f["code"]
        for f in faults("-", "--no-resolve", stdin="See [7].\n\n## References\n\n1. Roe R. Heat. Spine. 2001;1:2.\n")
    ] == ["BR405"]


def test_mending_changes_nothing_else_and_is_done_at_once(folder):
    path = folder / "refs.bib"
    path.chmod(0o640)
    done = check("refs.bib", "--no-resolve", "--fix")
    assert (done.exit_code, done.stdout) == (0, "")
    assert path.read_text(encoding="utf-8") == MENDED
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    before = path.stat()
    assert check("refs.bib", "--no-resolve", "--fix").exit_code == 0
    assert path.stat().st_mtime_ns == before.st_mtime_ns
    assert os.listdir(folder) == ["refs.bib"]


def test_mending_keeps_line_ends_byte_order_marks_and_encodings(folder):
    path = folder / "refs.bib"
    for data in (
        BAD.replace("\n", "\r\n").encode(),
        b"\xef\xbb\xbf" + BAD.encode(),
        BAD.replace("David", "Dävid").encode("cp1252"),
    ):
        path.write_bytes(data)
        check("refs.bib", "--no-resolve", "--fix")
        expected = data
        for before, after in (
            (b"pain.}", b"pain}"),
            (b"{BMJ}", b"{BMJ},"),
            (b"{January}", b"jan"),
            (b"12-19", b"12--19"),
            (b"https://doi.org/", b""),
        ):
            expected = expected.replace(before, after)
        assert path.read_bytes() == expected


def test_mending_needs_to_be_asked_for_and_can_be_shown(folder):
    path = folder / "refs.bib"
    for arguments in (("--diff",), ("--fix", "--diff")):
        done = check("refs.bib", "--no-resolve", *arguments)
        assert done.exit_code == 1
        assert (
            "-  journal = {BMJ}\n+  journal = {BMJ},\n" in done.stdout.replace("-  year", "").replace("\n ", "\n")
            or "+  journal = {BMJ}," in done.stdout
        )
        assert path.read_text(encoding="utf-8") == BAD
    assert check("refs.bib", "--no-resolve", "--diff", "--select", "BR3").exit_code == 0
    assert check("-", "--fix", stdin=BAD).exit_code == 2


def test_a_read_only_folder_is_said_and_nothing_is_half_written(folder):
    if os.geteuid() == 0:
        pytest.skip("root writes everywhere")
    folder.chmod(0o500)
    try:
        done = check("refs.bib", "--no-resolve", "--fix")
    finally:
        folder.chmod(0o700)
    assert done.exit_code == 1
    assert "refs.bib" in done.stderr
    assert (folder / "refs.bib").read_text(encoding="utf-8") == BAD


def test_a_baseline_is_keyed_by_content(folder):
    path = folder / "refs.bib"
    assert check("refs.bib", "--no-resolve", "--baseline", "old.json", "--write-baseline").exit_code == 0
    assert check("refs.bib", "--no-resolve", "--baseline", "old.json").exit_code == 0
    path.write_text("\n\n% moved\n" + BAD, encoding="utf-8")
    assert check("./refs.bib", "--no-resolve", "--baseline", "old.json").exit_code == 0
    path.write_text(BAD.replace("12-19", "12-20"), encoding="utf-8")
    assert [f["code"] for f in faults("refs.bib", "--no-resolve", "--baseline", "old.json")] == ["BR212"]
    for text in ("[]", "{", '{"version": 2, "faults": []}', '{"version": 1}'):
        Path("old.json").write_text(text, encoding="utf-8")
        done = check("refs.bib", "--no-resolve", "--baseline", "old.json")
        assert "old.json" in str(done.exception)
    assert check("refs.bib", "--no-resolve", "--baseline", "none.json").exit_code != 0


def test_documents_beside_a_bibliography(folder):
    (folder / "notes.md").write_text("Opioids help little [@deyo2015; @roe2001].\n", encoding="utf-8")
    (folder / "refs.bib").write_text(MENDED + "@misc{heat, title = {Heat}}\n", encoding="utf-8")
    found = faults("refs.bib", "notes.md", "--no-resolve")
    assert [(f["file"], f["line"], f["code"], f["key"]) for f in found] == [
        ("refs.bib", 10, "BR404", "heat"),
        ("notes.md", 1, "BR403", "roe2001"),
    ]
    (folder / "paper.tex").write_text(
        "\\begin{document}Heat \\cite{deyo2015}.\\nocite{*}\\end{document}", encoding="utf-8"
    )
    assert faults("refs.bib", "paper.tex", "--no-resolve") == []
    assert faults("notes.md", "--no-resolve") == []
    (folder / "notes.md").write_text("---\nnocite: |\n  @heat\n---\n\n@deyo2015 says so.\n", encoding="utf-8")
    assert faults("refs.bib", "notes.md", "--no-resolve") == []


def test_faults_of_csl_json_have_their_place():
    text = '[{"id": "a", "type": "bok", "titel": "Heat"},\n {"id": "b", "author": [7]}, 3]'
    found = faults("-", "--no-resolve", "--select", "BR1", stdin=text)
    assert [(f["code"], f["line"], f["column"], f["key"], f["message"]) for f in found] == [
        ("BR110", 1, 1, "", "item 2 is no object"),
        ("BR112", 1, 23, "a", "'bok' is no CSL type"),
        ("BR111", 1, 39, "a", "titel is no CSL variable; kept in custom"),
        ("BR114", 2, 24, "b", "7 is no name"),
    ]


def test_a_list_that_names_a_work_twice():
    entry = "Deyo RA. Opioids for low back pain. BMJ. 2015;350:g6380. doi:10.1136/bmj.g6380"
    text = f"Opioids [1] help little [2].\n\n## References\n\n1. {entry}\n2. {entry.replace('Deyo RA', 'Deyo RA, Von Korff M')}\n"
    [fault] = faults("-", "--no-resolve", stdin=text)
    assert (fault["code"], fault["line"], fault["key"], fault["message"]) == ("BR401", 6, "2", "the work is also 1")


def test_two_files_that_define_a_key_differently(folder):
    (folder / "more.bib").write_text("@misc{deyo2015, title = {Heat}}\n", encoding="utf-8")
    assert ("BR402", "more.bib") in [(f["code"], f["file"]) for f in faults("refs.bib", "more.bib", "--no-resolve")]


def test_a_circle_of_cross_references_is_said():
    text = "@misc{a, title = {Heat}, crossref = {b}}\n@misc{b, title = {Cold}, crossref = {a}}\n"
    assert [f["code"] for f in faults("-", "--no-resolve", stdin=text)] == ["BR255", "BR255"]


ODD = "@misc{a%3A,b, title = {Heat \x1b[31m<&>\"' ::error:: \u202e cold.}, doi = {x\x1b]0;y\x07}}\n"


@pytest.fixture
def outputs(folder) -> dict[str, str]:
    (folder / "a,b:c.bib").write_text(ODD, encoding="utf-8")
    (folder / "clean.bib").write_text(
        MENDED.replace("{deyo2015", "{deyo").replace("g6380", "g6381").replace("2015}", "2016}"), encoding="utf-8"
    )
    names = ("concise", "full", "json", "github", "gitlab", "sarif", "junit")
    return {
        name: check("refs.bib", "a,b:c.bib", "clean.bib", "--no-resolve", "--output-format", name).stdout
        for name in names
    }


def test_no_output_lets_through_what_a_terminal_obeys(outputs):
    for text in outputs.values():
        assert not [c for c in text if c != "\n" and not c.isprintable()]


def test_full_shows_the_line(outputs):
    assert (
        "5 |   journal = {BMJ}\n  |                  ^\n  = missing-comma: A comma stands between two fields. Can be mended with --fix.\n"
        in outputs["full"]
    )


def test_github_commands_are_escaped(outputs):
    lines = outputs["github"].splitlines()
    assert (
        lines[0]
        == "::warning file=refs.bib,line=4,col=12,title=BR235 title-stop,endColumn=38::deyo2015: the title ends in a full stop"
    )
    assert all(line.startswith(("::error file=", "::warning file=", "::notice file=")) for line in lines)
    assert any("file=a%2Cb%3Ac.bib,line=1" in line for line in lines)
    assert not any("%" in line.replace("%2C", "").replace("%3A", "").replace("%25", "") for line in lines)


def test_gitlab_has_what_its_report_requires(outputs):
    rows = json.loads(outputs["gitlab"])
    assert len({row["fingerprint"] for row in rows}) == len(rows) > 5
    for row in rows:
        assert set(row) == {"description", "check_name", "fingerprint", "severity", "location"}
        assert row["severity"] in ("info", "minor", "major", "critical", "blocker")
        assert row["location"]["lines"]["begin"] >= 1


def test_sarif_has_what_its_schema_requires(outputs):
    log = json.loads(outputs["sarif"])
    assert log["version"] == "2.1.0"
    [run] = log["runs"]
    listed = run["tool"]["driver"]["rules"]
    assert run["tool"]["driver"]["name"] == "backref"
    for result in run["results"]:
        assert listed[result["ruleIndex"]]["id"] == result["ruleId"]
        assert result["message"]["text"]
        assert result["level"] in ("error", "warning", "note")
        place = result["locations"][0]["physicalLocation"]
        assert " " not in place["artifactLocation"]["uri"]
        assert 1 <= place["region"]["startLine"] <= place["region"]["endLine"]
        assert place["region"]["startColumn"] >= 1
        assert list(result["partialFingerprints"]) == ["backref/v1"]


def test_junit_counts_add_up(outputs):
    suites = ElementTree.fromstring(outputs["junit"])  # noqa: S314  our own
    assert [suite.get("name") for suite in suites] == ["refs.bib", "a,b:c.bib", "clean.bib"]
    assert (
        sum(int(suite.get("failures")) for suite in suites)
        == len(suites.findall(".//failure"))
        == int(suites.get("failures"))
    )
    assert [case.get("name") for case in suites[2]] == ["check"]
