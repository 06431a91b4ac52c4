"""Citations in scripts that the tagger hardly knows, read piece by piece: what words a piece between commas or stops
begins with tells what it is.

"طه حسين، في الشعر الجاهلي، دار المعارف، القاهرة، 1926" has no mark that only people, titles or publishers have; but its
last piece is a year, the one before it a city, and "دار" begins a publisher. What stands before the first piece that
says what it is are people and a title.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import islice
from typing import NamedTuple

from ...fields.names import is_organisation
from ...text import words
from ..tagging.segments import Run
from ..taken import SURE
from .city_names import cities
from .relabelled import held
from .statutes import LegalForm

_CODES = frozenset(("ar", "el", "fa", "he", "hi", "mr", "th"))
_LEAST, _MOST = 3, 16  # pieces of a citation
_NAMES = re.compile(r"[^\d()\[\]]+")
_INITIALS = re.compile(r"(?:[^\W\d_]\.)+\s")
_GLUED = re.compile(r"(?:[^\W\d_]\.)+[^\W\d_]")
_ORDINAL = 10  # letters that a word for "second" may have
_SHORT = 3  # words of a piece of people before a stop
_NUMBER = r"(?:\d{1,4}|[א-ת]{1,2}[\"״'׳]?[א-ת]?|[Α-Ω]{1,4}[΄'’]?)"
_PAGES = r"\d{1,5}(?:\s?[-–—]\s?\d{1,5})?"
_QUOTED = r"«[^«»]{2,300}»|“[^“”]{2,300}”|(?<!\w)\"[^\"]{2,300}\"(?!\w)"
# What parts two pieces: a comma or a stop, also where it is within the quotes; neither within brackets.
_CUT = re.compile(
    rf"(?:{_QUOTED})(?P<behind>(?<=[.,،؟!][»”\"])\s)?|(?P<opens>\s(?=\([^():\d]{{2,30}}:[^()]{{2,80}}\d{{4}}\)))|\([^()]{{1,80}}\)|(?P<mark>[,،;؛](?=[\s«“\"])|\.(?=\s))\s?"
)
_IS_QUOTED = re.compile(rf"(?P<title>{_QUOTED})")
_DATED = re.compile(r"(?P<author>.+?)\s?\((?P<date>\d{4})\)")
_IMPRINT = re.compile(r"(?P<location>[^:\d\x00-\x7f][^:\d]{1,29}?)\s?:\s?(?P<publisher>[^:\d]{2,80})")
_VOLUME = re.compile(r"(?:جلد|المجلد|الجزء)\s\d")  # which is no part of a title
_NO_TITLE = re.compile(r"[\d\W]*")
# Words that a publisher's name begins with or ends with, a school's and a journal's too.
_HOUSE = (
    r"(?:دار|مكتبة|منشورات|مؤسسة|مطبعة|مطابع|المؤسسة|المركز|الهيئة|المجلس|المكتبة|انتشارات|نشر|مؤسسهٔ|مؤسسه|بنگاه|הוצאת|הוצאה|Εκδόσεις|εκδόσεις|εκδ\.)\s[^:\d]{2,70}"
    r"|(?:สำนักพิมพ์|โรงพิมพ์|มูลนิธิ)[^:\d]{0,70}|[^:\d]{2,60}\s(?:प्रकाशन|प्रकाशक|पब्लिशर्स|प्रेस|للنشر|والتوزيع)"
)
_SCHOOL = re.compile(
    r"(?:جامعة|دانشگاه|كلية|دانشکد|האוניברסיטה|אוניברסיטת|Πανεπιστήμιο|จุฬา|มหาวิทยาลัย|สถาบัน|คณะ|ภาควิชา).*|.*(?:विश्वविद्यालय|มหาวิทยาลัย)"
)
_WITHIN = r"(?:ضمن|في|در|בתוך|στο|στον|στην|στα|[Ii]n)\s?:?\s"
_IN = re.compile(rf"(?<![^\W_]){_WITHIN}$")
_MEETING = re.compile("کنفرانس|همایش|کنگره|مؤتمر|ندوة|כנס|συν[έε]δρ|การประชุม")
_HOST = re.compile(
    rf"{_WITHIN}|(?:مجلة|مجله|مجلهٔ|فصلنامه|فصلنامهٔ|دوفصلنامه|ماهنامه|نشریه|نشریهٔ|حوليات|حولية|Περιοδικό|Επιθεώρηση)\s|วารสาร|.*\sपत्रिका"
)
_LABELS = {"container": "container-title", "edition1": "edition", "editor1": "editor", "pages1": "pages", "volume1": "volume", "issue1": "issue", "issue2": "issue", "date1": "date", "date2": "date", "location1": "location", "publisher1": "publisher", "publisher2": "publisher"}  # fmt: skip
_QUOTES = ("«", "“", '"')
_NOBODY = frozenset(("بدون مؤلف", "مؤلف مجهول"))
_COUNTED = frozenset(("volume", "issue", "pages"))


class _Part(NamedTuple):
    """What stands between two marks, whether the one behind is a stop, and the runs of what it says that it is."""

    start: int
    end: int
    is_stopped: bool
    said: Sequence[Run]


def read(raw: str, end: int) -> LegalForm | None:
    """Return what a citation tells whose pieces, up to `end`, are people, a title, and what says what it is; else None.

    >>> found = read("طه حسين، في الشعر الجاهلي، دار المعارف، القاهرة، 1926", 53)
    >>> found.kind, [run.label for run in found.runs]
    ('book', ['author', 'title', 'publisher', 'location', 'date'])
    """
    pieces = list(islice(_pieces(raw, end), _MOST + 1))
    if not _LEAST <= len(pieces) <= _MOST or not (first := _people(raw, pieces)):
        return None
    last = pieces[first - 1]
    is_initial = last.is_stopped and len(raw[last.start : last.end].rpartition(" ")[2]) < _SHORT  # whose stop it is
    people = Run("author", pieces[0].start, last.end + is_initial, SURE)
    runs = [people]
    if dated := _DATED.fullmatch(raw, people.start, people.end):
        runs = held(dated, _LABELS, SURE)
    elif [run.label for run in pieces[first].said] == ["date"]:
        runs += pieces[first].said
        first += 1
    behind = _titled(raw, pieces, first, runs)
    if not behind or not all(_is_taken(raw, piece, runs, pieces) for piece in pieces[behind:]):
        return None
    runs = [run for run in runs if run is not people or raw[people.start : people.end] not in _NOBODY]
    labels = [run.label for run in runs]
    if "date" not in labels or len(set(labels)) < len(labels):
        return None
    is_enough = {"genre", "container-title", "editor", "translator"}.intersection(labels)
    if not is_enough and not {"location", "publisher"}.issubset(labels):
        return None
    kind = _kind(raw, runs)
    return LegalForm(kind, sorted(runs, key=lambda run: run.start)) if kind else None


def _kind(raw: str, runs: Sequence[Run]) -> str:
    """The type that the fields tell; "" where they tell none, as of a site or a newspaper without numbers."""
    said = {run.label: run for run in runs}
    if "genre" in said:
        return "thesis"
    if "container-title" not in said:
        return "book"
    host = said["container-title"]
    if _MEETING.search(raw, host.start, host.end):
        return "paper-conference"
    if "publisher" in said or "editor" in said or _IN.search(raw, max(host.start - 8, 0), host.start):
        return "chapter"
    return "" if _COUNTED.isdisjoint(said) else "article-journal"


def _pieces(raw: str, end: int) -> Iterator[_Part]:
    end = len(raw[:end].rstrip(" ."))
    start = 0
    for found in _CUT.finditer(raw, 0, end):
        mark = max(map(found.start, ("mark", "behind", "opens")))
        is_quoted = raw[found.end() : found.end() + 1] in _QUOTES
        if mark < 0 or (raw[mark] == "." and not is_quoted and _is_short(raw, start, mark)):
            continue
        yield _Part(start, mark, raw[mark] == ".", _said(raw, start, mark))
        start = found.end()
    yield _Part(start, end, True, _said(raw, start, end))


def _is_short(raw: str, start: int, stop: int) -> bool:
    """Whether the stop is an initial's or that of a shortened word."""
    last = raw[start:stop].rpartition(" ")[2].strip('«“"(')
    return len(last) < 2 or last in _shortened() or bool(_GLUED.fullmatch(last))


