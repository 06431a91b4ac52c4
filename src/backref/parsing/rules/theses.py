"""Words for a thesis, in every language, behind a title: runs of labels -> runs of which the genre is one."""

from __future__ import annotations

import re
from functools import cache

from ...model import Span
from ...text import words
from ...text.folding import fold
from ...text.spotting import Phrases, beginnings
from ..glance import family
from ..tagging.segments import Run
from .relabelled import relabelled, worded

FAMILY = family(words=lambda: beginnings(words.union("thesis")).first)
_NUMBERED = frozenset(("volume", "issue"))  # no thesis has one
_PAGED = frozenset(("container-title", "pages"))  # nor both of these
# The subject of a degree: " em Psicologia)", "in Parasitology."
_SUBJECT = re.compile(
    r".{0,4}?(?<![^\W_])(?P<of>(?:in|em|en|im|i)\s)[^\W\d_a-z][^.,;:()]{2,50}[).,;\s]{0,3}", re.DOTALL
)
_BEFORE_SUBJECT = re.compile(r"[\s(]{0,2}(?:[^\W\d_]+\s)?")  # " (Mestrado "
_WHOLE = frozenset(("container-title", "collection-title", "publisher"))
_SCHOOL = re.compile(r"(?P<rest>(?: [^\W\d_a-z،,]{2,12}){0,2})[,،]\s(?=[^\W_]{3})")
_NEAR = 2  # marks before the words
_ONLY = frozenset(("container-title", "collection-title", "publisher", "location"))
_ENDS = re.compile(r"(?:\s(?:jur|phil|med|rer\. ?nat|theol|oec|pol|Ing)\.?|\s?-?tutkielma)?[\s.,;:–-]*")
_CODED = re.compile(r"[\s:;,.]*\d\d\.\d\d\.\d\d[\s:;,.]*")  # of Russia's fields of science
_LEVEL = re.compile(r"\s\((?:Mestrado|Doutorado|Graduação|Especialização)[^()]{0,50}\)")
_DEGREE = re.compile(
    r"(?:Unpublished |[Dd]octoral |M\.?\s?[AS]c?\.? |Ph\.? ?D\.? |Master[’']?s? (?:[Dd]egree )?|Bachelor[’']?s )$"
)
# A thesis of a German school: "Unveröff. Magisterarbeit, Univ. Bielefeld", "Diss. phil. FU Berlin".
_SHORT = r"(?:[Dd]iss(?:ertation)?\.?|[Hh]abil(?:\.|itations)-?[Ss]chrift|[Hh]abilitation|(?:[Mm]agister|[Dd]iplom|[Ll]izentiats?|[Ss]taatsexamens|[Ee]xamens|[Mm]aster|[Bb]achelor|[Dd]oktor)-?[Aa]rbeit|[Ll]iz\.-Arb\.)"
_SAID = r"(?:[Uu]nveröff(?:\.|entlichte)|[Uu]npubl\.|[Uu]ngedr(?:\.|uckte)|[Mm]aschinenschr\.|[Ii]naugural-?|[Pp]hil\.|[Jj]ur\.|[Mm]ed\.|[Tt]heol\.|[Rr]er\. ?(?:pol|nat|oec)\.)"
_FACULTY = r"(?: (?:phil|jur|med|theol|oec|masch|ing|rer\. ?(?:pol|nat|oec|soc))\.)"
_GERMAN = re.compile(
    rf"[.,;?!”»«“\"] \(?(?P<genre>(?:{_SAID} ?){{0,3}}{_SHORT}{_FACULTY}{{0,2}})(?:[,:] | )"
    r"(?:an der )?(?P<publisher>(?:Univ(?:\.|ersität)?|Uni|Hochschule|Technische|Freie|[A-ZÄÖÜ]{2,4}) [^\W\d_a-z][^,;:()\d]{1,40}?|(?:[^\W\d_a-z][\w-]+,? (?:von )?){0,3}[\w-]*[Uu]niversität(?: zu)?(?: [^\W\d_a-z][\w/.-]+)?)?(?=[\s,;:(]{0,3}\d|[.,;:(]{0,2}\s?$|[,;] |\. )"
)
_SCHOOLED = re.compile(rf"[.,;?!”»«“\"] \(?(?P<genre>(?:{_SAID} ?){{1,3}}{_SHORT}{_FACULTY}{{0,2}}),? ")
_GERMAN_HINTS = ("iss", "abil", "rbeit", "-Arb")
_BLANK = frozenset(" (–-[")
_NAMED = re.compile(
    r"\.\s(?P<school>[^.]{0,40}(?:yliopisto|ülikool|[Uu]niversit\w{1,3}|egyetem|[Üü]niversitesi|högskola|Hochschule|университет)[^.]{0,30})\.?$"
)


