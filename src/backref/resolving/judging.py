"""Judge a citation against the record that is meant: Parsed x Record -> a Difference for each field. Pure.

Which record is meant was decided before, by a score that forgives; here nothing is forgiven. Each field family says how
its two sides relate; one table (`verbs`) says what kind of difference that is, and each difference has a sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from ..fields import containers, ids, letters, names, pages, people, titles, wording
from ..model import Difference, Identifier, Name, Parsed, PersonPair, Record, Reference
from . import reading, sentences
from .reasons import Reason
from .sentences import OUTCOMES
from .unite import years_of

_UNPRINTED = re.compile(
    r"[,;:.(\[\s]{0,3}\b(?:in press|in print|forthcoming|submitted|accepted|(?:e?pub )?ahead of print|advance (?:online )?(?:access|publication)|online first|early view|internet|online)\b"
    r"[.)\]\s]{0,3}$",
    re.IGNORECASE,
)
_NUMBER_WORD = re.compile(
    r"\b(?:vol(?:ume)?|bd|no|nr|n|issue|iss|heft|h|t|tome?|fasc|suppl(?:ement)?|special|part|pt)\b\.?", re.IGNORECASE
)
_SHORT_NUMBER = re.compile(r"\d+|[a-z]")
_BOOKS = ("book", "thesis")
_ARTICLES = ("article-journal", "article-magazine", "article-newspaper")
_EDITED = re.compile(
    r"\b\d{1,3}(?:st|nd|rd|th|\.)?\s(?:rev(?:ised|\.)?\s)?(?:ed(?:ition|n)?|aufl(?:age)?|éd(?:ition)?)\b", re.IGNORECASE
)
_COUNTED = re.compile(r"(?<![\w-])\d{2,4}\s?(?:pp?|pages|S|Seiten|págs?)\.?\W*$", re.IGNORECASE)


class Judged(NamedTuple):
    """The differences of a citation from a record, one for each field that can be compared, and the reasons they
    give.
    """

    comparisons: tuple[Difference, ...]
    reasons: tuple[Reason, ...]


class _Seen(NamedTuple):
    """What the fields are judged by: the citation, the record, and where the record's title stands in the citation."""

    parsed: Parsed
    record: Record
    title: reading.Printed | None

    @property
    def text(self) -> Reference:
        return self.parsed.reference

    @property
    def work(self) -> Reference:
        return self.record.reference


def judge(parsed: Parsed, record: Record, likeness: dict[str, float]) -> Judged:
    """Return how each field of a citation relates to the record's. `likeness` is the degree of each, 0 to 1, where
    known.
    """
    theirs = titles.render(record.reference.title or "")
    names_container = _title_is_container(parsed.reference, record.reference)
    printed, found = (None, None) if names_container or not theirs else reading.title(parsed, theirs, record.reference)
    seen = _Seen(parsed, record, printed)
    named = _title(seen, theirs, found)
    is_part = (
        named is not None and named[1] == Reason.PART_OF_WORK
    )  # a chapter has other authors and pages than its book
    kinds = list(_kind(seen))
    container, volume, issue, page = _place(seen, names_container)
    place = [container, volume, issue, None if is_part or kinds else page]  # the pages of a book are their number
    said = [named, None if is_part else _authors(seen), _year(seen), *place, *kinds, *_identifiers(seen)]
    made = [item for item in said if item is not None]
    comparisons = tuple(
        d.model_copy(update={"degree": round(_degree(d, likeness.get(d.variable)), 4)}) for d, _ in made
    )
    return Judged(comparisons, tuple(dict.fromkeys(reason for _, reason in made)))


_Judgement = tuple[Difference, Reason]


def _made(variable: str, outcome: str, text: str, record: str, message: str = "", **more: object) -> _Judgement:
    kind, reason = OUTCOMES[variable, outcome]
    said = message or sentences.plain(variable, kind, text, record)
    found = Difference(variable=variable, text=text, record=record, kind=kind, message=said)
    return (found.model_copy(update=more) if more else found), reason


def _degree(difference: Difference, likeness: float | None) -> float:
    if likeness is None:
        return 0.0 if difference.kind == "differs" else 1.0
    return min(likeness, 0.96) if difference.kind == "differs" else max(likeness, 0.7)


