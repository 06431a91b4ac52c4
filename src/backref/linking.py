"""Link markers, references and claims: Document + Found -> Linked. Nothing is linked by hope.

A numeric key links to the entry that prints it; an author-year key to the entry with that first author and year; a
citation that stands in a sentence to that sentence. What has no entry stays, with its key, as "missing-entry".
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cached_property
from itertools import pairwise

from .fields import names
from .fields.joining import rest_cut, small_words
from .model import Claim, Document, Found, Link, Linked, Marker, Problem, RawCitation, Sentence, Span
from .text import words
from .text.folding import fold, spellings
from .text.inflected import stem
from .text.width import narrowed

_YEAR = re.compile(r"(?<!\d)(?:1[5-9]|20)\d\d[a-z]?(?![\w])")
_YEARS = re.compile(r"(?<!\d)(?:1[3-9]|2[0-5])\d\d[a-z]?(?=[년年]|(?!\w))")  # 1398 is 2019 in Tehran, 2562 in Bangkok
# What may stand before the first author: a label, "^ a b", quotes.
_HEAD = re.compile(
    r"^(?:[\s\[(]*\d{1,4}[\]).:]{0,2}\s+|\^\s*(?:[a-z]{1,2}\s+){0,60}(?=[^\W\d_a-z])|[\s\"“„*•·-]+){0,3}"
)
_WORD_OR_MARK = re.compile(r"[^\W\d_][\w'’ʼ‐-]*|[,;&(:「『《〈]|(?<=[\u3400-\u9fff])·")
_BACKLINKS = re.compile(r"^\^\s{1,2}((?:[a-z]{1,2}\s{1,2}){2,60})(?=\S)")
_WORD = re.compile(r"[^\W\d_][\w'’ʼ‐-]*")
_HAN = re.compile(r"[\u3400-\u9fff\uac00-\ud7af]{2,4}$")
_MOST = 100  # entries that one key may mean
_JOINING = frozenset("van von de den der del di da dos la le el ter ten".split())  # besides "and" and "et al."


def link(document: Document, found: Found) -> Linked:
    """Return one link for each marker, in order, and one claim for each sentence that holds a marker."""
    entries = _Entries(found)
    links = tuple(entries.link(index, marker) for index, marker in enumerate(found.markers))
    claims = tuple(_claims(document, found, links))
    return Linked(links, claims, tuple(_problems(found, links)))


class _Entries:
    """The citations of one document, by what markers may call them."""

    def __init__(self, found: Found) -> None:
        self._citations = tuple(map(_narrow, found.citations))
        self._own = {c.span: i for i, c in enumerate(found.citations) if c.context in ("embedded", "identifier")}
        self._labels: dict[str, list[int]] = defaultdict(list)
        for index, citation in enumerate(found.citations):
            if citation.label:
                self._labels[citation.label.casefold()].append(index)
        self._positions = {} if self._labels else _by_position(found)
        self._years: dict[str, list[int]] | None = None
        self._dated: dict[str, _Dated] = {}
        self._looked: dict[tuple[bool, str], list[int]] = {}

    def link(self, index: int, marker: Marker) -> Link:
        """Return what one marker points at."""
        if marker.kind in ("embedded", "identifier"):
            return Link(marker, (self._own[marker.span],), "linked", "stands-in-the-sentence")
        hits = [self._look(marker.kind == "author-year", key) for key in marker.keys]
        missing = tuple(key for key, hit in zip(marker.keys, hits, strict=True) if not hit)
        references = tuple(dict.fromkeys(i for hit in hits for i in hit))
        if missing:
            return Link(marker, references, "missing-entry", "no-entry-with-this-key", missing)
        if any(len(hit) > 1 and not self._is_one_entry(hit) for hit in hits):
            return Link(marker, references, "ambiguous", "several-entries-with-this-key")
        if marker.kind == "author-year":
            return Link(marker, references, "linked", "author-and-year-equal")
        return Link(marker, references, "linked", "position-in-list" if self._positions else "label-equal")

    def _is_one_entry(self, hits: list[int]) -> bool:
        """Whether the citations stand in one entry, which holds several works."""
        spans = [self._citations[i].span for i in hits]
        labels = {self._citations[i].label for i in hits}
        return len(labels) == 1 and None not in labels and all(0 <= b.start - a.end < 5 for a, b in pairwise(spans))

    def _look(self, by_author: bool, key: str) -> list[int]:
        """What a key may mean, at most `_MOST` of it; each key is looked for once, however many markers have it."""
        if (by_author, key) not in self._looked:
            self._looked[by_author, key] = (self._author_year(key) if by_author else self._label(key))[:_MOST]
        return self._looked[by_author, key]

    def _label(self, key: str) -> list[int]:
        hits = self._labels.get(key.casefold(), [])
        raws = {" ".join(self._citations[i].raw.split()): i for i in reversed(hits)}
        return sorted(raws.values()) or ([self._positions[key]] if key in self._positions else [])

    def _author_year(self, key: str) -> list[int]:
        who, _, year = key.rpartition(" ")
        surnames = [_spelt(word) for word in _WORD.findall(who) if not _is_joining(word)]
        if not surnames:
            return []
        dated = self._of(year)
        hits = dated.by(surnames[0])
        if not hits and len(year) == 5:
            dated = self._of(year[:4])
            hits = dated.by(surnames[0])
        if len(hits) > 1 and len(surnames) > 1:
            hits = dated.holding(surnames[0], surnames[1:]) or hits
        if len(hits) > 1:
            least, most = (3, 99) if rest_cut(who) != who else (len(surnames), len(surnames))
            fitting = [i for i in hits if least <= dated.people(i) <= most]
            hits = fitting or hits
        return hits

    def _of(self, year: str) -> _Dated:
        found = self._dated.get(year)
        if found is None:
            found = self._dated[year] = _Dated(self._citations, self._with_year(year))
        return found

    def _with_year(self, year: str) -> list[int]:
        if self._years is None:
            self._years = defaultdict(list)
            for index, citation in enumerate(self._citations):
                told = citation.reference.issued if citation.reference else None
                years = _YEARS.findall(citation.raw) if told is None else [str(told.year)]
                for printed in {form for y in years for form in (y, y[:4])}:
                    self._years[printed].append(index)
        return self._years.get(year, [])


class _Dated:
    """The citations of one year, by the names that they print; each is looked at once, however many keys ask for it."""

    def __init__(self, citations: Sequence[RawCitation], indices: Sequence[int]) -> None:
        self._citations = citations
        self._indices = indices
        self._people: dict[int, int] = {}
        self._words: dict[frozenset[str], dict[str, list[int]]] = {}

    def by(self, surname: frozenset[str]) -> list[int]:
        """Return those whose first author this is; else the only one that names it at its beginning."""
        if hits := {i for form in surname for i in self._firsts.get(form, ())}:
            return sorted(hits)
        words, heads = self._beginnings
        near: set[int] = set()
        for form in surname:
            at = bisect_left(heads, (form, -1))
            near |= {i for head, i in heads[at : at + 2] if head.startswith(form)} | set(words.get(form, ())[:2])
        found = [i for i in near if _begins_with(self._citations[i].raw, surname)]
        found = found or sorted({i for form in surname for i in self._stems.get(stem(form), ())})
        return found if len(found) == 1 else []

    def holding(self, surname: frozenset[str], others: Sequence[frozenset[str]]) -> list[int]:
        """Return those whose first author this is that name all of the others, too."""
        words = self._words.get(surname)
        if words is None:
            words = self._words[surname] = _by_word((i, self._citations[i].raw[:400]) for i in self.by(surname))
        found = [{i for form in name for i in words.get(form, ())} for name in others]
        return sorted(set.intersection(*found))

    def people(self, index: int) -> int:
        """Return how many people a citation begins with."""
        if index not in self._people:
            self._people[index] = _people(self._citations[index].raw)
        return self._people[index]

    @cached_property
    def _firsts(self) -> dict[str, list[int]]:
        found: dict[str, list[int]] = {}
        for index in self._indices:
            for name in _first_author(self._citations[index]):
                found.setdefault(name, []).append(index)
        return found

    @cached_property
    def _stems(self) -> dict[str, list[int]]:
        """The citations by the stem of their first author's name, which a sentence may bend."""
        found: dict[str, list[int]] = {}
        for name, indices in self._firsts.items():
            if bare := stem(name):
                found.setdefault(bare, []).extend(indices)
        return found

    @cached_property
    def _beginnings(self) -> tuple[dict[str, list[int]], list[tuple[str, int]]]:
        """The citations by the words at their beginning, and the beginnings in order."""
        words = _by_word((i, self._citations[i].raw[:120]) for i in self._indices)
        return words, sorted((_worded(fold(self._citations[i].raw[:80])), i) for i in self._indices)


