"""Runs of words with a label -> the values of a reference: whose label needs a second look, what its text means, and
what is left.
"""

from __future__ import annotations

import re
from typing import Any

from ..fields import names, page_counts, titles, volume_counts
from ..fields.names import hungarian as name_hungarian
from ..fields.names import lists as name_lists
from ..model import Name, Span
from . import numbers
from .cleaned import CLEANED, number
from .people import People, as_one, is_body
from .rules.lectures import is_occasion, parted
from .taken import LabelledRun, TakenValues
from .unnamed import NAMELESS, label_of
from .within import is_by_translator, is_in, is_in_people

PEOPLE = {
    "author": "author", "editor": "editor", "translator": "translator", "director": "director", "container-author": "container_author", "reviewed-author": "reviewed_author",
    "interviewer": "interviewer", "recipient": "recipient", "executive-producer": "executive_producer", "producer": "producer", "host": "host", "chair": "chair",
}  # fmt: skip
_DATES = {"date": "issued", "accessed": "accessed", "original-date": "original_date"}
_TOLD_APART = 0.5  # from this probability on, the tagger is believed that a number with "p." behind it is a page
_WORD = re.compile(r"\s?[^\W\d_]{2,8}\.?")
_ISSUES = ("号", "號", "호", "期")  # "4521号": behind the number of an issue
_COUNTING = frozenset(("volume", "edition", "issue", "note", "other", "pages"))  # labels that "2 Bde." may have
_COUNTS_PAGES = frozenset(
    ("volume", *NAMELESS)
)  # labels that a number of pages, or of those before the first, may have
# Labels that the words beside them, or what was taken before, may make others.
_DOUBTED = frozenset(("author", "editor", "event", "publisher", "title", "volume", *NAMELESS))
_DURATION = re.compile(r"\d{1,4}\s?(?:min(?:utes?|uten|\.)?|мин\.?|分|분|hrs?|h)", re.IGNORECASE)
_DATED_VOLUME = re.compile(r"(1[5-9]\d\d|20\d\d)\s?;\s?([A-Za-z]{0,2}\d{1,4})")


# What a firm says of itself, and what the name of one ends in that may be initials.
_REPORT = re.compile(
    r"(?:Geschäfts|Jahres|Nachhaltigkeits)bericht|(?:Integrated |Consolidated )?Annual [Rr]eport|Form 10-K|(?:Integrated|Sustainability) [Rr]eport|Jahresabschluss|Rapport annuel|Informe anual"
)
_FIRMS = frozenset(("AG", "SE", "SA", "NV", "KG", "AB", "AS", "BV"))


def _as_firm(name: Name) -> Name:
    return Name(literal=f"{name.family} {name.given}") if name.given in _FIRMS else name


