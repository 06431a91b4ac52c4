"""Citations of East Asia whose quotes and words tell all: raw citation -> type and runs.

Who stands before the first quotes wrote what is in them, or edited or translated it where a word behind the name says
so ("大塚久雄訳", "王力主编"); a second title in quotes is what the first one is in; and behind both each part has a
word or a place of its own: "第2卷", "1993年第4期", "頁509-561", "（臺北：允晨文化，2003）".
"""

from __future__ import annotations

import re
from functools import cache

from ...text import words
from ..tagging.segments import Run
from ..taken import SURE
from .city_names import cities
from .statutes import LegalForm

_OPENING = ("『", "「", "《", "〈")
_PAIRS = {"『": "』", "「": "」", "《": "》", "〈": "〉"}
_BOOKS = "『《"
_ROLES = {
    "author": "著|作|撰|지음|저",
    "editor": "編著|编著|編集|编辑|主編|主编|監修|编校|編校|校注|校註|點校|点校|整理|編|编|엮음|편저|편",
    "translator": "監訳|共訳|翻譯|翻译|訳|译|譯|옮김|역",
}
_ROLE = "|".join(rf"(?P<{label}>{said})" for label, said in _ROLES.items())
_REST = r"(?:等人|等|ほか|他|외)?"
_LETTERS = r"\u3005\u3400-\u9fff\u3040-\u30ff\uac00-\ud7a3"
_NAMES = rf"[{_LETTERS}A-Za-z][{_LETTERS}A-Za-z·・.＝、,，;；\s]{{1,60}}?"
_PIECE = re.compile(
    rf"(?P<names>[{_LETTERS}A-Za-z][^、,，;；（()）]{{0,60}}?){_REST}\s?(?P<role>{_ROLE})?[.．]?\s?(?=[、,，;；（()）]|$)"
)
_SERIES = re.compile(r"[（(][\u3400-\u9fff]{2,8}版[）)]")
_ONLY_ROLE = re.compile(_ROLE)
_PEOPLE = re.compile(rf"(?:[{_LETTERS}A-Za-z·・＝\s、,，;；（()）'’-]|(?<=[A-Za-z])[.．])+")
_HAN_NAME = re.compile(r"[\u3400-\u9fff]{2,4}")
_HEAD = re.compile(
    rf"(?:[\[［〔（(][\u3400-\u9fff]{{1,3}}[\]］〕）)]\s?)?(?P<people>[{_LETTERS}A-Za-z].{{0,100}}?)?(?:[\s,，、.．。]{{0,2}}[（(]?(?P<date>(?:1[4-9]|20)\d\d)[年년]?[）)]?)?[\s:：,，、.．。]*"
)
_IN = r"(?:载于|載於|收入|收於|收錄於|载|載|見|见)"
_WITHIN = re.compile(
    rf"(?:(?P<within>{_IN})\s?)?(?:(?P<names>{_NAMES}){_REST}\s?(?:{_ROLE})?\s?[:：,，、]?\s?)?(?=[『《])"
)
_SPACE = re.compile(r"[\s,，、。．.;；:：]*")
_FIGURES = r"\d{1,5}(?:\s?[-–—~〜～－]\s?\d{1,5})?"
_YEAR = r"(?:1[4-9]|20)\d\d"
_COUNT = r"(?:\d{1,4}|[一二三四五六七八九十]{1,3})"
_NAME = r"[^\W\d][^\d「」『』《》〈〉（）()\[\]，,、。．.;；:：]{1,%d}"
_PLACE, _HOUSE = _NAME % 11, _NAME % 40
_SCHOOL = re.compile(r".{2,12}(?:大学|大學|学院|學院|研究生院)(?:[^出版]{1,10}[系院所])?")
_SITES = ("网", "網", "网站", "サイト")
_COUNTED = ("volume", "issue", "pages")
_DAILY = re.compile(r".*(?:报|報|新聞|신문|일보|타임스)")


