"""Measure ISO 4 abbreviations: (full, abbreviated) names of journals that a folder's files hold -> how many are made
alike.

    python benchmarks/journals.py ../shared [--half tune|judge]

The pairs are found in JSON of registries ("container-title" beside "short-container-title"), in PubMed's XML (Title
beside ISOAbbreviation) and in MEDLINE's tags (JT beside TA), packed or not. A pair counts where the short name is an
abbreviation of the full one at all: some registries repeat the name, or give an acronym. NLM prints no stops in TA, so
that stops, case and accents are not compared; `--show` prints what is made otherwise. `--half` takes one of two halves,
told by a hash of the full name: the list of words was tuned on the first, the second judges it. Counted besides is what
cannot be ISO 4's: a short name that keeps a word which is left out, or one of several names of one journal.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import html
import json
import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from backref.fields import containers, journals
from backref.text.folding import unaccented

_XML = re.compile(r"<Title>([^<]+)</Title>\s*<ISOAbbreviation>([^<]+)</ISOAbbreviation>")
SMALL = {"of", "the", "and", "for", "in", "on", "de", "des", "der", "und", "et"}
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
    return " ".join(re.sub(r"\([^)]*\)|[^\w\s]", " ", unaccented(name)).lower().split())


def half(full: str) -> str:
    """Return which half the pairs of a journal belong to."""
    return "tune" if hashlib.sha256(full.lower().encode()).digest()[0] % 2 == 0 else "judge"


def impossible(found: list[tuple[str, str]]) -> int:
    """Return how many of the pairs cannot be right, whatever the list of words says."""
    shorts: dict[str, set[str]] = defaultdict(set)
    for full, short in found:
        shorts[full.lower()].add(bare(short))
    kept = sum(bool(SMALL & set(bare(short).split()[1:-1])) or "&" in short for _, short in found)
    return kept + sum(len(names) - 1 for names in shorts.values())


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--show", action="store_true")
    parser.add_argument("--short", type=int, default=300, help="how many are shown")
    parser.add_argument("--half", choices=("tune", "judge"), help="only this half of the journals")
    args = parser.parse_args()
    found = [pair for pair in sorted(pairs(args.folder)) if args.half in (None, half(pair[0]))]
    wrong = [(full, short, made) for full, short in found if bare(made := journals.abbreviated(full)) != bare(short)]
    for full, short, made in wrong[: args.short] if args.show else ():
        print(f"{full}\n  is   {short}\n  made {made}")
    named = {full.lower() for full, _ in found}
    missed = named - {full.lower() for full, short in found if bare(journals.abbreviated(full)) == bare(short)}
    words = [(a, b) for full, short in found for a, b in zip(bare(short).split(), bare(journals.abbreviated(full)).split(), strict=False)]  # fmt: skip
    right = sum(a == b for a, b in words)
    print(f"{len(found)} pairs: {len(found) - len(wrong)} alike ({1 - len(wrong) / max(1, len(found)):.1%}); words {right / max(1, len(words)):.1%}")  # fmt: skip
    print(f"{len(named)} journals: {len(named) - len(missed)} named as one of their pairs says")
    print(f"{impossible(found)} pairs cannot be ISO 4: they keep small words, or name one journal in several ways")


if __name__ == "__main__":
    main()
