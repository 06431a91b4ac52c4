"""Find raw citations: lists with and without heading or labels, "^" lines, run-on lists, and ones buried in prose."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import chain, pairwise
from unicodedata import normalize

from ..fields.back import points_back
from ..model import Block, CitationContext, Document, RawCitation, Span
from ..text import numbered
from ..text.numerals import whole
from . import addresses, among, assistants, authorities, beginnings, debris, headed, least, limits, noted, signs
from .citing_notes import among_notes
from .headed import under_heading
from .literal import literal
from .notes import explains
from .pointed import is_pointed_at, pointed_at
from .remarks import is_located, is_remark
from .run_on import numbered_within
from .several import begins, in_a_line, works
from .titles import LOWER_WORD, title_start
from .unit import Unit
from .written import is_code_or_data

_TAIL = re.compile(
    r"\d(?:(?<![\d-].)(?:(?<=1)[89]|(?<=2)0)\d\d(?:(?:\s[A-Z][a-z]{2,8}\.?)?(?:\s\d{1,2})?\s?[;,]\s?(?:Vol\.?\s)?\d{1,4}\s?(?:\([^()\n]{1,16}\)\s?)?[:,]\s?(?:pp?\.?\s?)?[A-Za-z]{0,2}\d{1,7}(?:\s?[-–—]{1,2}\s?[A-Za-z]{0,2}\d{1,7})?"
    r"|:\s?\d{1,4}\s?[-–—]{1,2}\s?\d{1,4}(?!\d)|;\s?\d{1,4}\s?\([a-zA-Z]?\d{1,9}\))"
    r"|(?<![\d.].)\d{0,3}\s?(?:\([^()\n]{1,16}\))?[:,]\s?[A-Za-z]{0,2}\d{1,6}\s?[-–—]{1,2}\s?[A-Za-z]{0,2}\d{1,6}\s?\((?:1[89]|20)\d\d\))"
)
_MAY_CITE = re.compile(
    r"[(\[\d](?:(?<=[(\[])|\s?[:;,(])"
)  # without which a text has neither a citation in brackets nor its numbers
# What may not stand between a citation and an identifier of its own.
_OTHER_TEXT = re.compile(
    r"\n|\([^)]*\Z|(?:\b(?!doi|pmid|pmc|pubmed|epub|available|from|https?|central|url|crossref)[^\W\d_]{2,}\b\W+){3}",
    re.IGNORECASE,
)
_BRACKET = re.compile(r"[()\[\]]")
_PAIR = {"(": ")", "[": "]"}
_RUN_ON = 600  # code points of a paragraph under a heading that may hold several entries
_WORDS = 2  # in small letters, which a title has and the name of a journal has not
_BRACKETED = 40  # of a citation in brackets
_DATED = re.compile(r"(?<!\d)(?:1[5-9]|20)\d\d(?!\d)|\bn\.\s?d\.|[\[(](?:in press|forthcoming)")
_FEW, _RUN_ON_ALONE = 2, 100  # where so few paragraphs are all of the list
_LINE_BREAK = re.compile(r"(?<=[.\d)\]\w/])[ \t]{0,8}\n(?=\S)")
_ENTRY_END = re.compile(
    r"(?:10\.\d{4,9}/\S{1,70}|https?://\S{1,70}|(?:PMID|PMCID|ISBN)\W{0,3}[\dPMCX-]{5,17}|\bpp?\.\s?[\divx]{1,6}(?:\s?[-–—]{1,2}\s?\d{1,6})?|\d{1,6}\s?[-–—]{1,2}\s?\d{1,6}|\d\s?pp?)\.?\Z|(?<=[\u3040-\u9fff\uac00-\ud7af])[.。]\Z"
)
_WRAPPED = re.compile(r"\n(?<=[^\s.:;!?]\n)(?=\S)")  # within a sentence
_BLANK = re.compile(r"(?<=[.\d)\]\w/])\s(?=[^\W\d_a-zà-öø-ÿ]|[\"“])")
_SHORTEST = 25  # characters of an entry in a paragraph; half as many of scripts whose letters are words
_SEVERAL = 2  # of four neighbours: so many likely references make what stands between them one
_PEOPLE = re.compile(
    rf"(?<![\w.-])(?:{signs.PERSON})(?P<more>(?:\s?[,;]\s?(?:(?:and|&)\s)?{signs.PERSON}){{1,40}}(?:,?\s(?:and|&)\s{signs.PERSON})?|,?\s(?:and|&)\s{signs.PERSON})?(?P<cut>,?\set al\.?)?"
)
_INVERTED_LIST = re.compile(
    r"(?<![\w.-])[^\W\d_][\w'’‘ -]{1,30},\s(?:[^\W\d_a-z]\.-?){1,4}(?P<more>(?:,\s(?:and\s)?[^\W\d_][\w'’‘ -]{1,30},\s(?:[^\W\d_a-z]\.-?){1,4}){1,40})(?P<cut>,?\set al\.?)?"
)
_INVERTED = re.compile(r"[^\W\d_a-z][\w'’-]{1,30},\s(?:[A-Z]\.-?){1,4}")
_ENDED = re.compile(r"\.?\s[A-ZÀ-Þ\"“]")
_ENDED_WORD = re.compile(r"[.?](?<=[^\W\d_]{4}.)\s[A-ZÀ-Þ]")  # where a title ends, and no abbreviation of a journal
_PARTICLES = frozenset("van von de den der del di da dos la le el al ter ten st mac ben abu ibn".split())


def find_citations(document: Document, listed: set[int] | None = None) -> list[RawCitation]:
    """Return every raw citation in reading order; spans never overlap. `listed` are the blocks under a heading of a
    list, where that is known.

    A span leaves out the label, the caret, the blank after them, and a full stop that only ends the host sentence.
    """
    return with_notes(document, listed)[0]


def with_notes(document: Document, listed: set[int] | None = None) -> tuple[list[RawCitation], list[Unit]]:
    """Return the citations, and what stands among numbered notes that cite and cites nothing."""
    text = document.text
    listed = under_heading(document) if listed is None else listed
    law = authorities.blocks(document)
    every = units(document, listed)
    found = [each for unit in every if unit.block in law for each in _of_law(text, unit)]
    entries, passed = _entries(document, [unit for unit in every if unit.block not in law] if law else every, listed)
    for unit in entries:
        is_note = document.blocks[unit.block].kind == "footnote" and bool(unit.label)
        if is_note and is_remark(unit.span.of(text)):
            continue
        context: CitationContext = "footnote" if is_note else "caret" if unit.caret else "list"
        for part in works(text, unit.span) if is_note or unit.noted else (unit.span,):
            span = _tidy(text, part)
            if span.end > span.start:
                found.append(RawCitation(span, span.of(text), unit.label, context))
    taken = [citation.span for citation in found]
    flowing = _WRAPPED.sub(" ", text)
    for block in document.blocks:
        if not _MAY_CITE.search(flowing, *block.span):
            continue
        if block.kind in ("paragraph", "item", "table") and not block.span.meets(taken):
            found += [replace(c, raw=c.span.of(text)) for c in _embedded(flowing, block.span)]
        elif block.kind == "footnote" and block.label and not block.span.meets(taken):
            found += [
                replace(c, raw=c.span.of(text), label=block.label, context="footnote")
                for c in _embedded(flowing, block.span)
            ]
    return sorted(found, key=lambda citation: citation.span), passed


def _of_law(text: str, unit: Unit) -> Iterator[RawCitation]:
    """The lines of a list of cases or statutes, each an entry; "18 U.S.C." has no label."""
    at, label = unit.span.start, unit.label
    before = text.rfind(label, 0, at) if label else -1
    if before >= 0 and label and text[before + len(label) : at].isspace():
        at, label = before, None
    lines = text[at : unit.span.end].split("\n")
    for line in chain.from_iterable(map(authorities.cases, lines)):
        span = _tidy(text, Span(at, at + len(line)))
        if line.strip():
            yield RawCitation(span, span.of(text), label, "list")
        at += len(line) + 1


def units(document: Document, listed: set[int] | None = None) -> list[Unit]:
    """Return the stretches that may each be one entry of a list; `listed` are the blocks under a heading of one."""
    inside = under_heading(document) if listed is None else listed
    run_on = _RUN_ON if len(inside) > _FEW else _RUN_ON_ALONE
    blocks = enumerate(document.blocks)
    return [
        unit
        for index, block in blocks
        for unit in _units(document.text, index, block, run_on if index in inside else 0)
    ]


def _units(text: str, index: int, block: Block, run_on: int) -> Iterator[Unit]:
    """Cut a block into the units that may be entries: at lines that begin with a label or a caret, or with people.

    `run_on` is 0 but for the blocks of a list: from so many code points on, one may hold several.
    """
    is_listed = run_on > 0
    if block.kind == "code" and is_listed:
        for span in literal(text, block):
            if found := beginnings.LABELLED.match(text, *span):
                yield Unit(Span(found.end(), span.end), next(value for value in found.groups() if value), False, index)
    if block.kind in ("code", "heading"):
        return
    if not is_listed and beginnings.PLAIN.match(text, *block.span) and text.find("\n", *block.span) < 0:
        yield Unit(block.span, block.label or None, False, index)  # nothing in it that a label begins with
        return
    start = headed.start(text, block) if is_listed else block.span.start
    bounds = [start]
    if text.find("\n", *block.span) >= 0:
        bounds += [match.end() for match in beginnings.ENTRY_LINE.finditer(text, start, block.span.end)]
        bounds = sorted({*bounds, *_entries_within(text, Span(start, block.span.end), _LINE_BREAK)})
    if is_listed and block.span.end - start > run_on:
        cuts = list(_entries_within(text, block.span, _BLANK))
        parts = [text[a:b] for a, b in pairwise([start, *cuts, block.span.end])]
        if block.span.end - start > _RUN_ON or (bounds == [start] and all(map(_DATED.search, parts))):
            bounds = sorted({*bounds, *cuts})
    if block.kind in ("paragraph", "item", "footnote") and not block.label:
        bounds = sorted({*bounds, *numbered_within(text, Span(start, block.span.end), is_listed=is_listed)})
    bounds = [at for before, at in pairwise([-1, *bounds]) if before < 0 or numbered.alone(text[before:at]) is None]
    for begin, end in pairwise([*bounds, block.span.end]):
        label: str | None = (block.label if begin == start else "") or None
        caret = False
        if found := beginnings.BULLET.match(text, begin, end):
            begin = found.end()
        if found := beginnings.CARET.match(text, begin, end):
            caret = True
            begin = found.end()
        else:
            label, begin = _labelled(text, Span(begin, end), label, is_note=block.kind == "footnote")
        yield Unit(Span(begin, end), label, caret, index)


def _labelled(text: str, line: Span, label: str | None, *, is_note: bool) -> tuple[str | None, int]:
    """The label of a line and where its entry begins. A note keeps the label of its markup; a bare number in it that is
    another one is a volume, "2 Frederick Pollock".
    """
    found = beginnings.LABELLED.match(text, *line)
    if found is None:
        return label, line.start
    own = normalize("NFKC", next(value for value in found.groups() if value))
    if not is_note or label is None:
        return own, found.end()
    return label, line.start if found["bare"] and own != label.removeprefix("^") else found.end()


def _entries_within(text: str, block: Span, gap: re.Pattern[str]) -> Iterator[int]:
    """Where new entries begin inside a block: people behind a gap that may end an entry, both sides likely to be
    one.
    """
    begin = block.start
    before, is_whole = Span(-1, -1), False  # what was looked at last, and whether it is one
    for match in gap.finditer(text, *block):
        at = match.end()
        if at - begin < (_SHORTEST if text[begin].isascii() else _SHORTEST // 2):
            continue
        people = signs.people_first().match(text, at, block.end)
        if not people and "\n" not in match.group():
            continue
        # What ends in an identifier or in pages has ended, so that less need show that another one begins.
        has_ended = _ENTRY_END.search(text, max(begin, match.start() - 80), match.start()) is not None
        if not people and not (has_ended and signs.starts_like_one(text[at : at + limits.BEGINNING])):
            continue
        if not has_ended and text[match.start() - 1].isalpha():
            continue
        looked = Span(begin, min(match.start(), begin + limits.LOOKED))
        if looked != before:
            before, is_whole = looked, signs.score(looked.of(text)) >= least.LEAST.strong
        if is_whole and signs.score(text[at : at + limits.BEGINNING]) >= least.LEAST.likely:
            yield at
            begin = at


def _entries(document: Document, units: Sequence[Unit], listed: set[int]) -> tuple[list[Unit], list[Unit]]:
    """Choose the units that are entries, by the heading they stand under, their neighbours, and their own signs; and
    the numbered notes among notes that cite which are none.
    """
    citing = among_notes(document, units)
    chosen = list(_chosen(document, units, listed, citing))
    spans = {unit.span for unit in chosen}
    passed = [units[at] for at in citing if units[at].span not in spans]
    notes = set(_notes_behind(document.text, units, listed, chosen))
    kept = [unit for unit in units if unit not in notes]
    return addresses.with_items(document, kept, listed, [unit for unit in chosen if unit not in notes]), passed


def _notes_behind(text: str, units: Sequence[Unit], listed: set[int], chosen: Sequence[Unit]) -> Iterator[Unit]:
    """The notes that explain, behind a list without numbers: "[1] This holds for adults only." """
    bare = next((unit.span.start for unit in chosen if unit.block in listed and not unit.label), None)
    for unit in units if bare is not None else ():
        is_note = unit.block in listed and (unit.label or "").isdecimal() and unit.span.start > (bare or 0)
        if is_note and explains(unit.span.of(text)):
            yield unit


def _chosen(document: Document, units: Sequence[Unit], listed: set[int], citing: Mapping[int, str]) -> Iterator[Unit]:
    text = document.text
    last: Unit | None = None  # that was chosen
    labels = pointed_at(text)
    scores = [_score(text, unit, listed) for unit in units]
    runs = among.counted_runs([_count(unit.label) if unit.label else None for unit in units], scores)
    under = [at for at, unit in enumerate(units) if unit.block in listed]
    dense = among.dense_blocks([units[at].block for at in under], [scores[at] for at in under])
    for at, unit in enumerate(units):
        length = unit.span.end - unit.span.start
        if length > limits.ENTRY or (at in citing and explains(citing[at])):
            continue
        if at not in citing and scores[at] == signs.PROSE and _is_plain(document, unit, listed):
            continue
        if not unit.label and addresses.is_footer(unit.span.of(text)):
            continue
        is_footnote = document.blocks[unit.block].kind == "footnote" and bool(unit.label)
        is_back = bool(unit.label) and points_back(unit.span.of(text)) is not None and not explains(unit.span.of(text))
        is_note = is_footnote and (unit.label or "").isdecimal()
        is_under = unit.block in listed
        counted = not is_note and (
            (is_under and _is_counted(units, at))
            or (at in runs and (scores[at] >= least.LEAST.likely or not explains(unit.span.of(text))))
        )
        counted = counted or (not is_note and is_pointed_at(text, unit, last, labels, is_listed=is_under))
        source = addresses.is_entry(text, unit.span, unit.label, is_listed=is_under)
        source = source or (document.blocks[unit.block].kind == "footnote" and is_located(unit.span.of(text)))
        is_short = at in citing or unit.caret or counted or source
        if length < (0 if is_back else 8 if is_short else 12 if is_under else 20):
            continue
        near = 0 if counted or source else _near(units, scores, at, listed)
        if (
            counted
            or source
            or (unit.caret and (is_under or any(other.caret for other in _beside(units, at))))
            or (is_back and (near or is_under or is_footnote))
            or (at in citing and noted.cites(citing[at]))
        ):
            last = unit
            yield unit._replace(noted=at in citing)
            continue
        body = text[begins(text, unit.span) : unit.span.end] if is_footnote else unit.span.of(text)
        score = scores[at] if len(body) == length else signs.score(body)
        starts = signs.starts_like_one(body)
        need = least.LEAST.strong if unit.label and starts else least.LEAST.alone
        if unit.caret or is_note or (unit.label or "").startswith("^"):
            need = least.LEAST.listed
        elif is_under:
            is_kept = (
                unit.block in dense and among.is_dated(unit.span.of(text)) and not signs.is_prose(unit.span.of(text))
            )
            need = signs.PROSE if is_kept else least.LEAST.listed
        elif near >= _SEVERAL and (starts or unit.label):
            need = least.LEAST.likely
        elif not starts and not (unit.label and near):
            continue
        if score >= need and not (is_footnote and explains(body)):
            last = unit
            yield unit


def _near(units: Sequence[Unit], scores: Sequence[int], at: int, listed: set[int]) -> int:
    """How many of a unit's four neighbours are likely to be references, and stand under a heading as it does."""
    is_under = units[at].block in listed
    likely = [n for n in range(max(at - 2, 0), min(at + 3, len(units))) if scores[n] >= least.LEAST.likely and n != at]
    return sum((units[n].block in listed) == is_under for n in likely) if likely else 0