def _narrow(citation: RawCitation) -> RawCitation:
    raw = narrowed(citation.raw)
    return citation if raw is citation.raw else replace(citation, raw=raw)


def _by_word(texts: Iterable[tuple[int, str]]) -> dict[str, list[int]]:
    """The numbers of texts by each word that they hold, in every spelling."""
    found: dict[str, list[int]] = {}
    for index, text in texts:
        words = {part: None for word in text.split() for form in _spelt(word) for part in form.split()}
        for word in words:
            found.setdefault(word, []).append(index)
    return found


def _by_position(found: Found) -> dict[str, int]:
    """Numbers for a list without labels, only where every sign says so.

    An ordinary list: the keys run from 1 to its length. One list of "^" lines, as Wikipedia prints it: most keys first
    appear in rising order, none is beyond the list, and the letters that lead back ("^ a b") agree with how often a key
    is used.
    """
    keys = [int(key) for m in found.markers if m.kind == "numeric" for key in m.keys if key.isdecimal()]
    if not keys:
        return {}
    carets = [i for i, c in enumerate(found.citations) if c.context == "caret"]
    spans = [found.citations[i].span for i in carets]
    is_one_list = all(after.start - before.end < 40 for before, after in pairwise(spans))
    if carets and is_one_list and _are_numbered_by_use(keys, [found.citations[i].raw for i in carets]):
        return {str(number): index for number, index in enumerate(carets, 1)}
    listed = [i for i, c in enumerate(found.citations) if c.context == "list"]
    used = set(keys)
    if len(listed) < 3 or not len(listed) - 1 <= max(used) <= len(listed) or len(used) < 0.8 * max(used):
        return {}
    return {str(number): index for number, index in enumerate(listed, 1)}


