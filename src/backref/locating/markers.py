"""Find reference markers in running prose: Document -> Markers.

Bracketed numbers and ranges ("[73]", "[3-5,9]"), runs of them ("[73][13]"), author-year in brackets and in the
sentence, footnote keys, superscript digits. Readers turn superscripts of marked-up text into brackets, so that this
sees one notation.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from unicodedata import normalize

from ..model import Marker, Span
from ..text.numerals import whole
from ..text.raised import CIRCLED, is_part
from . import limits
from .alpha import Alpha
from .indices import NumberRuns, is_index
from .named import find_named
from .standing import believed
from .unformatted import find_unformatted

_NUMBERS = r"\d{1,3}[a-z]?(?:\s?(?:--|[,;\u2010-\u2015\u2212-])\s?\d{1,3}[a-z]?){0,30}"
_SQUARE = re.compile(rf"\[(?P<keys>{_NUMBERS})\](?:\s?[\u2010-\u2015\u2212-]\s?\[(?P<last>\d{{1,3}})\])?(?!\()")
# As if each number were a link: "[[1]]", "[[3],[4]]". So do arrays look: markers are those of lists that do the same.
_DOUBLE = re.compile(
    r"(?:(?<=[\w.,;:!?)\"”]\s)|(?<=\w[.,])|(?<=\]\]))\[\[(?P<keys>\d{1,3}(?:\]?\s?[,;\u2010-\u2015-]\s?\[?\d{1,3}){0,30})\]\]"
)
_DOUBLED = re.compile(r"^[ \t]{0,8}\[\[\d{1,3}\]\]", re.MULTILINE)
_ROUND = re.compile(rf"\((?P<keys>{_NUMBERS})\)")
_FOOTNOTE = re.compile(r"\[(?P<keys>\^[^\W_][^\]\[\s]{0,40})\](?!:)")
_SUPERSCRIPT = re.compile(
    r"(?P<keys>[⁰¹²³⁴-⁹](?<=(?:[^\W\d_⁰¹²³⁴-⁹]|[.,;:!?”’\")\]%\s。」』》])[⁰¹²³⁴-⁹])[⁰¹²³⁴-⁹]{0,2}(?:\s?[\u02d2,⁻–-]{1,2}\s?[⁰¹²³⁴-⁹]{1,3}){0,10})(?![⁰¹²³⁴-⁹])"
    rf"|(?P<circled>[{CIRCLED}])(?<=[^\W\d_].|[.,;:!?”’\")\]%。」』》].)"
)
# As pandoc prints in plain text what it finds no raised sign for: "show.^(1,2)".
_CARET = re.compile(rf"\^\((?<=[^\W\d_]\^\(|[.,;:!?”’\")\]%]\^\()(?P<keys>{_NUMBERS})\)")
# Plain text has lost that a number stood high: glued to what it follows, or behind a blank.
_DIGITS = r"\d{1,3}(?:\s?[,\u2010-\u2015\u2212-]\s?\d{1,3}){0,10}"
_GLUED = re.compile(rf"(?<=[^\W\d_]|[.,;:!?”’\")\]%])(?P<keys>{_DIGITS})(?=[\s.,;:)\]]|\Z)(?!\.\d)")
_SPACED = re.compile(
    rf"(?<=[^\W\d_A-Z]|[.,;:!?”\")\]%])\s(?P<keys>{_DIGITS})(?=\s?[.,;:)]|\s[A-Z]|\Z|(?<=[.,;]\s\d)\s|(?<=[.,;]\s\d\d)\s)(?!\.\d)"
)
_SIGN = re.compile(
    rf"[\[({{⁰¹²³⁴-⁹{CIRCLED}]"
)  # without one of which a text holds no marker, but those that only a list proves
_HIGH = re.compile(rf"[⁰¹²³⁴-⁹{CIRCLED}]")
_PLAIN_DIGITS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻", "0123456789-")

_BETWEEN = re.compile(r"\s?[,;]\s?")
_TO = re.compile(r"\s?(?:--|[\u2010-\u2015\u2212-])\s?")
_BEFORE = re.compile(r"([^\W\d_]{1,20})(?P<stop>[.]?)\s?\(?\Z")
# Words whose number counts something else.
_COUNTED = frozenset(
    "table tables fig figs figure figures eq eqs equation section chapter box step stage type phase grade group day days week weeks month months year years "
    "aged age least than about approximately version level class part case cases in of to and or by for no number vol volume page pp p n at from experiment "
    "model scheme compound compounds reaction appendix supplementary file panel study trial aim hypothesis question item items scenario zone".split()
)
_Finder = Callable[[str, Span], Iterator[Marker]]
_SHORTENED = frozenset("fig figs eq eqs no vol p pp n ch".split())  # of them, those that a stop cuts
_OTHERS = 5  # one in so many entries has a marker of another notation: then that is the document's
_FEWEST = 2  # entries of a list that markers count
_DENSE, _SHARE = 5, 0.75  # so many numbers, and of all up to the highest, are a notation whatever the list holds
_SEVERAL = 3  # markers of several numbers; "(1)" alone counts enumerations and compounds


def find_markers(text: str, blocks: Sequence[Span], taken: Sequence[Span], labels: frozenset[str]) -> list[Marker]:
    """Return every marker inside `blocks` and outside `taken`, in reading order; spans never overlap.

    `labels` are the numbers that list entries print; numbers in round brackets are markers only where they match those.
    """
    found: list[Marker] = []
    occupied = sorted(taken)
    runs = NumberRuns(text)
    doubled = labels if _DOUBLED.search(text) else frozenset()
    finders = _finders(text, runs, labels, doubled)
    for block in blocks:
        if not _SIGN.search(text, *block):
            continue
        covered = bytearray(block.end - block.start)
        for marker in (marker for finder in finders for marker in finder(text, block)):
            start, end = marker.span.start - block.start, marker.span.end - block.start
            if covered.find(1, start, end) < 0 and not (occupied and marker.span.meets(occupied)):
                found.append(marker)
                covered[start:end] = b"\1" * (end - start)
    numbers = {key for m in found if m.kind == "numeric" for key in m.keys}
    names = sum(m.kind == "author-year" for m in found)
    if _OTHERS * max(len(numbers), names) < len(labels):
        spans = sorted([*occupied, *(marker.span for marker in found)])
        found += _weak(text, blocks, spans, labels)
    return sorted(believed(runs, found, labels, {block.start for block in blocks}), key=lambda marker: marker.span)


def expand(keys: str) -> tuple[str, ...]:
    """Return the keys that a printed list names, ranges written out, in order and once each.

    >>> expand("1,3–5,9")
    ('1', '3', '4', '5', '9')
    """
    if keys.isalnum():
        return (keys,)
    found: list[str] = []
    for part in _BETWEEN.split(keys):
        ends = _TO.split(part)
        first, last = (whole(ends[0]), whole(ends[1])) if len(ends) == 2 else (None, None)
        if first is not None and last is not None and 0 < last - first < limits.RANGE:
            found += map(str, range(first, last + 1))
        else:
            found += [end for end in ends if end]
    return tuple(dict.fromkeys(found))


def _finders(text: str, runs: NumberRuns, labels: frozenset[str], doubled: frozenset[str]) -> list[_Finder]:
    """What finds the markers of a block of this text, of each notation of which it has a sign, in the order in which
    they are believed.
    """
    signed: tuple[tuple[bool, _Finder], ...] = (
        ("[" in text, partial(_square, runs, doubled)), ("[^" in text, _footnotes), ("^(" in text, _carets), (_HIGH.search(text) is not None, _raised),
        ("{" in text, find_unformatted), ("[" in text, Alpha(labels).find), (True, find_named),
    )  # fmt: skip
    return [finder for is_there, finder in signed if is_there]


def _square(runs: NumberRuns, doubled: frozenset[str], text: str, block: Span) -> Iterator[Marker]:
    for match in _DOUBLE.finditer(text, *block) if doubled else ():
        keys = expand(re.sub(r"[\[\]]", "", match["keys"]))
        if doubled.issuperset(keys):
            yield Marker(Span(*match.span()), "numeric", keys)
    for match in _SQUARE.finditer(text, *block):
        keys = expand(f"{match['keys']}-{match['last']}" if match["last"] else match["keys"])
        is_ring = "," in match["keys"] and text[match.end() : match.end() + 1].islower()  # "[1,4]benzoxazine"
        if not _is_padded(match.group(), keys) and not is_ring and not is_index(runs, *match.span()):
            yield Marker(Span(*match.span()), "numeric", keys)


def _footnotes(text: str, block: Span) -> Iterator[Marker]:
    for match in _FOOTNOTE.finditer(text, *block):
        if match["keys"][1:].isdecimal() or not text[max(match.start() - 1, block.start)].isspace():  # "[^abc]" alone
            yield Marker(Span(*match.span()), "footnote", (match["keys"],))


def _carets(text: str, block: Span) -> Iterator[Marker]:
    for match in _CARET.finditer(text, *block):
        if not is_part(
            text[max(match.start() - 50, 0) : match.start()], match["keys"], text[match.end() : match.end() + 6]
        ):
            yield Marker(Span(*match.span()), "numeric", expand(match["keys"]))


def _raised(text: str, block: Span) -> Iterator[Marker]:
    for match in _SUPERSCRIPT.finditer(text, *block):
        digits = normalize("NFKC", match["circled"]) if match["circled"] else match["keys"].translate(_PLAIN_DIGITS)
        keys = expand(digits)
        around = text[max(match.start() - 50, 0) : match.start()], digits, text[match.end() : match.end() + 6]
        if not is_part(*around) and not _is_padded(digits, keys):
            yield Marker(Span(*match.span()), "numeric", keys)


def _is_padded(printed: str, keys: Sequence[str]) -> bool:
    """Whether a number begins with a zero, as no entry's does."""
    return "0" in printed and any(key.startswith("0") for key in keys)