def read(raw: str, end: int) -> LegalForm | None:
    """Return what a citation tells all of whose parts, up to `end`, are told so; else None.

    >>> raw = "王晓明：《一份杂志》，《上海文学》1993年第4期。"
    >>> found = read(raw, len(raw))
    >>> found.kind, [(run.label, raw[run.start : run.end]) for run in found.runs][2:]
    ('article-journal', [('container-title', '《上海文学》'), ('date', '1993年'), ('issue', '4')])
    """
    first = min((at for mark in _OPENING if (at := raw.find(mark, 0, end)) >= 0), default=-1)
    close = _closing(raw, first, end) if first >= 0 else 0
    if close and raw[first] in "《〈" and first and raw[first - 1].isalpha() and not _HAN_NAME.fullmatch(raw, 0, first):
        return None  # "国際貿易〈上〉"
    if not close or (head := _headed(raw, first)) is None:
        return None
    runs = [*head, Run("title", first, close, SURE)]
    at = _hosted(raw, runs, close, end) if raw[first] != "『" else close
    if at == close and raw[first] in "《〈" and raw[close : close + 1].isalpha() and raw[close] not in "第":
        return None  # "《红楼梦》研究"
    while at and (at := _SPACE.match(raw, at, end).end()) < end:  # type: ignore[union-attr]
        at = _part(raw, runs, at, end)
    runs = _with_journal(raw, runs)
    labels = [run.label for run in runs]
    if not at or "date" not in labels or len(set(labels)) < len(labels):
        return None
    if not {"container-title", "publisher", "genre"}.intersection(labels):
        return None
    return LegalForm(_kind(raw, runs), runs)


def _kind(raw: str, runs: list[Run]) -> str:
    said = {run.label: raw[run.start : run.end] for run in runs}
    if "genre" in said:
        return "thesis"
    if "container-title" not in said:
        return "thesis" if _SCHOOL.fullmatch(said.get("publisher", "")) and "author" in said else "book"
    if "publisher" in said or "editor" in said:
        return "chapter"
    is_daily = _DAILY.fullmatch(said["container-title"].strip("".join(_PAIRS) + "".join(_PAIRS.values())))
    return "article-newspaper" if is_daily and not {"volume", "issue"}.intersection(said) else "article-journal"


def _with_journal(raw: str, runs: list[Run]) -> list[Run]:
    """The runs, a name behind the title that volume, issue or pages follow a journal's."""
    runs = sorted(runs, key=lambda run: run.start)
    labels = [run.label for run in runs]
    title = labels.index("title")
    at = labels.index("publisher") if "publisher" in labels[title:-1] else -1
    if at < 0 or labels[at + 1] not in _COUNTED or "container-title" in labels or raw[runs[title].start] == "『":
        return runs
    return [*runs[:at], runs[at]._replace(label="container-title"), *runs[at + 1 :]]


def _closing(raw: str, start: int, end: int) -> int:
    """Where the quotes that open at a place are closed and ended, others of their kind within; 0 where they are not."""
    depth = 0
    for at in range(start, min(end, start + 300)):
        depth += (raw[at] == raw[start]) - (raw[at] == _PAIRS[raw[start]])
        if not depth:
            return at + 1
    return 0


def _headed(raw: str, end: int) -> list[Run] | None:
    """The people and the year before the title; None where there is more than that."""
    found = _HEAD.fullmatch(raw, 0, end)
    if not found:
        return None
    runs = [Run("date", *found.span("date"), SURE)] if found["date"] else []
    if not found["people"]:
        return runs
    credited = _credited(raw, *found.span("people"))
    return None if credited is None else runs + credited


def _credited(raw: str, start: int, end: int) -> list[Run] | None:
    """The people between two places, by the words behind their names; None where something else stands among them."""
    if not _PEOPLE.fullmatch(raw, start, end):
        return None
    runs: list[Run] = []
    waiting: list[tuple[int, int]] = []  # who has no such word yet
    for piece in _PIECE.finditer(raw, start, end):
        is_bracketed = raw[piece.start() - 1 : piece.start()] in ("（", "(")
        if is_bracketed and waiting and not piece["role"] and not _ONLY_ROLE.fullmatch(piece[0]):
            if not _HAN_NAME.fullmatch(piece[0]):
                return None
            waiting[-1] = (waiting[-1][0], piece.end() + 1)  # a Korean name once more
            continue
        place = piece.span("names")
        if waiting and (role := _ONLY_ROLE.fullmatch(piece[0])):
            runs.append(Run(str(role.lastgroup), waiting[0][0], waiting[-1][1], SURE))
            waiting = []
            continue
        label = next((name for name in _ROLES if piece[name]), "")
        if not label:
            waiting.append(place)
            continue
        are_others = label == "translator" and not runs
        if waiting and (are_others or is_bracketed):
            runs.append(Run("author", waiting[0][0], waiting[-1][1], SURE))
            waiting = []
        runs.append(Run(label, (waiting or [place])[0][0], place[1], SURE))
        waiting = []
    return [*runs, Run("author", waiting[0][0], waiting[-1][1], SURE)] if waiting else runs


