"""What people and machines read of a hostile file: reports, the page of `find`, and the command line's own words."""

from __future__ import annotations

import ast
import base64
import hashlib
import json
import re
from pathlib import Path
from xml.etree import ElementTree

import markdown as python_markdown
import pytest
from click.testing import CliRunner
from hostile_pages import assert_harmless, baited, browse
from hostile_payloads import PAYLOADS
from markdown_it import MarkdownIt

from backref import checking, pipeline, readers
from backref.cli import command
from backref.cli._page import page
from backref.project.lock import Lock
from backref.project.syncing import Synced, with_rewritten
from backref.project.syncing._spelling import spelled
from backref.text.escape import is_unsafe, json_text, plain

NAMES = (
    "a\x1b[31m.bib",
    "a\u202e\x9b2J.bib",
    "::error::x,y\n.bib",
    '"><script>canary(1)</script>.bib',
    "\U000e0041a.bib",
)
STEERING = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u206f\u2028\u2029\U000e0000-\U000e007f]"
)


def faults() -> tuple[list[checking.Fault], tuple[checking.CheckedFile, ...], checking.Rules]:
    """The faults of files with hostile names, whose every entry has a hostile key and title."""
    items = [
        {
            "id": payload,
            "type": "article-journal",
            "title": f"{payload}.",
            "DOI": payload,
            "page": "9-1",
            "issued": {"raw": payload},
        }
        for payload in PAYLOADS.values()
    ]
    text = json.dumps(items)
    files = tuple(checking.load(name, text, "csl-json") for name in NAMES)
    rules = checking.rules()
    return checking.check(checking.CheckedProject(files, 2026), rules), files, rules


@pytest.fixture(scope="module")
def report():
    return faults()


@pytest.mark.parametrize("name", sorted(checking.OUTPUTS))
def test_no_report_steers_a_terminal(report, name):
    written = checking.OUTPUTS[name](*report)
    assert len(report[0]) > len(PAYLOADS)
    assert not STEERING.search(written)
    if name == "github":
        assert all(re.match(r"::(?:error|warning|notice) file=", line) for line in written.splitlines())
        assert len(written.splitlines()) == len(report[0])
    elif name == "concise":
        assert len(written.splitlines()) == len(report[0])
    elif name == "junit":
        assert len(ElementTree.fromstring(written)) == len(NAMES)  # noqa: S314  our own
    elif name in ("json", "sarif", "gitlab"):
        assert json.loads(written)
    elif name == "markdown":
        for made in (
            MarkdownIt("gfm-like", {"html": True, "linkify": False}).render(written),
            python_markdown.markdown(written, extensions=["extra"]),
        ):
            assert_harmless(
                made,
                {"h3", "h4", "p", "table", "thead", "tbody", "tr", "th", "td", "em", "ul", "li", "a", "<!--"},
                {"a href", "th style", "td style"},
            )


def test_machines_are_told_the_name_of_a_file_as_it_is(report):
    said = json.loads(checking.OUTPUTS["json"](*report))
    assert {fault["file"] for fault in said["faults"]} == set(NAMES)


@pytest.fixture(scope="module")
def shown() -> str:
    body = "\n\n".join(
        f"A {payload} claim, says {payload} [{number}]." for number, payload in enumerate(PAYLOADS.values(), 1)
    )
    listed = "\n".join(
        f"{number}. Doe J. {' '.join(plain(payload).split())}. BMJ. 2015;350:g{number}."
        for number, payload in enumerate(PAYLOADS.values(), 1)
    )
    document = readers.read_text(f"{body}\n\nReferences\n\n{listed}\n", '"><script>canary(0)</script>.txt')
    found = pipeline.find(document)
    assert len(found.citations) > 10
    return page(document, found, pipeline.link(document, found))


def test_the_page_of_find_allows_its_own_script_alone(shown):
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', shown)[1]
    assert "unsafe" not in policy
    script = re.search(r"<script>(.*?)</script>", shown, re.DOTALL)[1]
    style = re.search(r"<style>(.*?)</style>", shown, re.DOTALL)[1]
    for kind, text in (("script", script), ("style", style)):
        digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
        assert f"{kind}-src 'sha256-{digest}'" in policy


def test_the_page_of_find_runs_nothing_of_the_document(shown, tmp_path):
    assert not is_unsafe(shown)
    path = tmp_path / "page.html"
    path.write_text(baited(shown), encoding="utf-8")
    said = browse(path, tmp_path / "profile")
    assert said["fired"] == []
    assert said["odd"] == []


