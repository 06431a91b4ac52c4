"""Measure ISO 4 abbreviations: (full, abbreviated) names of journals that a folder's files hold -> how many are made
alike.

    python benchmarks/journals.py ../shared

The pairs are found in JSON of registries ("container-title" beside "short-container-title"), in PubMed's XML (Title
beside ISOAbbreviation) and in MEDLINE's tags (JT beside TA), packed or not. A pair counts where the short name is an
abbreviation of the full one at all: some registries repeat the name, or give an acronym. NLM prints no stops in TA, so
that stops and case are not compared; `--show` prints what is made otherwise.
"""

from __future__ import annotations

import argparse
import gzip
import html
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from backref.fields import containers, journals

_XML = re.compile(r"<Title>([^<]+)</Title>\s*<ISOAbbreviation>([^<]+)</ISOAbbreviation>")
_TAGS = re.compile(r"^(TA|JT) +- (.+)$", re.MULTILINE)


def pairs(folder: Path) -> set[tuple[str, str]]:
    """Return the pairs of a folder, each once."""
    found: set[tuple[str, str]] = set()
    for path in sorted(folder.rglob("*")):
        if path.is_file() and path.stat().st_size < 50_000_000:
            raw = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
            text = raw.decode("utf-8", "replace")
            found |= {(html.unescape(a).strip(), html.unescape(b).strip()) for a, b in _XML.findall(text)}
            for record in text.split("\n\n"):
                said = dict(_TAGS.findall(record))
                if len(said) == 2:
                    found.add((said["JT"].strip(), said["TA"].strip()))
            found |= {pair for value in _values(text) for pair in _named(value)}
    return {(full, short) for full, short in found if _is_pair(full, short)}


def _values(text: str) -> Iterator[Any]:
    if text.lstrip()[:1] not in ("{", "["):
        return
    try:
        yield json.loads(text)
        return
    except ValueError:
        pass
    for line in text.splitlines():
        try:
            yield json.loads(line)
        except ValueError:
            continue


def _named(value: Any) -> Iterator[tuple[str, str]]:
    if isinstance(value, list):
        for each in value:
            yield from _named(each)
    elif isinstance(value, dict):
        for name in ("short-container-title", "container-title-short", "journalAbbreviation"):
            full, short = (each[0] if isinstance(each, list) and each else each for each in (value.get("container-title"), value.get(name)))  # fmt: skip
            if isinstance(full, str) and isinstance(short, str):
                yield html.unescape(full), html.unescape(short)
        for each in value.values():
            yield from _named(each)


def _is_pair(full: str, short: str) -> bool:
    return bare(full) != bare(short) and " " in short and containers.relate(short, [full]).relation == "abbreviation"


def bare(name: str) -> str:
    """Return a name without stops, case and what stands in brackets."""
    return " ".join(re.sub(r"\([^)]*\)|[^\w\s]", " ", name).lower().split())


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--show", action="store_true")
    parser.add_argument("--short", type=int, default=300, help="how many are shown")
    args = parser.parse_args()
    found = sorted(pairs(args.folder))
    wrong = [(full, short, made) for full, short in found if bare(made := journals.abbreviated(full)) != bare(short)]
    for full, short, made in wrong[: args.short] if args.show else ():
        print(f"{full}\n  is   {short}\n  made {made}")
    words = [(a, b) for full, short in found for a, b in zip(bare(short).split(), bare(journals.abbreviated(full)).split(), strict=False)]  # fmt: skip
    right = sum(a == b for a, b in words)
    print(f"{len(found)} pairs: {len(found) - len(wrong)} alike ({1 - len(wrong) / max(1, len(found)):.1%}); words {right / max(1, len(words)):.1%}")  # fmt: skip


if __name__ == "__main__":
    main()