def _are_numbered_by_use(keys: Sequence[int], entries: Sequence[str]) -> bool:
    firsts = list(dict.fromkeys(keys))
    if len(firsts) < 3 or max(firsts) > len(entries):
        return False
    if sum(a < b for a, b in pairwise(firsts)) < 0.6 * (len(firsts) - 1):
        return False
    uses = Counter(keys)
    letters = {n: len(m[1].split()) for n, raw in enumerate(entries, 1) if (m := _BACKLINKS.match(raw))}
    told = [n for n in letters if n in uses]
    return not told or sum(letters[n] >= uses[n] for n in told) >= 0.8 * len(told)


def _first_author(citation: RawCitation) -> frozenset[str]:
    """What the first author's family may be: the words, and pairs of words, of the first name as it is printed.

    Nothing but initials, given names and particles can stand before it, so that a title is no name.
    """
    if citation.reference and citation.reference.author:
        families = _spelt(names.family(citation.reference.author[0]))
        return families | {word for family in families for word in family.split()}
    found: set[str] = set()
    before = ""
    for match in list(_WORD_OR_MARK.finditer(_HEAD.sub("", citation.raw[:120])))[:8]:
        word = match.group()
        if word in ",;&(:「『《〈·" or (len(word) > 1 and word.islower() and word in words.union("and")):
            break
        found |= _spelt(word) | _spelt(f"{before} {word}")
        if _HAN.match(word):
            found |= {
                form for end in (1, 2, 3) for form in _spelt(word[:end])
            }  # a family name and its given name, written as one word
        if word.islower() and not _is_joining(word):
            break
        before = word
    return frozenset(found)


def _is_joining(word: str) -> bool:
    """Whether a word of a list of names is nobody's family name."""
    return word.lower() in _JOINING or (word.islower() and fold(word) in small_words())


def _begins_with(raw: str, surname: frozenset[str]) -> bool:
    return _holds(raw[: 40 + max(map(len, surname))], surname) or _worded(fold(raw[:80])).startswith(tuple(surname))


