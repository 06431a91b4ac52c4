"""Labelled tokens and identifiers -> a Reference, its field spans and its problems: raw citation in, Parsed out.

Identifiers come by rule and are never guessed; every other variable comes from what the tagger labelled. Words that no
variable takes up become a Problem with their span, so that nothing of the string is lost in silence.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from operator import attrgetter
from typing import Any, NamedTuple

from ..fields import dates, ids, names, page_counts, pages, titles
from ..model import FieldSpan, Identifier, Name, Parsed, Problem, Reference, Span, csl_name
from ..text import words
from ..text.folding import fold
from . import media, numbers
from .bracketed import apart
from .confidence import calibrated, script_of
from .kinds import kind_of, settled, sureness, told_kind
from .media import Said
from .segments import Labelled
from .several import points_back
from .trimming import trimmed

_IN_PEOPLE = re.compile(r"\b[Ii]n:?\s{1,3}$")
# Words that only hold fields together; they are no loss.
_GLUE = frozenset(
    "at of the from by for de doi pmid pmcid pmc isbn issn url http https www access online link published publisher art article id arxiv preprint electronic "
    "print epub em am unter b c d version ver release rev patent pat director dir host producer contrib p rfc std also crossref pubmed google scholar medline n º as to with th st nd rd oclc jg band heft".split()
)
_NUMBERED: tuple[words.Key, ...] = ("volume", "issue")
_GLUE_KEYS: tuple[words.Key, ...] = (
    "and", "et_al", "in", "editor", "edited_by", "translator", "translated_by", "volume", "issue", "page", "edition", "accessed", "available", "see", "circa",
)  # fmt: skip
_PEOPLE = {"author": "author", "editor": "editor", "translator": "translator"}
_SPAN = attrgetter("span")
_variable = cache(csl_name)  # of the attributes that there are
_SURE = 0.999  # how sure what a rule found is
_TOLD_APART = 0.5  # from this probability on, the tagger is believed that a number with "p." behind it is a page
_DATED_VOLUME = re.compile(r"(1[5-9]\d\d|20\d\d)\s?;\s?([A-Za-z]{0,2}\d{1,4})")
_AGAIN = 8  # of one family name, how many are looked at


class Segment(NamedTuple):
    """A run of tokens with one label: its span, trimmed, and the least probability among its tokens."""

    label: str
    span: Span
    probability: float


def assemble(
    raw: str, found: Labelled, kinds: Sequence[tuple[str, float]], sightings: Sequence[ids.Sighting]
) -> Parsed:
    """Return what the labels say about `raw`, whose likeliest types are `kinds`. Never raises, whatever the labels."""
    found, said = apart(found, media.find(raw))
    draft = _Draft(raw, any(run.label == "container-title" for run in found.runs))
    for run in found.runs:
        span = trimmed(raw, run.start, run.end, run.label)
        if span.start < span.end:
            draft.take_segment(Segment(run.label, span, run.probability))
    for sighting in sightings:
        draft.take_identifier(sighting)
    for each in said:
        draft.take_bracketed(each)
    problems = draft.problems
    if back := points_back(raw):
        message = f"{back.span.of(raw)!r} stands for an earlier citation"
        problems.append(Problem(code="points-back", stage="parse", span=back.span, message=message))
    problems += _left_over(raw, found.loose)
    values = draft.finished()
    if not values and not back:
        problems.append(Problem(code="nothing-parsed", stage="parse", message="no field of a reference was recognised"))
    told = next((each.kind for each in said if each.kind), "")
    ruled = told_kind(told, values) or kind_of(raw, values)
    is_described = not values.keys().isdisjoint(("title", "container_title", *_PEOPLE))
    values["type"], sure = settled(ruled, sureness(ruled, values), kinds if is_described else (), is_told=bool(told))
    if "number" not in values and (place := numbers.find(raw, values["type"])):
        values["number"] = place.of(raw)
        draft.fields.append(_field("number", place, _SURE))
    return Parsed.made(
        {
            "raw": raw,
            "reference": Reference.made(values),
            "type_confidence": round(sure, 4),
            "fields": tuple(sorted(draft.fields, key=_SPAN)),
            "problems": tuple(problems),
            "points_back": back.kind if back else None,
            "second": tuple(dict.fromkeys(draft.second)),
        }
    )


class _Draft:
    """What was taken of one citation so far: the values of its reference, where they stand, and what no field took up."""

    def __init__(self, raw: str, contained: bool) -> None:
        self._raw = raw
        self._script = script_of(raw)
        self._contained = contained
        self._values: dict[str, Any] = {}
        self._people: dict[str, _People] = {}
        self._affiliations: list[str] = []
        self._notes: list[str] = []
        self.fields: list[FieldSpan] = []
        self.problems: list[Problem] = []
        self.second: list[Identifier] = []

    def take_segment(self, segment: Segment) -> None:
        """Take a run of words for what its label says; what has no place goes among the notes."""
        text = segment.span.of(self._raw)
        label = self._relabelled(segment)
        if label in _PEOPLE:
            taken = self._take_people(_PEOPLE[label], text, segment, is_author=label == "author")
        elif label in ("date", "accessed"):
            taken = self._take_date("issued" if label == "date" else label, text, segment)
        elif label == "institution":
            self._affiliations.append(titles.parse(text))
            self.fields.append(self._field("affiliation", segment.span, segment.probability))
            taken = True
        elif label == "volume" and (dated := _DATED_VOLUME.fullmatch(text)):
            taken = self._take_dated_volume(dated, segment)
        elif (
            label == "pages"
            and segment.probability < _TOLD_APART
            and (count := page_counts.counted(self._raw, *segment.span))
        ):
            taken = self._take("number_of_pages", count, segment)
        elif label in _CLEANED:
            attribute, clean = _CLEANED[label]
            if label == "number":
                segment = segment._replace(span=numbers.widened(self._raw, segment.span))
                text = segment.span.of(self._raw)
            said = (
                text if "title" in label else " ".join(text.split())
            )  # a title keeps its blanks, those that do not break too
            taken = self._take(attribute, clean(said), segment) or label == "citation-number"
        else:
            taken = False
        if not taken:
            self._notes.append(text)

    def take_identifier(self, sighting: ids.Sighting) -> None:
        """Take an identifier that a rule found."""
        scheme, value = sighting.identifier
        printed = sighting.span.of(self._raw)
        if scheme in ("isbn", "issn"):
            value = " ".join(printed.split())
        variable = csl_name(scheme)
        if self._values.setdefault(scheme, value) != value:
            if scheme != "url":
                name = "arXiv identifier" if scheme == "arxiv" else variable
                self._say("second-identifier", sighting.span, f"a second {name}: {printed}")
            self.second.append(sighting.identifier)
            return
        self.fields.append(FieldSpan.made({"variable": variable, "span": sighting.span, "confidence": 1.0}))
        if scheme == "doi" and (address := ids.address_of(self._raw, sighting)):
            self._values.setdefault("url", address)
        if not ids.is_valid(sighting.identifier):
            said = f"{variable} {printed} cannot be right" if scheme != "arxiv" else f"{printed} is no arXiv identifier"
            self._say("bad-check-digit", sighting.span, said)

    def take_bracketed(self, said: Said) -> None:
        """Take what words in brackets say: on what a work is, what it is, its language."""
        if not self._take(said.attribute, said.value, Segment("medium", said.span, _SURE)):
            self._notes.append(said.value)

    def finished(self) -> dict[str, Any]:
        """Return the values; what no field took up is the note."""
        people = {attribute: tuple(of.names) for attribute, of in self._people.items()}
        joined = {
            "affiliation": "; ".join(filter(None, self._affiliations)),
            "note": "; ".join(dict.fromkeys(" ".join(note.split()) for note in self._notes)),
        }
        return self._values | people | {attribute: text for attribute, text in joined.items() if text}

    def _relabelled(self, segment: Segment) -> str:
        """The label: a second title behind "in" or behind the editors is the container's, people behind the title and "in" are editors."""
        has_title = "title" in self._values
        if segment.label == "title" and has_title and not self._contained and self._is_within(segment.span):
            return "container-title"
        if segment.label == "event" and not self._contained:
            return "container-title"  # a meeting that no proceedings are named of
        is_second = segment.label == "author" and has_title and "author" in self._people
        return "editor" if is_second and _is_in_people(self._raw, segment.span) else segment.label

    def _is_within(self, span: Span) -> bool:
        return "editor" in self._people or _is_in(self._raw, span)

    def _take(self, attribute: str, value: Any, segment: Segment) -> bool:
        if not value or self._values.get(attribute):
            return False
        self._values[attribute] = value
        self.fields.append(self._field(attribute, segment.span, segment.probability))
        return True

    def _take_people(self, attribute: str, text: str, segment: Segment, *, is_author: bool) -> bool:
        people, cut = names.parse(text)
        if not people and not cut:
            return False
        self._people.setdefault(attribute, _People()).add(map(names.normalise, people))
        self.fields.append(self._field(attribute, segment.span, segment.probability))
        if cut and is_author:
            self._values["cut"] = ("author",)
        return True

    def _take_date(self, attribute: str, text: str, segment: Segment) -> bool:
        dated = dates.parse_suffixed(text)
        if dated is None:
            return False
        held = self._values.get(attribute)
        if attribute == "issued" and dated.date.date_parts and held and not held.date_parts:
            self._notes.append(
                self._values.pop("issued").literal
            )  # "(in press) ... May 2003": the date is the better one
        if not self._take(attribute, dated.date, segment):
            return bool(attribute == "issued" and dated.date == self._values.get("issued"))
        if dated.suffix and attribute == "issued":
            self._values["year_suffix"] = dated.suffix
        return True

    def _field(self, attribute: str, span: Span, probability: float) -> FieldSpan:
        return _field(attribute, span, probability, self._script)

    def _take_dated_volume(self, dated: re.Match[str], segment: Segment) -> bool:
        """Take "1984;18" for a year and a volume; the year there is the work's, one before it the container's: "Environment (1967)"."""
        start = segment.span.start
        self._values.pop("issued", None)
        self.fields = [field for field in self.fields if field.variable != "issued"]
        self._take_date("issued", dated[1], segment._replace(span=Span(start + dated.start(1), start + dated.end(1))))
        volume = segment._replace(span=Span(start + dated.start(2), start + dated.end(2)))
        return self._take("volume", _number(dated[2]), volume)

    def _say(self, code: str, span: Span, message: str) -> None:
        self.problems.append(Problem(code=code, stage="parse", span=span, message=message))


