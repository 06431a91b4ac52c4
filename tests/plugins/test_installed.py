"""A stranger's plug-ins count wherever ours do: by name, by suffix and in every listing. One that is broken is told,
and nothing else breaks.
"""

from __future__ import annotations

import importlib.util
import json
import shutil
from pathlib import Path

import pytest
from example_house import HOUSE, ROOT

from backref import checking, plugins
from backref.registry import GROUPS

BIB = "@article{deyo2015, title = {Opioids}, author = {Deyo, Richard}, journal = {BMJ}, volume = 350, year = 2015, library = {wl 1}}\n"


@pytest.fixture
def project(house, tmp_path):
    (tmp_path / "refs.bib").write_text(BIB)
    shutil.copy(ROOT / "examples" / "low-back-pain.catalogue.json", tmp_path / "works.json")
    return tmp_path


def test_each_is_listed_with_its_package(project, run):
    done = run("plugins")
    assert (done.returncode, done.stderr) == (0, "")
    rows = [line for line in done.stdout.splitlines() if "backref-house 1.0.0" in line]
    said = {row.split()[0]: row.split("backref-house 1.0.0")[1].strip() for row in rows}
    assert said == {
        "source": "shelf", "dump": "cards", "reader": "asciidoc (.adoc)", "format": "wiki-list (.wiki)", "style": "house", "rule": "HS101, HS102",
    }  # fmt: skip


def test_the_source_is_listed_with_what_it_can_be_asked(project, run):
    row = next(line for line in run("sources").stderr.splitlines() if line.startswith("shelf"))
    assert row.split() == ["shelf", "isbn", "no", "by", "default", "2", "a", "second", "backref-house", "1.0.0"]


def test_the_format_is_written_by_suffix_and_what_it_loses_is_told(project, run):
    done = run("convert", "refs.bib", "-o", "refs.wiki")
    assert (
        "| deyo2015 | article-journal | Deyo, Richard | Opioids | BMJ | 2015 |" in (project / "refs.wiki").read_text()
    )
    lost = {line.split(": ")[3] for line in done.stderr.splitlines() if "field-lost" in line}
    assert {"volume '350' is lost", "call-number 'wl 1' is lost"} <= lost
    assert run("convert", "refs.bib", "-o", "x.wiki", "--strict").returncode == 1
    assert not (project / "x.wiki").exists()


def test_the_format_is_read_by_suffix_by_all_who_read_bibliographies(project, run):
    run("convert", "works.json", "--to", "wiki-list", "-o", "refs.wiki")
    assert json.loads(run("convert", "refs.wiki", "--to", "csl-json").stdout)[0]["title"]
    done = run("catalogue", "add", "--catalogue", "own", "refs.wiki")
    assert (done.returncode, "refs.wiki: 0 records" in done.stderr) == (0, False), done.stderr
    assert "HS101" in run("check", "refs.wiki", "--no-resolve", "--select", "HS").stdout or done.stderr
    assert run("convert", "page.wiki", "--to", "bibtex").returncode == 2


def test_the_dump_is_told_by_its_beginning_and_taken_into_a_catalogue(project, run):
    shutil.copy(HOUSE / "cases" / "cards" / "shelf.cards", project)
    done = run("catalogue", "add", "--catalogue", "own", "shelf.cards")
    assert (done.returncode, "own: 2 records" in done.stderr) == (0, True), done.stderr
    found = run("catalogue", "search", "--catalogue", "own", "isbn:9780736066921").stdout
    assert "Low back disorders" in found


def test_a_page_with_the_suffix_that_is_no_bibliography_stays_a_document(project, run):
    (project / "page.wiki").write_text("It fails.<ref>Deyo RA. Opioids for low back pain. BMJ. 2015;350:g6380.</ref>\n")
    found = json.loads(run("find", "--json", "page.wiki").stdout)
    assert [marker["status"] for marker in found["markers"]] == ["linked"]
    assert run("find", "--json", "page.wiki").stderr == ""