def _beside(units: Sequence[Unit], at: int) -> Sequence[Unit]:
    return (*units[max(at - 1, 0) : at], *units[at + 1 : at + 2])


def _is_plain(document: Document, unit: Unit, listed: set[int]) -> bool:
    """Whether nothing but an address behind a label could make an entry of a unit that begins as none."""
    if unit.label or unit.caret or unit.block in listed or document.blocks[unit.block].kind == "footnote":
        return False
    return not addresses.is_entry(document.text, unit.span, None, is_listed=False)


def _score(text: str, unit: Unit, listed: set[int]) -> int:
    score = signs.PROSE if _is_prose(text, unit, listed) else signs.score(in_a_line(unit.span.of(text)))
    is_none = score > 0 and unit.block not in listed and is_code_or_data(unit.span.of(text))
    return signs.PROSE if is_none else score


def _is_prose(text: str, unit: Unit, listed: set[int]) -> bool:
    """Whether a unit need not be looked at for signs: too long, or begun like no reference where nothing else tells."""
    length = unit.span.end - unit.span.start
    if length > limits.ENTRY:
        return True
    if unit.label or unit.caret or unit.block in listed:
        return False
    return not signs.starts_like_one(text[unit.span.start : unit.span.start + limits.BEGINNING])


def _is_counted(units: Sequence[Unit], at: int) -> bool:
    """Whether an entry's number follows the one before, or the next follows it: what stands in such a list is an
    entry.
    """
    number = _count(units[at].label)
    if number is None:
        return False
    return any(
        _count(units[other].label) == number + other - at for other in (at - 1, at + 1) if 0 <= other < len(units)
    )


