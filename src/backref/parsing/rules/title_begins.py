"""A title's first words that were taken for the last of the people: runs of a text -> runs that part them.

"Roe R. Heat. Spine. 2001;1:2" has a title of one word, and "Ulrich Beck, Risikogesellschaft. Auf dem Weg" one that
begins with a word as long as no given name.
"""

from __future__ import annotations

import re

from ...fields.names import is_organisation
from .. import numbers
from ..tagging.segments import Run
from .relabelled import bordered, relabelled

_FAMILY = r"[^\W\d_a-z][^\W\d_]*(?:[ '’-][^\W\d_]+){0,2}"
# People as medicine prints them, without stops, and one stop behind the last.
_BARE = re.compile(rf"({_FAMILY} [A-Z]{{1,3}}(?:, {_FAMILY} [A-Z]{{1,3}}){{0,40}})\.\s")
_DATED = re.compile(r"(?<!\d)(?:1[89]|20)\d\d\b[^;.]{0,12};\s?\d")  # medicine's year; volume
# People as GOST prints them, and as physics does: "Бадью А.", "А. Бадью".
_GOST = re.compile(
    r"((?:[А-ЯЁІЇЄҐ][а-яёіїєґ]+(?:-[А-ЯЁ][а-яё]+)?,? (?:[А-ЯЁІЇЄҐ]\. ?){1,2},? ?){1,20}(?<![,\s])) (?=[А-ЯЁІЇЄҐ][а-яёіїєґ]+[^.,]*$)"
)
_INITIALS_FIRST = re.compile(
    rf"((?:(?:[^\W\d_a-z]\. ?){{1,3}}{_FAMILY}(?:, | (?:and|и|und|et) )?){{1,20}}), (?=[^\W\d_]{{3,}}$)"
)
_LONG = re.compile(rf"({_FAMILY}), (?=[^\W\d_a-z][^\W\d_]{{12,}}$)")  # longer than given names are
# A book without a title has it behind its people: "Eliade, Mircea, Maitreyi", "S. Lem, Solaris", "Kierkegaard, Søren:
# Enten".
_UNTITLED = re.compile(
    rf"({_FAMILY}, [^\W\d_a-z][^\W\d_]+(?: [^\W\d_a-z]\.?)?[:.,] (?=[^\W\d_a-z][^.,:]{{3,80}}$)"
    rf"|(?:[^\W\d_a-z]\. ?){{1,3}}{_FAMILY}, (?=[^\W\d_]{{3}}[^.,:]{{0,80}}$)"
    r"|[^\W\d_a-z][^\W\d_]+(?: [^\W\d_a-z]\.| [^\W\d_]+){1,3}, (?=[^\W\d_a-z][^\W\d_]{2}[^.,:]{0,80}$))"
)
_FAMILY_NAME = re.compile(r"[^\W\d_a-z][\w'’-]+,?\s?")
# An article, its title's last word none of a name: "Jan Křen, Konfliktní společenství, | Český časopis historický".
_ARTICLE = re.compile(
    rf"(?:(?:[^\W\d_a-z]\. ?){{1,3}}{_FAMILY}|[^\W\d_a-z][^\W\d_]+(?: [^\W\d_a-z]\.| [^\W\d_]+){{1,3}}), (?=[^\W\d_a-z][^.,:]{{2,80}} [^\W\d_A-Z]{{4,}}$)"
)
# One in natural order, and the first words of a title, whose others no mark parts from them.
_UNPARTED = re.compile(
    r"[^\W\d_a-z][^\W\d_A-Z]+(?: [^\W\d_a-z]\.)? [^\W\d_a-z][^\W\d_A-Z]+, (?=[^\W\d_a-z][^\W\d_]{2}[^.,:;&]{0,60}$)"
)
_REST_OF_NAME = re.compile(r" [^\W\d_a-z][^\W\d_]+, (?=[^\W\d_])")
# "and Kevin Zhou. WOLF: A game", "and Jun Yu. MIAR: A game"
_NAMED = re.compile(r"(?:(?<=[^\W\d_A-Z]{2})|(?<=[^\W\d_A-Z]{2} [^\W\d_a-z][^\W\d_A-Z]))\. (?=[^\W\d_][\w-]{0,30}$)")
# The rest of the last name, and the stop behind it, at a title's beginning; a title's first word at the end of people.
_SURNAME = re.compile(r" ?[^\W\d_a-z][^\W\d_]+(?:-[^\W\d_]+)?\. (?=[^\W\d_a-z])")
# The last of the people at a title's beginning: "Deepak Roe, | and Ann Low. Heat".
_LAST = re.compile(
    r"(?:[^\W\d_a-z][\w'’-]+(?: [^\W\d_a-z][\w'’.-]*){1,2}, ){0,8}(?:and|&) [^\W\d_a-z][\w'’-]+(?: [^\W\d_a-z]\.?)? [^\W\d_a-z][\w'’-]+\. (?=[^\W\d_a-z])"
)
_GIVEN = re.compile(r"\b(?:and|&) [^\W\d_a-z][^\W\d_]+(?: [^\W\d_a-z][^\W\d_]+)?$")
_FIRST_WORD = re.compile(r"(?<=[^\W\d_])[.]? [^\W\d_a-z][\w'’-]*[^\W\d_A-Z]{3}\. (?=[^\W\d_]{2,12}$)")
_TITLE = re.compile(r"[^\W\d_a-z][^\W\d_]{2,}[^.,;\d]{0,60}")
_BEHIND_NUMBER = re.compile(r"[.,:;]\s(?:[-–—]\s)?(?=[^\w\s]?[^\W\d_]{2})")
_NAME = re.compile(r"[^\W\d_][^.,:;\d]{1,60}\.\s?\(")  # with the bracket of the year behind it
_HANDLE = re.compile(r"@[\w.]{2,40}(?: [\[(][^\[\]()]{2,40}[\])])?\.? (?=[“\"])")  # "@dog_rates. “This is Mo.”"
# Who makes models and games, in one word or two: "Anthropic. Model card and evaluations for Claude models".
_MAKER = re.compile(
    r"(?:Anthropic|OpenAI|Meta(?: AI)?|Google(?: DeepMind| Research)?|DeepMind|Microsoft|Apple|Amazon|NVIDIA|Mistral AI|DeepSeek(?:-AI)?|xAI|IBM|Hugging Face|Stability AI|Epic Games|Valve|Nintendo|Ubisoft|Mojang(?: Studios)?|Adobe|Intel|GitHub)\. (?=[^\W_])"
)
_BODY = re.compile(
    r"([^\W\d_a-z][^,.]{6,80}), (?=[^\W\d_a-z][^\W\d_]+ [^,]{3,}$)"
)  # who makes a page, before its title
_OF_TITLE = ("NBR", "ABNT NBR")  # Brazil's number begins the title
_TITLES = frozenset(("title", "container-title", "collection-title"))
# A bracket in which no year can be read, behind people: "Jürgen (§¨¨ª) Trainings", "Roy, | Vita(in Begutachtung), The".
_NO_YEAR = re.compile(
    r".?\s?(?P<given>[A-ZÀ-ÞĀ-ŽА-Я][^\W\d_]+)?\s?\((?:[^A-Za-z0-9()]{0,6}|(?P<said>in Begutachtung|im Druck|im Erscheinen|in Vorbereitung|forthcoming|in press|submitted|under review))\)[,:.]?\s(?=\W?[A-ZÀ-ÞĀ-ŽА-Я])"
)
_OTHER_TITLES = frozenset(("title", "container-title", "collection-title", "event"))
# Words between others that no name has, and organisations only beside words of their own.
_WORDED = re.compile(
    r"\s(?:mit|für|auf|aus|nach|über|unter|with|for|on|at|from|about|sur|pour|dans|sobre|para|per|sulla?)\s"
)
_LONGEST = 600


