"""Citations rendered from catalogue records in styles that the corpora hold too few of: Crossref rows -> labelled
strings.

Each style is a function that yields (text, label) pieces; "-" is what no field owns.
"""

from __future__ import annotations

import gzip
import json
import random
import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

from backref.fields import names, pages, titles
from backref.model import Name

from .data import Labelled, _joined
from .styles import ARTICLES, BOOKS, CHAPTERS, PLAIN, WEB, Field, fill

Pieces = list[tuple[str, str]]
MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()
LONG = "January February March April May June July August September October November December".split()
UNITS = (
    "Department of {}",
    "School of {}",
    "Institute of {}",
    "Faculty of {}",
    "Division of {}",
    "Laboratory of {}",
    "",
)
FIELDS = (
    "Medicine", "Physical Therapy", "Mechanical Engineering", "Psychology", "Kinesiology", "Public Health", "Surgery", "Physics",
    "Rheumatology", "Orthopaedics", "Sport Science", "Epidemiology", "Biology", "Nursing", "Neurology", "Chemistry",
)  # fmt: skip
PLACES = (
    "Austin, TX", "Provo, UT", "Boston, MA", "London, UK", "Sydney, Australia", "Toronto, Canada", "Seattle, WA", "Berlin, Germany",
    "Oslo, Norway", "São Paulo, Brazil", "San Diego, CA", "Madrid, Spain", "Baltimore, MD", "Milan, Italy", "Tokyo, Japan", "Leeds",
)  # fmt: skip
SEATS = (
    "The University of Texas", "University of Oslo", "Harvard Medical School", "University of Sydney", "King's College", "McGill University",
    "Mayo Clinic", "Karolinska Institutet", "Rocky Mountain University", "Charité", "University of Leeds", "Stanford University", "Spine Foundation",
)  # fmt: skip
CITIES = (
    "New York",
    "London",
    "St. Louis, MO",
    "Philadelphia, PA",
    "Cambridge, MA",
    "Elk Grove Village, IL",
    "Berlin",
    "Oxford",
    "Amsterdam",
    "Chicago",
    "Geneva",
    "München",
    "Frankfurt am Main",
    "Frankfurt a. M.",
    "Wiesbaden",
    "Opladen",
    "Stuttgart",
    "Köln",
    "Baden-Baden",
    "Bonn",
    "Göttingen",
    "Hamburg",
    "Leipzig",
    "Wien",
    "Zürich",
    "Paris",
    "Lyon",
    "Milano",
    "Roma",
    "Venezia",
    "Torino",
    "Madrid",
    "Barcelona",
    "Buenos Aires",
    "São Paulo",
    "Rio de Janeiro",
    "Brasília, DF",
    "Lisboa",
    "New Delhi",
    "Thousand Oaks, CA",
    "New York, NY",
    "Frankfurt/New York",
    "Berlin/Heidelberg",
    "London; New York",
    "Dordrecht",
    "Cham",
    "Sydney",
)
GROUPS = (
    "American Pain Society Guideline Panel", "World Health Organization", "Diabetes Study Group", "the COPE Investigators",
    "European Working Group on Sarcopenia", "National Institute for Health and Care Excellence", "Cochrane Back Review Group",
    "Statistisches Bundesamt", "Bundesministerium für Gesundheit", "Deutsche Forschungsgemeinschaft", "Ministério da Saúde", "OECD", "WHO",
    "Instituto Brasileiro de Geografia e Estatística", "European Commission", "Deutscher Bundestag", "Eurostat", "Ministerio de Salud",
    "Organisation mondiale de la santé", "Centers for Disease Control and Prevention", "United Nations", "World Bank", "UNESCO",
    "American College of Physicians", "International Committee of Medical Journal Editors", "Global Burden of Disease Collaborators",
)  # fmt: skip
HOUSES = (
    "Springer", "Oxford University Press", "Cambridge University Press", "Wiley", "Routledge", "Sage", "Elsevier", "MIT Press", "Suhrkamp", "VS Verlag",
    "Campus", "Nomos", "Beck", "Leske + Budrich", "VS Verlag für Sozialwissenschaften", "Waxmann", "Mohr Siebeck", "Kohlhammer", "Beltz", "Hogrefe",
    "Palgrave Macmillan", "Academic Press", "McGraw-Hill", "Harvard University Press", "Lippincott Williams & Wilkins", "CRC Press", "Gallimard",
    "Presses universitaires de France", "Il Mulino", "Einaudi", "Alianza", "Siglo XXI", "Vozes", "Atlas", "Artmed", "transcript", "de Gruyter", "Reclam",
    "Westdeutscher Verlag", "Ernst Klett Verlag", "Penguin", "Blackwell", "Edward Elgar", "Random House", "University of Chicago Press",
)  # fmt: skip
SERIES = (
    "Schriftenreihe des Instituts", "Studien zur Sozialgeschichte", "Lecture Notes in Computer Science", "Arbeitspapiere", "IAB-Forschungsbericht",
    "Working Paper Series", "Beiträge zur Soziologie", "Monographs in Statistics", "Forschungsberichte", "Discussion Paper", "Collection Points",
)  # fmt: skip
NEWS = (
    "The New York Times", "The Guardian", "BBC News", "Der Spiegel", "Le Monde", "El País", "Reuters", "Folha de S.Paulo", "The Washington Post", "ABC News",
    "Süddeutsche Zeitung", "The Times of India", "National Geographic", "Time", "La Repubblica", "Los Angeles Times", "CNN", "The Economist", "Nature News",
)  # fmt: skip
HOSTS = (
    "who.int",
    "www.cdc.gov",
    "nytimes.com",
    "bbc.co.uk",
    "www.abs.gov.au",
    "Gallup.com",
    "theguardian.com",
    "nps.gov",
    "history.com",
    "www.nature.com",
)
SITES = (
    "scielo.br/j",
    "example.org/a",
    "bmj.com/content",
    "who.int/news",
    "destatis.de/thema",
    "nytimes.com/2019",
    "ncbi.nlm.nih.gov/books",
)