def _count(label: str | None) -> int | None:
    return whole((label or "").removeprefix("^"))


def _tidy(text: str, span: Span) -> Span:
    """Cut debris and blanks from both ends, and the full stop behind an identifier: it could be read as part of it."""
    start, end = span
    end = debris.start(text, start, end)
    start = addresses.led(text, start, end)
    while end > start and (text[end - 1].isspace() or text[end - 1] in "|•·"):
        end -= 1
    last = text[max(start, end - limits.ENDING) : end]
    ends_in_identifier = last.endswith(".") and any(s.whole.end == len(last) - 1 for s in signs.identifiers(last))
    if ends_in_identifier or (last.endswith("..") and not last.endswith("...")):
        end -= 1
    return Span(start, end)


def _embedded(text: str, block: Span) -> Iterator[RawCitation]:
    """Citations inside a paragraph: in brackets, or bare between the words of the sentence."""
    links = list(assistants.find_links(text, block)) if "](" in text[block.start : block.end] else []
    yield from links
    taken = [link.span for link in links]
    for span in _in_brackets(text, block):
        if span.meets(taken):
            continue
        taken.append(span)
        yield RawCitation(span, span.of(text), None, "embedded")
    at = block.start
    tails = list(_TAIL.finditer(text, *block))
    people = _people(text, block) if tails else []
    for tail in tails:
        if tail.start() < at or Span(*tail.span()).meets(taken):
            continue
        begin = _beginning(text, max(at, block.start, tail.start() - limits.EMBEDDED), tail.start(), people)
        if begin is None:
            continue
        span = Span(begin, _ending(text, tail.end(), block.end))
        if signs.score(span.of(text)) < least.LEAST.listed or span.meets(taken):
            continue
        at = span.end
        yield RawCitation(span, span.of(text), None, "embedded")