class _People:
    """The people of one role. Who stands in two lists is named once, as fully as either does: "Фрейд З. ... / З. Фрейд"."""

    def __init__(self) -> None:
        self.names: list[Name] = []
        self._at: dict[str, list[int]] = {}

    def add(self, people: Iterable[Name]) -> None:
        """Add those of a further list."""
        printed = len(self.names)
        for person in people:
            places = self._at.setdefault(names.family(person).casefold(), [])
            again = next((at for at in places[:_AGAIN] if at < printed and _is_again(self.names[at], person)), None)
            if again is None:
                places.append(len(self.names))
                self.names.append(person)
            elif len(person.given or "") > len(self.names[again].given or ""):
                self.names[again] = person


def _is_again(one: Name, other: Name) -> bool:
    """Whether two names of one family name can be one person's: no initial differs."""
    return not one.given or not other.given or one.given[0].casefold() == other.given[0].casefold()


def _number(line: str) -> str:
    """A volume or an issue without the word for it, before the number ("Bd. 12", "т. 12", "第12卷") or behind it ("12. évf.")."""
    if line.isdecimal() and line.isascii():
        return line
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


def _field(attribute: str, span: Span, probability: float, script: str = "") -> FieldSpan:
    variable = _variable(attribute)
    confidence = round(calibrated(variable, probability, script), 4)
    return FieldSpan.made({"variable": variable, "span": span, "confidence": confidence})