_ARTICLES, _BOOKS, _CHAPTERS, _WEB, _PLAIN = (s.strip().splitlines() for s in (ARTICLES, BOOKS, CHAPTERS, WEB, PLAIN))
_SHEETS = {
    "article-journal": _ARTICLES, "paper-conference": _ARTICLES, "book": _BOOKS, "chapter": _CHAPTERS, "webpage": _WEB,
}  # fmt: skip


class Work:
    """What the styles need of a record; drawing its variants from `dice`."""

    def __init__(self, row: dict[str, Any], dice: random.Random) -> None:
        self.dice = dice
        self.authors = [
            (a["family"].strip(), (a.get("given") or "").strip()) for a in row["author"] if a.get("family")
        ][:30]
        self.title = " ".join(row["title"][0].split()).rstrip(".")
        if (subtitle := (row.get("subtitle") or [""])[0]) and subtitle not in self.title and dice.random() < 0.7:
            self.title += f": {' '.join(subtitle.split())}"
        container = (row.get("container-title") or [""])[0]
        short = (row.get("short-container-title") or [""])[0]
        self.container = " ".join((short if short and dice.random() < 0.45 else container).split()).rstrip(".")
        self.parts = row["issued"]["date-parts"][0]
        self.year = str(self.parts[0])
        self.volume = row.get("volume") or ""
        self.issue = row.get("issue") or ""
        self.page = row.get("page") or ""
        self.doi = row.get("DOI") or ""
        self.publisher = row.get("publisher") or ""
        self.city = row.get("city") or ""
        self.editors = [(e["family"], e.get("given") or "") for e in row.get("editor") or [] if e.get("family")]
        self.type = row.get("type") or ""

    def pages(self, dash: str = "–", short: bool = False) -> str:
        first, _, last = self.page.partition("-")
        if not last:
            return first
        if short and len(first) == len(last) and first.isdecimal():
            same = next((i for i, (a, b) in enumerate(zip(first, last, strict=True)) if a != b), 0)
            last = last[same:] or last
        return f"{first}{dash}{last}"

    def initials(self, given: str, stop: str = "", gap: str = "") -> str:
        words = [w for w in given.replace(".", ". ").split() if w[0].isalpha()]
        return gap.join(w[0].upper() + stop for w in words)

    def date(self, long: bool = True) -> str:
        months = LONG if long else MONTHS
        if len(self.parts) > 2 and self.dice.random() < 0.6:
            return self.dice.choice(
                (
                    f"{self.parts[2]} {months[self.parts[1] - 1]} {self.year}",
                    f"{months[self.parts[1] - 1]} {self.parts[2]}, {self.year}",
                )
            )
        if len(self.parts) > 1 and self.dice.random() < 0.5:
            return f"{months[self.parts[1] - 1]} {self.year}"
        return self.year

    def vancouver(self, stop: str = "") -> str:
        names = [f"{f} {self.initials(g, stop)}".strip() for f, g in self.authors]
        cut = self.dice.choice((3, 6, 40))
        text = ", ".join(names[:cut]) + (", et al" if len(names) > cut else "")
        if self.dice.random() < 0.12 and len(names) <= cut:
            text += ", " + self.dice.choice(GROUPS)
        return text

    def dotted(self, last: str = " and ", stop: str = ".") -> str:
        names = [f"{f}, {self.initials(g, stop, self.dice.choice(('', ' ')))}".strip(", ") for f, g in self.authors]
        cut = self.dice.choice((3, 7, 40))
        if len(names) > cut:
            return ", ".join(names[:cut]) + ", et al."
        return (
            names[0]
            if len(names) == 1
            else ", ".join(names[:-1]) + ("," if self.dice.random() < 0.7 else "") + last + names[-1]
        )

    def inverted(self) -> str:
        names = [f"{f}, {g}".strip(", ") for f, g in self.authors]
        cut = self.dice.choice((3, 9, 40))
        return "; ".join(names[:cut]) + ("; et al." if len(names) > cut else "")

    def natural(self, people: list[tuple[str, str]] | None = None) -> str:
        names = [f"{g} {f}".strip() for f, g in people or self.authors]
        return names[0] if len(names) == 1 else ", ".join(names[:-1]) + " and " + names[-1]

    def affiliation(self) -> str:
        unit = self.dice.choice(UNITS).format(self.dice.choice(FIELDS))
        return ", ".join(part for part in (unit, self.dice.choice(SEATS), self.dice.choice(PLACES)) if part)

    def people(self, form: str, people: list[tuple[str, str]] | None = None) -> str:
        """Return the names in one of the orders that templates ask for."""
        people = people or self.authors
        dice = self.dice
        cut = dice.choice((3, 4, 8, 40))
        shown, etal = (people[:cut], True) if len(people) > cut else (people, False)
        full = [f"{f}, {g}".strip(", ") for f, g in shown]
        gap = dice.choice(("", " ", " "))
        firsts = [f"{self.initials(g, '.', gap)} {f}".strip() for f, g in shown]
        match form:
            case "inverted":
                text = dice.choice(("; ", "; ", "/", " / ", " & ", " und ")).join(full)
            case "slashed":
                text = dice.choice(("/", "/ ", " / ")).join(full)
            case "chicago":
                natural = [f"{g} {f}".strip() for f, g in shown[1:]]
                last = dice.choice((", and ", " and ", ", & ", " und "))
                text = full[0] + "".join(f", {name}" for name in natural[:-1]) + (last + natural[-1] if natural else "")
            case "vancouver":
                names = [f"{f} {self.initials(g)}".strip() for f, g in shown]
                text = dice.choice((", ", ", ", ", ", "; ")).join(names)
            case "spaced":
                names = [f"{f} {self.initials(g, '.', gap)}".strip() for f, g in shown]
                text = dice.choice((", ", ", ", "; ")).join(names)
            case "semicolons":
                text = "; ".join(f"{f}, {self.initials(g, '.', gap)}".strip(", ") for f, g in shown)
            case "whole":
                names = [f"{g} {f}".strip() for f, g in people]
                comma = "," if len(names) > 2 and dice.random() < 0.8 else ""
                text = names[0] if len(names) == 1 else ", ".join(names[:-1]) + f"{comma} and {names[-1]}"
                etal = False
            case "first" | "natural":
                names = [f"{g} {f}".strip() for f, g in shown] if form == "natural" else firsts
                last = dice.choice((" and ", " and ", ", and ", " & ", " und ", " et "))
                text = names[0] if len(names) == 1 else ", ".join(names[:-1]) + last + names[-1]
            case "upper":
                names = [
                    f"{f.upper()}, {g if dice.random() < 0.3 else self.initials(g, '.', gap)}".strip(", ")
                    for f, g in shown
                ]
                text = dice.choice(("; ", "; ", ", ")).join(names)
            case "families":
                return " & ".join(f for f, _ in people[:2]) if len(people) < 3 else f"{people[0][0]} et al."
            case _:
                return self.dotted(dice.choice((" & ", " and ", " und ", " e ")))
        return text + (dice.choice((", et al.", " et al.", ", et al", " u. a.")) if etal else "")

    def fields(self) -> dict[str, Field]:
        """Return what the templates may print of the work."""
        dice = self.dice
        publisher = self.publisher if self.publisher and dice.random() < 0.6 else dice.choice(HOUSES)
        city = self.city if self.city and dice.random() < 0.7 else dice.choice(CITIES)
        editors = self.editors or self.authors[-2:]
        return {
            "author": self.people,
            "editor": lambda form: self.people(form, editors),
            "group": lambda _: dice.choice(GROUPS),
            "title": lambda _: self.title,
            "container": lambda _: self.container,
            "collection": lambda _: dice.choice(SERIES),
            "year": lambda _: self.year + (dice.choice("abc") if dice.random() < 0.05 else ""),
            "monthyear": lambda _: f"{dice.choice(MONTHS + LONG)}{dice.choice(('', '.', '.'))} {self.year}".replace(
                "..", "."
            ),
            "daydate": lambda _: self.date(),
            "volume": lambda _: self.volume,
            "issue": lambda _: self.issue,
            "pages": lambda _: self.pages(dice.choice("–--"), dice.random() < 0.2),
            "doi": lambda _: self.doi if dice.random() < 0.5 else "",
            "url": lambda _: f"https://www.{dice.choice(SITES)}/{dice.randint(10, 99999)}",
            "accessed": lambda _: (
                f"{dice.randint(1, 28)} {dice.choice(MONTHS).lower() if dice.random() < 0.5 else dice.choice(LONG)} 20{dice.randint(10, 24)}"
            ),
            "city": lambda _: city,
            "publisher": lambda _: publisher,
            "edition": lambda _: (
                f"{dice.choice(('2nd', '3rd', '4th', '5th', '10th'))} ed"
                if dice.random() < 0.7
                else f"{dice.randint(2, 9)}. Aufl."
            ),
            "site": lambda _: dice.choice(NEWS),
            "host": lambda _: dice.choice(HOSTS),
            "small": lambda _: str(dice.randint(1, 250)),
            "isbn": lambda _: _isbn(dice),
        }