def test_the_reader_reads_by_suffix_and_for_sync(project, run):
    (project / "a.adoc").write_text("= Pain\nIt fails cite:[deyo2015]. See doi:10.1136/bmj.g6380.\n")
    found = json.loads(run("find", "--json", "a.adoc").stdout)
    assert found["markers"][0]["keys"] == ["deyo2015"]
    (project / "docs").mkdir()
    shutil.move(project / "a.adoc", project / "docs" / "a.adoc")
    done = run("sync", "docs", "-o", "refs.bib", "--catalogue", "works.json", "--source", "catalogue", "--rewrite")
    assert "cite:[deyo2015]. See cite:[" in (project / "docs" / "a.adoc").read_text(), done.stderr


def test_the_style_makes_lists_in_every_format_of_lists(project, run):
    printed = {name: run("convert", "refs.bib", "--to", name, "--style", "house").stdout for name in ("text", "html")}
    assert printed["text"] == "DEYO R 2015. Opioids. BMJ 350.\n"
    assert "DEYO R 2015. Opioids. <i>BMJ</i> 350." in printed["html"]
    unknown = run("convert", "refs.bib", "--to", "text", "--style", "haus")
    assert "known: ama, apa, chicago, cs1, house, ieee" in unknown.stderr


def test_the_rules_are_checked_chosen_mended_and_documented(project, run):
    done = run("check", "refs.bib", "--no-resolve", "--select", "HS")
    assert [line.split()[1] for line in done.stdout.splitlines()] == ["HS101", "HS102"]
    assert run("check", "refs.bib", "--no-resolve", "--fix", "--select", "HS102").returncode == 0
    assert "{WL 1}" in (project / "refs.bib").read_text()
    script = f"import sys; sys.path.insert(0, {str(ROOT / 'docs')!r}); import hooks; print(hooks.on_page_markdown('--8<-- \"rules\"'))"
    page = run("-c", script).stdout
    assert "### HS102 shelf-mark" in page
    assert "backref-house 1.0.0" in page


def test_the_source_is_asked(project, run):
    script = f"""
import json
from backref import find, open_sources, resolve
from backref.testing import Route, fake_services
body = open({str(HOUSE / "cases" / "shelf" / "books.json")!r}, "rb").read()
with fake_services(routes={{"shelf": Route(lambda works, rest, asked: (200, "application/json", body))}}) as services:
    sources = open_sources(only=("shelf",), settings=services.settings())
    [entry] = resolve("References\\n\\n1. McGill S. Low back disorders. Human Kinetics; 2015. ISBN 9780615452272.", sources).entries
    print(entry.resolution.status, entry.reference.title, [a.source for a in entry.resolution.answers])
"""
    assert run("-c", script).stdout == "matched Low back disorders ['shelf']\n"


def test_help_reads_no_entry_point(project, run):
    script = "import sys; from backref.cli import command; command.main(['--help'], standalone_mode=False); print(sorted(sys.modules))"
    loaded = run("-c", script).stdout.splitlines()[-1]
    assert "'importlib.metadata'" not in loaded
    assert "backref_house" not in loaded


def test_what_ours_can_do_reads_no_stranger(project, run):
    script = (
        "import sys, backref; from backref import formats; formats.by_suffix('a.bib'); backref.dump(formats.load('', 'ris').bibliography(), 'bibtex');"
        "backref.find('a'); print('backref_house' in sys.modules)"
    )
    assert run("-c", script).stdout == "False\n"