def _left_over(raw: str, loose: Sequence[Sequence[tuple[int, int]]]) -> Iterator[Problem]:
    """Runs of words that no field took up."""
    for run in loose:
        if words := [(start, end) for start, end in run if fold(raw[start:end]) not in _glue()]:
            span = Span(words[0][0], words[-1][1])
            yield Problem(code="unassigned-text", stage="parse", span=span, message=f"no field for {span.of(raw)!r}")


def _numbered(line: str) -> str:
    """A number of a report, a standard: without brackets around the whole."""
    line = _stripped(line)
    return line[1:-1] if line[:1] + line[-1:] in ("()", "[]") else line


def _stripped(line: str) -> str:
    return line.strip(" ,;:")


def _edition_number(line: str) -> str:
    return _edition().sub("", line.strip(" .,;:()[]")).strip(" .,;:()") or line


# How each label's text becomes the value of which attribute.
_CLEANED: dict[str, tuple[str, Callable[[str], str]]] = {
    "title": ("title", titles.parse), "container-title": ("container_title", titles.parse), "collection-title": ("collection_title", titles.parse),
    "publisher": ("publisher", _stripped), "location": ("publisher_place", _stripped), "genre": ("genre", _stripped), "medium": ("medium", _stripped),
    "authority": ("authority", _stripped), "version": ("version", _stripped), "event": ("event_title", titles.parse), "archive": ("archive", _stripped),
    "collection-number": ("collection_number", _number), "number": ("number", _numbered), "pages": ("page", lambda line: pages.unworded(_stripped(line))), "volume": ("volume", _number), "issue": ("issue", _number),
    "edition": ("edition", _edition_number), "citation-number": ("citation_number", lambda line: line.strip(" .,;:()[]")),
}  # fmt: skip