def _holds(raw: str, surname: frozenset[str]) -> bool:
    return any(not surname.isdisjoint(form.split()) for word in raw[:400].split() for form in _spelt(word))


def _people(raw: str) -> int:
    """Return how many people a citation begins with; one more where it says "et al."."""
    head = _HEAD.sub("", raw[:400])
    year = _YEAR.search(head)
    people = names.parse(head[: year.start()] if year else head[:80])
    return len(people.names) + people.cut


def _spelt(text: str) -> frozenset[str]:
    """The words of a name, in every spelling."""
    return frozenset(map(_worded, spellings(text))) - {""}


def _worded(folded: str) -> str:
    return " ".join("".join(c for c in word if c.isalnum()) for word in re.split(r"[\s,;.()‐–-]+", folded)).strip()


def _claims(document: Document, found: Found, links: Sequence[Link]) -> Iterator[Claim]:
    starts = [sentence.span.start for sentence in found.sentences]
    cues = [cue.span for cue in found.cues]
    inside: dict[int, list[int]] = defaultdict(list)
    for index, marker in enumerate(found.markers):
        at = bisect_right(starts, marker.span.start) - 1
        if at >= 0 and marker.span.start < found.sentences[at].span.end:
            inside[at].append(index)
    for at in sorted(inside):
        sentence = found.sentences[at]
        markers = inside[at]
        references = tuple(
            dict.fromkeys(r for i in markers if links[i].status == "linked" for r in links[i].references)
        )
        text = _without(document.text, sentence, [found.markers[i] for i in markers])
        if any(c.isalnum() for c in text):
            first = bisect_left(cues, sentence.span)
            last = bisect_left(cues, Span(sentence.span.end, 0))
            said = found.cues[first:last]
            evidence = references and any(cue.kind == "finding" for cue in said)
            yield Claim(
                span=sentence.span, text=text, heading=sentence.heading, markers=tuple(markers), references=references, cues=said,
                relation="citesAsEvidence" if evidence else "cites",
            )  # fmt: skip


def _without(text: str, sentence: Sentence, markers: Sequence[Marker]) -> str:
    """The sentence without its markers, the brackets they leave empty, and the blanks before stops."""
    pieces = []
    at = sentence.span.start
    for marker in markers:
        start = _cut_from(text, marker.span) if marker.kind == "author-year" else marker.span.start
        pieces.append(text[at:start])
        at = max(at, marker.span.end)
    kept = " ".join("".join([*pieces, text[at : sentence.span.end]]).split())
    kept = re.sub(r"[(\[（［][\s,;，；、]{0,6}(?:see|e\.g\.,?|cf\.|reviewed in)?[\s,;，；、&]{0,6}[)\]）］]", "", kept)
    kept = re.sub(r"(?<!\s)\s+([.,;:!?।])", r"\1", kept)
    return re.sub(r"([.!?])\.+$", r"\1", kept).strip()


def _cut_from(text: str, span: Span) -> int:
    """Where a marker stops being part of the sentence: "Maher (2017) says" keeps the name that it speaks of."""
    printed = span.of(text)
    bracket = max(map(printed.rfind, "([（［"))
    return span.start + len(printed[:bracket].rstrip()) if bracket > 0 and printed[-1] in ")]）］" else span.start


def _problems(found: Found, links: Sequence[Link]) -> Iterator[Problem]:
    first: dict[str, Span] = {}
    times: Counter[str] = Counter()
    for item in links:
        for key in item.missing:
            first.setdefault(key, item.marker.span)
            times[key] += 1
    for key, span in first.items():
        often = f", {times[key]} times" if times[key] > 1 else ""
        yield Problem(
            code="missing-entry", stage="link", span=span, message=f"{key!r} is cited{often} but no entry has this key"
        )
    pointed = {reference for item in links for reference in item.references}
    for index, citation in enumerate(found.citations):
        if index not in pointed and _is_entry(citation):
            yield Problem(
                code="uncited-entry", stage="link", span=citation.span, message="no marker points at this entry"
            )


def _is_entry(citation: RawCitation) -> bool:
    return citation.context not in ("embedded", "identifier")