def _numbers(work: Work, style: str) -> Pieces:
    """Volume, issue and pages, as each style joins them; nothing is printed for what is absent."""
    pieces: Pieces = []
    glue = {
        "cs1": (". ", " (", "): "),
        "vancouver": (";", "(", "):"),
        "apa": (", ", "(", "), "),
        "tooltip": ("; ", " (", "): "),
        "plain": (" ", "(", "): "),
    }[style]
    if work.volume:
        pieces += [(glue[0], "-"), (work.volume, "volume")]
        if work.issue and work.dice.random() < 0.85:
            pieces += [(glue[1], "-"), (work.issue, "issue"), (glue[2], "-")]
        else:
            pieces += [(glue[2].lstrip(")"), "-")]
    elif work.page:
        pieces += [(glue[2].lstrip(")"), "-")]
    if work.page:
        dash = work.dice.choice("–-")
        pieces.append((work.pages(dash, work.dice.random() < 0.4), "pages"))
    return pieces


def _tail(work: Work, always: float = 0.4) -> Pieces:
    if not work.doi or work.dice.random() > always:
        return [(work.dice.choice((".", "")), "-")]
    prefix = work.dice.choice((". doi:", ". doi: ", ". https://doi.org/", ". DOI ", ". "))
    pieces: Pieces = [(prefix, "-"), (work.doi, "id")]
    if work.dice.random() < 0.4:
        pieces += [
            (work.dice.choice((". PMID ", ". PMID\u00a0", ". PMID: ")), "-"),
            (str(work.dice.randint(10**6, 4 * 10**7)), "id"),
        ]
    return [*pieces, (work.dice.choice((".", "")), "-")]


