"""Every payload in every field in every output: how many references go in, and what comes out of each.

    python benchmarks/hostile.py [--every 1]

Prints a table in Markdown, with a line for each format that can be written, in each style where it has styles, for each
output of `check`, for each page, and for what the editor and an assistant are told; a format that is added has its line
by itself. In a page what is not ours is an element, an attribute or a kind of address that the page of harmless
references does not have. What a browser, LaTeX, MkDocs and Sphinx make of the
same references is asked by `pytest tests/hostile`.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests" / "hostile"))

from hostile_payloads import PAYLOADS, single  # type: ignore[import-not-found]

from backref import checking, formats, pipeline, readers, reporting, styles
from backref.cli import tidy
from backref.cli._page import page as found_page
from backref.errors import BackrefError
from backref.lsp._project_keys import ProjectKeys
from backref.mcp import tools
from backref.model import Bibliography, Candidate, Claim, Entry, Finding, FindingKind, Record, Resolution, Span, Status
from backref.project import tidying
from backref.text import links
from backref.text.escape import is_unsafe, one_line

OURS = {"div", "p", "i", "b", "sub", "sup", "span", "a"}


class _Elements(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.odd = self.entries = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = {name for name, _ in attrs}
        self.odd += tag not in OURS or bool(names - {"id", "class", "style", "href"})
        self.odd += any(name == "href" and not re.match(r"https?://|#", value or "") for name, value in attrs)
        self.entries += "id" in names


class _Vocabulary(HTMLParser):
    """The elements, attributes and kinds of addresses of a page, each as often as it stands there."""

    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.words.append(tag)
        for name, value in attrs:
            self.words.append(f"{tag} {name}")
            if name in ("href", "src", "action"):
                self.words.append(re.match(r"https?://|#|data:text/javascript|", value or "")[0] + f" of {name}")  # type: ignore[index]

    def handle_comment(self, data: str) -> None:
        self.words.append("comment")

    def handle_decl(self, decl: str) -> None:
        self.words.append("declaration")

    def unknown_decl(self, data: str) -> None:
        self.words.append("declaration")


HARMLESS = {"words": "Plain words", "address": "https://example.org/a", "number": "12"}
Checked = tuple[Sequence[Any], Sequence[Any], Any]  # faults, files and rules


def table_of(payloads: Mapping[str, str]) -> Bibliography:
    """Return references with each payload in each field, and each payload as a claim."""
    cases = list(single(payloads))
    entries = tuple(Entry(key=reference.id, reference=reference) for _, reference in cases)
    return Bibliography(
        entries=entries,
        claims=tuple(Claim(span=Span(0, 1), text=payload, references=(0,)) for payload in payloads.values()),
    )


def _check(table: Bibliography) -> Checked:
    text = json.dumps([entry.reference.csl() | {"id": entry.key} for entry in table.entries])
    rules = checking.rules()
    files = (checking.load('a\x1b[31m"><script>.json', text, "csl-json"),)
    return checking.check(checking.CheckedProject(files, 2026), rules), files, rules


def _resolved_page(table: Bibliography, _: Checked) -> str:
    entries = []
    for number, entry in enumerate(table.entries):
        record = Record(reference=entry.reference, source="crossref")
        said = Finding(kind=FindingKind.RETRACTED, message=entry.reference.title or "")
        verdict = (
            Resolution(status=Status.MATCHED, record=record, findings=(said,))
            if number % 2
            else Resolution(
                status=Status.AMBIGUOUS, candidates=(Candidate(record=record, score=0.5, reasons=("title-differs",)),)
            )
        )
        entries.append(entry.model_copy(update={"resolution": verdict}))
    return reporting.report_page(
        reporting.of_bibliography(table.model_copy(update={"entries": tuple(entries)}), title=entries[0].key)
    )


def _checked_page(_: Bibliography, checked: Checked) -> str:
    return reporting.report_page(reporting.of_check(checked[1], checked[0]))


def _found_page(table: Bibliography, _: Checked) -> str:
    said = [claim.text for claim in table.claims]
    body = "\n\n".join(f"A {text} claim, says {text} [{number}]." for number, text in enumerate(said, 1))
    listed = "\n".join(f"{n}. Doe J. {one_line(text)}. BMJ. 2015;350:g{n}." for n, text in enumerate(said, 1))
    document = readers.read_text(f"{body}\n\nReferences\n\n{listed}\n", '"><script>canary(0)</script>.txt')
    found = pipeline.find(document)
    return found_page(document, found, pipeline.link(document, found))


PAGES: dict[str, Callable[[Bibliography, Checked], str]] = {
    "page, resolve --report": _resolved_page, "page, check --report html": _checked_page, "page, find --html": _found_page,
}  # fmt: skip


def _words(page: str) -> list[str]:
    read = _Vocabulary()
    read.feed(page)
    return read.words


def _lists(table: Bibliography) -> Iterator[list[Entry]]:
    for at in range(0, len(table.entries), 115):
        yield list(table.entries[at : at + 115])


def told(table: Bibliography, checked: Checked) -> Iterator[tuple[str, str, int, int | None]]:
    """Yield what goes elsewhere than into files of references: debts, key maps, the editor, an assistant."""
    debts = checking.dump_baseline(checked[0])
    yield (
        "check --write-baseline",
        debts,
        len(table.entries),
        len(checking.not_in_baseline(checked[0], checking.load_baseline(debts))),
    )
    keys = {entry.key: f"new{number}" for number, entry in enumerate(table.entries)}
    done = tidying.Tidied(table, {}, keys=keys)
    written = tidy._mapped(done, "a.txt")
    yield (
        "tidy --key-map, two columns",
        written,
        len(written.splitlines()),
        sum(line.count("\t") != 1 for line in written.splitlines()),
    )
    written = tidy._mapped(done, "a.json")
    yield "tidy --key-map, JSON", written, len(json.loads(written)), int(json.loads(written) != keys)
    with tempfile.TemporaryDirectory() as name:
        held = ProjectKeys(Path(name))
        text = json.dumps([entry.reference.csl() | {"id": entry.key} for entry in table.entries])
        Path(name, "backref.toml").write_text('bibliography = "a.json"\n', encoding="utf-8")
        Path(name, "a.json").write_text(text, encoding="utf-8")
        held.refresh()
        said = [held.described(key) for key in held.entries] + [held.line(key) for key in held.entries]
    yield "editor, what is told of a key", "\n".join(said), len(said) // 2, None
    desk, rows = tools.Desk([]), []
    for entries in _lists(table):
        text = json.dumps([entry.reference.csl() | {"id": entry.key} for entry in entries])
        for work in (
            lambda text=text: tools.convert(desk, text, to="bibtex"), lambda text=text: tools.check(desk, text, ask=False), lambda text=text: tools.tidy(desk, [text]),
        ):  # fmt: skip
            try:
                rows.append(tools.cleaned(work()))
            except BackrefError as error:
                rows.append(tools.refusal(error))
    yield "assistant, convert, check and tidy", "\n".join(_texts(rows)), len(table.entries), None


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    for item in value.items() if isinstance(value, dict) else value if isinstance(value, list | tuple) else ():
        yield from _texts(item)


def outputs(table: Bibliography, checked: Checked) -> Iterator[tuple[str, str, int, int | None]]:
    """Yield each output: its name, its text, how many references are in it, and what is in it that is not ours."""
    for name in formats.names():
        module = formats.by_name(name)
        if not module.dump:
            continue
        if module.styled and not module.is_claims:
            for style in styles.names():
                yield f"{name}, {style}", *_listed(name, formats.styled(table, name, style))
            continue
        written = formats.dump(table, name)
        if module.load:
            loaded = formats.load(written, name).references
            odd = sum(bool(each.url) and not links.written(each.url) for each in loaded)
            yield name, written, len(loaded), odd
        elif name == "wikipedia":
            yield (
                name,
                written,
                len(re.findall(r"(?m)^\* \{\{.*$", written)),
                len(re.findall(r"~{3,}|__[A-Z]+__|<script", written)),
            )
        elif name == "claims-json":
            yield name, written, len(json.loads(written)["items"]), 0
        else:
            yield name, written, len(table.claims), None
    for name in sorted(checking.OUTPUTS):
        yield f"check, {name}", checking.OUTPUTS[name](*checked), len(checked[1][0].entries), None
    plain_table = table_of(HARMLESS)
    harmless = plain_table, _check(plain_table)
    for name, page in PAGES.items():
        ours = set(_words(page(*harmless)))
        written = page(table, checked)
        yield (
            name,
            written,
            len(table.claims if "find" in name else table.entries),
            sum(word not in ours for word in _words(written)),
        )
    yield from told(table, checked)


def _listed(name: str, written: str) -> tuple[str, int, int | None]:
    if name in ("html", "docx"):  # a Word file is packed of the same elements
        found = _Elements()
        found.feed(written)
        return written, found.entries, found.odd
    return written, sum(bool(line) for line in written.splitlines()), None


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the table."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--every", type=int, default=1, help="of so many payloads one")
    given = options.parse_args(arguments)
    payloads = dict(list(PAYLOADS.items())[:: given.every])
    table = table_of(payloads)
    fields = len({what.partition(" in ")[2] for what, _ in single(payloads)})
    print(f"{len(payloads)} payloads x {fields} fields = {len(table.entries)} references\n")
    print("| output | references | not ours | characters that steer |\n| --- | ---: | ---: | ---: |")
    for name, written, count, odd in outputs(table, _check(table)):
        print(f"| {name} | {count:,} | {'' if odd is None else odd} | {int(is_unsafe(written))} |", flush=True)


if __name__ == "__main__":
    main()
