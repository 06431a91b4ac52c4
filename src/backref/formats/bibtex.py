r"""BibTeX: entries for `bibtex` and everything that reads its files. bibtexparser splits; the values are ours to read.

One table serves both directions. Entries are UTF-8 with LaTeX's special characters escaped: classic `bibtex` passes such
bytes through, and escaping accents would hide names from every other program.

Source: "BibTeXing" (Oren Patashnik, 1988) for types and fields; biblatex manual 3.20 for the later ones that are read.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any, NamedTuple

from ..fields import dates, ids, names, pages, titles
from ..fields.latex import decode
from ..model import Bibliography, CslType, Date, Entry, Identifier, Name, Problem, Reference
from . import Loaded
from ._latex import encode, unverbatim, verbatim

NAME = "BibTeX"
SUFFIXES = (".bib",)
MEDIA_TYPE = "application/x-bibtex"

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


class Field(NamedTuple):
    """One row of the table: BibTeX's name, ours, and how a value is written and read. The first name is written."""

    bibtex: tuple[str, ...]
    attribute: str
    dump: Callable[[str], str] = encode
    load: Callable[[str], str] = decode


def _protected(title: str) -> str:
    r"""Escape a title and brace the words whose capitals are their own, so that styles in sentence case keep them.

    >>> _protected("Effects of mRNA on DNA in Gait")
    'Effects of {mRNA} on {DNA} in Gait'
    """
    return " ".join(_word(word) for word in encode(title).split(" "))


def _word(word: str) -> str:
    letters = re.sub(r"\\[A-Za-z]+(?:\{\})?|[^\w]", "", word)
    inner = any(c.isupper() for c in letters[1:])
    if not inner or (len(letters) > 4 and letters.isupper() and letters.isalpha() and len(letters) > 12):
        return word
    lead = re.match(r"^[^\w\\{}]*", word)
    tail = re.search(r"[^\w\\{}]*$", word)
    start, end = (lead.end() if lead else 0), (tail.start() if tail else len(word))
    return f"{word[:start]}{{{word[start:end]}}}{word[end:]}" if start < end else word


def _pages(value: str) -> str:
    return encode(pages.render(value, "--") if pages.parse(value).ranges else value)


def _load_pages(value: str) -> str:
    return re.sub(r"\s*[-–—]+\s*", "-", decode(value))


FIELDS: tuple[Field, ...] = (
    Field(("title",), "title", _protected),
    Field(("volume",), "volume"),
    Field(("pages",), "page", _pages, _load_pages),
    Field(("edition",), "edition"),
    Field(("chapter",), "chapter_number"),
    Field(("address", "location"), "publisher_place"),
    Field(("series",), "collection_title", _protected),
    Field(("howpublished",), "medium"),
    Field(("language", "langid"), "language"),
    Field(("abstract",), "abstract"),
    Field(("keywords",), "keyword"),
    Field(("annote", "annotation"), "annote"),
    Field(("note",), "note"),
    Field(("shorttitle",), "title_short", _protected),
    Field(("pagetotal",), "number_of_pages"),
    Field(("version",), "version"),
    Field(("doi",), "doi", verbatim, unverbatim),
    Field(("pmid",), "pmid", verbatim, unverbatim),
    Field(("pmcid",), "pmcid", verbatim, unverbatim),
    Field(("isbn",), "isbn", verbatim, unverbatim),
    Field(("issn",), "issn", verbatim, unverbatim),
    Field(("url",), "url", verbatim, unverbatim),
)
PEOPLE = {"author": "author", "editor": "editor", "translator": "translator"}