def _title_is_container(text: Reference, record: Reference) -> bool:
    """Whether what was read as the title is the container's, as where a citation prints no title."""
    if not text.title or not record.container_title or len(text.title) > 80 or text.container_title:
        return False
    return (
        containers.relate(text.title, _names_of(record)).is_one and wording.relate(text.title, record.title or "").relation == "differs"
    )  # fmt: skip


def _title(seen: _Seen, theirs: str, found: wording.Wording | None) -> _Judgement | None:
    ours = seen.title.text if seen.title else ""
    whole = seen.text.title or ours
    part = _part(seen, theirs, found)
    if part:
        return _made("title", "part", whole, theirs, part)
    if found is None or not theirs:
        return None
    if found.relation == "another-work":
        return _made(
            "title", "another-work", ours, theirs, sentences.another_work(found, ours, theirs), words=found.words
        )
    if found.relation == "differs":
        return _made("title", "differs", ours, theirs, sentences.words(found), words=found.words)
    how = {pair.how for pair in found.words if pair.relation == "compatible"}
    outcome = "same" if found.relation == "same" else "shortened" if how & {"subtitle", "in brackets"} else "compatible"
    return _made("title", outcome, ours, theirs, sentences.words(found), words=found.words if outcome != "same" else ())


def _part(seen: _Seen, theirs: str, found: wording.Wording | None) -> str:
    """What says that one side is a part of the other's work: a chapter and its book."""
    text, work = seen.text, seen.work
    if found is not None and found.relation in ("same", "compatible") and not _stands_in(seen):
        return ""
    if work.type == "book" or (not work.container_title and work.isbn):
        inside = text.container_title or ""
        if inside and theirs and _is_titled(inside, theirs) and text.title and not _is_titled(text.title, theirs):
            return sentences.part_of(text.title, theirs)
        if _stands_in(seen):
            return sentences.part_of(text.title or "a part", theirs)
    is_whole = work.type in ("chapter", "entry-encyclopedia") and text.type == "book" and not text.container_title
    if is_whole and text.title and work.container_title and _is_titled(text.title, work.container_title):
        return sentences.whole_of(text.title, theirs)
    return ""


def _stands_in(seen: _Seen) -> bool:
    """Whether the record's title stands in the citation behind "In:", as the book in which a chapter stands."""
    if seen.title is None or not seen.title.end or seen.work.type != "book":
        return False
    before = seen.parsed.raw[: seen.title.start]
    match = list(re.finditer(r"(?:^|[.?!,”\"]\s)In:?\s", before))
    return bool(match) and match[-1].start() > 20 and len(before) - match[-1].end() < 200


def _is_titled(one: str, two: str) -> bool:
    return wording.relate(one, two).relation in ("same", "compatible")


def _authors(seen: _Seen) -> _Judgement | None:
    text, work = seen.text, seen.work
    theirs = work.author if work.author and (text.author or not work.editor) else work.editor
    theirs = theirs or work.author
    if not theirs:
        return None
    if "author" in work.cut:
        theirs = (*theirs, Name(literal="et al."))
    start = seen.title.start if seen.title else 0
    others = [*work.editor, *work.translator, *work.chair, *work.author]
    best: tuple[int, people.Pairing, tuple[Name, ...]] | None = None
    for ours, is_cut in reading.people(seen.parsed, start):
        if not ours:
            continue
        found = people.relate(ours, theirs, is_cut=is_cut, source=seen.record.source, others=others)
        found = _as_printed(seen, found, ours, theirs, start)
        bad = sum(found.count(relation) for relation in ("differs", "missing", "added", "moved"))
        if best is None or bad < best[0]:
            best = (bad, found, ours)
        if not bad:
            break
    if best is None:
        first = titles.words(names.family(theirs[0]))
        if reading.is_structured(seen.parsed) or not first or not reading.is_printed(seen.parsed, first, start):
            return None
        return _made("author", "cut", "", names.listed(theirs), "the first author is printed")
    _, found, ours = best
    outcome = sentences.people_outcome(found)
    return _made(
        "author", outcome, names.listed(ours), names.listed(theirs), sentences.people(found), people=found.pairs
    )