def _in_brackets(text: str, block: Span) -> Iterator[Span]:
    at = block.start
    held: list[Span] = []
    if block.end - block.start < _BRACKETED:
        return
    for opening, closing in _partners(text, block):
        if not _BRACKETED <= closing - opening - 1 <= limits.EMBEDDED or (held and held[-1].start > opening):
            continue  # what holds a whole citation in brackets is none itself: "Roe 2001 [Roe A. Heat. Spine 2001.]"
        span = Span(opening + 1, closing)
        inside = span.of(text)
        if (
            signs.starts_like_one(inside)
            and signs.score(inside) >= least.LEAST.strong
            and ";" not in _outside_numbers(inside)
        ):
            held.append(span)
    for span in held:
        if span.start >= at:
            yield span
            at = span.end


def _outside_numbers(inside: str) -> str:
    """`inside` without the ";" that citations hold themselves, so that "(Smith, 2015; Jones, 2016)" shows its own."""
    if len(inside) > 160 or signs.identifiers(inside) or re.search(r"\d;\s?\d|\d\s?\(\d|:\s?\d", inside):
        return ""
    return inside


def _partners(text: str, block: Span) -> Iterator[tuple[int, int]]:
    """Each bracket that has a closing one of its own kind, with that, in the order in which they close."""
    stack: list[int] = []
    for match in _BRACKET.finditer(text, *block):
        at = match.start()
        if text[at] in _PAIR:
            stack.append(at)
        elif stack and _PAIR[text[stack[-1]]] == text[at]:
            yield stack.pop(), at
        else:
            stack.clear()