def _said(raw: str, start: int, end: int) -> Sequence[Run]:
    """The runs of what a piece says that it is, which may be nothing."""
    if raw[start:end] in cities():
        return [Run("location", start, end, SURE)]
    found = _says().fullmatch(raw, start, end)
    if not found or (found["location1"] and found["location1"].strip() not in cities()):
        return ()
    return held(found, _LABELS, SURE)


def _people(raw: str, pieces: Sequence[_Part]) -> int:
    """How many pieces in front are people; 0 where that is not to be told."""
    texts = [raw[piece.start : piece.end] for piece in pieces]
    for at, piece in enumerate(pieces[:-1], 1):
        if _DATED.fullmatch(texts[at - 1]) or (at < _LEAST and [run.label for run in pieces[at].said] == ["date"]):
            return at
        if piece.said or not _NAMES.fullmatch(texts[at - 1]):
            return 0
        if _IS_QUOTED.match(texts[at]):
            return at
        if piece.is_stopped:
            if at == 2 and _INITIALS.match(texts[0]):
                return 1
            return at if at < _LEAST and all(text.count(" ") < _SHORT for text in texts[:at]) else 0
        if pieces[at].said:
            break
    told = next((at for at, piece in enumerate(pieces) if piece.said), 0)
    if told < 2:
        return 0
    return 2 if told > 2 and " " not in texts[0] and texts[1].count(" ") < 2 else 1