def cs1(work: Work) -> Pieces:
    authors = work.inverted() if work.dice.random() < 0.6 else work.vancouver()
    return [
        (authors, "author"), (" (", "-"), (work.date(), "date"), ('). "', "-"), (work.title, "title"), ('". ', "-"),
        (work.container, "container-title"), *_numbers(work, "cs1"), *_tail(work, 0.7),
    ]  # fmt: skip


def vancouver(work: Work) -> Pieces:
    return [
        (work.vancouver(), "author"), (". ", "-"), (work.title, "title"), (". ", "-"), (work.container, "container-title"), (". ", "-"),
        (work.date(False) if work.dice.random() < 0.3 else work.year, "date"), *_numbers(work, "vancouver"), *_tail(work),
    ]  # fmt: skip


def apa(work: Work) -> Pieces:
    return [
        (work.dotted(work.dice.choice((" & ", " and "))), "author"), (" (", "-"), (work.year, "date"), (").", "-"), (" ", "-"), (work.title, "title"),
        (". ", "-"), (work.container, "container-title"), *_numbers(work, "apa"), *_tail(work),
    ]  # fmt: skip


def tooltip(work: Work) -> Pieces:
    pieces: Pieces = [
        (work.title, "title"),
        (". ", "-"),
        (work.dotted(), "author"),
        (" ", "-") if work.dice.random() < 0.8 else (". ", "-"),
    ]
    if work.dice.random() < 0.8:
        pieces += [(work.affiliation(), "institution"), (". ", "-")]
    month = f"{work.year} {MONTHS[work.parts[1] - 1]}" if len(work.parts) > 1 else work.year
    return [
        *pieces,
        (work.container, "container-title"),
        (work.dice.choice((", ", ". ")), "-"),
        (month, "date"),
        *_numbers(work, "tooltip"),
        (".", "-"),
    ]


