"""`backref check` as people and CI use it: output formats, mending, baseline, exit codes. Without a network."""

from __future__ import annotations

import json
import os
import re
import stat
import threading
import xml.etree.ElementTree as ElementTree
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from backref import Catalogue, Reference
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
    """Run the command with every rule, those about taste too, where neither it nor a configuration selects some."""
    is_told = "--select" in arguments or Path("backref.toml").exists() or Path("pyproject.toml").exists()
    arguments = arguments if is_told else (*arguments, "--select", "BR")
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
    for name in ("missing.bib", "picture.bib"):
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
        for f in faults(
            "-",
            "--no-resolve",
            stdin="Heat rises [1]. It falls [7].\n\n## References\n\n1. Roe R. Heat. Spine. 2001;1:2.\n2. Doe J. Cold. Spine. 2002;2:3.\n3. Poe E. Frost. Spine. 2003;3:4.\n",
        )
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
    assert str(done.exception) == "refs.bib: cannot be written: Permission denied; nothing was changed"
    assert (folder / "refs.bib").read_text(encoding="utf-8") == BAD


def test_what_cannot_be_written_is_wrong_use_and_not_a_fault(folder):
    from test_command import backref

    for option in ("--report=markdown=none/out.md", "--baseline=none/old.json"):
        more = ["--write-baseline"] if "baseline" in option else []
        done = backref("check", "refs.bib", "--no-resolve", option, *more, cwd=folder)
        assert done.returncode == 2
        assert done.stderr.endswith(
            f"{option.rpartition('=')[2]}: cannot be written: No such file or directory; nothing was changed\n"
        )


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_a_pipe_or_device_is_written_into_and_not_replaced(folder):
    os.mkfifo("pipe")
    said: list[str] = []
    reader = threading.Thread(target=lambda: said.append(Path("pipe").read_text(encoding="utf-8")), daemon=True)
    reader.start()
    assert check("refs.bib", "--no-resolve", "--report", "concise=pipe").exit_code == 1
    assert stat.S_ISFIFO(os.stat("pipe").st_mode)
    reader.join(10)
    assert said == [check("refs.bib", "--no-resolve").stdout]


def test_mending_twice_is_mending_once(folder):
    path = folder / "refs.bib"
    mixed = BROKEN.encode("cp1252").replace(b"\n", b"\r\n") + BAD.encode()
    for data in (BAD.encode(), mixed):
        path.write_bytes(data)
        shown = [check("refs.bib", "--no-resolve", "--fix", "--diff").stdout for _ in range(2)]
        assert shown[0] == shown[1] != ""
        assert path.read_bytes() == data
        check("refs.bib", "--no-resolve", "--fix")
        once = path.read_bytes()
        assert b"M\xfcller" in once or data is not mixed
        assert once.count(b"\r\n") == data.count(b"\r\n")
        done = check("refs.bib", "--no-resolve", "--fix", "--diff")
        assert (done.exit_code, done.stdout) == (0, "")
        check("refs.bib", "--no-resolve", "--fix")
        assert path.read_bytes() == once


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


def test_several_documents_beside_several_bibliographies(folder):
    for name, text in {
        "a.bib": "@misc{heat, title = {Heat}}\n@misc{cold, title = {Cold}}\n", "b.bib": "@misc{warm, title = {Warm}}\n",
        "one.md": "See [@heat] and [@gone].\n", "two.tex": "\\begin{document}See \\cite{cold, lost}.\\end{document}", "three.rst": "See :cite:p:`warm`.\n",
    }.items():  # fmt: skip
        (folder / name).write_text(text, encoding="utf-8")
    documents = ["one.md", "two.tex", "three.rst"]
    found = faults("a.bib", "b.bib", *documents, "--no-resolve")
    assert [(f["file"], f["code"], f["key"]) for f in found] == [
        ("one.md", "BR403", "gone"),
        ("two.tex", "BR403", "lost"),
    ]
    found = faults("a.bib", "b.bib", "one.md", "--no-resolve", "--select", "BR404")
    assert [(f["file"], f["key"]) for f in found] == [("a.bib", "cold"), ("b.bib", "warm")]


def test_the_configuration_chooses_and_the_command_line_goes_before(folder):
    def codes(*arguments: str) -> set[str]:
        return {fault["code"] for fault in faults("refs.bib", "--no-resolve", *arguments)}

    (folder / "backref.toml").write_text('[check]\nselect = ["BR2"]\nignore = ["BR21", "BR201"]\n')
    assert codes() == {"BR235", "BR241"}
    assert codes("--ignore", "BR24") == {"BR235"}
    assert codes("--select", "BR1") == {"BR101"}
    assert codes("--select", "BR2") == {"BR235", "BR241"}
    assert codes("--select", "BR201") == {"BR201"}
    (folder / "backref.toml").write_text('[check.per-file-ignores]\n"refs*" = ["BR2"]\n')
    assert codes() == {"BR101"}
    assert check("refs.bib", "--no-resolve", "--fix").stdout == ""
    assert (folder / "refs.bib").read_text() == BAD.replace("{BMJ}", "{BMJ},")