class Draft(TakenValues):
    """What was taken of one citation so far, run by run."""

    def __init__(self, raw: str, contained: bool) -> None:
        super().__init__(raw)
        self._contained = contained
        self._people: dict[str, People] = {}
        self._affiliations: list[str] = []

    def take_segment(self, segment: LabelledRun) -> None:
        """Take a run of words for what its label says; what has no place goes among the notes."""
        text = segment.span.of(self.raw)
        label = self._relabelled(segment) if segment.label in _DOUBTED else segment.label
        if label in PEOPLE:
            taken = self._take_people(PEOPLE[label], text, segment, is_author=label == "author")
        elif label in _DATES:
            taken = self.take_date(_DATES[label], text, segment)
        elif label == "institution":
            self._affiliations.append(titles.parse(text))
            self.note("affiliation", segment.span, segment.probability)
            taken = True
        elif (
            label in _COUNTING
            and (text[:1].isdigit() or text[1:2].isdigit())
            and (count := self._volumes(segment.span))
        ):
            taken = self.take("number_of_volumes", count, segment)
        elif label == "volume" and (dated := _DATED_VOLUME.fullmatch(text)):
            taken = self._take_dated_volume(dated, segment)
        elif label == "pages" and (count := self._page_count(segment)):
            taken = self.take("number_of_pages", count, segment) or self.values["number_of_pages"].endswith(count)
        elif label == "pages" and _DURATION.fullmatch(text):
            taken = self.take("dimensions", text, segment)
        elif label in CLEANED:
            attribute, clean = CLEANED[label]
            if label == "number":
                segment = segment._replace(span=numbers.widened(self.raw, segment.span))
                text = segment.span.of(self.raw)
            # A title keeps its blanks, those that do not break too.
            said = text if "title" in label else " ".join(text.split())
            taken = self.take(attribute, clean(said), segment) or label == "citation-number"
        else:
            taken = False
        if not taken:
            self.notes.append(text)

    def finished(self) -> dict[str, Any]:
        """Return the values; what no field took up is the note."""
        values = self.values
        for attribute, of in self._people.items():
            values[attribute] = tuple(of.names)
        house, people = values.get("publisher"), values.get("author", ())
        if house and len(people) == 1 and is_body(people[0], house):
            printed = [place.of(self.raw) for place in self.places({"author"})]
            values["author"] = (Name(literal=house),) if printed == [house] else people  # "Roe, Ann. Heat. Ann Roe."
        if _REPORT.match(values.get("title") or ""):
            for attribute in self._people:
                values[attribute] = tuple(map(_as_firm, values[attribute]))
        if self._affiliations and (said := "; ".join(filter(None, self._affiliations))):
            values["affiliation"] = said
        if self.notes and (said := "; ".join(dict.fromkeys(" ".join(note.split()) for note in self.notes))):
            values["note"] = said
        if "title" not in values and "container_title" not in values and "collection_title" in values:
            self.hand_on("collection_title", "title")  # a series needs something that is in it
        return values

    def take_occasion(self) -> None:
        """Take the meeting of what was spoken for its event, and where that was."""
        values = self.values
        if not values.keys().isdisjoint(("volume", "issue", "page", "editor", "isbn")):
            return
        if is_occasion(values.get("publisher") or ""):
            self.hand_on("publisher", "event_title")
            self.hand_on("publisher_place", "event_place")
            return
        if is_occasion(values.get("container_title") or ""):
            self.hand_on("container_title", "event_title")
            self.hand_on("publisher_place", "event_place")
            if said := parted(values["event_title"]):
                values["event_title"] = said[1]
                values.setdefault("genre", said[0])
            values["event_title"] = values["event_title"].removeprefix("the ")

    def _relabelled(self, segment: LabelledRun) -> str:
        """The label: a second title behind "in" or behind the editors is the container's, people behind the title and
        "in" are editors.
        """
        if not self._contained and segment.label in _COUNTS_PAGES and self._counts_pages(segment):
            return "pages"  # "1978. | 87 | p.", "1998. | xii, | 230 | p."
        if segment.label in NAMELESS or (segment.label == "publisher" and self.raw[segment.span.start] == "("):
            return label_of(self.raw, segment.span, segment.label)
        has_title = "title" in self.values
        if segment.label == "title" and has_title and not self._contained and self._is_within(segment.span):
            return "container-title"
        if segment.label == "volume" and self.raw[segment.span.end : segment.span.end + 1] in _ISSUES:
            return "issue"
        if segment.label == "event" and not self._contained:
            return "container-title"  # a meeting that no proceedings are named of
        if segment.label == "editor" and "translator" not in self._people and is_by_translator(self.raw, segment.span):
            return "translator"
        is_second = segment.label == "author" and has_title and "author" in self._people
        return "editor" if is_second and is_in_people(self.raw, segment.span) else segment.label

    def _counts_pages(self, segment: LabelledRun) -> bool:
        """Whether a run without a field counts pages, or such as are counted apart, which no volume is."""
        if segment.label == "volume" and not self.raw[segment.span.start].islower():
            return False
        return page_counts.is_sure(self.raw, *segment.span)

    def _page_count(self, segment: LabelledRun) -> str:
        """How many pages a work has, where a number says that; one within another has pages of that."""
        raw, span = self.raw, segment.span
        is_doubted = segment.label != "pages" or segment.probability < _TOLD_APART
        is_sure = (
            is_doubted or page_counts.is_gost(raw, *span) or (not self._contained and page_counts.is_sure(raw, *span))
        )
        return page_counts.counted(raw, *span) if is_sure else ""

    def _volumes(self, span: Span) -> str:
        """How many volumes there are, where a number says that, with the word behind it."""
        word = _WORD.match(self.raw, span.end)
        if word is None and self.raw[span.end - 1].isdigit():
            return ""
        return volume_counts.counted(self.raw[span.start : word.end() if word else span.end])

    def _is_within(self, span: Span) -> bool:
        return "editor" in self._people or is_in(self.raw, span)

    def _take_people(self, attribute: str, text: str, segment: LabelledRun, *, is_author: bool) -> bool:
        people, cut = name_lists.parsed(text)
        if not people and not cut:
            return False
        self._people.setdefault(attribute, People()).add(
            map(
                names.normalise, as_one(people if self.raw.isascii() else name_hungarian.turned(people, self.raw), text)
            )
        )
        self.note(attribute, segment.span, segment.probability)
        if cut and is_author:
            self.values["cut"] = ("author",)
        return True

    def _take_dated_volume(self, dated: re.Match[str], segment: LabelledRun) -> bool:
        """Take "1984;18" for a year and a volume; the year there is the work's, one before it the container's:
        "Environment (1967)".
        """
        start = segment.span.start
        self.values.pop("issued", None)
        self.fields = [field for field in self.fields if field["variable"] != "issued"]
        self.take_date("issued", dated[1], segment._replace(span=Span(start + dated.start(1), start + dated.end(1))))
        volume = segment._replace(span=Span(start + dated.start(2), start + dated.end(2)))
        return self.take("volume", number(dated[2]), volume)
