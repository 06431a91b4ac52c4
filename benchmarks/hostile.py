"""Every payload in every field in every output: how many references go in, and what comes out of each.

    python benchmarks/hostile.py

Prints a table in Markdown, with a line for each format that can be written, in each style where it has styles, and for
each output of `check`; one that is added has its line by itself. What a browser, LaTeX, MkDocs and Sphinx make of the
same references is asked by `pytest tests/hostile`.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests" / "hostile"))

from hostile_payloads import PAYLOADS, single  # type: ignore[import-not-found]

from backref import checking, formats, styles
from backref.model import Bibliography, Claim, Entry, Span
from backref.text import links
from backref.text.escape import is_unsafe

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


def outputs(table: Bibliography) -> Iterator[tuple[str, str, int, int | None]]:
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
    text = json.dumps([entry.reference.csl() | {"id": entry.key} for entry in table.entries])
    rules = checking.rules()
    files = (checking.load('a\x1b[31m"><script>.json', text, "csl-json"),)
    faults = checking.check(checking.CheckedProject(files, 2026), rules)
    for name in sorted(checking.OUTPUTS):
        yield f"check, {name}", checking.OUTPUTS[name](faults, files, rules), len(files[0].entries), None


def _listed(name: str, written: str) -> tuple[str, int, int | None]:
    if name in ("html", "docx"):  # a Word file is packed of the same elements
        found = _Elements()
        found.feed(written)
        return written, found.entries, found.odd
    return written, sum(bool(line) for line in written.splitlines()), None


def main() -> None:
    cases = list(single())
    entries = tuple(Entry(key=reference.id, reference=reference) for _, reference in cases)
    claims = tuple(Claim(span=Span(0, 1), text=payload, references=(0,)) for payload in PAYLOADS.values())
    table = Bibliography(entries=entries, claims=claims)
    fields = len({what.partition(" in ")[2] for what, _ in cases})
    print(f"{len(PAYLOADS)} payloads x {fields} fields = {len(cases)} references\n")
    print("| output | references | not ours | characters that steer |\n| --- | ---: | ---: | ---: |")
    for name, written, count, odd in outputs(table):
        print(f"| {name} | {count:,} | {'' if odd is None else odd} | {int(is_unsafe(written))} |", flush=True)


if __name__ == "__main__":
    main()