def test_the_configuration_says_format_baseline_and_whom_to_ask(folder):
    said = '[check]\nselect = ["BR"]\nresolve = false\noutput-format = "github"\nbaseline = "debts.json"\n'
    (folder / "backref.toml").write_text(said)
    assert check("refs.bib", "--write-baseline").exit_code == 0
    assert (folder / "debts.json").exists()
    (folder / "refs.bib").write_text(BAD.replace("12-19", "12-20"), encoding="utf-8")
    (folder / "below").mkdir()
    assert check("refs.bib").stdout.startswith("::warning file=refs.bib,line=7,")
    assert check("refs.bib", "--output-format", "concise").stdout.startswith("refs.bib:7:")
    os.chdir("below")  # paths count from the configuration's folder
    check("../refs.bib", "--write-baseline")
    assert [row["file"] for row in json.loads((folder / "debts.json").read_text())["faults"]] == ["../refs.bib"] * 5
    assert os.listdir() == []
    os.chdir("..")
    asked = check("refs.bib", "--resolve", "--offline", "--no-cache", "--select", "BR305")
    assert (asked.exit_code, "BR305" in asked.stdout) == (3, True)
    assert check("refs.bib", "--online", "--offline").exit_code == 2


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('[check]\nselect = ["BR211", "BR2111"]', "check.select: no rule has a code that begins with 'BR2111'; did you mean 'BR211'?"),
        ('[check]\nignore = [""]', "check.ignore: no rule has a code that begins with ''"),
        ('[check.per-file-ignores]\n"a.bib" = ["E501"]', "check.per-file-ignores.a.bib: no rule has a code that begins with 'E501'"),
        ('[check]\noutput-format = "xml"', "check.output-format: must be one of concise, full, json, github, gitlab, sarif, junit, markdown, not 'xml'"),
    ],
)  # fmt: skip
def test_a_wrong_code_of_the_configuration_is_named_with_its_place(folder, text, said):
    (folder / "backref.toml").write_text(text)
    done = check("refs.bib", "--no-resolve")
    assert str(done.exception).startswith(f"{folder / 'backref.toml'}: {said}")


def test_without_files_the_ones_of_the_configuration_are_checked(folder):
    assert check("--no-resolve").exit_code == 2
    (folder / "docs").mkdir()
    (folder / "docs" / "one.md").write_text("See [@deyo2015] and [@gone].\n")
    (folder / "more.bib").write_text("@misc{warm, title = {Warm.}}\n")
    (folder / "backref.toml").write_text('bibliography = "refs.bib"\nlibraries = ["more.bib"]\n')
    done = check("--no-resolve", "--select", "BR235,BR4")
    assert [line.partition(": ")[0] for line in done.stdout.splitlines()] == [
        "refs.bib:4:12",
        "more.bib:1:7",
        "more.bib:1:22",
        "docs/one.md:1:21",
    ]


def test_a_file_is_named_from_the_current_folder_and_checked_once(folder):
    names = ["refs.bib", "./refs.bib", str(folder / "refs.bib"), "../" + folder.name + "/refs.bib"]
    done = check(*names, "--no-resolve", "--output-format", "gitlab")
    assert {row["location"]["path"] for row in json.loads(done.stdout)} == {"refs.bib"}
    assert done.stderr.startswith("1 entry in 1 file: 5 faults")


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
    assert (fault["code"], fault["line"], fault["key"], fault["message"]) == (
        "BR401",
        6,
        "2",
        "the work is also 1 (-:5)",
    )


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
    names = ("concise", "full", "json", "github", "gitlab", "sarif", "junit", "markdown")
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


def fingerprints(output: str) -> list[str]:
    said = json.loads(check("refs.bib", "--no-resolve", "--output-format", output).stdout)
    return (
        [row["fingerprint"] for row in said]
        if output == "gitlab"
        else [result["partialFingerprints"]["backref/v1"] for result in said["runs"][0]["results"]]
    )