BROKEN = {
    "absent": ("absent_module", None, "ModuleNotFoundError: No module named 'absent_module'"),
    "raises": ("raises", "1 / 0", "ZeroDivisionError"),
    "leaves": ("leaves", "import sys; sys.exit(3)", "SystemExit: 3"),
    "without": ("without", "x = 1", "has no attribute 'FORMAT'"),
    "typed": ("typed", "FORMAT = 'bibtex'", "FORMAT is a str, not a Format"),
    "named": ("named", "from backref.plugins import Format\nFORMAT = Format('other', 'Other')", "it calls itself 'other'"),
    "suffixed": ("suffixed", "from backref.plugins import Format\nFORMAT = Format('suffixed', 'S', suffixes=('.s'))", "suffixes is '.s'"),
    "capital": ("capital", "from backref.plugins import Format\nFORMAT = Format('Capital', 'C')", "name is 'Capital'"),
    "unloading": ("unloading", "from backref.plugins import Format\nFORMAT = Format('unloading', 'U', load=3)", "load is 3"),
    "bibtex": ("shadow", "from backref.plugins import Format\nFORMAT = Format('bibtex', 'B', ('.bib',))", "backref has one of that name"),
}  # fmt: skip


def test_broken_plugins_are_told_with_their_package_and_break_no_listing(project, install, run):
    points = {name: module for name, (module, _, _) in BROKEN.items()}
    install("backref-odd", "0.1", {"backref.formats": points}, {m: t for m, t, _ in BROKEN.values() if t is not None})
    done = run("plugins")
    assert done.returncode == 1
    assert "wiki-list (.wiki)" in done.stdout
    for name, (_, _, said) in BROKEN.items():
        [line] = [line for line in done.stderr.splitlines() if f"'{name}'" in line.split(" of the package ")[0]]
        assert "of the package backref-odd 0.1 cannot be used" in line
        assert said in line
    assert run("convert", "refs.bib", "--to", "ris").stderr.count("backref-odd") == 0
    named = run("convert", "refs.bib", "--to", "raises")
    assert (named.returncode, named.stdout) == (2, "")
    assert "the format 'raises' of the package backref-odd 0.1 cannot be used: ZeroDivisionError" in named.stderr
    missed = run("convert", "refs.bib", "-o", "refs.unheard")
    assert missed.returncode == 2
    assert "backref-odd 0.1" in missed.stderr


FAILING = {
    "backref.formats": ("from backref.plugins import Format\nFORMAT = Format('worn', 'W', ('.worn',), load=lambda text: 1 / 0, dump=lambda b: 3)", ("convert", "a.worn", "--to", "bibtex")),
    "backref.readers": ("from backref.plugins import Reader\ndef read(source, name):\n    raise KeyError(name)\nREADER = Reader('worn', 'W', read, ('.worn',))", ("find", "a.worn")),
    "backref.styles": ("from backref.plugins import Style\nSTYLE = Style('worn', lambda reference, suffix: None)", ("convert", "refs.bib", "--to", "text", "--style", "worn")),
    "backref.rules": ("from backref.plugins import *\ndef look(project):\n    yield 1 / 0\nRULES = (Rule('WO1', 'worn', 'No.', look, bib(''), bib('')),)", ("check", "refs.bib", "--no-resolve")),
}  # fmt: skip


@pytest.mark.parametrize("group", FAILING)
def test_one_that_fails_when_it_is_asked_is_a_message(group, project, install, run):
    text, command = FAILING[group]
    install("backref-worn", "2", {group: {"worn": "worn"}}, {"worn": text})
    (project / "a.worn").write_text("x")
    done = run(*command)
    assert done.returncode == 2
    assert "of the package backref-worn 2 cannot be used" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_source_that_fails_is_a_failed_answer_and_no_verdict(project, install, run):
    text = (
        "from backref.plugins import *\nSOURCE = Service('worn', 'https://worn.example.org', Rate(1),"
        " requests_for=lambda queries, settings: 1 / 0, read=lambda payload: [], schemes=('isbn',))"
    )
    install("backref-worn", "2", {"backref.sources": {"worn": "worn"}}, {"worn": text})
    script = "from backref import *; [e] = resolve('See ISBN 9780615452272.', open_sources(only=('worn',), settings=Settings())).entries; print(e.resolution.status, e.resolution.answers[0].detail)"
    assert run("-c", script).stdout == "failed `requests_for` failed: ZeroDivisionError: division by zero\n"


