"""Facts to print: the reference data, catalogue rows and word lists -> CSL items in many languages and of every type.

What is in `word_lists.json` was written for this purpose. Works are put together from it and from facts of the train
split; a number is drawn anew, so that no work need exist.
"""

from __future__ import annotations

import gzip
import json
import random
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

Item = dict[str, Any]
LISTS: dict[str, dict[str, list[Any]]] = json.loads((Path(__file__).parent / "word_lists.json").read_text("utf-8"))
EN = LISTS["en"]
_PEOPLE = ("author", "editor", "translator", "director", "container-author")


def world_items(folder: Path) -> list[Item]:
    """Return the works behind the rendered strings of the train split, each as fully as its prints together say."""
    works: dict[tuple[str, str, str], Item] = {}
    for path in sorted(folder.glob("world-rendered-*.jsonl.gz")):
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            for row in map(json.loads, lines):
                said = row.get("gold_csl") or {}
                if not said.get("title") or not row.get("type") or "country" in str(said.get("publisher-place")):
                    continue
                work = works.setdefault((row["lang"], row["type"], said["title"]), {"lang": row["lang"]})
                for key, value in said.items():
                    if len(str(value)) > len(str(work.get(key, ""))):
                        work[key] = value
    return list(works.values())


class Mixer:
    """Draws works: those of the train split with parts of others in their language, and those of the word lists."""

    def __init__(self, items: Sequence[Item], rows: Sequence[Item], dice: random.Random) -> None:
        self.dice = dice
        self.items = list(items)
        self.rows = rows  # like a catalogue's
        self.pools: dict[tuple[str, ...], list[Any]] = defaultdict(list)
        for item in items:
            for key in ("title", "publisher", "publisher-place", "collection-title", *_PEOPLE):
                if item.get(key):
                    self.pools[item["lang"], key].append(item[key])
            if item.get("container-title"):
                self.pools[item["lang"], "container-title", item["type"]].append(item["container-title"])
        self.by_language: dict[str, list[Item]] = defaultdict(list)
        for item in items:
            self.by_language[item["lang"]].append(item)

    def of_world(self, language: str | None = None) -> Item:
        """A work of the train split, most of its parts exchanged for those of others in its language."""
        item = dict(self.dice.choice(self.by_language[language] if language else self.items))
        lang, dice = item["lang"], self.dice
        for key in ("title", "publisher", "publisher-place", "collection-title", "author", "editor", "translator"):
            if item.get(key) and dice.random() < 0.6:
                item[key] = self._drawn(lang, key, item[key])
        if item.get("container-title") and dice.random() < 0.5:
            item["container-title"] = dice.choice(self.pools[lang, "container-title", item["type"]])
        if dice.random() < 0.5 and item.get("author"):
            more = self._drawn(lang, "author", [])
            item["author"] = [*item["author"], *more][: dice.randint(1, 8)]
        for key in ("volume", "issue", "page", "number", "version"):
            if item.get(key):
                item[key] = _redrawn(str(item[key]), dice)
        if dice.random() < 0.6:
            item["issued"] = self._date(str(item.get("issued")))
        return item

    def _drawn(self, lang: str, key: str, otherwise: Any) -> Any:
        lists = LISTS.get(lang, {})
        if self.dice.random() < 0.4 and lang in LISTS and lang != "en":
            match key:
                case "title":
                    return title_in(lang, self.dice)
                case "author" | "editor" | "translator":
                    return people_in(lang, self.dice)
                case "publisher":
                    return self.dice.choice(lists["publishers"])
                case "publisher-place":
                    return self.dice.choice(lists["places"])
        pool = self.pools[lang, key]
        return self.dice.choice(pool) if pool else otherwise

    def _date(self, was: str) -> Item:
        dice = self.dice
        parts: list[int] = [dice.randint(1900, 2025) if dice.random() < 0.3 else dice.randint(1985, 2025)]
        if was.count(",") or dice.random() < 0.15:
            parts += [dice.randint(1, 12), dice.randint(1, 28)]
        return {"date-parts": [parts]}

    def of_row(self) -> Item:
        """A work of a row like a catalogue's: an article, a chapter, a book, a paper of a meeting."""
        row, dice = self.dice.choice(self.rows), self.dice
        kind = row.get("type") or ""
        container = " ".join((row.get("container-title") or [""])[0].split()).rstrip(".")
        typed = "chapter" if "chapter" in kind else "article-journal" if container else "book"
        if typed == "article-journal" and "proceedings" in kind:
            typed = "paper-conference"
        item: Item = {
            "type": typed, "title": " ".join(row["title"][0].split()).rstrip("."), "author": _names(row.get("author")),
            "issued": {"date-parts": [row["issued"]["date-parts"][0][: dice.choice((1, 1, 1, 3))]]}, "lang": "en",
        }  # fmt: skip
        editors = _names(row.get("editor")) or (item["author"][-2:] if typed == "chapter" else [])
        housed = typed in ("chapter", "book") or dice.random() < 0.1
        for key, value in (
            ("container-title", container), ("editor", editors), ("publisher", (row.get("publisher") or dice.choice(HOUSES)) if housed else ""),
            ("publisher-place", (row.get("city") or dice.choice(CITIES)) if housed else ""), ("DOI", row.get("DOI") if dice.random() < 0.4 else ""),
            ("volume", row.get("volume")), ("issue", row.get("issue")), ("page", row.get("page")),
            ("edition", str(dice.randint(2, 9)) if typed == "book" and dice.random() < 0.2 else ""),
            ("collection-title", dice.choice(SERIES) if typed in ("chapter", "book") and dice.random() < 0.15 else ""),
            ("collection-number", str(dice.randint(1, 900)) if typed in ("chapter", "book") and dice.random() < 0.1 else ""),
        ):  # fmt: skip
            if value:
                item[key] = value
        return item

    def of_lists(self, language: str) -> Item:
        """An article, a book, a chapter, a newspaper's piece, a thesis, a report in a language of the word lists."""
        dice, lists = self.dice, LISTS[language]
        kinds = (
            "article-journal",
            "book",
            "chapter",
            "article-newspaper",
            "thesis",
            "report",
            "webpage",
            "paper-conference",
            "entry-encyclopedia",
        )
        known = "entries" in lists
        typed = dice.choices(kinds, (5, 5, 2, 2, 1, 1, 1, 1, 1.5 * known))[0]
        item: Item = {
            "type": typed,
            "lang": language,
            "title": title_in(language, dice),
            "author": people_in(language, dice),
        }
        item["issued"] = self._date("," if typed == "article-newspaper" else "")
        if language == "fa" and dice.random() < 0.8:
            item["issued"] = {"date-parts": [[dice.randint(1340, 1403)]]}
        _filled(item, lists, dice)
        if dice.random() < (0.5 if typed in ("webpage", "article-newspaper", "report") else 0.1):
            _addressed(item, dice)
        return item

    def of_kind(self, kind: str | None = None) -> Item:
        """A work of one of the rarer types, in English for the most part."""
        dice = self.dice
        kind = kind or dice.choices(list(KINDS), [weight for weight, _ in KINDS.values()])[0]
        item: Item = {"type": kind, "lang": "en", "issued": self._date("")}
        title = self.dice.choice(self.pools["en", "title"])
        if len(title) > 120 or dice.random() < 0.4:
            title = self.dice.choice(self.rows)["title"][0]
        item["title"] = " ".join(title.split()).rstrip(".")
        people = (
            _names(dice.choice(self.rows).get("author"))
            if dice.random() < 0.6
            else dice.choice(self.pools["en", "author"])
        )
        item["author"] = people[: dice.randint(1, 6)] or [{"literal": dice.choice(EN["orgs"])}]
        if dice.random() < 0.12:
            item["author"] = [{"literal": dice.choice(EN["orgs"])}]
        KINDS[kind][1](item, self)
        return {key: value for key, value in item.items() if value}