@pytest.mark.parametrize("output", ["gitlab", "sarif"])
def test_fingerprints_stay_when_lines_move_and_tell_faults_apart(folder, output):
    (folder / "refs.bib").write_text(BAD + BAD.replace("deyo2015", "b"), encoding="utf-8")
    before = fingerprints(output)
    assert len(set(before)) == len(before) >= 10
    (folder / "refs.bib").write_text(
        "% moved\n\n" + (BAD + BAD.replace("deyo2015", "b")).replace("\n", "\r\n\r\n"), encoding="utf-8"
    )
    assert fingerprints(output) == before


def sarif_run(*files: str) -> dict:
    log = json.loads(check(*files, "--no-resolve", "--output-format", "sarif").stdout)
    assert (log["version"], log["$schema"]) == ("2.1.0", "https://json.schemastore.org/sarif-2.1.0.json")
    [run] = log["runs"]
    return run


def test_sarif_has_what_its_schema_and_code_scanning_require(outputs):
    log = json.loads(outputs["sarif"])
    assert log["version"] == "2.1.0"
    [run] = log["runs"]
    assert run["columnKind"] == "utf16CodeUnits"
    listed = run["tool"]["driver"]["rules"]
    assert run["tool"]["driver"]["name"] == "backref"
    assert len({rule["id"] for rule in listed}) == len(listed)
    for rule in listed:
        assert rule["shortDescription"]["text"]
        assert rule["fullDescription"]["text"]
        assert "Bad:\n\n```text\n" in rule["help"]["markdown"]
        assert rule["defaultConfiguration"]["level"] in ("error", "warning", "note")
    for result in run["results"]:
        assert listed[result["ruleIndex"]]["id"] == result["ruleId"]
        assert result["message"]["text"]
        assert result["level"] in ("error", "warning", "note")
        place = result["locations"][0]["physicalLocation"]
        assert re.fullmatch(r"(?:[\w./~-]|%[0-9A-F]{2})+", place["artifactLocation"]["uri"])
        assert 1 <= place["region"]["startLine"] <= place["region"]["endLine"]
        assert place["region"]["startColumn"] >= 1
        assert list(result["partialFingerprints"]) == ["backref/v1"]