# CSL type -> entry type, the field that holds the container, and the field that holds the publisher.
TYPES: dict[str, tuple[str, str, str]] = {
    "article-journal": ("article", "journal", "publisher"), "article-magazine": ("article", "journal", "publisher"),
    "article-newspaper": ("article", "journal", "publisher"), "review": ("article", "journal", "publisher"),
    "review-book": ("article", "journal", "publisher"), "book": ("book", "booktitle", "publisher"), "collection": ("book", "booktitle", "publisher"),
    "chapter": ("incollection", "booktitle", "publisher"), "entry": ("incollection", "booktitle", "publisher"),
    "entry-dictionary": ("incollection", "booktitle", "publisher"), "entry-encyclopedia": ("incollection", "booktitle", "publisher"),
    "paper-conference": ("inproceedings", "booktitle", "publisher"), "thesis": ("phdthesis", "booktitle", "school"),
    "report": ("techreport", "booktitle", "institution"), "pamphlet": ("booklet", "booktitle", "publisher"),
    "manuscript": ("unpublished", "booktitle", "publisher"),
}  # fmt: skip
_LOADED: dict[str, CslType] = {
    "article": "article-journal", "book": "book", "mvbook": "book", "collection": "book", "proceedings": "book", "booklet": "pamphlet", "inbook": "chapter",
    "incollection": "chapter", "inreference": "entry-encyclopedia", "suppbook": "chapter", "inproceedings": "paper-conference",
    "conference": "paper-conference", "phdthesis": "thesis", "mastersthesis": "thesis", "thesis": "thesis", "techreport": "report", "report": "report",
    "manual": "report", "misc": "document", "unpublished": "manuscript", "online": "webpage", "electronic": "webpage", "www": "webpage",
    "dataset": "dataset", "software": "software", "patent": "patent", "periodical": "periodical",
}  # fmt: skip
_GENRES = {"phdthesis": "PhD thesis", "mastersthesis": "Master's thesis"}
_CONTAINERS = ("journal", "journaltitle", "booktitle", "maintitle")
_PUBLISHERS = ("publisher", "school", "institution", "organization")
_SWALLOWED = re.compile(
    r"(?s)(?P<value>\{(?:[^{}]|\{[^{}]{0,2000}\}){0,4000}\}|\"[^\"]{0,4000}\")\s{1,80}(?P<name>[A-Za-z][\w-]{1,30})\s{0,9}=\s{0,9}(?P<rest>.+)$"
)
_INHERITED = {"title": "booktitle", "subtitle": "booksubtitle"}
_MONTH_NAMES = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_MOST = 8  # steps of cross-references that are followed


def dump(bibliography: Bibliography) -> str:
    """Return the entries as BibTeX, one blank line between them.

    >>> reference = Reference(id="a", type="book", title="50% {x}", author=(Name(family="Chou", given="R"),))
    >>> print(dump(Bibliography.of((reference,))))
    @book{a,
      author = {Chou, R},
      title = {50\\% \\textbraceleft{}x\\textbraceright{}}
    }
    <BLANKLINE>
    """
    return "\n".join(_entry(entry) for entry in bibliography.entries)


def _entry(entry: Entry) -> str:
    reference = entry.reference
    kind, container, publisher = TYPES.get(reference.type, ("misc", "howpublished", "publisher"))
    if kind == "phdthesis" and re.search(r"(?i)master|m\.?\s?sc|diploma", reference.genre or ""):
        kind = "mastersthesis"
    fields: dict[str, str] = {}
    for name, attribute in PEOPLE.items():
        if people := getattr(reference, attribute):
            cut = attribute == "author" and reference.custom.get("et-al") is True
            fields[name] = " and ".join([*map(_person, people), *(["others"] if cut else [])])
    fields["title"] = ""
    if reference.container_title:
        fields[container] = _protected(reference.container_title)
    fields |= dict(_date(reference.issued))
    for field in FIELDS:
        if value := getattr(reference, field.attribute):
            fields.setdefault(field.bibtex[0], "")
            fields[field.bibtex[0]] = field.dump(str(value))
    number = reference.issue or reference.number or reference.collection_number
    if number:
        fields["number"] = encode(number)
    if reference.publisher:
        fields[publisher] = encode(reference.publisher)
    if reference.genre and kind in ("techreport", "misc", "phdthesis", "mastersthesis"):
        fields["type"] = encode(reference.genre)
    if isinstance(arxiv := reference.custom.get("arxiv"), str):
        fields |= {"eprint": verbatim(arxiv), "archiveprefix": "arXiv"}
    body = ",\n".join(f"  {name} = {value}" for name, value in _braced(fields))
    return f"@{kind}{{{entry.key},\n{body}\n}}\n"


