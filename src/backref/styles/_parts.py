"""What the styles share: names, dates, pages, titles as pieces of text; escaping; order; the letters behind years."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from ..fields import names, pages, titles
from ..model import Date, Name, Reference
from ..model.printed import as_printed
from ..text import folding, links
from ..text.entities import unescaped
from ..text.escape import markup, one_line

MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December")  # fmt: skip
_TAG = re.compile(
    r"&lt;(?P<end>/?)(?P<name>i|b|sub|sup|span)(?P<how>(?: (?:style|class)=&quot;[a-z:;-]{1,40}&quot;)?)&gt;"
)
_HOWS = (' class="nocase"', ' style="font-variant:small-caps;"')
_NO_CASE = re.compile(r'<span class="nocase">(.*?)</span>')
_END = 200  # letters at the end of a text in which its last mark is looked for
_SEASONS = {"1": "Spring", "2": "Summer", "3": "Autumn", "4": "Winter"}
_EDITION = re.compile(
    r"(?:(?P<number>\d{1,4})(?:st|nd|rd|th)?|(?P<word>[A-Za-z]{5,12}))\.?(?: (?:ed|edn|edition)\.?)?", re.IGNORECASE
)
_REVISED = re.compile(
    r"(?:rev(?:ised|\.)?|expanded|updated|enlarged|international|illustrated|abridged|new)", re.IGNORECASE
)
_ORDINALS = {
    word: number for number, word in enumerate("first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth".split(), 1)
}  # fmt: skip
_ORDINAL = {1: "st", 2: "nd", 3: "rd"}


def escaped(reference: Reference) -> Reference:
    """Return the reference with every text escaped for HTML; markup stays where it is CSL-JSON's and balanced."""
    update: dict[str, object] = {}
    for name, value in vars(reference).items():
        if not value:
            continue
        if name in ("url", "doi"):
            update[name] = _escaped_text(links.written(value) if name == "url" else as_printed(value))
        elif isinstance(value, str) and name not in ("type", "id"):
            update[name] = _rich(value)
        elif isinstance(value, tuple) and isinstance(value[0], Name):
            update[name] = tuple(_escaped_name(person) for person in value)
    return reference.model_copy(update=update)


def _rich(text: str) -> str:
    text = markup(" ".join(text.split())).replace("&#x27;", "’")
    if "&lt;" not in text:
        return text
    open_tags: list[str] = []
    for match in _TAG.finditer(text):
        if not match["end"]:
            open_tags.append(match["name"])
        elif not open_tags or open_tags.pop() != match["name"]:
            return text
    if open_tags:
        return text
    marked = _TAG.sub(_element, text)
    return _NO_CASE.sub(r"\1", marked) if "nocase" in marked else marked


def _element(match: re.Match[str]) -> str:
    """A tag, with no class or style but CSL-JSON's own: a page takes others for formulas, which may hold links, and for
    parts of itself.
    """
    how = unescaped(match["how"])
    return f"<{match['end']}{match['name']}{how if how in _HOWS else ''}>"


def _escaped_text(text: str) -> str:
    """The text without markup, on one line. A single quote stays what sorting and initials know; no attribute ends with
    one.
    """
    return markup(one_line(text)).replace("&#x27;", "'")


def _escaped_name(person: Name) -> Name:
    texts = (
        (part, value, _escaped_text(value)) for part, value in vars(person).items() if value and isinstance(value, str)
    )
    changed = {part: made for part, value, made in texts if made != value}
    return person.model_copy(update=changed) if changed else person


def sort_key(reference: Reference) -> tuple[str, ...]:
    """Return what author-date lists are sorted by: names, year, title."""
    people = reference.author or reference.editor
    who = [fold(f"{names.family(p)} {p.given or ''}") for p in people] or [
        fold(_bare(reference.title or reference.container_title or ""))
    ]
    issued = reference.issued.date_parts[0] if reference.issued and reference.issued.date_parts else (9999,)
    date = "".join(f"{part:05d}" for part in (*issued, 0, 0)[:3])
    return ("\x00".join([*who, ""]), date, fold(_bare(reference.title or "")))


def fold(text: str) -> str:
    """Return the text for sorting: no case, accents, markup or quotes."""
    return "".join(c for c in folding.fold(unescaped(text)) if c not in "“”\"'-")