def title_in(language: str, dice: random.Random) -> str:
    """A title made of the topics of a language."""
    lists = LISTS[language]
    a, b = dice.sample(lists["topics"], 2)
    capital = [text[:1].upper() + text[1:] for text in (a, b)]
    return dice.choice(lists["forms"]).format(a=a, b=b, A=capital[0], B=capital[1])


def people_in(language: str, dice: random.Random) -> list[Item]:
    """Some people of a language, or an organisation."""
    lists = LISTS[language]
    if dice.random() < 0.08:
        return [{"literal": dice.choice(lists["orgs"])} for _ in range(dice.choice((1, 1, 2)))]
    count = dice.choices((1, 2, 3, 4, 6), (5, 3, 3, 1, 1))[0]
    drawn = [dice.choice(lists["people"]) for _ in range(count)]
    if isinstance(drawn[0], str):
        return [{"literal": name} if dice.random() < 0.7 else {"family": name[:1], "given": name[1:]} for name in drawn]
    family = [dice.choice(lists["people"])[0] for _ in drawn]
    return [
        {"family": f if dice.random() < 0.5 else name[0], "given": name[1]}
        for f, name in zip(family, drawn, strict=True)
    ]


def _filled(item: Item, lists: dict[str, list[Any]], dice: random.Random) -> None:
    typed = item["type"]
    if typed == "article-journal":
        item["container-title"] = dice.choice(lists["journals"])
        item["volume"] = str(dice.randint(1, 80)) if dice.random() < 0.85 else ""
        item["issue"] = str(dice.randint(1, 12)) if dice.random() < 0.75 else ""
        item["page"] = _page(dice)
    elif typed in ("article-newspaper", "webpage"):
        item["container-title"] = dice.choice(lists["newspapers"])
        if "sections" in lists and dice.random() < 0.25:
            item["section"] = dice.choice(lists["sections"])
        if dice.random() < 0.4:
            item["author"] = []
    elif typed == "entry-encyclopedia":
        item |= {"title": dice.choice(lists["entries"]), "container-title": dice.choice(lists["encyclopedias"])}
        item["author"] = item["author"][:2] if dice.random() < 0.3 else []
        item["publisher"] = dice.choice(lists["publishers"] + lists["orgs"]) if dice.random() < 0.5 else ""
        if dice.random() < 0.5:
            _addressed(item, dice)
    elif typed in ("chapter", "paper-conference"):
        language = item["lang"]
        item |= {
            "container-title": title_in(language, dice),
            "editor": people_in(language, dice)[:3],
            "page": _page(dice),
        }
    if typed in ("book", "chapter", "paper-conference", "report", "thesis"):
        item["publisher"] = dice.choice(lists["publishers"])
        item["publisher-place"] = dice.choice(lists["places"])
    if typed == "thesis":
        item["genre"] = dice.choice(EN["theses"])
    if typed == "book":
        if dice.random() < 0.2:
            item["translator"] = people_in(item["lang"], dice)[:2]
        if dice.random() < 0.15:
            item["editor"] = people_in(item["lang"], dice)[:2]
            item["author"] = [] if dice.random() < 0.4 else item["author"]
        item["edition"] = str(dice.randint(2, 6)) if dice.random() < 0.2 else ""
        item["collection-title"] = title_in(item["lang"], dice) if dice.random() < 0.12 else ""
        item["volume"] = str(dice.randint(1, 5)) if dice.random() < 0.08 else ""
    for key in [key for key, value in item.items() if not value]:
        del item[key]