def _weak(text: str, blocks: Sequence[Span], occupied: Sequence[Span], labels: frozenset[str]) -> list[Marker]:
    """Numbers in round brackets, glued to a word, or behind a blank: the notation in which the document counts its
    list.

    One such number says nothing. But markers count upwards: each new one is the next entry or close to it. The notation
    whose numbers do so through at least half of the list is the document's; without one there are none.
    """
    best: list[Marker] = []
    reach = 0
    for pattern in (_ROUND, _GLUED, _SPACED):
        markers, covered, highest = _counting(text, blocks, occupied, labels, pattern)
        is_dense = covered >= max(_DENSE, _SHARE * highest)
        if pattern is _ROUND:
            is_dense = is_dense and sum(len(marker.keys) > 1 for marker in markers) >= _SEVERAL
        is_dense = is_dense or covered >= max(3, len(labels) / 2)
        if covered > reach and (is_dense or (covered >= _FEWEST and _is_whole(text, markers, labels, pattern))):
            best, reach = markers, covered
    return best


def _is_whole(text: str, markers: Sequence[Marker], labels: frozenset[str], pattern: re.Pattern[str]) -> bool:
    """Whether the numbers of a short list all stand where a sentence ends: "It helps (14,15).", "It helps.1"."""
    keys = {key for marker in markers for key in marker.keys}
    if keys != {label for label in labels if label.isdecimal()} or pattern is _SPACED:
        return False
    stops = (text[m.span.end : m.span.end + 1] if pattern is _ROUND else text[m.span.start - 1] for m in markers)
    return all(stop in ".,;:!?" for stop in stops)


