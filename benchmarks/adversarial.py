"""Make citations that are wrong in one way, or right and only printed otherwise, from any catalogue, and judge them.

python benchmarks/adversarial.py [CATALOGUE] [--count N] [--seed N] [--entries] [--errors KIND] [--out FILE]

CATALOGUE is a file that `backref catalogue add` takes, or Crossref's works as JSON Lines (.gz, too). Each case is
printed in one of twelve styles and resolved as a string; with --entries its fields are judged as those of a .bib entry.
What is wanted: every wrong one noticed, its field named, and no right one flagged. --out writes the cases as JSON
Lines.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import re
import sys
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from backref import parsing, styles
from backref.asking import verify
from backref.catalogue import Catalogue
from backref.fields import names, pages, titles
from backref.fields.crossref import record_of
from backref.formats import csl_json
from backref.model import Bibliography, Date, Entry, Name, Parsed, Record, Reference
from backref.sources.catalogue import CatalogueSource

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared" / "matching" / "catalogue.jsonl.gz"
EXAMPLE = ROOT / "examples" / "low-back-pain.catalogue.json"
STRANGERS = (
    "Jedlicka Adhvaryu Manneville Krasnor Quamme Overstreet Tachdjian Windham Sincock Heilker Borjas Eichman Shield Hedgepeth Kowalczyk Adjei Herrera Krishnan "
    "Okonkwo Lindqvist Baranov Yilmaz Castellanos Whitcombe Drummond Farquhar Takeshita Oduya Vance Pemberton"
).split()
GIVEN = "Laura Karl Susan Zoe Ivan Petra Nadia Oscar Yuki Felix Maria Alan".split()
WORDS = "tumour catholicism cloning analysis glacier membrane sparrow taxation turbine melody harvest syntax granite velocity orchard".split()
ABOUT = (
    "Data from: {}", "Correction to: {}", "Erratum: {}", "Corrigendum to “{}”", "Reply to: {}", "Comment on: {}", "Supplementary material for: {}", "Author response: {}",
    "Review of {}", "Response to {}", "Erratum to: {}", "Author Correction: {}", "Reply to “{}”", "{}: Reply",
)  # fmt: skip
MARKS = ("RETRACTED: {}", "[RETRACTED] {}", "{} (Retracted)", "RETRACTED ARTICLE: {}", "{} [Retracted article]")
SIBLINGS = (
    "{} Open",
    "{} Letters",
    "{} Research",
    "{} Reports",
    "Annals of {}",
    "{} and Genetics",
    "{} B",
    "European {}",
    "{} Reviews",
)
BRITISH = (("ization", "isation"), ("izing", "ising"), ("tumor", "tumour"), ("color", "colour"), ("behavior", "behaviour"), ("hemo", "haemo"), ("pediatric", "paediatric"), ("fiber", "fibre"),
           ("center", "centre"), ("analyz", "analys"), ("labeled", "labelled"), ("edema", "oedema"), ("anemia", "anaemia"), ("estrogen", "oestrogen"), ("sulf", "sulph"))  # fmt: skip
GREEK = (("alpha", "α"), ("beta", "β"), ("gamma", "γ"), ("delta", "δ"), ("kappa", "κ"))


class Case(NamedTuple):
    """A citation: its kind, what is wrong with it (nothing where it is right), the record, the description that is
    printed.
    """

    kind: str
    wrong: tuple[str, ...]
    record: Record
    printed: Reference
    style: str
    raw: str


Change = Callable[[Reference, random.Random, "Stock"], Reference | None]


class Stock(NamedTuple):
    """What a change can take from elsewhere: other works, the names of containers, the family names of all people."""

    works: Sequence[Reference]
    containers: Sequence[str]
    families: frozenset[str]


def cases(records: Sequence[Record], count: int, seed: int) -> Iterator[Case]:
    """Yield `count` cases of each kind, or as many as the records allow."""
    chance = random.Random(seed)
    works = [record for record in records if _is_whole(record.reference)]
    families = frozenset(titles.normalise(names.family(n)) for r in records for n in r.reference.author)
    stock = Stock([r.reference for r in works], sorted({r.reference.container_title or "" for r in works}), families)
    for kind, (wrong, change) in {**WRONG, **RIGHT}.items():
        made = 0
        for record in chance.sample(works, len(works)):
            printed = change(record.reference, chance, stock)
            if printed is None or (wrong and printed == record.reference):
                continue
            style = chance.choice(list(STYLES))
            if wrong == ("author",) and kind == "given-names-wrong":
                style = chance.choice(("natural", "cs1", "mla"))
            if kind == "book-for-article":
                style = chance.choice(LIBRARY)
            if kind == "online-year":
                printed = _in_other_year(printed, record, chance)
                if printed is None:
                    continue
            if kind in ("doi", "doi-of-other"):
                printed = printed.model_copy(update={"custom": {"with-doi": True}})
            raw = STYLES[style](printed)
            if not raw or (kind == "issue" and not re.search(rf"(?<!\d){printed.issue}(?!\d)", raw)):
                continue
            if wrong == ("author",) and re.search(r"\bet al\b", raw):  # the style cut off what is wrong
                continue
            yield Case(kind, wrong, record, printed, style, raw)
            made += 1
            if made == count:
                break


def _is_whole(work: Reference) -> bool:
    """Whether a record says enough that a citation of it can be judged."""
    has_place = bool(work.container_title and work.volume and work.page)
    people = all(n.family and n.family.isprintable() and not n.family.isupper() and n.given for n in work.author)
    title = titles.render(work.title or "")
    return (
        work.type == "article-journal" and has_place and 0 < len(work.author) < 20 and people and len(title.split()) > 3 and title.isprintable()
        and not re.search(r"(?i)\b(?:reply|erratum|correction|corrigendum|review|comment|retract|index|contents|abstracts?)\b", title)
        and bool(work.issued and work.issued.year) and len({(n.family, n.given) for n in work.author}) == len(work.author)
        and bool(re.fullmatch(r"(\d+)-(?!\1$)\d+", work.page or "")) and "www" not in title and pages.parse(work.page or "").first != "1"
    )  # fmt: skip


def _stranger(chance: random.Random, stock: Stock) -> Name:
    family = chance.choice([name for name in STRANGERS if titles.normalise(name) not in stock.families] or STRANGERS)
    return Name(family=family, given=chance.choice(GIVEN))


def _people(work: Reference, people: Iterable[Name]) -> Reference:
    return work.model_copy(update={"author": tuple(people)})


def _invented(at: Callable[[int], list[int]], least: int) -> Change:
    def change(work: Reference, chance: random.Random, stock: Stock) -> Reference | None:
        if len(work.author) < least:
            return None
        people = list(work.author)
        for place in at(len(people)):
            people[place] = _stranger(chance, stock)
        return _people(work, people)

    return change


def _one_invented(work: Reference, chance: random.Random, stock: Stock) -> Reference | None:
    if not 4 <= len(work.author) <= 8:
        return None
    people = list(work.author)
    people[chance.randrange(1, len(people))] = _stranger(chance, stock)
    return _people(work, people)


def _added(work: Reference, chance: random.Random, stock: Stock) -> Reference | None:
    return _people(work, (*work.author, _stranger(chance, stock))) if len(work.author) < 7 else None


def _dropped(work: Reference, chance: random.Random, stock: Stock) -> Reference | None:
    return _people(work, work.author[: -chance.choice((1, 2))]) if 4 <= len(work.author) <= 8 else None


def _reversed(work: Reference, chance: random.Random, stock: Stock) -> Reference | None:
    return (
        _people(work, work.author[::-1])
        if len(work.author) > 2 and len({n.family for n in work.author}) == len(work.author)
        else None
    )


def _swapped(work: Reference, chance: random.Random, stock: Stock) -> Reference | None:
    people = list(work.author)
    if len(people) < 3 or len({n.family for n in people}) < len(people):
        return None
    at = chance.randrange(len(people) - 1)
    people[at], people[at + 1] = people[at + 1], people[at]
    return _people(work, people)


def _given_wrong(work: Reference, chance: random.Random, stock: Stock) -> Reference | None:
    def other(name: Name) -> Name:
        choices = [
            given
            for given in GIVEN
            if all(given[0] != part[0] for part in re.split(r"[\s.-]+", name.given or "") if part)
        ]
        return name.model_copy(update={"given": chance.choice(choices or GIVEN)})

    return _people(work, map(other, work.author))


def _titled(work: Reference, title: str) -> Reference:
    return work.model_copy(update={"title": title})


def _content(title: str) -> list[tuple[int, int]]:
    """The words of a title that may be changed: long, in small letters, not at an end."""
    found = [m.span() for m in re.finditer(r"(?<![\w-])[a-z]{5,}(?![\w-])", title)]
    return [
        span
        for span in found
        if title[slice(*span)]
        not in ("about", "after", "among", "between", "during", "within", "their", "which", "under", "using")
    ]


def _word_changed(work: Reference, chance: random.Random, stock: Stock) -> Reference | None:
    title = titles.render(work.title or "")
    if not (places := _content(title)):
        return None
    start, end = chance.choice(places)
    return _titled(work, f"{title[:start]}{chance.choice(WORDS)}{title[end:]}")


def _word_lost(work: Reference, chance: random.Random, stock: Stock) -> Reference | None:
    title = titles.render(work.title or "")
    places = [
        span for span in _content(title) if title[span[1] : span[1] + 1] == " " and title[span[0] - 1 : span[0]] == " "
    ]
    places = [
        span
        for span in places
        if re.search(r"\w $", title[: span[0]]) and title.count("(", 0, span[0]) == title.count(")", 0, span[0])
    ]
    if not places:
        return None
    start, end = chance.choice(places)
    return _titled(work, title[:start] + title[end + 1 :])


def _word_added(work: Reference, chance: random.Random, stock: Stock) -> Reference | None:
    title = titles.render(work.title or "")
    if not (places := [span for span in _content(title) if re.search(r"\w $", title[: span[0]])]):
        return None
    start, _ = chance.choice(places)
    return _titled(work, f"{title[:start]}{chance.choice(WORDS)} {title[start:]}")


def _negated(work: Reference, chance: random.Random, stock: Stock) -> Reference | None:
    title = titles.render(work.title or "")
    found = re.search(r" (?=(?:in|of|for|with|by|to|and|is|are) )", title)
    return _titled(work, f"{title[: found.start()]} not{title[found.start() :]}") if found else None


def _number_changed(work: Reference, chance: random.Random, stock: Stock) -> Reference | None:
    title = titles.render(work.title or "")
    found = re.search(r"(?<![\w.-])\d{1,3}(?![\w.-])", title)
    return _titled(work, f"{title[: found.start()]}{int(found.group()) + 1}{title[found.end() :]}") if found else None


def _part_changed(work: Reference, chance: random.Random, stock: Stock) -> Reference | None:
    title = titles.render(work.title or "")
    found = re.search(r"(?<![\w.-])(?:II|III|IV|VI|VII)(?![\w-])", title)
    return (
        _titled(work, f"{title[: found.start()]}{'IX' if found.group() != 'IX' else 'II'}{title[found.end() :]}")
        if found
        else None
    )


def _of_other(work: Reference, chance: random.Random, stock: Stock) -> Reference | None:
    other = chance.choice(stock.works)
    return (
        _titled(work, titles.render(other.title or ""))
        if other.title != work.title and len(other.title or "") > 30
        else None
    )


def _about(work: Reference, chance: random.Random, stock: Stock) -> Reference | None:
    return _titled(work, chance.choice(ABOUT).format(titles.render(work.title or "")))


def _sibling(work: Reference, chance: random.Random, stock: Stock) -> Reference | None:
    own = titles.render(work.container_title or "")
    if ":" in own or "(" in own:
        return None
    longer = [
        c
        for c in stock.containers
        if c != own and (c.startswith(f"{own} ") or own.startswith(f"{c} ")) and not re.search(r"[:(=/-]", c)
    ]
    return work.model_copy(
        update={
            "container_title": chance.choice(longer) if longer else chance.choice(SIBLINGS).format(own),
            "container_title_short": None,
        }
    )


def _other_journal(work: Reference, chance: random.Random, stock: Stock) -> Reference | None:
    other = chance.choice(stock.containers)
    alike = titles.container_similarity(other, work.container_title or "") > 0.5
    return (
        None
        if alike
        else work.model_copy(update={"container_title": titles.render(other), "container_title_short": None})
    )


def _year(*steps: int) -> Change:
    def change(work: Reference, chance: random.Random, stock: Stock) -> Reference | None:
        year = (work.issued.year or 0) if work.issued else 0
        others = {
            work.available_date.year if work.available_date else None,
            work.original_date.year if work.original_date else None,
        }
        wrong = year + chance.choice(steps)
        return None if wrong in others else work.model_copy(update={"issued": Date(date_parts=((wrong,),))})

    return change


def _counted(attribute: str) -> Change:
    def change(work: Reference, chance: random.Random, stock: Stock) -> Reference | None:
        value = getattr(work, attribute) or ""
        return (
            work.model_copy(update={attribute: str(int(value) + 1)}) if value.isdecimal() and value.isascii() else None
        )

    return change


def _page(how: str) -> Change:
    def change(work: Reference, chance: random.Random, stock: Stock) -> Reference | None:
        first, last = (int(page) for page in (work.page or "").split("-"))
        if how == "inside":
            return work.model_copy(update={"page": f"{first + 2}-{last}"}) if last - first > 5 else None
        if how == "last":
            return work.model_copy(update={"page": f"{first}-{last + 7}"})
        move = chance.randrange(40, 90)
        return work.model_copy(update={"page": f"{first + move}-{last + move}"})

    return change


def _doi_of_other(work: Reference, chance: random.Random, stock: Stock) -> Reference | None:
    other = chance.choice(stock.works)
    return work.model_copy(update={"doi": other.doi}) if other.doi and other.doi != work.doi and work.doi else None


def _as_book(work: Reference, chance: random.Random, stock: Stock) -> Reference | None:
    return Reference(type="book", title=titles.render(work.title or ""), author=work.author, issued=work.issued, edition="2", publisher="Harbour Press",
                     publisher_place="London", number_of_pages="312")  # fmt: skip


def _same(work: Reference, chance: random.Random, stock: Stock) -> Reference | None:
    return work


def _initials(work: Reference, chance: random.Random, stock: Stock) -> Reference | None:
    return _people(work, (n.model_copy(update={"given": f"{(n.given or ' ')[0]}."}) for n in work.author))


def _without_marks(work: Reference, chance: random.Random, stock: Stock) -> Reference | None:
    def bare(text: str | None) -> str | None:
        return "".join(c for c in unicodedata.normalize("NFD", text or "") if not unicodedata.combining(c)) or None

    people = tuple(n.model_copy(update={"family": bare(n.family), "given": bare(n.given)}) for n in work.author)
    return None if people == work.author else _people(work, people)


def _umlauts(work: Reference, chance: random.Random, stock: Stock) -> Reference | None:
    table = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe", "ß": "ss"})
    people = tuple(n.model_copy(update={"family": (n.family or "").translate(table)}) for n in work.author)
    return None if people == work.author else _people(work, people)


def _cut(work: Reference, chance: random.Random, stock: Stock) -> Reference | None:
    if len(work.author) < 4:
        return None
    return _people(work, (*work.author[: chance.choice((1, 3))], Name(literal="et al.")))


def _without_subtitle(work: Reference, chance: random.Random, stock: Stock) -> Reference | None:
    head, _, tail = titles.render(work.title or "").partition(": ")
    return _titled(work, head) if tail and len(head.split()) > 4 else None


def _cased(how: Callable[[str], str]) -> Change:
    def change(work: Reference, chance: random.Random, stock: Stock) -> Reference | None:
        return _titled(work, how(titles.render(work.title or "")))

    return change


def _replaced(pairs: Sequence[tuple[str, str]]) -> Change:
    def change(work: Reference, chance: random.Random, stock: Stock) -> Reference | None:
        title = titles.render(work.title or "")
        for one, two in pairs:
            if one in title:
                return _titled(work, title.replace(one, two))
        return None

    return change


def _unhyphened(work: Reference, chance: random.Random, stock: Stock) -> Reference | None:
    title = titles.render(work.title or "")
    found = re.search(r"(?<=[a-z]{3})-(?=[a-z]{3})", title)
    return _titled(work, f"{title[: found.start()]} {title[found.end() :]}") if found else None


def _scanned(work: Reference, chance: random.Random, stock: Stock) -> Reference | None:
    title = titles.render(work.title or "")
    found = re.search(r"(?<=[a-z]{2})(?:rn|m)(?=[a-z]{2})", title)
    return (
        _titled(work, f"{title[: found.start()]}{'m' if found.group() == 'rn' else 'rn'}{title[found.end() :]}")
        if found
        else None
    )


def _retracted(work: Reference, chance: random.Random, stock: Stock) -> Reference | None:
    return _titled(work, chance.choice(MARKS).format(titles.render(work.title or "")))


def _without(*attributes: str) -> Change:
    def change(work: Reference, chance: random.Random, stock: Stock) -> Reference | None:
        return work.model_copy(update=dict.fromkeys(attributes))

    return change


def _first_page(work: Reference, chance: random.Random, stock: Stock) -> Reference | None:
    return work.model_copy(update={"page": (work.page or "").split("-")[0]})


def _short_pages(work: Reference, chance: random.Random, stock: Stock) -> Reference | None:
    first, last = (work.page or "").split("-")
    same = len(first) == len(last) > 2 and first[0] == last[0] and int(first[1:]) < int(last[1:])
    return work.model_copy(update={"page": f"{first}-{last[1:]}"}) if same else None


def _short_journal(work: Reference, chance: random.Random, stock: Stock) -> Reference | None:
    short = titles.render(work.container_title_short or "")
    fits = short and short != work.container_title and len(short) > 4
    return work.model_copy(update={"container_title": short.replace(".", "")}) if fits else None


def _ampersand(work: Reference, chance: random.Random, stock: Stock) -> Reference | None:
    name = titles.render(work.container_title or "")
    return (
        work.model_copy(update={"container_title": name.replace(" and ", " & "), "container_title_short": None})
        if " and " in name
        else None
    )


def _in_other_year(work: Reference, record: Record, chance: random.Random) -> Reference | None:
    others = [year for year in record.years if work.issued and year != work.issued.year]
    return work.model_copy(update={"issued": Date(date_parts=((chance.choice(others),),))}) if others else None


_TITLE, _AUTHOR, _JOURNAL = ("title",), ("author",), ("container-title",)
WRONG: dict[str, tuple[tuple[str, ...], Change]] = {
    "author-one-invented": (_AUTHOR, _one_invented), "author-first-replaced": (_AUTHOR, _invented(lambda n: [0], 3)),
    "author-half-replaced": (_AUTHOR, _invented(lambda n: list(range(n // 2, n)), 4)), "author-all-replaced": (_AUTHOR, _invented(lambda n: list(range(n)), 2)),
    "author-added": (_AUTHOR, _added), "author-dropped": (_AUTHOR, _dropped), "author-order-reversed": (_AUTHOR, _reversed), "author-two-swapped": (_AUTHOR, _swapped),
    "given-names-wrong": (_AUTHOR, _given_wrong), "title-word-changed": (_TITLE, _word_changed), "title-word-lost": (_TITLE, _word_lost), "title-word-added": (_TITLE, _word_added),
    "title-not": (_TITLE, _negated), "title-number": (_TITLE, _number_changed), "title-part": (_TITLE, _part_changed), "title-of-other": (_TITLE, _of_other),
    "title-about": (_TITLE, _about), "journal-sibling": (_JOURNAL, _sibling), "journal-other": (_JOURNAL, _other_journal), "year-off-by-one": (("issued",), _year(1, -1)),
    "year-off-by-three": (("issued",), _year(3, -3)), "volume": (("volume",), _counted("volume")), "issue": (("issue",), _counted("issue")), "page-other": (("page",), _page("other")),
    "page-first-inside": (("page",), _page("inside")), "page-last": (("page",), _page("last")), "doi-of-other": (("DOI",), _doi_of_other), "book-for-article": (("type",), _as_book),
}  # fmt: skip
RIGHT: dict[str, tuple[tuple[str, ...], Change]] = {
    "plain": ((), _same), "initials": ((), _initials), "marks-lost": ((), _without_marks), "umlauts-written-out": ((), _umlauts), "et-al": ((), _cut),
    "subtitle-dropped": ((), _without_subtitle), "small-letters": ((), _cased(str.capitalize)), "capitals": ((), _cased(str.upper)), "title-case": ((), _cased(titles.title_case)),
    "british": ((), _replaced(BRITISH)), "american": ((), _replaced([(two, one) for one, two in BRITISH])), "greek": ((), _replaced(GREEK)), "hyphen-lost": ((), _unhyphened),
    "scanned": ((), _scanned), "retraction-mark": ((), _retracted), "doi": ((), _same), "first-page": ((), _first_page), "pages-shortened": ((), _short_pages),
    "no-issue": ((), _without("issue")), "no-numbers": ((), _without("volume", "issue", "page")), "short-journal": ((), _short_journal), "ampersand": ((), _ampersand),
    "online-year": ((), _same),
}  # fmt: skip


def _listed(people: Sequence[Name], form: Callable[[Name], str], last: str = " and ", between: str = ", ") -> str:
    said = [name.literal or form(name) for name in people]
    if people and people[-1].literal == "et al.":
        return f"{between.join(said[:-1])}, et al."
    return between.join(said[:-1]) + last + said[-1] if len(said) > 1 else "".join(said)


def _letters(name: Name, stop: str = ".", gap: str = " ") -> str:
    return gap.join(f"{part[0].upper()}{stop}" for part in re.split(r"[\s.]+", name.given or "") if part)


def _place(work: Reference, sign: str = ":") -> str:
    issue = f"({work.issue})" if work.issue and work.volume else ""
    return f"{work.volume or ''}{issue}" + (f"{sign}{work.page}" if work.page else "")


def _plain(form: str, inverted: bool, letters: bool) -> Callable[[Reference], str]:
    """A printer of articles from a pattern of fields; a stretch in angle brackets is left out where one of its fields
    is missing.
    """

    def name(n: Name) -> str:
        given = _letters(n) if letters else n.given or ""
        return f"{names.family(n)}, {given}" if inverted else f"{given} {names.family(n)}".strip()

    def print_(work: Reference) -> str:
        fields = {
            "people": _listed(work.author, name, between="; " if inverted else ", ", last="; " if inverted else " and " if len(work.author) == 2 else ", and "),
            "title": titles.render(work.title or "").rstrip("."), "journal": titles.render(work.container_title or work.publisher or ""),
            "year": str(work.issued.year) if work.issued else "", "place": _place(work), "volume": work.volume or "", "issue": work.issue or "", "page": work.page or "",
        }  # fmt: skip

        def filled(match: re.Match[str]) -> str:
            wanted = re.findall(r"\{(\w+)\}", match[1])
            return match[1].format(**fields) if all(fields[field] for field in wanted) else ""

        said = re.sub(r"<([^<>]*)>", filled, form).format(**fields)
        said = re.sub(r"(?<=\w\.)\.(?=\s)", "", said)
        return f"{said} doi:{work.doi}" if work.custom.get("with-doi") else said

    return print_


def _of_library(style: str) -> Callable[[Reference], str]:
    """A printer that is one of the library's styles; a list that is cut is printed as one of very many people, which
    the style cuts.
    """

    def print_(work: Reference) -> str:
        cut = bool(work.author) and work.author[-1].literal == "et al."
        people = (
            (*work.author[:-1], *[Name(family=f"Filler{chr(97 + n)}", given="Q") for n in range(24)])
            if cut
            else work.author
        )
        shown = work.model_copy(
            update={"author": people, "id": "a", "doi": work.doi if work.custom.get("with-doi") else None, "url": None}
        )
        [line] = styles.lines(Bibliography(entries=(Entry(key="a", reference=shown),)), style)
        said = styles.bare(line)
        return "" if "Filler" in said else said

    return print_


LIBRARY = ("ama", "apa", "chicago", "cs1", "ieee", "vancouver")
STYLES: dict[str, Callable[[Reference], str]] = {
    **{style: _of_library(style) for style in LIBRARY},
    "natural": _plain("{people}. {title}. {journal}<, {place}>, {year}.", False, False), "harvard": _plain("{people} ({year}) '{title}', {journal}<, {place}>.", True, True),
    "nature": _plain("{people}. {title}. {journal}< {volume}><, {page}> ({year}).", True, True),
    "mla": _plain("{people}. “{title}.” {journal}<, vol. {volume}><, no. {issue}>, {year}<, pp. {page}>.", False, False),
    "acm": _plain("{people}. {year}. {title}. {journal}< {volume}><, {issue}> ({year})<, {page}>.", False, False),
    "din": _plain("{people}: {title}. In: {journal}< {volume}> ({year})<, Nr. {issue}><, S. {page}>", True, False),
}  # fmt: skip


def judged(
    made: Sequence[Case], records: Sequence[Record], *, entries: bool = False
) -> list[tuple[Case, str, frozenset[str], str]]:
    """Return each case with its status, the variables that differ, and what is said of them."""
    source = CatalogueSource(Catalogue.of(records))
    if entries:
        parsed = [Parsed(raw=_as_line(c.printed), reference=_as_entry(c.printed), type_confidence=1.0) for c in made]
    else:
        parsed = list(parsing.parse_many(c.raw for c in made))
    out = []
    for case, verdict in zip(made, verify(parsed, [source]), strict=True):
        right = verdict.record is not None and titles.normalise(
            verdict.record.reference.title or ""
        ) == titles.normalise(case.record.reference.title or "")
        status = str(verdict.status) if right or not verdict.status.is_match else "matched-another"
        named = frozenset(difference.variable for difference in verdict.differences)
        out.append((case, status, named, "; ".join(f"{d.variable}: {d.message}" for d in verdict.differences)))
    return out


def _as_entry(work: Reference) -> Reference:
    cut = bool(work.author) and work.author[-1].literal == "et al."
    people = (*work.author[:-1], Name(literal="others")) if cut else work.author
    return work.model_copy(
        update={
            "author": people,
            "custom": {},
            "id": "a",
            "issn": None,
            "available_date": None,
            "container_title_short": None,
        }
    )


def _as_line(work: Reference) -> str:
    return _plain("{people}. {title}. {journal}. {year};{place}.", True, False)(work)


def is_noticed(case: Case, status: str) -> bool:
    """Say whether a case got the status it should: `matched` where it is right, anything else where it is wrong."""
    return (status == "matched") != bool(case.wrong)


def is_named(case: Case, status: str, named: frozenset[str]) -> bool:
    """Say whether a wrong case was noticed, and its field named, or nothing matched."""
    return is_noticed(case, status) and (
        bool(named & set(case.wrong)) or not status.startswith("matched") or status == "matched-another"
    )


def read(path: Path) -> list[Record]:
    """Return the records of a catalogue's file."""
    if path.suffix == ".json":
        return [
            Record(reference=r, source="catalogue") for r in csl_json.load(path.read_text(encoding="utf-8")).references
        ]
    text = (
        gzip.decompress(path.read_bytes()).decode("utf-8") if path.suffix == ".gz" else path.read_text(encoding="utf-8")
    )
    return [record for line in text.split("\n") if line and (record := record_of(json.loads(line)))]