def medline(work: Work) -> Pieces:
    month = f"{work.year} {MONTHS[work.parts[1] - 1]}" if len(work.parts) > 1 else work.year
    return [
        (work.vancouver(), "author"), (". ", "-"), (work.title, "title"), (". ", "-"), (work.container, "container-title"), (". ", "-"),
        (month, "date"), *_numbers(work, "vancouver"), (".", "-"),
        *([(" Epub ", "-"), (f"{work.year} {work.dice.choice(MONTHS)} {work.dice.randint(1, 28)}", "note"), (".", "-")] if work.dice.random() < 0.2 else []),
    ]  # fmt: skip


def chapter(work: Work) -> Pieces:
    people = work.authors[-2:]
    editors = (
        work.natural(people) if work.dice.random() < 0.5 else "; ".join(f"{f}, {g}".strip(", ") for f, g in people)
    )
    eds = work.dice.choice((" (eds.)", " (ed.)", ", eds", "", " (Eds.)"))
    pieces: Pieces = [
        (work.inverted() if work.dice.random() < 0.6 else work.dotted(), "author"),
        (" (", "-"),
        (work.year, "date"),
        ("). ", "-"),
    ]
    quote = work.dice.random() < 0.7
    pieces += [
        ('"' if quote else "", "-"),
        (work.title, "title"),
        ('". ' if quote else ". ", "-"),
        (work.dice.choice(("In ", "In: ")), "-"),
    ]
    pieces += [
        (editors, "editor"),
        (f"{eds}. " if work.dice.random() < 0.7 else f"{eds}, ", "-"),
        (work.container, "container-title"),
    ]
    if work.dice.random() < 0.3:
        pieces += [(" (", "-"), (f"{work.dice.choice(('2nd', '3rd', '4th', '5th'))} ed.", "edition"), (")", "-")]
    city = (work.dice.choice(CITIES), "location")
    pieces += [(". ", "-"), city, (": ", "-"), (work.publisher or "Springer", "publisher")]
    if work.page:
        pieces += [(". pp. ", "-"), (work.pages("–"), "pages")]
    if work.dice.random() < 0.6:
        pieces += [(work.dice.choice((". ISBN ", ". ISBN\u00a0")), "-"), (_isbn(work.dice), "id")]
    return [*pieces, (".", "-")]