def _counting(
    text: str, blocks: Sequence[Span], occupied: Sequence[Span], labels: frozenset[str], pattern: re.Pattern[str]
) -> tuple[list[Marker], int, int]:
    """Return the numbers that count upwards in one notation, how many different ones there are, and the highest."""
    listed = [n for label in labels if (n := whole(label)) is not None]
    last = max(listed, default=0)
    found: list[Marker] = []
    used: set[int] = set()
    highest = min(listed, default=1) - 1
    for block in blocks:
        for match in pattern.finditer(text, *block):
            span = Span(*match.span("keys")) if pattern is not _ROUND else Span(*match.span())
            keys = expand(match["keys"])
            numbers = [n for key in keys if (n := whole(key)) is not None]
            if len(numbers) != len(keys) or max(numbers) > last or 0 in numbers or span.meets(occupied):
                continue
            new = sorted(number for number in numbers if number not in used)
            if new and new[0] > highest + 3:
                continue
            before = _BEFORE.search(text, max(0, match.start() - 24), match.start())
            if before and before[1].lower() in (_SHORTENED if before["stop"] else _COUNTED):
                continue
            word = before[1] if before and pattern is not _ROUND else ""
            is_name = bool(word) and not word.islower()
            if is_name and len(keys) == 1 and (len(word) == 1 or not new or new[0] != highest + 1):
                continue  # "FLZ24", "CO2": part of a name, unless it happens to be the next number
            if text[match.start() - 1] in ".," and text[max(match.start() - 2, 0)].isdigit():
                continue  # "1.1"
            highest = max([highest, *numbers])
            used.update(numbers)
            found.append(Marker(span, "numeric", keys))
    return found, len(used), highest - min(listed, default=1) + 1