def _hosted(raw: str, runs: list[Run], at: int, end: int) -> int:
    """Add what the title is in, and who edited that. Return where it ends; 0 where it does not end."""
    found = _WITHIN.match(raw, _SPACE.match(raw, at, end).end(), end)  # type: ignore[union-attr]
    if not found:
        return at
    if found["names"]:
        if not (found["within"] or found["editor"]):
            return at
        runs.append(Run("editor", *found.span("names"), SURE))
    close = _closing(raw, found.end(), end)
    if close:
        if series := _SERIES.match(raw, close, end):  # of one university's journals
            close = series.end()
        runs.append(Run("container-title", found.end(), close, SURE))
    return close


def _part(raw: str, runs: list[Run], at: int, end: int) -> int:
    """Add the part that begins at a place. Return where it ends; 0 where nothing is told."""
    found = _parts().match(raw, at, end)
    if not found:
        return 0
    labels = {run.label for run in runs}
    for name, text in found.groupdict().items():
        if text:
            label = _LABELS.get(name, name)
            if label == "publisher" and text in cities():
                label = "location"
            if name == "publisher4" and text.endswith(_SITES):
                return 0
            if label == "edition" and "container-title" in labels:
                label = "pages"
            if label == "number":
                label = "volume" if "container-title" in labels else ""
            if not label:
                return 0
            runs.append(Run(label, *found.span(name), SURE))
    return found.end()


_LABELS = {
    "edition1": "edition", "issue2": "issue", "volume2": "volume", "pages1": "pages", "pages2": "pages", "date1": "date", "date2": "date", "volume1": "volume", "issue1": "issue", "publisher1": "publisher", "publisher2": "publisher", "publisher3": "publisher",
    "publisher4": "publisher", "location1": "location", "container": "container-title",
}  # fmt: skip


def _languages() -> list[words.Language]:
    return [language for language in words.languages() if language.code in ("ja", "ko", "zh")]


@cache
def _parts() -> re.Pattern[str]:
    thesis = words.alternatives(word for language in _languages() for word in language.thesis)
    accessed = words.alternatives(word for language in _languages() for word in language.accessed)
    return re.compile(
        rf"第?\s?(?P<volume>{_COUNT})\s?[卷巻集辑輯冊册권집本]"
        rf"|[제第]?\s?(?P<issue>\d{{1,5}}(?:[-–·・]\d{{1,5}})?)\s?[号號期호分]"
        rf"|(?P<volume1>\d{{1,4}})\s?[（(](?P<issue1>\d{{1,4}})[）)]"
        rf"|[（(]?(?P<date>{_YEAR}(?:[年년](?:\d{{1,2}}[月월](?:\d{{1,2}}[日일])?)?)?)(?:刊|版|[号號호])?[）)]?(?!\d|-\d\d\d)"
        rf"|第?\s?(?P<edition>\d{{1,3}})\s?版|[（(](?P<edition1>[\u3400-\u9fff]{{1,5}}[版本])[）)]|(?:no|No|nr)[.．]?\s?(?P<issue2>\d{{1,5}})|[Vv]ol[.．]?\s?(?P<volume2>\d{{1,4}})"
        rf"|(?:朝刊|夕刊)?[、，,]?\s?第?\s?(?P<pages>{_FIGURES})\s?[页頁쪽面면]|(?:頁|页|pp?[.．]|ｐ．)\s?(?P<pages1>{_FIGURES})|(?P<pages2>\d{{1,5}}\s?[-–—~〜～－]\s?\d{{1,5}})"
        rf"|[（(](?:(?P<location>{_PLACE})\s?[:：]\s?)?(?P<publisher>{_HOUSE})[,，、]\s?(?P<date1>{_YEAR})[年년]?[）)]"
        rf"|(?P<translator>{_NAMES}){_REST}\s?(?:{_ROLES['translator']})(?=[,，、。．]|$)"
        rf"|(?:(?P<publisher1>{_HOUSE}?)\s?)?(?P<genre>{thesis})(?:[,，、]\s?(?P<publisher2>{_HOUSE}))?"
        rf"|(?P<location1>{_PLACE})\s?[:：]\s?(?P<publisher3>{_HOUSE}(?:[·・]{_HOUSE}){{0,2}})"
        rf"|{_IN}[:：]?\s(?P<container>{_HOUSE})"
        rf"|(?!{accessed})(?P<publisher4>{_HOUSE}(?:{_SERIES.pattern})?)|(?P<number>\d{{1,4}})(?!\d)"
    )