def find(raw: str, start: int = 0, end: int | None = None) -> Span | None:
    """Return the place of the first words that say "thesis", or None.

    >>> find("Virtanen M. Suometsien hiilitase. Pro gradu -tutkielma").start, find("Roe R. Heat.")
    (34, None)
    """
    if not _may_be_in(raw):
        return None
    found = _word().search(raw, start, len(raw) if end is None else end)
    return Span(*found.span()) if found else None


def told(raw: str, runs: list[Run]) -> list[Run]:
    """Return the runs of a text, those words out of the title behind a mark, and of what holds nothing else.

    >>> raw = "Suometsien hiilitase. Pro gradu -tutkielma"
    >>> [(run.label, raw[run.start : run.end]) for run in told(raw, [Run("title", 0, len(raw), 0.9)])]
    [('title', 'Suometsien hiilitase'), ('genre', 'Pro gradu -tutkielma')]
    """
    labels = {run.label for run in runs}
    if not labels.isdisjoint(_NUMBERED) or not _may_be_in(raw):
        return runs
    runs = _with_subject(raw, runs)
    if any(map(raw.__contains__, _GERMAN_HINTS)) and (found := _GERMAN.search(raw) or _SCHOOLED.search(raw)):
        for label in found.groupdict():
            runs = relabelled(runs, label, *found.span(label)) if found[label] else runs
        return _with_school(raw, worded(raw, runs))
    if labels.issuperset(_PAGED):
        return runs
    if found := _bracketed().search(raw):
        for label in ("genre", "publisher", "date"):
            if found[label] and (label == "publisher" or label not in labels):
                runs = relabelled(runs, label, *found.span(label))
        return runs
    if "genre" in labels:
        return _with_school(raw, runs)
    for at, run in enumerate(runs):
        if run.label in _ONLY and (place := find(raw, run.start, run.end)):
            if parted := _of_house(raw, runs, at, place, labels - {run.label}):
                return parted
        elif run.label == "title" and (parted := _of_title(raw, runs, at, labels)):
            return parted
    return _unlabelled(raw, runs)


def _of_house(raw: str, runs: list[Run], at: int, place: Span, others: set[str]) -> list[Run] | None:
    """The runs, of which one that is no title holds the words; None where it goes on in words of its own."""
    run = runs[at]
    before, behind = runs[:at], runs[at + 1 :]
    if run.label == "container-title" and place.start == run.start and "publisher" in others:
        return [*before, run._replace(label="genre"), *behind]
    is_whole = not raw[place.end : run.end].strip(" .,")
    if run.label == "location" and (place.start > run.start or not is_whole):
        return None
    is_first = place.start - run.start < _NEAR
    if is_first and "publisher" not in others and (school := _SCHOOL.match(raw, place.end, run.end)):
        parts = [
            run._replace(label="genre", end=school.end("rest")),
            run._replace(label="publisher", start=school.end()),
        ]
        return [*before, *parts, *behind]
    if run.label == "publisher" and is_whole and not is_first:
        return [*before, run._replace(end=place.start), run._replace(label="genre", start=place.start), *behind]
    if is_first and _ENDS.fullmatch(raw, place.end, run.end):
        return _from_title(raw, [*before, run._replace(label="genre"), *behind], at)
    return None


def _of_title(raw: str, runs: list[Run], at: int, labels: set[str]) -> list[Run] | None:
    """The runs, the words behind a mark out of the title, and what follows them; None where it has none."""
    run = runs[at]
    behind = _behind().search(raw, run.start + 3, run.end) or _last().search(raw, run.start + 3, run.end)
    if not behind:
        return None
    parts = [run._replace(end=behind.start()), run._replace(label="genre", start=behind.start(1))]
    is_whole = "publisher" in labels or raw[behind.start(1) - 1] in "(["
    if not is_whole and raw[behind.end(1) : run.end].strip(" .,;:–-()"):
        label = "note" if _CODED.fullmatch(raw, behind.end(1), run.end) else "publisher"
        parts[1:] = [parts[1]._replace(end=behind.end(1)), run._replace(label=label, start=behind.end(1))]
    return [*runs[:at], *parts, *runs[at + 1 :]]


def _with_school(raw: str, runs: list[Run]) -> list[Run]:
    """The runs, who stands right beside the genre its school: "Masterarbeit, Technische Universität München"."""
    labels = [run.label for run in runs]
    at = labels.index("genre")
    beside = next((place for place in (at + 1, at - 1) if labels[place : place + 1] == ["institution"]), None)
    if "publisher" in labels or beside is None or not find(raw, runs[at].start, runs[at].end):
        return runs
    return [*runs[:beside], runs[beside]._replace(label="publisher"), *runs[beside + 1 :]]


