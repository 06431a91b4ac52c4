"""What a citation prints of one field, where the parser may have parted it wrongly: Parsed x Record -> the readings.
Pure.

A parse parts a string without knowing the work. Beside a record more can be told: where its title stands, which stretch
is left for the people and which for the place. What the string says is never changed, only where a field begins and
ends. What came in fields of its own (`is_structured`) is taken as it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from ..fields import names, satellites, titles, wording
from ..model import Name, Parsed, Reference
from ..text.kept import kept
from . import numerals

# Identifiers and addresses, digits and all.
_ADDRESS = re.compile(
    r"(?:https?://|www\.|doi\s?:?\s?|\b10\.\d{4,9}/)\S+(?:\s\S+(?=/))?|\b(?:pmid|pmcid|arxiv|issn|isbn|hal|s2cid|oclc|jstor|bibcode|zbl|mr)\b\s?:?\s?[\w./-]*\d[\w./-]*|\bPMC\d+",
    re.IGNORECASE,
)
_DATED = re.compile(
    r"(?:(?<![\s.,;:])[\s.,;:]++)?+(?:[(\[]\s*+)?(?:(?:\d{1,2}\s)?[^\W\d_]{3,12}\.?\s(?:\d{1,2},\s)?)?(?:1[4-9]\d\d|20\d\d)[a-z]?\s*+(?:(?:[,;/]\s*+)?[^\W\d_]{3,12}\.?(?:\s\d{1,2})?)?\s*+[)\]]?[\s.:,;]*+$"
)
_OTHERS = re.compile(
    r"(?i:\bet\.?\s{0,2}al(?:ii|ia)?\b|\band others\b|\band colleagues\b|\be outros\b|\by otros\b|\by cols?\b|\bи др\b)|\bu\.\s?a\.|\bi in\.|\bve ark\b|\bm\.\s?fl\.|等|ほか|외\b|…|\.\s?\.\s?\."
)
_RETRACTED = re.compile(
    r"(?:(?<!\W)\W+)?\b(?:retracted|withdrawn|removed|notice of retraction)\b[^.]{0,30}$", re.IGNORECASE
)
_MONTH = re.compile(r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\.?\s{1,2}$", re.IGNORECASE)
_CITED_PAGE = re.compile(r"(?<![^\W\d_])(?:p|page|s|seite|стр|с)\.?\s{0,2}\d", re.IGNORECASE)


class Printed(NamedTuple):
    """A stretch of the raw string, and where it stands; 0, 0 where it came as a field of its own."""

    text: str
    start: int = 0
    end: int = 0


def is_structured(parsed: Parsed) -> bool:
    """Say whether the fields came as fields, as from a .bib file, so that nothing was guessed."""
    return not parsed.fields and parsed.type_confidence == 1.0


@kept(1024, longest=2000)
def bare(raw: str) -> str:
    """Return the string with blanks in place of identifiers and addresses; offsets stay.

    >>> bare("BMJ 350. doi:10.1136/bmj.g6380 (2015)")
    'BMJ 350.                       (2015)'
    """
    return _ADDRESS.sub(lambda match: " " * len(match.group()), raw)


def title(parsed: Parsed, theirs: str, record: Reference) -> tuple[Printed | None, wording.Wording | None]:
    """Return the stretch that is the citation's title, beside a record's, and how the two relate.

    A title that was read too long or too short is mended where what is left over is some other field's.
    """
    ours = parsed.reference.title or ""
    read = _span(parsed, "title")
    if ours:
        found = wording.relate(ours, theirs)
        start, end = read or (0, 0)
        printed = Printed(ours, start, end)
        if found.relation == "same" or is_structured(parsed):
            return printed, _with_neighbours(parsed, printed, found, theirs)
    stretch = None if is_structured(parsed) else wording.find(satellites.unmarked(theirs), bare(parsed.raw))
    if stretch is None:
        return (printed, found) if ours else (None, None)
    here = Printed(parsed.raw[slice(*stretch)], *stretch)
    seen = wording.relate(here.text, theirs)
    if not ours:
        telling = len(titles.normalise(theirs)) >= 12 and seen.relation != "differs"
        return (here, _with_neighbours(parsed, here, seen, theirs)) if telling else (None, None)
    loose = _unexplained(parsed, read, stretch, record) if read else len(titles.words(ours))
    if found.relation == "compatible":
        kept = [sum(pair.relation == "same" for pair in each.words) for each in (seen, found)]
        if read and not parsed.reference.author and _are_people(parsed.raw[read[0] : stretch[0]]):
            loose = 0
        better = (
            seen.changes == 0
            and seen.relation != "another-work"
            and not loose
            and (stretch[0] > (read or (0, 0))[0] or kept[0] > kept[1])
        )
        return (here if better else printed), _with_neighbours(
            parsed, here if better else printed, seen if better else found, theirs
        )
    if found.relation != "another-work" and seen.changes + loose < found.changes:
        return here, _with_neighbours(parsed, here, seen, theirs)
    return printed, _with_neighbours(parsed, printed, found, theirs)


def people(parsed: Parsed, title_at: int) -> list[tuple[tuple[Name, ...], bool]]:
    """Return the lists of people that the citation may print, each with whether it is cut: as parsed, then as all
    before the title.
    """
    text = parsed.reference
    cut = bool(text.cut)
    roles = text.author or text.editor
    if is_structured(parsed):
        return [(tuple(n for n in roles if not _is_others(n)), cut or any(map(_is_others, roles)))]
    zone = _zone(parsed, title_at)
    cut = cut or bool(_OTHERS.search(zone))
    found = [(tuple(roles), cut)]
    if zone and title_at:
        listed = names.parse(zone)
        if listed.names and listed.names != tuple(roles):
            found.append((listed.names, cut or listed.cut))
            if roles and _is_more(tuple(roles), listed.names):
                found.reverse()
    return found


def _are_people(lead: str) -> bool:
    """Whether what was read as the beginning of a title is a list of people: "Oscar Radding. Women and education"."""
    listed = names.parse(lead).names
    return (
        lead.rstrip().endswith((".", ":"))
        and 0 < len(listed) < 9
        and len(lead.split()) <= 6 * len(listed)
        and all(n.family and n.given for n in listed)
    )


def _is_more(read: tuple[Name, ...], listed: tuple[Name, ...]) -> bool:
    """Whether a list is what was read and one or two people more, each with a family and a given name."""
    same = [titles.normalise(names.family(n)) for n in read] == [
        titles.normalise(names.family(n)) for n in listed[: len(read)]
    ]
    return same and 0 < len(listed) - len(read) < 3 and all(
        n.family and n.given and n.given[:1].isupper() and not re.search(r"[\d()]", names.render(n)) for n in listed[len(read) :]
    )  # fmt: skip


def is_printed(parsed: Parsed, words: Iterable[str], title_at: int, times: int = 1) -> bool:
    """Say whether words stand, so many times, where the citation prints its people: before the title, or, where that is
    unknown, anywhere."""
    said = titles.words(_zone(parsed, title_at) or parsed.raw)
    return all(said.count(word) >= times for word in words)


def numbers(parsed: Parsed, variable: str, printed_title: Printed | None) -> frozenset[str]:
    """Return the numbers that no other field was read from, with what letters they carry and without.

    Those of identifiers, addresses, people and the title are theirs alone.
    """
    raw = bare(parsed.raw)
    if printed_title is not None and printed_title.end:
        raw = raw[: printed_title.start] + " " * len(printed_title.text) + raw[printed_title.end :]
    return numerals.left(parsed.reference, numerals.numbers(raw), variable)


def is_cited_page(parsed: Parsed) -> bool:
    """Say whether the page is printed as one that is pointed at: "p. 275", not "pp. 270-280" and not "12:275"."""
    place = _span(parsed, "page")
    if place is None or not parsed.reference.page or re.search(r"\d\D+\d", parsed.reference.page):
        return False
    return bool(_CITED_PAGE.search(parsed.raw[max(0, place[0] - 8) : place[1]]))


def issue_behind_volume(parsed: Parsed) -> str:
    """Return the number between a volume and its year, where no issue was read: "391, 10138 (2018), 2356-2367"."""
    text = parsed.reference
    volume = re.match(r"\d+", text.volume or "")
    if not volume or not text.issued or not text.issued.year:
        return ""
    found = re.search(
        rf"(?<!\d){volume.group()}\s?,\s?(\d{{1,6}})\s?\({text.issued.year}\)(?P<pages>,\s?\d)?", parsed.raw
    )
    return found[1] if found and (found["pages"] or found[1] not in (text.page or "")) else ""


def wider(parsed: Parsed, variable: str) -> list[str]:
    """Return what was read for a variable with one or two words more on either side: "Gen. Virol" stands behind "J."

    Only as far as the words go on without a number, and none that another field was read from.
    """
    place = _span(parsed, variable)
    if place is None:
        return []
    ends = [span for field in parsed.fields if field.variable != variable for span in [field.span]]
    low = max((end for _, end in ends if end <= place[0]), default=0)
    high = min((start for start, _ in ends if start >= place[1]), default=len(parsed.raw))
    before = re.findall(r"[^\W\d_]+[.,]?\s*", parsed.raw[max(low, place[0] - 40) : place[0]])[-2:]
    after = re.findall(r"[.,]?\s*[^\W\d_]+", parsed.raw[place[1] : min(high, place[1] + 40)])[:2]
    text = parsed.raw[place[0] : place[1]]
    if not before and (
        journal := re.search(r"\bJ\.?\s+$", parsed.raw[: place[0]])
    ):  # taken for the last author's initial
        before = [journal.group()]
    return [
        "".join(before[len(before) - i :]) + text + "".join(after[:j])
        for i in range(len(before) + 1)
        for j in range(len(after) + 1)
        if i or j
    ]


def is_day(parsed: Parsed, variable: str) -> bool:
    """Say whether a number was read from behind a month: "2000 Sep 1." has a day, no volume."""
    place = _span(parsed, variable)
    return place is not None and bool(_MONTH.search(parsed.raw[max(0, place[0] - 12) : place[0]]))


def _span(parsed: Parsed, variable: str) -> tuple[int, int] | None:
    spans = [field.span for field in parsed.fields if field.variable == variable]
    return (min(s[0] for s in spans), max(s[1] for s in spans)) if spans else None


def _is_others(name: Name) -> bool:
    return (
        titles.normalise(name.literal or name.family or "") in ("others", "et al", "et al others", "al")
        and not name.given
    )


def _zone(parsed: Parsed, title_at: int) -> str:
    """What stands before the title, without a date at its end."""
    return _DATED.sub("", _RETRACTED.sub("", parsed.raw[:title_at].rstrip("\"“”„«'‘[( "))) if title_at else ""


def _unexplained(parsed: Parsed, read: tuple[int, int], stretch: tuple[int, int], record: Reference) -> int:
    """How many words were read as the title, stand outside its best stretch, and are no other field's."""
    known = {word for name in (*record.author, *record.editor) for word in titles.words(names.render(name))}
    for value in (
        record.container_title,
        record.container_title_short,
        record.collection_title,
        record.publisher,
        record.event_title,
    ):
        known |= set(titles.words(value or ""))
    known |= {"and", "et", "und", "y", "e", "in", "al", "eds", "ed", "the", "of", "journal"}
    known |= {
        value for value in (record.volume, record.issue, str(record.issued.year) if record.issued else None) if value
    }
    starts = tuple(known)
    before, after = parsed.raw[read[0] : min(read[1], stretch[0])], parsed.raw[max(read[0], stretch[1]) : read[1]]
    left = titles.words(before) + titles.words(after)
    return sum(not (word in known or (len(word) > 1 and any(k.startswith(word) for k in starts))) for word in left)


def _with_neighbours(parsed: Parsed, printed: Printed, found: wording.Wording, theirs: str) -> wording.Wording:
    """What stands right before or behind a title can make another work of it: "Correction to:", "—Reply"."""
    if found.relation not in ("same", "compatible") or not printed.end or satellites.satellite(theirs)[0]:
        return found
    lead = re.split(r"[.?!”\"“)\]]\s+(?=\S)", parsed.raw[max(0, printed.start - 80) : printed.start])[-1]
    for start in [match.start() for match in re.finditer(r"(?<![^\W_])[^\W\d_]", lead)][:12]:
        what, rest = satellites.satellite(lead[start:] + printed.text)
        if what and titles.normalise(rest).startswith(titles.normalise(printed.text)[:30]):
            return wording.Wording(found.words, "another-work", what)
    tail = parsed.raw[printed.end : printed.end + 40]
    if match := re.match(
        r"[\s.:\-–—(\[]{1,4}((?:in |authors?'?s?'? )?reply|authors?'?s?'? response|rejoinder|erratum|corrigendum)\b",
        tail,
        re.IGNORECASE,
    ):
        return wording.Wording(found.words, "another-work", match[1])
    return found