def year_suffixes(references: Sequence[Reference]) -> list[str]:
    """Return "a", "b"... for works that share their first three authors, their number and their year."""
    marks = [_mark(reference) for reference in references]
    times = Counter(marks)
    seen: Counter[object] = Counter()
    suffixes = []
    for mark in marks:
        suffixes.append(letters(seen[mark]) if times[mark] > 1 else "")
        seen[mark] += 1
    return suffixes


def letters(number: int) -> str:
    """Return "a" for 0, "z" for 25, "aa" for 26."""
    return (letters(number // 26 - 1) if number >= 26 else "") + chr(97 + number % 26)


def _mark(reference: Reference) -> object:
    people = reference.author or reference.editor
    who = tuple(fold(names.family(person)) for person in people) or (fold(reference.title or ""),)
    return (who[:1] if len(who) > 2 else who, len(who) > 2, reference.issued.year if reference.issued else None)


def initials(given: str, stop: str, gap: str, hyphen: str) -> str:
    """Return the initials of a given name.

    >>> initials("Anne-Marie J.", ".", " ", "-"), initials("Anne-Marie J.", "", "", "")
    ('A.-M. J.', 'AMJ')
    """
    made = []
    for word in given.replace(".", " ").split():
        parts = re.split(r"[-\u2010\u2011]", word)
        if len(parts) == 1 and parts[0].isupper() and 1 < len(parts[0]) <= 3:
            parts = list(parts[0])
            made += [f"{letter}{stop}" for letter in parts]
            continue
        pieces = [f"{part[0]}{stop}" for part in parts if part[:1].isupper()]
        if pieces:
            made.append(hyphen.join(pieces))
        elif word[:1].isalpha():
            made.append(word)
    return gap.join(made)


def joined(texts: Sequence[str], last: str, sep: str = ", ", serial: bool = True) -> str:
    """Return "a, b, and c": `last` stands before the last of several, behind a comma where `serial`."""
    if len(texts) < 2:
        return "".join(texts)
    comma = sep.rstrip() if serial and (len(texts) > 2) else ""
    return f"{sep.join(texts[:-1])}{comma}{last}{texts[-1]}"


def year(reference: Reference) -> str:
    """Return the year as printed, with "?" left out, a range as "1999–2001", or the literal; "" where there is none."""
    issued = reference.issued
    if issued is None:
        return ""
    if not issued.date_parts:
        return _escaped_text(issued.literal or "")
    years = [str(parts[0]) if parts[0] > 0 else f"{1 - parts[0]} BC" for parts in issued.date_parts]
    if issued.date_parts[1:] == ((0,),):
        years[1] = ""  # a range that is open
    text = "–".join(dict.fromkeys(years))
    return f"ca. {text}" if issued.circa else text


def day(date: Date | None, form: str) -> str:
    """Return month and day: `form` is "Mar 9", "March 9", "9 March" or "Mar. 09"; "" where the date is but a year."""
    if date is None or not date.date_parts:
        return ""
    _, *rest = date.date_parts[0]
    if not rest or not 1 <= rest[0] <= len(MONTHS):
        return _SEASONS.get(date.season or "", "")
    name = MONTHS[rest[0] - 1]
    short = name[:3]
    number = str(rest[1]) if len(rest) > 1 else ""
    if form == "9 March":
        return f"{number} {name}".strip()
    if form == "Mar. 09":
        dotted = name if name == "May" else f"{short}."
        return f"{dotted} {number:0>2}" if number else dotted
    return f"{short if form == 'Mar 9' else name} {number}".strip()


def page(reference: Reference, form: str, dash: str = "–") -> str:
    """Return the pages: `form` says how the last page is shortened ("full", "minimal", "chicago")."""
    text = reference.page or ""
    found = pages.parse(unescaped(text))
    if not found.ranges or not pages.is_plain(text):
        return text.replace("-", dash)
    shown = []
    for first, last in found.ranges:
        shortened = last if form == "full" else _shortened(first, last, form)
        shown.append(first if first == last else f"{first}{dash}{shortened}")
    return ", ".join(shown)


def is_range(reference: Reference) -> bool:
    """Say whether the pages are more than one."""
    return bool(re.search(r"[-–,]", reference.page or ""))


def _shortened(first: str, last: str, form: str) -> str:
    if not (first.isdecimal() and last.isdecimal() and len(first) == len(last)):
        return last
    if form == "minimal":
        same = next((at for at, (a, b) in enumerate(zip(first, last, strict=True)) if a != b), len(last) - 1)
        return last[same:]
    number = int(first)
    if number < 100 or number % 100 == 0:
        return last
    same = next((at for at, (a, b) in enumerate(zip(first, last, strict=True)) if a != b), len(last) - 1)
    if number % 100 < 10:
        return last[same:]
    return last if len(first) - same > 3 and len(first) == 4 else last[min(same, len(last) - 2) :]


def edition(reference: Reference, suffix: str = " ed.") -> str:
    """Return "3rd ed." for a number in figures or in a word, the text for what says more, "" for none.

    >>> [edition(Reference(edition=text)) for text in ("3", "2nd", "Second", "2nd edition", "Rev.", "2. Auflage")]
    ['3rd ed.', '2nd ed.', '2nd ed.', '2nd ed.', 'Rev. ed.', '2. Auflage']
    """
    text = (reference.edition or "").strip()
    said = _EDITION.fullmatch(text)
    number = int(said["number"]) if said and said["number"] else _ORDINALS.get(said["word"].lower(), 0) if said else 0
    if number:
        ending = "th" if number % 100 in (11, 12, 13) else _ORDINAL.get(number % 10, "th")
        return f"{number}{ending}{suffix}"
    return f"{text}{suffix}" if _REVISED.fullmatch(text) else text


def italic(text: str) -> str:
    """Return the text in italics; what is in italics within stands upright."""
    if not text:
        return ""
    turned = re.sub(r"<i>(.*?)</i>", r"</i>\1<i>", text)
    return f"<i>{turned}</i>".replace("<i></i>", "")


def quoted(text: str) -> str:
    """Return the text in double quotes; those within become single ones."""
    inner = text.replace("“", "‘").replace("”", "’").replace("&quot;", "'")
    return f"“{inner}”"


def titled(text: str) -> str:
    """Return an English title in title case, as the styles that want it print it."""
    words = re.split(r"(<[^>]+>|&[a-z#0-9x]+;)", text)
    rebuilt = "".join(words[::2])
    if rebuilt.isupper():
        return text
    out = []
    first = True
    behind = max((number for number, piece in enumerate(words) if number % 2 == 0 and piece.strip()), default=0)
    for number, piece in enumerate(words):
        if number % 2 or piece == "":
            out.append(piece)
            continue
        out.append(titles.headline(piece, first, number >= behind))
        first = bool(re.search(r"[:?!.]\s*$", piece))
    return "".join(out)


def link(reference: Reference) -> str:
    """Return the DOI as an address, else the URL, else ""."""
    return f"https://doi.org/{reference.doi}" if reference.doi else reference.url or ""


def sentence(*parts: str, end: str = ".") -> str:
    """Return the parts joined by blanks, each with a full stop unless it ends in a mark of its own."""
    return " ".join(stopped(part, end) for part in parts if part)


def stopped(text: str, end: str = ".") -> str:
    """Return the text with a full stop, unless it ends in a mark."""
    bare = re.sub(r"(?:</[a-z]+>|[”’])+$", "", text[-_END:])
    return text if not text or bare.endswith((".", "?", "!")) else f"{text}{end}"


def _bare(text: str) -> str:
    return re.sub(r"<[^>]+>", "", text)


def who(reference: Reference, joining: str = "and") -> str:
    """Return the authors, else the editors, as they are cited; a work without people goes by its title.

    >>> people = [Name(family="Deyo", given="RA"), Name(family="Weinstein", given="JN")]
    >>> who(Reference(type="article-journal", author=people)), who(Reference(type="article-journal", author=people), "&")
    ('Deyo and Weinstein', 'Deyo & Weinstein')
    """
    people: Sequence[Name] = reference.author or reference.editor
    families = [names.family(person) for person in people]
    if not families:
        return titles.render(reference.title_short or reference.title or reference.container_title or "Anonymous")
    if len(families) > 2 or "author" in reference.cut:
        return f"{families[0]} et al."
    return f" {joining} ".join(families)


def people(found: Iterable[Name], most: int, shown: int) -> tuple[list[Name], bool]:
    """Return those of the names that are printed, and whether "et al." stands for the rest."""
    whole = list(found)
    return (whole, False) if len(whole) <= most else (whole[:shown], True)