def main() -> None:
    """Print a line for each kind, and the sum."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("catalogue", nargs="?", type=Path, default=SHARED if SHARED.is_file() else EXAMPLE)
    options.add_argument("--count", type=int, default=40)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--entries", action="store_true")
    options.add_argument("--errors", metavar="KIND")
    options.add_argument("--out", type=Path)
    given = options.parse_args()
    records = read(given.catalogue)
    made = list(cases(records, given.count, given.seed))
    if given.out:
        given.out.write_text("".join(json.dumps({"kind": c.kind, "wrong": c.wrong, "doi": c.record.reference.doi, "style": c.style, "raw": c.raw}, ensure_ascii=False) + "\n" for c in made), encoding="utf-8")  # fmt: skip
    table: dict[tuple[bool, str], list[int]] = defaultdict(lambda: [0, 0, 0])
    for case, status, named, said in judged(made, records, entries=given.entries):
        row = table[not case.wrong, case.kind]
        row[0] += 1
        row[1] += is_noticed(case, status)
        row[2] += is_named(case, status, named)
        if given.errors in (case.kind, "all") and not (
            is_named(case, status, named) if case.wrong else is_noticed(case, status)
        ):
            print(
                f"-- {case.kind} {case.style} {status}: {said}\n   {case.raw}\n   {case.record.reference.doi}",
                file=sys.stderr,
            )
    for (is_right, kind), (count, noticed, named_) in sorted(table.items()):
        share = (
            f"matched {100 * noticed / count:5.1f}"
            if is_right
            else f"noticed {100 * noticed / count:5.1f}  named {100 * named_ / count:5.1f}"
        )
        print(f"{'right' if is_right else 'wrong'} {kind:24}{count:5}  {share}")
    print(summary(table))


def summary(table: dict[tuple[bool, str], list[int]]) -> str:
    """Return the sum of a table: macro over kinds, in per cent."""

    def mean(is_right: bool, column: int) -> float:
        rows = [row for (right, _), row in table.items() if right == is_right]
        return 100 * sum(row[column] / row[0] for row in rows) / max(len(rows), 1)

    return f"noticed {mean(False, 1):.1f} named {mean(False, 2):.1f} right flagged {100 - mean(True, 1):.1f}"


if __name__ == "__main__":
    main()