def _as_printed(
    seen: _Seen, found: people.Pairing, ours: tuple[Name, ...], theirs: tuple[Name, ...], start: int
) -> people.Pairing:
    """The pairs without those that only a list parted at the wrong places makes: every word of it is the record's
    people's.
    """
    if found.relation != "differs" or reading.is_structured(seen.parsed):
        return found
    pairs: list[PersonPair] = []
    for pair in found.pairs:
        changed = pair
        name = ours[pair.text_at - 1] if pair.text_at else None
        other = _nth(theirs, pair.record_at)
        merged = name is not None and len(titles.words(names.render(name))) > 3  # two people that were read as one
        if pair.relation in ("added", "differs") and name is not None and (pair.how != "given name" or merged):
            if people.is_words_of(name, theirs) and (other is None or _is_named(seen, other, theirs, start)):
                changed = pair.model_copy(update={"relation": "compatible", "how": "printed otherwise"})
        elif pair.relation == "missing" and other is not None and _is_named(seen, other, theirs, start):
            changed = pair.model_copy(update={"relation": "compatible", "how": "printed otherwise"})
        pairs.append(changed)
    bad = any(pair.relation in ("differs", "missing", "added", "moved") for pair in pairs)
    return found._replace(pairs=tuple(pairs), relation="differs" if bad else "compatible")


def _nth(theirs: tuple[Name, ...], at: int | None) -> Name | None:
    return theirs[at - 1] if at and at <= len(theirs) else None


def _is_named(seen: _Seen, name: Name, theirs: tuple[Name, ...], start: int) -> bool:
    """Whether a person's family name is printed, as often as the record has people of that name."""
    words = [word for word in titles.words(name.family or name.literal or "") if len(word) > 1]
    times = sum(other.family == name.family for other in theirs)
    return bool(words) and reading.is_printed(seen.parsed, words, start, times)


def _year(seen: _Seen) -> _Judgement | None:
    theirs = years_of(seen.record) | _years_in(seen.work.doi)
    issued = seen.text.issued
    if not theirs:
        return None
    shown = str(seen.work.issued.year) if seen.work.issued and seen.work.issued.year else str(max(theirs))
    ours = [parts[0] for parts in issued.date_parts if parts] if issued else []
    printed = frozenset() if reading.is_structured(seen.parsed) else reading.numbers(seen.parsed, "issued", seen.title)
    also = next((year for year in sorted(theirs) if str(year) in printed), None)
    if not ours:
        return _made("issued", "same", str(also), shown) if also else None
    if theirs.intersection(ours):
        return _made("issued", "same", str(ours[0]), shown)
    if also and also not in ours:
        return _made("issued", "compatible", str(ours[0]), shown, f"{also} is printed, too")
    off = min(abs(year - other) for year in ours for other in theirs)
    known = ", ".join(map(str, sorted(theirs)))
    return _made("issued", "off by 1" if off == 1 else "differs", str(ours[0]), shown, f"{ours[0]} here, {known} there")


def _years_in(doi: str | None) -> frozenset[int]:
    """The year that a DOI of old carries: "10.1111/j.1749-6632.1965.tb45406.x",
    "10.1002/(sici)1097-0142(19970201)79:3".
    """
    found = re.findall(r"\.(1[89]\d\d|200\d)\.tb|\(((?:19|20)\d\d)(?:\d{4}|\d{2})?\)", doi or "")
    return frozenset(int(year) for pair in found for year in pair if year)


def _names_of(record: Reference) -> list[str]:
    found = (record.container_title, record.container_title_short)
    return [titles.render(name) for name in dict.fromkeys(filter(None, found))]


def _container(seen: _Seen, names_container: bool) -> _Judgement | None:
    text, work = seen.text, seen.work
    theirs = _names_of(work)
    if not theirs:
        return None
    ours = (text.title if names_container else text.container_title) or ""
    ours = _UNPRINTED.sub("", ours)
    found = containers.relate(ours, theirs, issn=(text.issn, work.issn)) if ours else None
    if found is not None and not found.is_one:
        wider = (containers.relate(name, theirs) for name in reading.wider(seen.parsed, "container-title"))
        found = next((other for other in wider if other.is_one), found)
    if found is None or not found.is_one:
        name = "" if reading.is_structured(seen.parsed) else _printed_container(seen, theirs, ours)
        if name:
            return _made("container-title", "same", name, theirs[0])
    if found is None:
        return None
    return _made("container-title", found.relation, ours, theirs[0], sentences.container(found, ours))