def _titled(raw: str, pieces: Sequence[_Part], first: int, runs: list[Run]) -> int:
    """Add the title, which goes on to the first piece that says what it is, where a stop parts the pieces to that, and
    is what is quoted where anything is. Return the number of the piece behind it; 0 where there is no title.
    """
    if first >= len(pieces) or pieces[first].said:
        return 0
    last = first
    start = pieces[first].start
    if quoted := _IS_QUOTED.match(raw, start):
        if quoted.end() < pieces[first].end:
            return 0
    else:
        while last + 1 < len(pieces) and not pieces[last + 1].said and not pieces[last].is_stopped:
            last += 1
        if last > first and _is_before_city(raw, pieces, last):
            last -= 1
    end = pieces[last].end
    if behind := _with_edition().fullmatch(raw, start, end):
        runs += [run for run in held(behind, _LABELS, SURE) if run.label != "title"]
        end = behind.end("title")
    if _NO_TITLE.fullmatch(raw, start, end) or raw[end - 1] == ")" or _VOLUME.search(raw, start, end):
        return 0
    if pieces[0].is_stopped and end - start < _ORDINAL and " " not in raw[start:end]:
        return 0  # a title and an edition: "فیزیک. دوم. تهران"
    runs.append(Run("title", start, end, SURE))
    return last + 1


def _is_before_city(raw: str, pieces: Sequence[_Part], last: int) -> bool:
    """Whether a piece is the publisher, since a city and a year follow it, and no other piece says that it is one."""
    said = [run.label for piece in pieces for run in piece.said]
    behind = [run.label for piece in pieces[last + 1 : last + 3] for run in piece.said]
    return behind == ["location", "date"] and "publisher" not in said and "genre" not in said


def _is_taken(raw: str, piece: _Part, runs: list[Run], pieces: Sequence[_Part]) -> bool:
    """Add what a piece behind the title says; what says nothing is told by where it stands. Whether it is told."""
    labels = {run.label for run in runs}
    if piece.said:
        runs += piece.said
        return True
    title = next(run for run in runs if run.label == "title")
    is_counted = any(run.label in _COUNTED for each in pieces for run in each.said)
    is_host = _IS_QUOTED.match(raw, title.start) or is_counted or _HOST.match(raw, piece.start, piece.end)
    is_school = _SCHOOL.fullmatch(raw, piece.start, piece.end)
    if is_host and not is_school and labels.isdisjoint(("container-title", "publisher", "genre", "location")):
        found = _host().fullmatch(raw, piece.start, piece.end)
        runs += held(found, _LABELS, SURE) if found else ()
        return found is not None and found["container"] not in cities()
    if found := _IMPRINT.fullmatch(raw, piece.start, piece.end):
        runs += held(found, _LABELS, SURE)
        return True
    if any(map(str.isdigit, raw[piece.start : piece.end])) or ("genre" in labels and not is_school):
        return False
    if raw[piece.start] in "([":
        return False
    if "publisher" not in labels:
        runs.append(Run("publisher", piece.start, piece.end, SURE))
        return True
    house = next(run for run in runs if run.label == "publisher")
    if "location" in labels or not any(run is house for each in pieces for run in each.said):
        return False
    if is_organisation(raw[piece.start : piece.end]) and piece.start - house.end < _SHORT:
        runs[runs.index(house)] = house._replace(end=piece.end)
    else:
        runs.append(Run("location", piece.start, piece.end, SURE))
    return True


