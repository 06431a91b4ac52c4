"""Labelled tokens and identifiers -> a Reference, its field spans and its problems: raw citation in, Parsed out.

Identifiers come by rule and are never guessed; every other variable comes from what the tagger labelled. Words that no
variable takes up become a Problem with their span, so that nothing of the string is lost in silence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any, NamedTuple

from ..fields import dates, ids, names, titles
from ..model import FieldSpan, Identifier, Name, Parsed, Problem, Reference, Span, csl_name
from ..text import words
from ..text.folding import fold
from . import confidence
from .kinds import kind_of, sureness
from .several import points_back
from .tagger import Tags
from .tokens import Token

OUTSIDE = "-"
_TRIM_START = frozenset(" \t\r\n\u00a0,;:.)]}–—-•·|/\\^*†=_")
_TRIM_END = frozenset(" \t\r\n\u00a0,;:/-–—([{|=_")
_PAIRS = {")": "(", "]": "[", "}": "{"}
_CLOSED = {"(": ")", "[": "]", "{": "}"}
# What may be at the other end of a text in quotes.
_QUOTES = {
    '"': '"”“', "“": "”\"“", "”": "“\"„”", "„": "“”\"", "«": "»", "»": "«", "‘": "’'", "’": "‘'’", "'": "'’", "`": "'´", "´": "`",
}  # fmt: skip
_IN_PEOPLE = re.compile(r"\b[Ii]n:?\s{1,3}$")
_ENDS_NAMES = re.compile(r"(?:\b[^\W\d_]{1,2}|\bal|\bJr|\bSr|…|\.\s?\.)\.$")
_ENDS_INITIAL = re.compile(r"(?:^|[\s.])[^\W\d_]\.$")
# Words that only hold fields together; they are no loss.
_GLUE = frozenset(
    "at of the from by for de doi pmid pmcid pmc isbn issn url http https www access online link published publisher art article id arxiv preprint electronic "
    "print epub em am unter b c d also crossref pubmed google scholar medline n º as to with th st nd rd oclc jg band heft".split()
)
_NUMBERED: tuple[words.Key, ...] = ("volume", "issue")
_GLUE_KEYS: tuple[words.Key, ...] = (
    "and", "et_al", "in", "editor", "edited_by", "translator", "translated_by", "volume", "issue", "page", "edition", "accessed", "available", "see", "circa",
)  # fmt: skip
_TITLED = {
    "title": "title", "container-title": "container_title", "collection-title": "collection_title",
    "publisher": "publisher", "location": "publisher_place", "genre": "genre", "medium": "medium", "number": "number",
}  # fmt: skip
_PEOPLE = {"author": "author", "editor": "editor", "translator": "translator"}


class Segment(NamedTuple):
    """A run of tokens with one label: its span, trimmed, and the least probability among its tokens."""

    label: str
    span: Span
    probability: float


def assemble(raw: str, tokens: Sequence[Token], tags: Tags, sightings: Sequence[ids.Sighting]) -> Parsed:
    """Return what the labels say about `raw`. Never raises, whatever the labels."""
    labels = [_label(token, label) for token, label in zip(tokens, tags.labels, strict=True)]
    segments = list(_segments(raw, tokens, labels, tags.probabilities))
    values: dict[str, Any] = {}
    second: list[Identifier] = []
    fields: list[FieldSpan] = []
    problems: list[Problem] = []
    notes: list[str] = []
    people_of: dict[str, list[Name]] = {}
    affiliations: list[str] = []

    def take(attribute: str, value: Any, segment: Segment) -> bool:
        if not value or values.get(attribute):
            return False
        values[attribute] = value
        fields.append(_field(attribute, segment.span, segment.probability))
        return True

    contained = any(segment.label == "container-title" for segment in segments)
    for segment in segments:
        text = segment.span.of(raw)
        line = " ".join(text.split())
        label = segment.label
        if (
            label == "title"
            and not contained
            and "title" in values
            and ("editor" in values or _is_in(raw, segment.span))
        ):
            label = "container-title"  # a second title behind "in" or behind the editors
        elif label == "author" and {"author", "title"} <= values.keys() and _is_in_people(raw, segment.span):
            label = "editor"  # people behind the title and "in"
        match label:
            case "author" | "editor" | "translator":
                people, cut = names.parse(text)
                if not people and not cut:
                    notes.append(text)
                    continue
                attribute = _PEOPLE[label]
                values[attribute] = people_of.setdefault(attribute, [])
                values[attribute] += map(names.normalise, people)
                fields.append(_field(attribute, segment.span, segment.probability))
                if cut and label == "author":
                    values["cut"] = ("author",)
            case (
                "title"
                | "container-title"
                | "collection-title"
                | "publisher"
                | "location"
                | "genre"
                | "medium"
                | "number"
            ):
                clean = titles.parse(text) if "title" in label else line.strip(" ,;:")
                if not take(_TITLED[label], clean, segment):
                    notes.append(text)
            case "date":
                dated = dates.parse_suffixed(text)
                held = values.get("issued")
                if dated and dated.date.date_parts and held and not held.date_parts:
                    notes.append(values.pop("issued").literal)  # "(in press) ... May 2003": the date is the better one
                if dated is None or not take("issued", dated.date, segment):
                    if dated is None or dated.date != values.get("issued"):
                        notes.append(text)
                elif dated.suffix:
                    values["year_suffix"] = dated.suffix
            case "accessed":
                dated = dates.parse_suffixed(text)
                if dated is None or not take("accessed", dated.date, segment):
                    notes.append(text)
            case "volume" | "issue":
                if not take(label, _number(line), segment):
                    notes.append(text)
            case "pages":
                if not take("page", line.strip(" ,;:"), segment):
                    notes.append(text)
            case "edition":
                if not take("edition", _edition().sub("", line.strip(" .,;:()[]")).strip(" .,;:()") or line, segment):
                    notes.append(text)
            case "institution":
                affiliations.append(titles.parse(text))
                fields.append(_field("affiliation", segment.span, segment.probability))
            case "citation-number":
                take("citation_number", line.strip(" .,;:()[]"), segment)
            case "note" | "other" | "id" | "url":
                notes.append(text)
    values |= {attribute: tuple(people) for attribute, people in people_of.items()}
    if affiliations:
        values["affiliation"] = "; ".join(filter(None, affiliations))
    for sighting in sightings:
        _take_identifier(raw, sighting, values, second, fields, problems)
    back = points_back(raw)
    if back:
        problems.append(
            Problem(
                code="points-back",
                stage="parse",
                span=back.span,
                message=f"{back.span.of(raw)!r} stands for an earlier citation",
            )
        )
    if notes:
        values["note"] = "; ".join(dict.fromkeys(" ".join(note.split()) for note in notes))
    problems += _left_over(raw, tokens, labels)
    if not values and not back:
        problems.append(Problem(code="nothing-parsed", stage="parse", message="no field of a reference was recognised"))
    values["type"] = kind_of(raw, values)
    reference = Reference(**values)
    fields.sort(key=lambda field: field.span)
    return Parsed(
        raw=raw,
        reference=reference,
        type_confidence=sureness(values["type"], values),
        fields=tuple(fields),
        problems=tuple(problems),
        points_back=back.kind if back else None,
        second=tuple(dict.fromkeys(second)),
    )


def _number(line: str) -> str:
    """A volume or an issue without the word for it, before the number ("Bd. 12", "т. 12", "第12卷") or behind it ("12. évf.")."""
    before, behind = _number_words()
    return behind.sub("", before.sub("", line, count=1), count=1).strip(" .,;:()")


@cache
def _number_words() -> tuple[re.Pattern[str], re.Pattern[str]]:
    known = r"(?:vol(?:ume|\.)?|v\.|bd\.?|band|t\.|tomo?|tome|jg\.?|no\.?|nr\.?|n[.º°]|núm\.?|issue|iss\.?|heft|h\.|fasc\.?|num\.?|number|№)"
    word = words.pattern("volume", "issue")
    glued = "|".join(each for key in _NUMBERED for each in words.union(key) if each[0] >= "\u2e80" and len(each) < 3)
    return (
        re.compile(
            rf"^(?:{known}\s*[:.]?\s*(?=[\dA-ZIVXLC])|{word}\s*[:.]?\s*(?=\d|(?-i:[IVXLC]+(?!\w)))|第\s*)",
            re.IGNORECASE,
        ),
        # "12. évf.", "12卷"; but "6 vols." says how many there are
        re.compile(rf"(?<=\d)(?:\.\s?{word}|\s?(?:{glued}))$", re.IGNORECASE),
    )


@cache
def _edition() -> re.Pattern[str]:
    known = r"\b(?:edition|editions|edn|ed|aufl(?:age)?|[ée]d(?:ition)?|edici[óo]n|edi[çc][ãa]o|edizione)\b\.?"
    return re.compile(rf"[\s,.]*\(?(?:rev\.?\s+)?(?:{known}|{words.pattern('edition')})\)?\s*$", re.IGNORECASE)


@cache
def _glue() -> frozenset[str]:
    """The folded words that only hold fields together; they are no loss."""
    return _GLUE | {
        piece for key in _GLUE_KEYS for word in words.union(key) for piece in re.findall(r"[^\W\d_]+", fold(word))
    }


def _is_in_people(raw: str, span: Span) -> bool:
    """Whether "in" stands right before people, or is the first word of what was taken for them."""
    head = raw[max(0, span.start - 6) : span.start]
    return bool(_IN_PEOPLE.search(head)) or raw[span.start : span.start + 3].lower() in ("in ", "in:")


def _is_in(raw: str, span: Span) -> bool:
    return bool(_in_before().search(raw, max(0, span.start - 120), span.start))


@cache
def _in_before() -> re.Pattern[str]:
    """ "In" in every language; but for a few languages, where a colon follows."""
    return re.compile(rf"\b(?:[Ii]n|[Ee]n|[Dd]ans|[Ee]m|I[Nn])\b:?\s|(?i:{words.pattern('in')}):\s|\s//\s")


def _field(attribute: str, span: Span, probability: float) -> FieldSpan:
    variable = csl_name(attribute)
    return FieldSpan(variable=variable, span=span, confidence=round(confidence.calibrated(variable, probability), 4))


def _segments(
    raw: str, tokens: Sequence[Token], labels: Sequence[str], probabilities: Sequence[float]
) -> Iterator[Segment]:
    """Yield the runs of tokens with one label; identifiers have none."""
    at = 0
    count = len(tokens)
    while at < count:
        label = labels[at]
        end = at + 1
        while end < count and labels[end] == label:
            end += 1
        if label != OUTSIDE:
            span = _trimmed(raw, tokens[at].first, tokens[end - 1].last, label)
            if span.start < span.end:
                yield Segment(label, span, min(probabilities[at:end]))
        at = end


def _label(token: Token, label: str) -> str:
    """The label of a token: an identifier has none, but an address may be the name of a site."""
    if _is_identifier(token) and not (token.form == "<url>" and label == "container-title"):
        return OUTSIDE
    return label


def _is_identifier(token: Token) -> bool:
    return token.form[0] == "<"


def _trimmed(raw: str, start: int, end: int, label: str) -> Span:
    """Cut separators, quotes around the whole or with no partner, and brackets with no partner from both ends."""
    while start < end and raw[start] in _TRIM_START:
        start += 1
    held = _Held(raw, start, end)
    while start < end:
        first, last = raw[start], raw[end - 1]
        if (
            last in _TRIM_END
            or (last == "." and _is_stop(raw, start, end, label))
            or (last in _PAIRS and held[last] > held[_PAIRS[last]])
        ):
            held.lose(last)
            end -= 1
        elif first in _CLOSED and held[first] > held[_CLOSED[first]]:
            held.lose(first)
            start += 1
        elif (
            first in _QUOTES
            and end - start > 2
            and last in _QUOTES[first]
            and held[first] + held[last] == (2 if first != last else 4)
        ):
            held.lose(first)
            held.lose(last)
            start, end = start + 1, end - 1
        elif first in _QUOTES and _is_lone(raw, start, start, held):
            held.lose(first)
            start += 1
        elif last in _QUOTES and _is_lone(raw, end - 1, start, held):
            held.lose(last)
            end -= 1
        elif first in _TRIM_START:
            held.lose(first)
            start += 1
        else:
            break
    return Span(start, end)


class _Held(dict[str, int]):
    """How often each mark stands in a part of the text; counted once, however much is cut from the ends."""

    def __init__(self, raw: str, start: int, end: int) -> None:
        self._part = (raw, start, end)
        self._lost: list[str] = []

    def __missing__(self, mark: str) -> int:
        raw, start, end = self._part
        self[mark] = raw.count(mark, start, end) - self._lost.count(mark)
        return self[mark]

    def lose(self, mark: str) -> None:
        """Say that one mark was cut off."""
        self._lost.append(mark)
        if mark in self:
            self[mark] -= 1


def _is_lone(raw: str, at: int, start: int, held: _Held) -> bool:
    """Whether the quote at an end has no partner within: an apostrophe ("dogs’", "l’art") has none and needs none."""
    mark = raw[at]
    if mark in "'’‘" and at != start:
        return not held["‘"] and not raw[at - 1].isalnum()
    return not any(held[partner] - (partner == mark) for partner in _QUOTES[mark])


def _is_stop(raw: str, start: int, end: int, label: str) -> bool:
    """Whether the last full stop ends the field: not that of an initial, "et al." or an abbreviation."""
    if label in _PEOPLE:
        return not _ENDS_NAMES.search(raw, max(start, end - 8), end)
    if label == "edition":
        return False
    return not _ENDS_INITIAL.search(raw, max(start, end - 4), end)


def _take_identifier(
    raw: str,
    sighting: ids.Sighting,
    values: dict[str, Any],
    second: list[Identifier],
    fields: list[FieldSpan],
    problems: list[Problem],
) -> None:
    scheme, value = sighting.identifier
    printed = sighting.span.of(raw)
    if scheme in ("isbn", "issn"):
        value = " ".join(printed.split())
    variable = csl_name(scheme)
    if values.setdefault(scheme, value) != value:
        if scheme != "url":
            problems.append(
                Problem(
                    code="second-identifier",
                    stage="parse",
                    span=sighting.span,
                    message=f"a second {'arXiv identifier' if scheme == 'arxiv' else variable}: {printed}",
                )
            )
        second.append(sighting.identifier)
        return
    fields.append(FieldSpan(variable=variable, span=sighting.span, confidence=1.0))
    if scheme == "doi" and (address := ids.address_of(raw, sighting)):
        values.setdefault("url", address)
    if not ids.is_valid(sighting.identifier):
        said = f"{variable} {printed} cannot be right" if scheme != "arxiv" else f"{printed} is no arXiv identifier"
        problems.append(Problem(code="bad-check-digit", stage="parse", span=sighting.span, message=said))


def _left_over(raw: str, tokens: Sequence[Token], labels: Sequence[str]) -> Iterator[Problem]:
    """Runs of words that no field took up."""
    loose: list[Token] = []
    for token, label in zip(tokens, labels, strict=True):
        if label == OUTSIDE and not _is_identifier(token):
            if len(token.form) > 1 and fold(token.form) not in _glue():
                loose.append(token)
        elif loose:
            yield _unassigned(raw, loose)
            loose = []
    if loose:
        yield _unassigned(raw, loose)


def _unassigned(raw: str, loose: Sequence[Token]) -> Problem:
    span = Span(loose[0].start, loose[-1].end)
    return Problem(code="unassigned-text", stage="parse", span=span, message=f"no field for {span.of(raw)!r}")