def begun(raw: str, runs: list[Run]) -> list[Run]:
    """Return the runs of a text, those of its people without the beginning of a title.

    >>> raw = "Roe R. Heat. Spine. 2001;1:2"
    >>> found = begun(raw, [Run("author", 0, 13, 0.9), Run("container-title", 13, 20, 0.9)])
    >>> [(run.label, raw[run.start : run.end]) for run in found]
    [('author', 'Roe R. '), ('title', 'Heat. '), ('container-title', 'Spine. ')]
    """
    printed = [run.label for run in runs]
    if "title" in printed and (printed[0] == "title" or "number" not in printed):
        runs = _headed(raw, runs, printed)
        printed = [run.label for run in runs]
    at = printed.index("author") if "author" in printed else -1
    if at < 0 or runs[at].end - runs[at].start > _LONGEST:
        return runs
    people = runs[at]
    if (unnamed := _unnamed(raw, runs, at, printed)) is not None:
        return unnamed
    if at == 0 and (number := numbers.at_head(raw)) and people.start < number.end and people.end < number.end + 2:
        return relabelled(runs, "number", *number)
    end = people.end
    while end > people.start and not raw[end - 1].isalnum():
        end -= 1
    follows = runs[at + 1] if at + 1 < len(runs) else None
    is_bracketed = follows and follows.label == "title" and raw.find("(", people.end - 1, follows.start + 24) >= 0
    if follows and is_bracketed and (year := _NO_YEAR.match(raw, max(people.end - 1, 0), follows.end)):
        named = people._replace(end=year.end("given") if year["given"] else people.end)
        said = [follows._replace(label="date", start=year.start("said"), end=year.end("said"))] if year["said"] else []
        return [*runs[:at], named, *said, follows._replace(start=year.end()), *runs[at + 2 :]]
    if follows and follows.label == "title" and (cut := _border(raw, people, follows, end)):
        return bordered(runs, at, cut, cut)
    if not raw[max(end - 3, 0) : end].isalpha() and raw[end : end + 1] != ":":
        return runs  # initials
    if follows and follows.label == "title" and follows.start <= people.end + 1:
        if (
            end == people.end
            and raw[end - 2 : end].islower()
            and (rest := _REST_OF_NAME.match(raw, people.end, follows.end))
        ):
            return bordered(runs, at, rest.end(), rest.end())
        if stop := _named(raw, people, end):
            behind = follows._replace(start=stop.end())
            return [*runs[:at], people._replace(end=stop.start() + 1), behind, *runs[at + 2 :]]
        if "." not in raw[end : people.end]:
            return runs
        found = next(
            (m for pattern in (_GOST, _INITIALS_FIRST, _LONG) if (m := pattern.match(raw, people.start, end))), None
        )
        if found is None:
            return runs
        return bordered(runs, at, found.end(), found.end())
    if "title" in printed or (borders := _without_title(raw, people, end, set(printed))) is None:
        return runs
    last, first = borders
    return [*runs[:at], people._replace(end=last), people._replace(label="title", start=first), *runs[at + 1 :]]