@cache
def _shortened() -> frozenset[str]:
    """Words that are printed short, with a stop."""
    keys: tuple[words.Key, ...] = ("editor", "translator", "edited_by", "volume", "issue", "page", "edition")
    known = (word for language in _languages() for key in keys for word in language.of(key))
    return frozenset(word.rstrip(".").rpartition(" ")[2] for word in known if word.endswith("."))


def _languages() -> Iterator[words.Language]:
    return (language for language in words.languages() if language.code in _CODES)


def _words(*keys: words.Key) -> str:
    return words.alternatives(word for language in _languages() for key in keys for word in language.of(key))


@cache
def _says() -> re.Pattern[str]:
    """What a piece says that is told by its words."""
    year = r"\d{4}"
    volume, issue, edition = _words("volume"), _words("issue"), _words("edition")
    return re.compile(
        rf"(?:{_words('page')})[\s.:]{{0,2}}(?P<pages>{_PAGES})|(?P<pages1>\d{{1,5}}\s?[-–—]\s?\d{{1,5}})"
        rf"|(?:{volume})[\s.:]{{0,2}}(?P<volume>{_NUMBER})(?:\s?\((?P<issue>{_NUMBER})\))?"
        rf"|(?P<volume1>\d{{1,3}})\s?\((?P<issue1>{_NUMBER})\)"
        rf"|(?:{issue})[\s.:]{{0,2}}(?P<issue2>{_NUMBER})(?:\s?/\s?(?P<date>{year}))?"
        rf"|(?:{edition})\s(?P<edition>[^\s:]{{1,12}}(?:\s[^\s:]{{1,12}})?)|(?P<edition1>[^\s:]{{1,4}})\s(?:{edition})"
        rf"|(?:{_words('translator', 'translated_by')}):?\s(?P<translator>[^:\d]{{2,80}})"
        rf"|(?:{_words('editor', 'edited_by')}):?\s(?P<editor>[^:\d]{{2,80}})"
        rf"|(?:{_WITHIN})?(?P<editor1>[^:\d()]{{2,80}}?)\s\((?:{_words('editor')})\)"
        rf"|(?P<genre>(?:{_words('thesis')})[^\s:,،\d]{{0,40}}(?:\s[^:\d]{{1,40}})?)"
        rf"|(?:سنة\s|عام\s|سال\s)?\(?(?P<date1>{year})\s?(?:م|هـ|ق|ش)?\)?"
        rf"|\((?P<location>[^:()\d]{{2,30}}?)\s?:\s?(?P<publisher>[^:()\d]{{2,80}}?)(?:[,،]\s?(?P<date2>{year}))?\)"
        rf"|(?P<location1>[^:\d]{{2,30}}):\s?(?P<publisher1>[^:\d]{{2,80}})|(?P<publisher2>{_HOUSE})"
    )


@cache
def _with_edition() -> re.Pattern[str]:
    return re.compile(rf"(?P<title>.{{2,300}}?)\s\((?:{_words('edition')})\s(?P<edition>[^()]{{1,20}})\)")


@cache
def _host() -> re.Pattern[str]:
    """A journal or a book that a work is in, with the numbers that follow it without a comma."""
    return re.compile(
        rf"(?:{_WITHIN})?(?P<container>[^:\d()\[\]]{{2,120}}?)"
        rf"(?:\s(?:{_words('volume')})[\s.:]{{0,2}}(?P<volume>{_NUMBER})|\s(?P<volume1>{_NUMBER})(?=\s\(\d{{4}}\)))?(?:\s(?:{_words('issue')})[\s.:]{{0,2}}(?P<issue>{_NUMBER}))?"
        rf"(?:\s\((?P<date>\d{{4}})\))?(?::\s?(?P<pages>{_PAGES}))?"
    )