def test_sarif_counts_utf_16_units_and_names_files_as_addresses(folder):
    (folder / "a:b c%ü.bib").write_text(
        "@misc{a, note = {\U0001f321é}, title = {\U0001f321 Heat.}}\n", encoding="utf-8"
    )
    [result] = sarif_run("a:b c%ü.bib")["results"]
    place = result["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == "a%3Ab%20c%25%C3%BC.bib"
    assert place["region"] == {"startLine": 1, "startColumn": 33, "endLine": 1, "endColumn": 41}
    (folder / "below").mkdir()
    os.chdir("below")
    outside = sarif_run(str(folder / "refs.bib"))["results"][0]["locations"][0]["physicalLocation"]
    assert outside["artifactLocation"]["uri"] == f"{(folder / 'refs.bib').as_uri()}"


def test_rules_link_to_their_pages_where_the_distribution_says_where_they_are(folder, monkeypatch):
    from email.message import Message

    from backref.checking import _pages

    said = Message()
    said["Project-URL"] = "Documentation, https://example.org/backref"
    monkeypatch.setattr("importlib.metadata.metadata", lambda name: said)
    _pages.home.cache_clear()
    try:
        driver = sarif_run("refs.bib")["tool"]["driver"]
        summary = check("refs.bib", "--no-resolve", "--output-format", "markdown").stdout
    finally:
        _pages.home.cache_clear()
    address = "https://example.org/backref/reference/rules/#br101-missing-comma"
    assert driver["informationUri"] == "https://example.org/backref/"
    assert driver["rules"][0]["helpUri"] == address
    assert f"| [BR101 missing-comma]({address}) | deyo2015 |" in summary


def test_sarif_fits_its_schema(outputs):
    path = os.environ.get("SARIF_SCHEMA")
    if not path:
        pytest.skip("SARIF_SCHEMA names no file with the SARIF 2.1.0 schema")
    jsonschema = pytest.importorskip("jsonschema", reason="jsonschema is not installed")
    schema = json.loads(Path(path).read_text(encoding="utf-8"))
    jsonschema.validators.validator_for(schema)(schema).validate(json.loads(outputs["sarif"]))


def test_junit_counts_add_up(outputs):
    suites = ElementTree.fromstring(outputs["junit"])  # noqa: S314  our own
    assert [suite.get("name") for suite in suites] == ["refs.bib", "a,b:c.bib", "clean.bib"]
    assert (
        sum(int(suite.get("failures")) for suite in suites)
        == len(suites.findall(".//failure"))
        == int(suites.get("failures"))
    )
    assert [case.get("name") for case in suites[2]] == ["check"]


def test_junit_has_no_letter_that_xml_forbids_and_calls_the_unchecked_an_error(folder):
    (folder / "odd.bib").write_text("@misc{a\x01\x0b\ufffe]]>, title = {Heat.}, doi = {10.5555/x}}", encoding="utf-8")
    text = check("odd.bib", "--offline", "--no-cache", "--output-format", "junit").stdout
    suites = ElementTree.fromstring(text)  # noqa: S314  our own
    assert (suites.get("errors"), len(suites.findall(".//error"))) == ("1", 1)
    assert suites.find(".//error").get("type") == "could-not-check"
    assert {case.get("name").rpartition(" ")[2] for case in suites.iter("testcase")} == {"a]]>"}


def test_markdown_counts_by_verdict_with_the_unchecked_apart(folder):
    example = str(ROOT / "examples/low-back-pain.md")
    summary = check(example, "--catalogue", CATALOGUE, "--offline", "--no-cache", "--output-format", "markdown").stdout
    assert summary.startswith("### Citations: 3 faults, 1 could not be checked\n\n15 entries in 1 file.\n")
    for row in (
        "| matched | 12 |",
        "| matched with differences | 1 |",
        "| ambiguous | 1 |",
        "| *could not be checked* | 1 |",
    ):
        assert row in summary.splitlines()
    assert (
        summary.index("BR313")
        < summary.index("#### Could not be checked\n\nThis says nothing of the works.")
        < summary.index("talmage2011")
    )
    assert check("refs.bib", "--no-resolve", "--output-format", "markdown").stdout.count("verdict") == 0


def test_markdown_is_tables_and_nothing_that_a_file_says_is_markup(folder):
    from markdown_it import MarkdownIt

    (folder / "a|b`*[x](y).bib").write_text(
        "@misc{a|b*c*[x](http://www.example.org)`d`<b>@me#1&amp;\\, title = {Heat.}}\n@misc{b, title = {<script>|x|</script>\n\n# No.}}\n",
        encoding="utf-8",
    )
    text = check("a|b`*[x](y).bib", "refs.bib", "--no-resolve", "--output-format", "markdown").stdout
    tokens = MarkdownIt("commonmark", {"html": True}).enable("table").parse(text)
    kinds = {token.type for token in tokens} | {child.type for token in tokens for child in token.children or ()}
    assert not kinds & {
        "link_open",
        "image",
        "code_inline",
        "em_open",
        "strong_open",
        "html_block",
        "fence",
        "code_block",
    }
    html = {child.content for token in tokens for child in token.children or () if child.type == "html_inline"}
    assert html == {"<!-- -->"}
    cells = [token for token in tokens if token.type in ("td_open", "th_open")]
    assert len(cells) % 4 == 0
    assert sum(token.type == "table_open" for token in tokens) == 2


def test_reports_are_written_beside_what_is_printed(folder):
    reports = ("--report", "sarif=out.sarif", "--report", "markdown=out=1.md")
    done = check("refs.bib", "--no-resolve", *reports)
    assert done.stdout.count("\n") == 5
    for name, output in (("out.sarif", "sarif"), ("out=1.md", "markdown")):
        assert (folder / name).read_text(encoding="utf-8") == check(
            "refs.bib", "--no-resolve", "--output-format", output
        ).stdout
    for wrong in ("out.md", "markdown=", "xml=out.xml"):
        assert check("refs.bib", "--no-resolve", "--report", wrong).exit_code == 2


def test_a_folder_is_checked_without_the_catalogue_that_is_asked(tmp_path, monkeypatch):
    (tmp_path / "works.json").write_text('[{"id": "a", "type": "book", "title": "Heat"}]')
    (tmp_path / "references.bib").write_text(
        "@book{b, title = {Cold}, author = {Roe, A.}, year = 2001, publisher = {X}}\n"
    )
    (tmp_path / "page.md").write_text("It is cold [@b].\n")
    (tmp_path / "backref.toml").write_text('catalogue = "works.json"\n')
    Catalogue.open(tmp_path / "held", create=True).add([Reference(title="Heat")])
    monkeypatch.chdir(tmp_path)
    result = CliRunner().invoke(command, ["check", ".", "--offline", "--exit-zero"])
    assert "not read, the project's catalogue: works.json" in result.output
    assert "not read, a catalogue: held" in result.output
    assert "BR404 a" not in result.output
    assert "held/" not in result.output
    named = CliRunner().invoke(command, ["check", "works.json", "page.md", "--offline", "--exit-zero"])
    assert "BR404 a: no document cites the entry" in named.output
    (tmp_path / "backref.toml").write_text('catalogue = "works.json"\nlibraries = ["works.json"]\n')
    assert "BR404 a" in CliRunner().invoke(command, ["check", ".", "--offline", "--exit-zero"]).output