def _page(dice: random.Random) -> str:
    first = dice.randint(1, 900)
    return f"{first}-{first + dice.randint(1, 40)}" if dice.random() < 0.92 else str(first)


def _addressed(item: Item, dice: random.Random) -> None:
    word = dice.choice(("archive", "news", "article", "details", "item", "blog", "story", "view", "pubs"))
    host = dice.choice(
        ("example.org", "news.example.com", "archive.org", "library.edu", "data.gov", "site.net", "ncbi.nlm.nih.gov")
    )
    item["URL"] = f"https://{dice.choice(('www.', ''))}{host}/{word}/{dice.randint(100, 999999)}"
    if dice.random() < 0.4:
        item["accessed"] = {"date-parts": [[dice.randint(2008, 2025), dice.randint(1, 12), dice.randint(1, 28)]]}


def _names(people: Any) -> list[Item]:
    return [
        {"family": p["family"].strip(), "given": (p.get("given") or "").strip()}
        for p in people or ()
        if p.get("family")
    ][:12]


def _redrawn(text: str, dice: random.Random) -> str:
    return "".join(str(dice.randint(1, 9)) if c in "123456789" and dice.random() < 0.7 else c for c in text)


from .fact_kinds import KINDS  # noqa: E402  the makers of the rarer types need what is above
from .synthetic import CITIES, HOUSES, SERIES  # noqa: E402

Maker = Callable[[Item, Mixer], None]


MORE = ("es", "ko", "ru", "sv")  # languages that are drawn four times as often, since they are few in the rest


def drawn(mixer: Mixer, count: int) -> Iterator[Item]:
    """Yield works of all sorts: rendered kinds and languages first, the common Western ones last."""
    dice = mixer.dice
    rare = [code for code in mixer.by_language if code != "en"] + [code for code in MORE for _ in range(3)]
    listed = [code for code in LISTS if code != "en"] + [code for code in MORE for _ in range(3)]
    for _ in range(count):
        chance = dice.random()
        if chance < 0.22:
            yield mixer.of_world()
        elif chance < 0.36:
            yield mixer.of_world(dice.choice(rare))
        elif chance < 0.58:
            yield mixer.of_lists(dice.choice(listed))
        elif chance < 0.78:
            yield mixer.of_kind()
        else:
            yield mixer.of_row()