def test_words_of_the_command_line_go_through_one_door():
    """No command writes to stderr but by `say`, which cleans what it is told: a file may have any name."""
    folder = Path(__file__).resolve().parents[2] / "src" / "backref" / "cli"
    loose = []
    for path in folder.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if (
                isinstance(node, ast.Call)
                and ast.unparse(node.func) == "click.echo"
                and any(k.arg == "err" for k in node.keywords)
            ):
                loose.append((path.name, ast.unparse(node.args[0])))
    cleaned = re.compile(r"terminal\(|terminal_lines\(|_plain\(|^'\\nbackref: interrupted")
    assert [each for each in loose if not cleaned.search(each[1])] == []


@pytest.mark.parametrize(
    "arguments",
    [
        ["convert", "--to", "ris"],
        ["find"],
        ["find", "--json"],
        ["check", "--offline"],
        ["catalogue", "add", "--catalogue", "c"],
    ],
)
def test_no_file_name_steers_a_terminal(tmp_path, monkeypatch, arguments):
    monkeypatch.chdir(tmp_path)
    name = "a\x1b[31m\x9b\u202e.bib"
    Path(name).write_text("@article{a, title={T}, year=2001\n@book{b, title={U\x1b[31m}, zzz}\n")
    done = CliRunner().invoke(command, [*arguments, name])
    assert done.exception is None or isinstance(done.exception, SystemExit)
    assert not STEERING.search(done.output.replace("\n", ""))


HOSTILE_KEYS = [
    r"x}\input{/etc/passwd}{y", "a](javascript:canary(1))", "a`b", "a}{b", "x^^5cinput", "a\u2028b", "a]b", "<img src=x onerror=canary(1)>", "a\\b", "a%b", "a,b{", "\u202ea", "*a*",
]  # fmt: skip


@pytest.mark.parametrize("key", HOSTILE_KEYS)
@pytest.mark.parametrize("name", ["a.md", "b.md", "c.rst", "d.tex"])
def test_a_hostile_key_is_written_into_no_document(tmp_path, monkeypatch, key, name):
    from backref.project.configuration import Configuration

    monkeypatch.chdir(tmp_path)
    before = {
        "a.md": "See PMID 25561513 and [@doi:10.1136/bmj.g6380], @{pmid:25561513}.\n", "b.md": "See {cite:p}`doi:10.1136/bmj.g6380` and PMID 25561513.\n",
        "c.rst": "See :cite:p:`doi:10.1136/bmj.g6380` and PMID 25561513.\n", "d.tex": "See \\cite{doi:10.1136/bmj.g6380} and PMID 25561513.\n",
    }[name]  # fmt: skip
    Path("refs.json").write_text(
        json.dumps(
            [{"id": key, "type": "article-journal", "title": "Opioids", "DOI": "10.1136/bmj.g6380", "PMID": "25561513"}]
        )
    )
    texts = [readers.read(before.encode(), name)]
    settings = Configuration(folder=tmp_path, bibliography="refs.json")
    done = with_rewritten(Synced(Lock()), settings, texts)
    made = done.files.get(Path(name), before)
    legal = spelled(key, "latex" if name == "d.tex" else "pandoc" if name == "a.md" else "role")
    if legal is None:
        assert made == before
        [problem] = done.problems
        assert (problem.code, problem.place) == ("key-not-legal", name)
    else:
        assert key in ("a%b",)  # legal where nothing reads a comment
        assert made != before


def test_the_map_of_keys_has_a_row_for_each_of_them_and_steers_nothing(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    keys = ["a\tb", "a\nb\tc", "a\x1b[31m", "a\u202eb", "a\u2028b", *PAYLOADS.values()]
    items = [{"id": key, "type": "book", "title": f"Heat {n}", "DOI": f"10.5555/{n}"} for n, key in enumerate(keys)]
    Path("a.json").write_text(json.dumps(items))
    done = CliRunner().invoke(
        command, ["tidy", "a.json", "--keys", "[auth][year]", "--key-map", "map.txt", "-o", "b.bib", "-q"]
    )
    assert done.exit_code in (0, 1), done.output
    rows = Path("map.txt").read_text(encoding="utf-8").removesuffix("\n").split("\n")
    assert [row.count("\t") for row in rows] == [1] * len(rows)
    assert len(rows) > len(PAYLOADS) // 2
    assert not STEERING.search("".join(rows).replace("\t", ""))


@pytest.mark.parametrize("payload", PAYLOADS.values(), ids=PAYLOADS)
def test_json_says_all_of_a_text_and_holds_nothing_that_steers_or_hides(payload):
    written = json_text({payload: [payload]})
    assert not is_unsafe(written)
    assert json.loads(written) == {payload: [payload]}