def _unnamed(raw: str, runs: list[Run], at: int, printed: list[str]) -> list[Run] | None:
    """The runs, people in which words stand that no name has no people: "Dialog mit den Bürgern, 2003"."""
    people = runs[at]
    colon = raw.find(": ", people.start, people.end) if at == 0 and len(runs) > 1 else -1
    if 0 < colon < people.end - 2:
        return _at_colon(raw, runs, colon)
    if not _OTHER_TITLES.isdisjoint(printed) or not _WORDED.search(raw, people.start, people.end):
        return None
    is_body = is_organisation(raw[people.start : people.end].strip(" ,.:;"))
    return None if is_body else [*runs[:at], people._replace(label="title"), *runs[at + 1 :]]


def _at_colon(raw: str, runs: list[Run], colon: int) -> list[Run]:
    """The runs, what stands behind the colon of people a title's: "Udo Kruse/Silke Kruse: Sozialwahl | 2011 | – Verwaltung";
    one word before it is a title too: "Statistik: Meldungen, | Anklagen".
    """
    people = runs[0]
    if is_organisation(raw[people.start : colon]):
        return runs
    at = 2 if [run.label for run in runs[1:3]] == ["date", "title"] and raw[runs[2].start] in "–—-" else 1
    if at >= len(runs) or runs[at].label != "title" or runs[at].start > runs[at - 1].end + 1:
        return runs
    is_named = not raw[people.start : colon].isalpha()
    if is_named and (raw[colon - 1] == " " or "," in raw[colon : people.end]):
        return runs
    title = runs[at]._replace(start=colon + 2 if is_named else people.start)
    return [*([people._replace(end=colon + 1)] if is_named else []), title, *runs[at + 1 :]]