def _braced(fields: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    for name, value in fields.items():
        if value:
            yield name, value if name == "month" and value in MONTHS else f"{{{value}}}"


def _person(name: Name) -> str:
    if name.literal or not name.family:
        return f"{{{encode(name.literal or name.given or '')}}}"
    parts = [names.family(name), name.suffix, name.given]
    return ", ".join(_name_part(part) for part in parts if part)


def _name_part(part: str) -> str:
    escaped = encode(part)
    return f"{{{escaped}}}" if re.search(r"(?i)\band\b|,", part) else escaped


def _date(date: Date | None) -> Iterator[tuple[str, str]]:
    if date is None:
        return
    if not date.date_parts:
        yield "year", encode(date.literal or "")
        return
    first, *rest = date.date_parts
    yield "year", str(first[0]) + (f"--{rest[0][0]}" if rest and rest[0][:1] != first[:1] else "")
    if len(first) > 1 and 1 <= first[1] <= 12:
        yield "month", MONTHS[first[1] - 1]
    if len(first) > 2:
        yield "day", str(first[2])


def load(text: str) -> Loaded:
    """Return the entries of a .bib file; string macros, `#`, cross-references and inheritance are resolved.

    A broken entry becomes a Problem with its line, and the entries around it survive.

    >>> load("@article{a, title = {A {DNA} tale}, year = 2001, month = feb # {~3}}").references[0].title
    'A DNA tale'
    """
    problems: list[Problem] = []
    macros = dict(zip(MONTHS, _MONTH_NAMES, strict=True))
    raw: dict[str, tuple[str, dict[str, str]]] = {}
    for kind, key, fields, line in _split(text, macros, problems):
        if key in raw:
            problems.append(
                _problem(
                    "duplicate-key", f"line {line}: a second entry has the key {key!r}; it is kept as {key}-{line}"
                )
            )
            key = f"{key}-{line}"
        raw[key] = (kind, fields)
    lowered = {key.lower(): key for key in raw}
    references = [_reference(key, kind, _inherited(key, fields, raw, lowered)) for key, (kind, fields) in raw.items()]
    return Loaded(tuple(references), tuple(problems))


def _split(
    text: str, macros: dict[str, str], problems: list[Problem]
) -> Iterator[tuple[str, str, dict[str, str], int]]:
    """Yield type, key, fields and line of each entry, macros resolved."""
    text = re.sub(
        r"(?m)^(@\w{1,30}\s{0,5})\((.*?)^\)\s*$",
        r"\1{\2}",
        text.replace("\r\n", "\n").lstrip("\ufeff"),
        flags=re.DOTALL,
    )
    library, blocks = _library(text)
    for block in blocks:
        line = (getattr(block, "start_line", 0) or 0) + 1
        if isinstance(block, library.String):
            macros[block.key.lower()] = _value(str(block.value), macros)
            continue
        if isinstance(block, library.ParsingFailedBlock):
            inner = block.ignore_error_block
            if inner is None or not isinstance(inner, library.Entry):
                yield from _mended(str(block.raw), line, macros, problems)
                continue
            problems.append(
                _problem(
                    "duplicate-field", f"line {line}: {type(block).__name__} in {inner.key!r}; the first value is kept"
                )
            )
            block = inner
        if not isinstance(block, library.Entry):
            continue
        fields: dict[str, str] = {}
        for field in block.fields:
            for name, value in _fields(field.key.lower().strip(), str(field.value)):
                if name != field.key.lower().strip():
                    problems.append(
                        _problem("missing-comma", f"line {line}: no comma before {name!r} in {block.key!r}")
                    )
                fields.setdefault(name, _value(value, macros))
        yield block.entry_type.lower().strip(), block.key.strip(), fields, line


def _library(text: str) -> tuple[Any, list[Any]]:
    """Split with bibtexparser and no middleware: its own layers cut addresses at "%" and escape twice."""
    import logging

    from bibtexparser import model
    from bibtexparser.splitter import Splitter

    logging.getLogger("bibtexparser").setLevel(logging.CRITICAL)
    return model, list(Splitter(bibstr=text).split().blocks)


def _mended(
    raw: str, line: int, macros: dict[str, str], problems: list[Problem]
) -> Iterator[tuple[str, str, dict[str, str], int]]:
    """What can be saved of an entry that does not parse: its key, and each field that is whole."""
    head = re.match(r"\s*@(?P<kind>\w{1,30})\s*[{(]\s*(?P<key>[^\s,{}()=]{0,200})\s*,?", raw)
    if not head:
        if raw.strip():
            problems.append(_problem("bad-entry", f"line {line}: {raw.strip()[:60]!r} is no entry"))
        return
    fields: dict[str, str] = {}
    for match in re.finditer(
        r"(?m)(?:^|,)\s*(?P<name>[A-Za-z][\w-]{0,40})\s*=\s*(?P<value>\{(?:[^{}]|\{[^{}]*\}){0,4000}\}|\"[^\"]{0,4000}\"|\w{1,40})",
        raw[head.end() :],
    ):
        fields.setdefault(match["name"].lower(), _value(match["value"], macros))
    problems.append(
        _problem("bad-entry", f"line {line}: the entry {head['key']!r} is broken; {len(fields)} fields were saved")
    )
    if fields:
        yield head["kind"].lower(), head["key"] or f"line{line}", fields, line


def _fields(name: str, value: str) -> Iterator[tuple[str, str]]:
    """Yield the field, and those that a missing comma has swallowed: "{a title} year = 2001"."""
    while match := _SWALLOWED.match(value):
        yield name, match["value"]
        name, value = match["name"].lower(), match["rest"]
    yield name, value


def _value(value: str, macros: Mapping[str, str]) -> str:
    """Join the parts of a value at "#", macros replaced and outer marks gone."""
    parts = []
    for part in _parts(value.strip()):
        part = part.strip()
        if len(part) > 1 and ((part[0] == "{" and part[-1] == "}") or (part[0] == part[-1] == '"')):
            parts.append(part[1:-1])
        else:
            parts.append(macros.get(part.lower(), part))
    return "".join(parts)


def _parts(value: str) -> Iterator[str]:
    depth = 0
    quoted = False
    start = 0
    for at, char in enumerate(value):
        if char == "{":
            depth += 1
        elif char == "}":
            depth -= 1
        elif char == '"' and depth == 0:
            quoted = not quoted
        elif char == "#" and depth == 0 and not quoted:
            yield value[start:at]
            start = at + 1
    yield value[start:]


def _inherited(
    key: str, fields: dict[str, str], raw: Mapping[str, tuple[str, dict[str, str]]], lowered: Mapping[str, str]
) -> dict[str, str]:
    """The entry's fields with those of its cross-references beneath; a circle is followed once round."""
    merged = dict(fields)
    seen = {key}
    parent = fields.get("crossref") or fields.get("xref")
    for _ in range(_MOST):
        parent = lowered.get((parent or "").lower())
        if parent is None or parent in seen:
            break
        seen.add(parent)
        above = raw[parent][1]
        for name, value in above.items():
            merged.setdefault(_INHERITED.get(name, name), value)
        parent = above.get("crossref")
    return merged


def _reference(key: str, kind: str, fields: Mapping[str, str]) -> Reference:
    values: dict[str, Any] = {"id": key, "type": _LOADED.get(kind, "document")}
    custom: dict[str, Any] = {}
    for name, attribute in PEOPLE.items():
        if fields.get(name):
            people, cut = _people(fields[name])
            values[attribute] = people
            if cut and attribute == "author":
                custom["et-al"] = True
    for field in FIELDS:
        text = next((fields[name] for name in field.bibtex if fields.get(name)), None)
        if text is not None and (value := " ".join(field.load(text).split())):
            values[field.attribute] = value
    if subtitle := fields.get("subtitle"):
        values["title"] = f"{values.get('title', '')}: {decode(subtitle)}".lstrip(": ")
    values["container_title"] = _decoded(fields, _CONTAINERS)
    values["publisher"] = _decoded(fields, _PUBLISHERS)
    values["genre"] = decode(fields["type"]) if fields.get("type") else _GENRES.get(kind)
    number = decode(fields.get("number") or fields.get("issue") or "") or None
    holder = (
        "issue"
        if values["type"].startswith("article")
        else "collection_number"
        if kind in ("book", "incollection", "inproceedings")
        else "number"
    )
    values[holder] = number
    values["issued"] = _issued(fields)
    if accessed := fields.get("urldate"):
        values["accessed"] = dates.parse(decode(accessed))
    if values.get("doi"):
        values["doi"] = ids.normalise(Identifier("doi", values["doi"])).value
    eprint, kind_of_eprint = (
        fields.get("eprint"),
        (fields.get("archiveprefix") or fields.get("eprinttype") or "").lower(),
    )
    if eprint and kind_of_eprint == "arxiv":
        custom["arxiv"] = unverbatim(eprint)
    elif eprint and kind_of_eprint == "pubmed":
        values.setdefault("pmid", unverbatim(eprint))
    known = {name for field in FIELDS for name in field.bibtex} | set(PEOPLE) | set(_CONTAINERS) | set(_PUBLISHERS)
    known |= {
        "year",
        "month",
        "day",
        "date",
        "number",
        "issue",
        "type",
        "subtitle",
        "urldate",
        "crossref",
        "xref",
        "eprint",
        "archiveprefix",
        "eprinttype",
    }
    for name, value in fields.items():
        if name not in known:
            custom[name] = decode(value)
    if kind not in _LOADED:
        custom["entry-type"] = kind
    return Reference(**{name: value for name, value in values.items() if value}, custom=custom)


def _decoded(fields: Mapping[str, str], choice: tuple[str, ...]) -> str | None:
    return next((titles.render(decode(fields[name])) for name in choice if fields.get(name)), None)


def _issued(fields: Mapping[str, str]) -> Date | None:
    if date := fields.get("date"):
        return dates.parse(decode(date)) or Date(literal=decode(date))
    year = decode(fields.get("year", "")).strip()
    if not year:
        return None
    parsed = dates.parse(year)
    if parsed is None or not parsed.date_parts:
        return Date(literal=year)
    month, day = (decode(fields.get(name, "")).strip(" .\u00a0") for name in ("month", "day"))
    if month.isdecimal() and 1 <= int(month) <= 12:
        month = _MONTH_NAMES[int(month) - 1]
    dated = dates.parse(f"{month} {day}, {year}") if month and len(parsed.date_parts) == 1 else None
    return dated if dated and dated.date_parts and dated.year == parsed.year else parsed


def _people(value: str) -> tuple[tuple[Name, ...], bool]:
    people = []
    cut = False
    for part in _split_and(value):
        if part.strip().lower() == "others":
            cut = True
        elif part.strip():
            people.append(_load_person(part.strip()))
    return tuple(person for person in people if names.family(person)), cut


def _split_and(value: str) -> Iterator[str]:
    depth = 0
    start = 0
    for match in re.finditer(r"[{}]|\s+and(?=\s)", value, re.IGNORECASE):
        if match.group() == "{":
            depth += 1
        elif match.group() == "}":
            depth -= 1
        elif depth == 0:
            yield value[start : match.start()]
            start = match.end()
    yield value[start:]


def _load_person(part: str) -> Name:
    """One name in either of BibTeX's orders; a name in braces is an organisation's."""
    if (
        part.startswith("{")
        and part.endswith("}")
        and part.count("{") == part.count("}")
        and "}" not in part[1:-1].split("{")[0]
    ):
        return Name(literal=decode(part) or None)
    pieces = [decode(piece).strip() for piece in _split_commas(part)]
    if len(pieces) == 1:
        return names.from_inverted(pieces[0])
    family, *rest = pieces
    suffix = rest[0] if len(rest) > 1 else None
    given = rest[-1] if rest else None
    tokens = family.split()
    at = 0
    while at < len(tokens) - 1 and tokens[at][:1].islower():
        at += 1
    return Name(
        family=" ".join(tokens[at:]) or None,
        given=given or None,
        non_dropping_particle=" ".join(tokens[:at]) or None,
        suffix=suffix or None,
    )


def _split_commas(value: str) -> Iterator[str]:
    depth = 0
    start = 0
    for at, char in enumerate(value):
        depth += (char == "{") - (char == "}")
        if char == "," and depth == 0:
            yield value[start:at]
            start = at + 1
    yield value[start:]


def _problem(code: str, message: str) -> Problem:
    return Problem(code=code, stage="load", message=message)