def _people(text: str, block: Span) -> list[tuple[int, int, bool]]:
    """The lists of people in a block, in order: where each ends, the place before which it begins, and whether several
    are named.
    """
    return sorted(
        (match.end(), -match.start(), bool(match["more"] or match["cut"]))
        for pattern in (_INVERTED_LIST, _PEOPLE)
        for match in pattern.finditer(text, *block)
    )


def _beginning(text: str, earliest: int, tail: int, people: Sequence[tuple[int, int, bool]]) -> int | None:
    """Where the citation whose numbers stand at `tail` begins: before its people, or before the title before them.

    The people nearest to the numbers decide. Words of a title between the two: "Smith J, Hill K. Pain of the back.
    Spine." begins with them. Nothing but a journal's name: "Pain of the back. Smith, J., and Hill, K. Spine, " begins
    before.
    """
    window = text[earliest:tail]
    last = bisect_left(people, (tail + 1,))
    small, looked = 0, len(window)  # words in small letters, and from where on they are counted
    for stop, before, several in reversed(people[max(last - limits.PEOPLE, 0) : last]):
        start, end = -before - earliest, stop - earliest
        if start < 0 or not (several or _INVERTED.match(window, start) or _ENDED.match(window, end)):
            continue
        named, between = window[start:end], window[end:]
        behind = f".{between}" if named.endswith(".") else between
        is_titled = "." not in named[:-1] and behind.startswith(". ") and _ENDED_WORD.search(behind, 2) is not None
        if small < _WORDS:
            small += len(LOWER_WORD.findall(window, end, looked))
            looked = end
        if small >= _WORDS or is_titled:
            return earliest + start + _host_words(named)
        if between.startswith((".", ",", " ")) and (several or _INVERTED.match(window, start)):
            begin = title_start(window, start)
            if begin is not None:
                return earliest + begin
    return None


def _host_words(people: str) -> int:
    """The length of a capitalised word of the sentence that was read as the first half of the first name."""
    first = re.match(r"([^\W\d_][\w'’-]*)\s(?=[^\W\d_a-z][\w'’-]*,?\s)(?![A-Z]{1,3},\s)", people)
    if (
        first
        and first[1].lower() not in _PARTICLES
        and re.match(r"[^\W\d_a-z][\w'’-]+,?\s[A-Z]", people[first.end() :])
    ):
        return first.end()
    return 0


def _ending(text: str, tail: int, last: int) -> int:
    """Where it ends: behind identifiers that follow closely, and behind its own full stop where a second one
    follows.
    """
    end = tail
    if text[end : end + 2] == "..":
        return end + 1
    for sighting in signs.identifiers(text[tail : min(last, tail + limits.FOLLOWING)]):
        if _OTHER_TEXT.search(text[end : sighting.whole.start + tail]):
            break
        end = tail + sighting.whole.end
    if text[end : end + 2] == "..":
        return end + 1
    return end