def test_the_examples_of_the_rules_are_what_they_say(monkeypatch):
    monkeypatch.syspath_prepend(str(HOUSE / "src"))
    spec = importlib.util.spec_from_file_location("house_rules", HOUSE / "src" / "backref_house" / "house_rules.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    for rule in module.RULES:
        found = [
            [f.rule.code for f in checking.check(checking.CheckedProject((checking.load("a.bib", each.text, each.format),)), module.RULES)]
            for each in (rule.bad, rule.good)
        ]  # fmt: skip
        assert found == [[rule.code], []]


def test_every_kind_has_one_registry():
    from backref.registry import groups

    assert set(groups()) == {
        "backref.dumps",
        "backref.sources",
        "backref.readers",
        "backref.formats",
        "backref.styles",
        "backref.rules",
    }
    assert all(GROUPS[name].names() for name in groups())


def test_a_broken_reader_is_told_where_it_may_have_been_meant_and_a_broken_rule_where_rules_are_looked_at(
    project, install, run
):
    install(
        "backref-odd",
        "0.1",
        {"backref.readers": {"odd": "odd"}, "backref.rules": {"odd": "odd"}},
        {"odd": "import nothing_of_that_name"},
    )
    for name in ("a.odd", "b.txt"):
        (project / name).write_text("It fails.")
    [problem] = json.loads(run("find", "--json", "a.odd").stdout)["problems"]
    assert problem["code"] == "broken-plugin"
    assert problem["message"].startswith(
        "the reader 'odd' of the package backref-odd 0.1 cannot be used: ModuleNotFoundError"
    )
    assert json.loads(run("find", "--json", "b.txt").stdout)["problems"] == []
    done = run("check", "refs.bib", "--no-resolve", "--select", "HS101")
    assert done.returncode == 1
    assert "the rule 'odd' of the package backref-odd 0.1 cannot be used" in done.stderr


def test_of_two_with_one_name_the_first_package_s_counts(project, install, run):
    for package, title in (("backref-b", "B"), ("backref-a", "A")):
        module = package.replace("-", "_")
        text = f"from backref.plugins import Format\nFORMAT = Format('two', '{title}', ('.two',), dump=lambda b: '{title}')"
        install(package, "1", {"backref.formats": {"two": module}}, {module: text})
    assert run("convert", "refs.bib", "-o", "x.two").returncode == 0
    assert (project / "x.two").read_text() == "A"
    done = run("plugins")
    assert (done.returncode, "package backref-b 1 cannot be used: backref-a 1 has one of that name" in done.stderr) == (
        1,
        True,
    )


def test_by_media_type():
    from backref.formats import FORMATS
    from backref.readers import READERS

    assert [each.name for each in FORMATS.of_media_type("application/X-bibtex")] == ["bibtex"]
    assert [each.name for each in READERS.of_media_type("text/markdown")] == ["markdown"]
    assert READERS.of_media_type("text/none") == ()


def test_what_authors_rely_on_stays():
    """`stable.txt` lists what `backref.plugins` has given to authors; names are added to it, and none is taken away."""
    stable = set(Path(__file__).with_name("stable.txt").read_text(encoding="utf-8").split())
    assert stable == set(plugins.__all__)


def test_one_that_is_named_is_read_alone_and_a_module_may_export_several(project, install, run):
    texts = {
        "one": "from backref.plugins import Style\nSTYLE = Style('one', lambda reference, suffix: 'One.')",
        "two": "from backref.plugins import Style\nSTYLE = (Style('two', lambda r, s: 'Two.'), Style('three', lambda r, s: 'Three.'))",
    }
    install("backref-more", "1", {"backref.styles": {"one": "one", "pair": "two"}}, texts)
    script = "import sys; from backref import styles; print(styles.by_name('one').entry(None, ''), 'two' in sys.modules, 'backref_house' in sys.modules, styles.by_name('three').entry(None, ''))"
    assert run("-c", script).stdout == "One. False False Three.\n"