def cut_cochrane(work: Work) -> Pieces:
    """Volume or year missing, an article number for pages, and nothing else: what is printed of online journals."""
    pieces: Pieces = [
        (work.vancouver(), "author"),
        (". ", "-"),
        (work.title, "title"),
        (". ", "-"),
        (work.container, "container-title"),
    ]
    if work.dice.random() < 0.7:
        pieces += [(". ", "-"), (work.year, "date")]
        if work.issue:
            pieces += [("(", "-"), (work.issue, "issue"), (")", "-")]
    return [
        *pieces,
        (work.dice.choice((":", ". Article ", ", article ", ". ")), "-"),
        (work.dice.choice(("CD00", "e", "g")) + str(work.dice.randint(1000, 9999)), "pages"),
        *_tail(work),
    ]


STYLES: tuple[tuple[Callable[[Work], Pieces], float], ...] = (
    (cs1, 3), (vancouver, 2), (apa, 1.5), (tooltip, 3), (medline, 1), (chapter, 2), (cut_cochrane, 1),
)  # fmt: skip


def catalogue_rows(catalogue: Path) -> list[dict[str, Any]]:
    """Return the records of a catalogue (Crossref rows, gzipped JSON lines) that hold enough to print."""
    with gzip.open(catalogue, "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    return [
        row
        for row in rows
        if row.get("author")
        and row.get("title")
        and "<" not in row["title"][0]
        and (row.get("container-title") or [""])[0]
        and row.get("issued", {}).get("date-parts", [[None]])[0][0]
    ]