def _without_title(raw: str, people: Run, end: int, labels: set[str]) -> tuple[int, int] | None:
    """Where the people of a work end that has no title but behind them, and where that begins."""
    is_whole = "container-title" not in labels
    if is_whole and (body := _BODY.match(raw, people.start, end)) and is_organisation(body[1]):
        return body.end(1), body.end()
    if is_whole and (gost := _GOST.match(raw, people.start, end)):
        return gost.end(), gost.end()
    found = _BARE.match(raw, people.start, end)
    if not (found and _TITLE.fullmatch(raw, found.end(), end) and ("," in found[1] or _DATED.search(raw, end))):
        is_book = is_whole and not labels.isdisjoint(("publisher", "location"))
        pattern = _UNTITLED if is_book else None if is_whole or labels.isdisjoint(("volume", "issue")) else _ARTICLE
        found = pattern.match(raw, people.start, end) if pattern else None
    return (found.end(), found.end()) if found else None


def _named(raw: str, people: Run, end: int) -> re.Match[str] | None:
    """The stop before the word that a title begins with, which a colon parts from its rest."""
    is_joined = raw[end : end + 1] == "," and " and " in raw[people.start : end]
    return _NAMED.search(raw, max(end - 34, people.start), end) if is_joined or raw[end : end + 1] == ":" else None


def _border(raw: str, people: Run, title: Run, end: int) -> int | None:
    """Where people end and a title begins, the stop next to their border: "and Ana | Sandell. Heat", "Roe, | and Ann
    Low. Heat".
    """
    if title.start > people.end + 1 or not raw[title.start].isalpha():
        return None
    if raw[people.end - 1] == ",":
        last = _LAST.match(raw, title.start, title.end)
        return last.end() if last else None
    if end < people.end:
        return None
    given = _GIVEN.search(raw, max(people.end - 40, people.start), people.end)
    if given and (rest := _SURNAME.match(raw, people.end, title.end)):
        return rest.end()
    word = _FIRST_WORD.search(raw, max(people.end - 34, people.start), people.end)
    if (
        word is None
        and raw[people.end] == " "
        and raw[title.end - 1] == ","
        and not _SURNAME.match(raw, people.end, title.end)
    ):
        word = _UNPARTED.match(raw, people.start, end)
    return word.end() if word else None


def _headed(raw: str, runs: list[Run], printed: list[str]) -> list[Run]:
    """The runs, a standard's number, a name or a handle apart that a title begins with or was taken for."""
    if "title" in printed and "number" not in printed:
        runs = _numbered(raw, runs, printed.index("title"))
    if "author" in printed or printed[:1] != ["title"] or runs[0].label != "title":
        return runs
    first = runs[0]
    if printed[1:3] == ["date", "title"] and _NAME.fullmatch(raw, *_ends(runs)):
        return [first._replace(label="author"), *runs[1:]]  # "Real Academia Española. (2020). Consultas"
    if maker := _MAKER.match(raw, first.start, first.end):
        return [first._replace(label="author", end=maker.end()), first._replace(start=maker.end()), *runs[1:]]
    if raw[:1] == "@" and (handle := _HANDLE.match(raw)) and handle.end() >= first.start:
        return [
            first._replace(label="author", start=0, end=handle.end()),
            first._replace(start=handle.end()),
            *runs[1:],
        ]
    return runs


def _ends(runs: list[Run]) -> tuple[int, int]:
    """Where the first run begins, and the second but for its first character."""
    return runs[0].start, runs[1].start + 1


def _is_alone(raw: str, title: Run, end: int, follows: Run) -> bool:
    """Whether a title is nothing but such a number, and another stands behind it."""
    return follows.label in _TITLES and not raw[end : title.end].strip(" .,:;")


def _numbered(raw: str, runs: list[Run], at: int) -> list[Run]:
    """The runs, the number of a standard apart that its title begins with: "DIN 1505-2:1984-01: Titelangaben"."""
    title = runs[at]
    is_loose = not raw.startswith(_OF_TITLE, title.start) and not (title.start and raw.startswith("RFC", title.start))
    number = numbers.at_head(raw, title.start) if is_loose else None
    if number and at + 1 < len(runs) and _is_alone(raw, title, number.end, runs[at + 1]):
        return [*runs[:at], title._replace(label="number"), runs[at + 1]._replace(label="title"), *runs[at + 2 :]]
    behind = _BEHIND_NUMBER.match(raw, number.end, title.end) if number else None
    if number is None or behind is None:
        return runs
    head = title._replace(label="number", end=number.end)
    return [*runs[:at], head, title._replace(start=behind.end()), *runs[at + 1 :]]