def _from_title(raw: str, runs: list[Run], at: int) -> list[Run]:
    """The runs, the school out of the last sentence of the title where the genre was taken for a container."""
    title = next((run for run in runs[:at] if run.label == "title"), None)
    if title is None or any(run.label == "publisher" for run in runs):
        return runs
    if not (school := _NAMED.search(raw, title.start + 3, title.end)):
        return runs
    where = runs.index(title)
    parts = [title._replace(end=school.start()), title._replace(label="publisher", start=school.start("school"))]
    return [*runs[:where], *parts, *runs[where + 1 :]]


def _unlabelled(raw: str, runs: list[Run]) -> list[Run]:
    """The runs, words for a thesis that no field holds the genre: "2009. Dissertação (Mestrado em Fisioterapia) – "."""
    ends = raw.find("://")
    place = find(raw, 0, ends if ends >= 0 else len(raw))
    if (
        place is None
        or raw[place.start - 1 : place.start] not in _BLANK
        or any(run.start < place.end and place.start < run.end for run in runs)
    ):
        return runs
    rest, degree = _LEVEL.match(raw, place.end), _DEGREE.search(raw, max(place.start - 24, 0), place.start)
    start = (
        degree.start() if degree and not any(degree.start() < run.end <= place.start for run in runs) else place.start
    )
    return relabelled(runs, "genre", start, rest.end() if rest else place.end)


def _with_subject(raw: str, runs: list[Run]) -> list[Run]:
    """The runs, the subject of a thesis no container: "Dissertação (Mestrado em Psicologia)"."""
    for run in runs:
        if run.label == "container-title" and (subject := _SUBJECT.fullmatch(raw, max(run.start - 4, 0), run.end)):
            degree = find(raw, max(run.start - 40, 0), subject.start("of"))
            if degree and _BEFORE_SUBJECT.fullmatch(raw, degree.end, subject.start("of")):
                return relabelled(runs, "genre", degree.start, run.end)
    return runs


def _may_be_in(raw: str) -> bool:
    """Whether a text may hold one of the words; of a plain one, a few letters tell that most do not."""
    if raw.isascii() and not any(map(raw.lower().__contains__, _letters())):
        return False
    return _begin().may_be_in(raw)


@cache
def _letters() -> tuple[str, ...]:
    """Letters of which every plain word for a thesis has some: those that the longest of its parts begins with."""
    found: list[str] = []
    for word in sorted((fold(word) for word in words.union("thesis") if word.isascii()), key=len):
        if not any(letters in word for letters in found):
            found.append(max(re.findall(r"[a-z]+", word), key=len)[:5])
    return tuple(found)


@cache
def _begin() -> Phrases:
    return beginnings(words.union("thesis"))


@cache
def _word() -> re.Pattern[str]:
    return re.compile(rf"(?<![^\W_])(?i:{words.pattern('thesis')})(?![^\W_])")


@cache
def _behind() -> re.Pattern[str]:
    """The words behind a mark, with what belongs to them: "-tutkielma", "... канд. физ.-мат. наук", "(Doutorado)"."""
    return re.compile(
        rf"(?:[.:;] |\. [–—-] | [(\[])((?i:{words.pattern('thesis')})(?:[ -]{{1,2}}[^\W\d_A-ZÀ-Þ]{{2,12}}|(?: \.\.\.|…)? (?:канд|д-ра|докт)[^,;:]{{2,32}}наук| \([^()]{{3,40}}\))?)(?![^\W_])"
    )


@cache
def _last() -> re.Pattern[str]:
    """The words at the very end of a title, behind a comma: ", praca doktorska,"."""
    return re.compile(rf", ((?i:{words.pattern('thesis')})(?: [^\W\d_A-ZÀ-Þ][^\W\d_]{{1,16}}){{0,6}})[\s.,]*$")


@cache
def _bracketed() -> re.Pattern[str]:
    """A thesis and its school in brackets, as psychologists print them: "[Doctoral dissertation, University of Bath]"."""
    words_before, words_behind = r"(?:[^\W\d_]+\s){0,2}", r"(?:\s[^\W\d_]+){0,3}"
    return re.compile(
        rf"[\[(](?P<genre>{words_before}(?i:{words.pattern('thesis')})(?![^\W_]){words_behind})(?:, (?P<publisher>[^\[\]()]{{3,80}}?)(?:, (?P<date>(?:19|20)\d\d))?)?[\])]"
    )