def _printed_container(seen: _Seen, theirs: list[str], ours: str) -> str:
    """A name of the record's container that the citation prints between stops, numbers and quotes, so that it is
    whole.
    """
    raw = reading.bare(seen.parsed.raw)
    rest = raw[seen.title.end :] if seen.title and seen.title.end and seen.title.end < len(raw) - 8 else raw
    collection = seen.work.collection_title or seen.work.event_title or ""
    for name in theirs:
        words = [
            "(?:and|&)" if word == "and" else re.escape(word) for word in re.findall(r"\w+", name.replace("&", " and "))
        ]
        if not words or len("".join(words)) < 3:
            continue
        whole = r"[\W_]+".join(words)
        match = re.search(
            rf"(?:^\s*|[.,?!:;”\"“’)*(\]]\s*|\bIn:?\s+)(?:the\s+)?(?P<name>{whole})(?=\s*(?:[.,;:()\[\]–—-]|\d|\bvol|\bno\b|$))",
            rest,
            re.IGNORECASE,
        )
        if match and not (ours and collection and containers.relate(ours, [collection]).is_one):
            around = rest[max(0, match.start() - 2) : match.end() + 30]
            if (
                not ours
                or titles.normalise(ours) not in titles.normalise(around)
                or titles.normalise(ours) in titles.normalise(match["name"])
            ):
                return match["name"] if not _goes_on(rest, match.end(), ours) else ""
    return ""


def _goes_on(rest: str, end: int, ours: str) -> bool:
    """Whether the name that was read goes on behind a stop: "Nature. Medicine", "Blood: Research"."""
    after = titles.normalise(rest[end : end + len(ours) + 4])
    tail = titles.normalise(ours).rsplit(" ", 1)[-1]
    return bool(tail) and after.startswith(tail)


def _place(seen: _Seen, names_container: bool) -> list[_Judgement | None]:
    """The container, volume, issue and page."""
    text, work = seen.text, seen.work
    container = _container(seen, names_container)
    first = _bare(pages.parse(work.page or "").first)
    numbers = []
    for name, ours, theirs in (("volume", text.volume, work.volume), ("issue", text.issue, work.issue)):
        misread = (
            ours is not None
            and _bare(ours) == first
            and _bare(theirs) != first
            and not reading.is_structured(seen.parsed)
        )
        numbers.append(_number(seen, name, None if misread or reading.is_day(seen.parsed, name) else ours, theirs))
    page = _page(seen)
    if container and container[0].kind == "differs" and page and page[0].kind not in ("equal", "subset"):
        # a volume is one of its container: where container and pages are others, so is it
        page = _made("page", "differs", page[0].text, page[0].record)
        numbers = [
            _made(name, "differs", ours or "", theirs or "") if ours or theirs else None
            for name, ours, theirs in (("volume", text.volume, work.volume), ("issue", text.issue, work.issue))
        ]
    return [container, *numbers, page]


def _number(seen: _Seen, variable: str, ours: str | None, theirs: str | None) -> _Judgement | None:
    if ours is not None and not reading.is_structured(seen.parsed):
        ours = re.sub(r"^\d{1,2}\s?;\s?(?=\d)", "", ours)  # "Nov 10;107": a day before the volume
    value, said = _bare(theirs), _bare(ours)
    if not value or not any(c.isalnum() for c in value) or (ours is not None and not said):
        return None
    structured = reading.is_structured(seen.parsed)
    if ours is None and variable == "issue" and not structured and (behind := reading.issue_behind_volume(seen.parsed)):
        return _made(
            variable,
            "same" if _bare(behind) == value or _is_one_number(_bare(behind), value) else "differs",
            behind,
            theirs or "",
        )
    if ours is None:
        printed = frozenset() if structured else reading.numbers(seen.parsed, variable, seen.title)
        return _made(variable, "same", value, value) if variable == "volume" and value in printed else None
    if said == value:
        return _made(variable, "same", ours, theirs or "")
    if _is_one_number(said, value):
        return _made(variable, "compatible", ours, theirs or "")
    if not structured and value in reading.numbers(seen.parsed, variable, seen.title):
        return _made(variable, "compatible", ours, theirs or "", f"{theirs} is printed, too")
    return _made(variable, "differs", ours, theirs or "")