def corpus_rows(items: Iterable[Labelled]) -> list[dict[str, Any]]:
    """Return labelled strings as rows like a catalogue's, so that what one style printed can be printed in another."""
    rows = []
    for item in items:
        texts: dict[str, str] = {}
        for start, end, label in sorted(item.spans):
            texts.setdefault(label, item.raw[start:end].strip(" .,;:()[]"))
        year = re.search(r"1[5-9]\d\d|20[0-2]\d", texts.get("date", ""))
        people = [n for n in names.parse(texts.get("author") or texts.get("editor") or "").names if n.family]
        title = titles.parse(texts.get("title", "")).strip("'\"“”«»„‘’ ")
        whole = all(n.family and n.family[0].isupper() and not re.search(r"[\d(\[]", n.family) for n in people)
        if not (year and people and whole and 12 < len(title) < 300):
            continue
        editors = [n for n in names.parse(texts.get("editor", "")).names if n.family]
        container = titles.parse(texts.get("container-title", ""))
        if container.count("(") != container.count(")") or title.count("(") != title.count(")"):
            continue
        chapter = bool(container and (editors or texts.get("publisher")) and "author" in texts)
        rows.append(
            {
                "corpus": item.corpus, "author": [_row(n) for n in people], "editor": [_row(n) for n in editors], "title": [title],
                "container-title": [container], "volume": re.sub(r"\D", "", texts.get("volume", ""))[:4],
                "issue": re.sub(r"[^\d/–-]", "", texts.get("issue", ""))[:6], "publisher": texts.get("publisher"),
                "page": pages.normalise(texts.get("pages", "")) if re.search(r"\d", texts.get("pages", "")) else "",
                "city": texts.get("location"), "issued": {"date-parts": [[int(year.group())]]},
                "type": "chapter" if chapter else "article" if container else "book",
            }
        )  # fmt: skip
    return rows


def _row(name: Name) -> dict[str, str]:
    return {"family": names.family(name), "given": name.given or ""}


def rendered(rows: list[dict[str, Any]], count: int, dice: random.Random) -> Iterator[Labelled]:
    """Yield `count` citations rendered from rows drawn at random."""
    styles = [style for style, _ in STYLES]
    weights = [weight for _, weight in STYLES]
    made = 0
    while made < count:
        work = Work(dice.choice(rows), dice)
        if not work.authors or len(work.title) < 8:
            continue
        article = "paper-conference" if "proceedings" in work.type else "article-journal"
        if dice.random() < 0.06:
            kind, pieces = "", fill(dice.choice(_PLAIN), work.fields(), dice)
        elif "book" in work.type or not work.container:
            kind, pieces = "book", fill(dice.choice(_BOOKS), work.fields(), dice)
        elif dice.random() < 0.6 or not work.doi:
            kinds = (
                ("chapter",)
                if "chapter" in work.type
                else dice.choices((article, "book", "chapter", "webpage"), (6, 1.5, 1, 0.3))
            )
            kind = kinds[0]
            pieces = fill(dice.choice(_SHEETS[kind]), work.fields(), dice)
        else:
            style = chapter if "chapter" in work.type else dice.choices(styles, weights)[0]
            kind, pieces = "chapter" if style is chapter else article, style(work)
        if pieces is not None:
            yield _joined([(text, label) for text, label in pieces if text], Labelled("", [], "synthetic", kind))
            made += 1


def plain(rows: list[dict[str, Any]], count: int, dice: random.Random) -> Iterator[Labelled]:
    """Yield citations that say no more than people, title, year and at most where it appeared; people in natural
    order.
    """
    made = 0
    while made < count:
        work = Work(dice.choice(rows), dice)
        if not work.authors or len(work.title) < 8:
            continue
        if dice.random() < 0.15:  # a list as long as machine learning has it
            work.authors = [
                *work.authors,
                *Work(dice.choice(rows), dice).authors,
                *Work(dice.choice(rows), dice).authors,
            ][:16]
        if pieces := fill(dice.choice(_PLAIN), work.fields(), dice):
            yield _joined([(text, label) for text, label in pieces if text], Labelled("", [], "synthetic", ""))
            made += 1


def _isbn(dice: random.Random) -> str:
    digits = "978" + "".join(str(dice.randint(0, 9)) for _ in range(9))
    check = -sum(int(d) * (3 if i % 2 else 1) for i, d in enumerate(digits)) % 10
    return f"978-{digits[3]}-{digits[4:7]}-{digits[7:]}-{check}"
