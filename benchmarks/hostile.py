"""Every payload in every field in every output: how many references go in, and what comes out of each.

    python benchmarks/hostile.py

Prints a table in Markdown. What a browser, LaTeX, MkDocs and Sphinx make of the same references is asked by `pytest
tests/hostile`.
"""

from __future__ import annotations

import sys
from html.parser import HTMLParser
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests" / "hostile"))

from hostile_payloads import PAYLOADS, single  # type: ignore[import-not-found]

from backref import formats, styles
from backref.model import Bibliography, Entry
from backref.text.escape import is_unsafe

OURS = {"div", "p", "i", "b", "sub", "sup", "span", "a"}


class _Elements(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.odd = self.entries = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = {name for name, _ in attrs}
        self.odd += tag not in OURS or bool(names - {"id", "class", "style", "href"})
        self.entries += "id" in names


def main() -> None:
    cases = list(single())
    table = Bibliography(entries=tuple(Entry(key=reference.id, reference=reference) for _, reference in cases))
    fields = len({what.partition(" in ")[2] for what, _ in cases})
    print(f"{len(PAYLOADS)} payloads x {fields} fields = {len(cases)} references\n")
    print("| output | references out | elements not ours | characters that steer |\n| --- | ---: | ---: | ---: |")
    for name in formats.names():
        module = formats.by_name(name)
        if not module.dump or module.is_claims:
            continue
        if not module.styled:
            written = formats.dump(table, name)
            print(f"| {name} | {len(formats.load(written, name).references)} | | {int(is_unsafe(written))} |")
            continue
        for style in styles.names():
            written = formats.styled(table, name, style)
            found = _Elements()
            if name == "html":
                found.feed(written)
            count = found.entries if name == "html" else sum(bool(line) for line in written.splitlines())
            print(f"| {name}, {style} | {count} | {found.odd if name == 'html' else ''} | {int(is_unsafe(written))} |")


if __name__ == "__main__":
    main()