def _is_one_number(one: str, two: str) -> bool:
    """Whether two numbers of volumes or issues are one, printed otherwise: "12-13" and "12", "xii" and "12", "suppl 2"
    and "s2".
    """
    a, b = (re.findall(r"\d+|[^\W\d_]+", _NUMBER_WORD.sub("s", side)) for side in (one, two))
    digits = [[part.lstrip("0") for part in side if part.isdigit()] for side in (a, b)]
    if digits[0] and digits[1]:
        return bool(set(digits[0]) & set(digits[1]))
    if letters.arabic(one) == two or one == letters.arabic(two) or set(a) & set(b):
        return True
    # words beside a number do not contradict it: "Suppl", "Spring"
    return not (_SHORT_NUMBER.fullmatch(one) and _SHORT_NUMBER.fullmatch(two))


def _page(seen: _Seen) -> _Judgement | None:
    text, work = seen.text, seen.work
    theirs = [value for value in (work.page, work.number) if value and re.search(r"\d", value)]
    if not theirs:
        return None
    if not text.page:
        first = pages.parse(theirs[0]).first.casefold().lstrip("0")
        if (
            reading.is_structured(seen.parsed)
            or len(first) < 2
            or first not in reading.numbers(seen.parsed, "page", seen.title)
        ):
            return None
        return _made("page", "first", first, theirs[0])
    cited = reading.is_cited_page(seen.parsed) or bool(re.match(r"\s*p\.?\s?\d+\s*$", text.page, re.IGNORECASE))
    found = pages.relate(text.page, theirs[0], is_cited=cited)
    if len(theirs) > 1 and (found == "article-number" or pages.relate(text.page, theirs[1]) == "same"):
        found = pages.relate(text.page, theirs[1])  # the record has pages and an article's number; a text prints either
    if found in ("differs", "within") and not reading.is_structured(seen.parsed):
        first = pages.parse(theirs[0]).first.casefold().lstrip("0")
        if len(first) > 1 and first in reading.numbers(seen.parsed, "page", seen.title):
            return _made("page", "cited", text.page, theirs[0], f"{first} is printed, too")
    return _made("page", found, text.page, theirs[0], sentences.page(found, text.page, theirs[0]))


def _kind(seen: _Seen) -> Iterator[_Judgement]:
    """A book is no article, and an edition not another."""
    text, work = seen.text, seen.work
    said_so = reading.is_structured(seen.parsed) or bool(
        _EDITED.search(seen.parsed.raw) or _COUNTED.search(seen.parsed.raw)
    )
    if work.type in _ARTICLES and text.type in _BOOKS and said_so and not (text.container_title or text.volume):
        yield _made("type", "differs", text.type, work.type, sentences.kinds(text.type, work.type))
    editions = [re.findall(r"\d+", value or "")[:1] for value in (text.edition, work.edition)]
    if editions[0] and editions[1] and editions[0] != editions[1]:
        yield _made("edition", "differs", text.edition or "", work.edition or "")


def _identifiers(seen: _Seen) -> Iterator[_Judgement]:
    for scheme in ("doi", "pmid", "pmcid"):
        ours, theirs = getattr(seen.text, scheme), getattr(seen.work, scheme)
        if ours and theirs:
            same = ids.similarity(Identifier(scheme, ours), Identifier(scheme, theirs)) == 1.0
            yield _made(scheme.upper(), "same" if same else "differs", ours, theirs)


def _bare(value: str | None) -> str:
    plain = letters.plain(re.sub(r"[-–—/&+]", " ", value or ""))
    return re.sub(r"^(?:vol(?:ume)?|bd|no|nr|n|issue|iss|heft)\s", "", plain).lstrip("0").strip()
